//! Nominations for the chairmanship: "Members nominate themselves" (clause `chair.self-nomination`), alone or
//! jointly, for a term of theirs. Each nominee consents by itself. How one is chosen is not laid down: the
//! secretariat records the selection, which makes the chair term in the same transaction, or that the
//! nomination was not selected.

mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on nominations.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_chairmanship_nominations)
        .service(handlers::submit_chairmanship_nomination)
        .service(handlers::get_chairmanship_nomination)
        .service(handlers::change_chairmanship_nomination)
        .service(handlers::consent_to_chairmanship_nomination)
        .service(handlers::withdraw_chairmanship_nomination)
        .service(handlers::select_chairmanship_nomination)
        .service(handlers::decline_chairmanship_nomination);
}
