//! Support requests: the secretariat "provides technical and operational support to the troika and the Network" (clause
//! `secretariat.support`). A member asks, for itself or from its seat in the troika; the secretariat takes the request up
//! and resolves it with an answer. The two of them see it, and nobody else.

mod handlers;
pub mod model;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on support requests.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_support_requests)
        .service(handlers::submit_support_request)
        .service(handlers::get_support_request)
        .service(handlers::change_support_request)
        .service(handlers::take_up_support_request)
        .service(handlers::resolve_support_request);
}
