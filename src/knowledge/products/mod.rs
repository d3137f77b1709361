//! Knowledge products: the library of the Network, which the secretariat manages (clause `secretariat.knowledge`). It
//! begins with one official document, the letter that carries the guidelines. Nothing comes into it before it was
//! reviewed, and nothing leaves it: what is out of date is superseded by what took its place.

mod handlers;
mod lists;
pub mod model;
pub mod queries;
mod rules;

pub use lists::{Organs, Symbols};
pub use model::{KnowledgeProduct, ProductKind, ProductStatus, ProductVisibility};
pub use rules::is_published;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on knowledge products.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_knowledge_products)
        .service(handlers::draft_knowledge_product)
        .service(handlers::get_knowledge_product)
        .service(handlers::change_knowledge_product)
        .service(handlers::remove_knowledge_product)
        .service(handlers::submit_knowledge_product)
        .service(handlers::return_knowledge_product)
        .service(handlers::publish_knowledge_product)
        .service(handlers::supersede_knowledge_product);
}
