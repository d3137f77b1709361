//! What a Chair hands over to the next one: what its term brought, what is open, and what the guidelines asked of its years
//! (clause `chair.troika`: previous, incumbent and next Chair work together).

mod handlers;
mod json;
mod queries;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_handover);
}
