//! Who takes part in a meeting: each member registers its own delegation, the secretariat approves or declines, and
//! records in the end who attended (clause `secretariat.meetings`). Members see who comes, but not each other's addresses.

mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod rules;

pub use json::ParticipantView;
pub use model::{Participant, ParticipantStatus};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on participants.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_participants)
        .service(handlers::register_participant)
        .service(handlers::get_participant)
        .service(handlers::change_participant)
        .service(handlers::remove_participant)
        .service(handlers::approve_participant)
        .service(handlers::decline_participant)
        .service(handlers::record_attendance);
}
