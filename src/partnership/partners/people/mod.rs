//! The people of a partner: they can be at risk, and a State can be their adversary. Everything about a person is sealed with
//! a key of the person's own, for the secretariat alone; who reads it stands in the audit trail. Deleting the key is the
//! erasure. Events say that there was a change and nothing else; nothing of a person is searched, counted or listed for
//! others.

mod handlers;
pub mod json;
pub mod model;
pub mod queries;
pub mod sealed;

pub use model::PartnerPerson;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on the people of a partner.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_partner_people)
        .service(handlers::add_partner_person)
        .service(handlers::get_partner_person)
        .service(handlers::change_partner_person);
}
