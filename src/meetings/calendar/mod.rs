//! Meetings as iCalendar (RFC 5545), for people's own calendars: one to subscribe to, and one meeting to put into a calendar.
//! What is for the Network is in the calendar of who may see it.

mod event;
mod handlers;
mod schema;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on calendars.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::get_meetings_calendar)
        .service(handlers::get_meeting_calendar);
}
