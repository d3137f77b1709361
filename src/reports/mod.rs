//! What the records of all domains say together.

pub mod civil_society;
pub mod coordinator_gaps;
pub mod funding_gaps;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(funding_gaps::routes)
        .configure(coordinator_gaps::routes)
        .configure(civil_society::routes);
}
