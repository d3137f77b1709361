//! How the focus areas are covered: "an area in which nothing happened in a year is shown in the coverage report" (clause
//! `focus.areas`).

mod handlers;
mod json;
pub mod queries;

pub use json::FocusAreaCoverage;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_focus_area_coverage);
}
