//! Who chairs the Network: nominations, terms, and the troika that follows from them (clauses `chair.*`).

mod json;
pub mod nominations;
mod people;
pub mod terms;
pub mod troika;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(troika::routes)
        .configure(terms::routes)
        .configure(nominations::routes);
}
