//! Files of knowledge products, a language each (clause `secretariat.knowledge`): taken in and given out as streams, known
//! by their checksum. A file never changes; another one takes its place.

mod handlers;
mod json;
pub mod model;
pub mod queries;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on the files of knowledge products.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_knowledge_files)
        .service(handlers::get_knowledge_file)
        .service(handlers::add_knowledge_file)
        .service(handlers::remove_knowledge_file)
        .service(handlers::download_knowledge_file);
}
