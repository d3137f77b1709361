//! Needs of assistance, and how they find an offer (clause `funding.coordination`); where capacity is to be built, at a level
//! and for those that they name (clause `focus.capacity`).

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on needs of assistance.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_assistance_needs)
        .service(handlers::state_assistance_need)
        .service(handlers::get_assistance_need)
        .service(handlers::change_assistance_need)
        .service(handlers::list_assistance_candidates)
        .service(handlers::match_assistance_need)
        .service(handlers::close_assistance_need);
}
