//! Knowledge products: the library of the Network, which the secretariat manages (clause `secretariat.knowledge`). It
//! begins with one official document, the letter that carries the guidelines.

mod handlers;
mod json;
pub mod model;
pub mod queries;

pub use model::{KnowledgeProduct, ProductKind, ProductStatus};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on knowledge products.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_knowledge_products)
        .service(handlers::get_knowledge_product);
}
