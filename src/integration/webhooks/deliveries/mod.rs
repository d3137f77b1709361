//! The log of deliveries: each event on its way to a webhook, with its attempts, kept for thirty days after it was done
//! with. What was given up can be sent again.

mod handlers;
mod json;
pub mod model;
pub mod queries;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on deliveries.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_webhook_deliveries)
        .service(handlers::get_webhook_delivery)
        .service(handlers::redeliver_webhook_delivery);
}
