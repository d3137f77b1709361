//! The outcome of a meeting: a communiqué, with which members associate themselves, or the Chair's summary (clause
//! `secretariat.meetings`). Only a meeting that was held has one. The secretariat and the troika draft it before the eyes of
//! the Network, so that members know with what they associate themselves; the secretariat publishes it for whoever may see
//! the meeting, and then it stays as it is.

mod handlers;
pub mod json;
pub mod model;
pub mod queries;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on outcomes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::get_outcome)
        .service(handlers::draft_outcome)
        .service(handlers::change_outcome)
        .service(handlers::publish_outcome)
        .service(handlers::associate_with_outcome)
        .service(handlers::dissociate_from_outcome);
}
