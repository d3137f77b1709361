//! Meetings of the Network: the meetings themselves, their agenda and documents, who takes part, what comes out of them, and all of them as
//! a calendar (clauses `meeting.*`, `secretariat.meetings`).

pub mod agenda;
pub mod calendar;
pub mod documents;
#[allow(clippy::module_inception)] // the domain is named after its first resource
pub mod meetings;
pub mod outcome_points;
pub mod outcomes;
pub mod participants;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(meetings::routes)
        .configure(agenda::routes)
        .configure(documents::routes)
        .configure(participants::routes)
        .configure(outcomes::routes)
        .configure(outcome_points::routes)
        .configure(calendar::routes);
}
