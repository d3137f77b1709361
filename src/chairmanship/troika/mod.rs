//! The troika: "the incumbent, previous and next Chairs" (clause `chair.troika`). It is derived from the
//! chair terms for any day, never stored, and never taken from a token.

mod handlers;
mod json;
pub mod queries;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operation on the troika.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::get_troika);
}
