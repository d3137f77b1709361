//! What is late: the actions whose day is over and that are neither done nor dropped, by who carries them out (clause
//! `troika.timelines`). As JSON, and as CSV for a spreadsheet.

mod handlers;
mod json;
mod queries;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_overdue_actions);
}
