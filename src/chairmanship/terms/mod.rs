//! Chair terms: who chairs the Network from one day to another, alone or together (clause `chair.troika`). A
//! term comes from the selection of a nomination; the secretariat records those that were decided outside the
//! service, with their source. Terms never overlap, so that a day has at most one incumbent term.

pub mod handlers;
pub mod json;
pub mod model;
pub mod queries;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on chair terms.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_chair_terms)
        .service(handlers::record_chair_term)
        .service(handlers::get_chair_term)
        .service(handlers::change_chair_term);
}
