//! Knowledge products (clause `secretariat.knowledge`).

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(_config: &mut ServiceConfig) {}
