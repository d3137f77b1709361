//! The agenda of a meeting: its items in their order, with the member that leads each and the focus areas it is about
//! (clauses `secretariat.meetings`, `focus.areas`). Whoever sees the meeting sees its agenda.

mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod rules;

pub use model::AgendaItem;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on agenda items.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_agenda_items)
        .service(handlers::add_agenda_item)
        .service(handlers::get_agenda_item)
        .service(handlers::change_agenda_item)
        .service(handlers::remove_agenda_item);
}
