//! Coordinators: UN-Women "serves as the secretariat of the Network and will assign a coordinator to manage that function"
//! (clause `secretariat.coordinator`). Whoever serves today follows from the terms. Terms may overlap, as in a handover:
//! the guidelines say nothing of it.

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on coordinators.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_coordinators)
        .service(handlers::assign_coordinator)
        .service(handlers::get_coordinator)
        .service(handlers::change_coordinator);
}
