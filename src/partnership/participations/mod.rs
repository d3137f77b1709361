//! Partners in meetings: the Network "will ensure their substantive participation in Network meetings" (clause
//! `civil-society.participation`). A partner takes part in a meeting once, in a way that is recorded; a member's delegates
//! stand in `meetings/participants`. A partner that is hidden is hidden here too, and its people are hidden from members
//! unless they agreed, each for this meeting, to be shown: neither named nor counted.

mod handlers;
mod json;
pub mod model;
pub mod queries;
mod rules;

pub use handlers::forget;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on participations.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_partner_participations)
        .service(handlers::record_partner_participation)
        .service(handlers::get_partner_participation)
        .service(handlers::change_partner_participation)
        .service(handlers::remove_partner_participation)
        .service(handlers::list_partner_attendees);
}
