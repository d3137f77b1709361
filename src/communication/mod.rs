//! What members share (clause `members.updates`).

pub mod updates;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(updates::routes);
}
