//! Knowledge products and their files (clause `secretariat.knowledge`).

pub mod files;
pub mod products;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(products::routes).configure(files::routes);
}
