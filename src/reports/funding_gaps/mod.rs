//! Where funding and assistance are missing, and where they overlap: "needs without an offer, and programmes that overlap, are
//! reported by area, region and donor" (clause `funding.coordination`). As JSON, and as CSV for a spreadsheet.

mod csv;
mod handlers;
mod json;
mod queries;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_funding_gaps);
}
