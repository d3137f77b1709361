//! Actions: the troika meets with the secretariat "to set timelines for the Network's actions to be carried out" (clause
//! `troika.timelines`). An action has an owner and a day on which it is due; each such day stands with the meeting of the
//! troika that set it. The owner moves it on and shows evidence. What is not done when a chair term ends carries over into
//! the next: that follows from the terms and is not kept.

mod adoption;
mod handlers;
pub mod json;
pub mod model;
pub mod queries;
pub mod rules;
pub mod setting;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on actions.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_actions)
        .service(handlers::set_action)
        .service(handlers::get_action)
        .service(handlers::change_action)
        .service(handlers::start_action)
        .service(handlers::complete_action)
        .service(handlers::drop_action)
        .service(handlers::reschedule_action)
        .service(handlers::add_action_evidence)
        .service(adoption::adopt_outcome_point);
}
