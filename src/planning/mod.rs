//! What the troika sets for the Network.

pub mod guidance_notes;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(guidance_notes::routes);
}
