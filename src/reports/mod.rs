//! What the records of all domains say together: each report in the caller's own sight, so that nothing hidden is counted.

pub mod civil_society;
pub mod coordinator_gaps;
pub mod focal_point_gaps;
pub mod focus_areas;
pub mod forms;
pub mod funding_gaps;
pub mod handover;
pub mod member_activity;
pub mod obligations;
pub mod overdue_actions;
mod page;
mod people;
pub mod year;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(obligations::routes)
        .configure(member_activity::routes)
        .configure(focus_areas::routes)
        .configure(focal_point_gaps::routes)
        .configure(funding_gaps::routes)
        .configure(coordinator_gaps::routes)
        .configure(overdue_actions::routes)
        .configure(civil_society::routes)
        .configure(handover::routes);
}
