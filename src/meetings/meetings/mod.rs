//! Meetings: "once a year in one of its member States, the meeting generally being hosted by the incumbent Chair, with at
//! least one additional follow-up meeting in New York" (clauses `meeting.annual`, `meeting.host`, `meeting.follow-up`), and
//! whatever else the Network meets for. The secretariat and the troika plan them (`secretariat.meetings`); the secretariat
//! confirms, holds and cancels them, and records those of the past with their source.

mod check;
mod handlers;
mod input;
mod json;
pub mod model;
pub mod queries;
pub mod rules;
pub mod warnings;

pub use model::{Meeting, MeetingStatus, MeetingVisibility};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on meetings.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_meetings)
        .service(handlers::plan_meeting)
        .service(handlers::get_meeting)
        .service(handlers::change_meeting)
        .service(handlers::confirm_meeting)
        .service(handlers::hold_meeting)
        .service(handlers::cancel_meeting);
}
