//! What a donor commits to a funding programme, year by year: what is "sustained and predictable" is not laid down (clause
//! `funding.sustained`), so that it can be read from the years. One commitment a year.

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on commitments.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_commitments)
        .service(handlers::add_commitment)
        .service(handlers::get_commitment)
        .service(handlers::change_commitment)
        .service(handlers::remove_commitment);
}
