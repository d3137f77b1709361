//! The points of a meeting's outcome: what was agreed, one by one, with the focus areas that each is about (clause
//! `focus.areas`). They are made and changed with the draft. Once it is published, a point becomes an action when the troika
//! has set its timeline (clause `troika.timelines`), or several.

mod handlers;
pub mod model;
mod queries;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on the points of an outcome.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_outcome_points)
        .service(handlers::add_outcome_point)
        .service(handlers::get_outcome_point)
        .service(handlers::change_outcome_point)
        .service(handlers::remove_outcome_point);
}
