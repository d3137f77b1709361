//! Initiatives: what the Network does beyond its meetings. The secretariat fosters "membership, advocacy and partnerships"
//! (clause `secretariat.advocacy`), outreach to non-members among it; capacity is built "at the local, national and regional
//! levels for a variety of actors" (clause `focus.capacity`); and civil society takes part (clause
//! `civil-society.participation`). A member leads one, or the secretariat does.

mod handlers;
pub mod model;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on initiatives.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_initiatives)
        .service(handlers::plan_initiative)
        .service(handlers::get_initiative)
        .service(handlers::change_initiative)
        .service(handlers::start_initiative)
        .service(handlers::complete_initiative)
        .service(handlers::cancel_initiative);
}
