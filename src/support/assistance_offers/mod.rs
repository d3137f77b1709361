//! Offers of assistance, so that funding and assistance can be coordinated (clause `funding.coordination`); where they build
//! capacity, at a level and for those that they name (clause `focus.capacity`).

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on offers of assistance.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_assistance_offers)
        .service(handlers::make_assistance_offer)
        .service(handlers::get_assistance_offer)
        .service(handlers::change_assistance_offer)
        .service(handlers::close_assistance_offer);
}
