//! Meetings of the Network: the meetings themselves, their agenda, and who takes part (clauses `meeting.*`,
//! `secretariat.meetings`).

pub mod agenda;
#[allow(clippy::module_inception)] // the domain is named after its first resource
pub mod meetings;
pub mod participants;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(meetings::routes)
        .configure(agenda::routes)
        .configure(participants::routes);
}
