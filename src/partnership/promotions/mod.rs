//! Promotions: members are "encouraged to promote the Network and its objectives at relevant forums" (clause
//! `members.promotion`). Each logs its own, and all see them.

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on promotions.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_promotions)
        .service(handlers::log_promotion)
        .service(handlers::get_promotion)
        .service(handlers::change_promotion)
        .service(handlers::remove_promotion);
}
