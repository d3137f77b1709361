//! Knowledge products (clause `secretariat.knowledge`).

pub mod products;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(products::routes);
}
