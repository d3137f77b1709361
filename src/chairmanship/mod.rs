//! Who chairs the Network: nominations, terms, and the troika that follows from them (clauses `chair.*`).

pub mod troika;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(_config: &mut ServiceConfig) {}
