//! Action plans: the Network promotes "high-impact national and regional action plans and strategies" (clause
//! `focus.action-plans`). A State has national ones, a regional organization regional ones. What is "high-impact" is not
//! laid down: each plan says in its own words by what it means to have impact. That a plan has expired follows from its
//! last day; a plan that succeeds it supersedes it.

mod handlers;
pub mod model;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on action plans.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_action_plans)
        .service(handlers::draft_action_plan)
        .service(handlers::get_action_plan)
        .service(handlers::change_action_plan)
        .service(handlers::adopt_action_plan);
}
