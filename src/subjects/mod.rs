//! The rights of persons about whom the service holds something: to be told all of it, and to be erased. Both are the
//! secretariat's to carry out, each in one operation, over every domain that names persons: focal points, applicants and
//! whom they propose, participants, partners' people, subscribers, accounts, coordinators.
//!
//! What is sealed goes with its key. What stands in the clear is taken away, or, where the Network's history has to stay,
//! redacted: the record remains and names nobody. Events and the audit trail hold ids and no personal data.

mod erasing;
mod finding;
mod handlers;
mod json;
mod person;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on subjects.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::export_subject)
        .service(handlers::erase_subject);
}
