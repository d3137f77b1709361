//! Where civil society takes part: "a meeting or initiative without civil-society or local organizations is reported" (clause
//! `civil-society.participation`), and in which ways they do. As JSON, and as CSV for a spreadsheet. Partners that are hidden
//! from the caller do not count, so that no number tells of them.

mod handlers;
mod json;
pub mod queries;
mod rules;
mod table;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_civil_society);
}
