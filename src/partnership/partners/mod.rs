//! Partners: the Network "recognizes civil society and local organizations as critical partners" (clause
//! `civil-society.participation`). Being known as one can put an organization at risk, so that a partner is the secretariat's
//! to see, until it has agreed to be shown to the Network or to anyone; the day of that consent is on record, and consent can
//! be withdrawn. Its people stand in a room of their own.

mod handlers;
pub mod model;
pub mod people;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on partners.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_partners)
        .service(handlers::record_partner)
        .service(handlers::get_partner)
        .service(handlers::change_partner)
        .service(handlers::record_partner_consent)
        .service(handlers::withdraw_partner_consent)
        .service(handlers::end_partner)
        .configure(people::routes);
}
