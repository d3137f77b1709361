//! What the guidelines ask of a year, clause by clause: met, unmet or not applicable, with links to the evidence. The service
//! tells what is on record; it judges nobody.

mod chairs;
mod finding;
mod handlers;
mod json;
mod meetings;
mod members;
mod secretariat;
mod table;
mod work;

pub use finding::Finding;
pub use json::{Obligation, ObligationStatus, Obligations};
pub use table::of_year;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_obligations);
}
