//! For other systems: what has changed, as it changes.

pub mod events;
pub mod webhooks;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(events::routes).configure(webhooks::routes);
}
