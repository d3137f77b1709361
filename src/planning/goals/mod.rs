//! Goals: the troika meets with the secretariat "to ensure that the goals of the Network are fulfilled" (clause
//! `troika.timelines`). A goal names the meeting of the troika that set it, and counts the actions that serve it; that it is
//! fulfilled, the troika or the secretariat says.

mod handlers;
pub mod model;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on goals.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_goals)
        .service(handlers::set_goal)
        .service(handlers::get_goal)
        .service(handlers::change_goal)
        .service(handlers::fulfil_goal)
        .service(handlers::drop_goal);
}
