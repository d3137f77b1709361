//! What the records of all domains say together.

pub mod coordinator_gaps;
pub mod forms;
pub mod funding_gaps;
pub mod overdue_actions;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(funding_gaps::routes)
        .configure(coordinator_gaps::routes)
        .configure(overdue_actions::routes);
}
