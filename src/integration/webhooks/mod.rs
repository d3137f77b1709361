//! Webhooks: events brought to the systems of members and of the secretariat, after Standard Webhooks
//! (<https://www.standardwebhooks.com>). A webhook is told what the account that made it may learn of at the moment of
//! the delivery, as a change feed that comes by itself: at least once, in order for each resource.
//!
//! `address` reads where to, `sender` sends, `signing` signs, `delivery` works the queue in the
//! background, and `deliveries` is its log.

pub mod address;
pub mod deliveries;
pub mod delivery;
mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod sender;
pub mod signing;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on webhooks.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_webhooks)
        .service(handlers::create_webhook)
        .service(handlers::get_webhook)
        .service(handlers::change_webhook)
        .service(handlers::delete_webhook)
        .service(handlers::rotate_webhook_secret)
        .service(handlers::enable_webhook)
        .service(handlers::ping_webhook)
        .configure(deliveries::routes);
}
