//! The Network's rules: the clauses of the Technical Operative Guidelines that every refusal and warning cites, and the
//! focus areas that tag its work (clause `focus.areas`).

pub mod clauses;
mod enforcement;
pub mod focus_areas;
mod handlers;
mod json;
mod tags;

pub use clauses::Clause;
pub use json::FocusAreaKey;
pub use tags::{FocusAreas, meeting, tagged};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_guidelines)
        .service(handlers::get_guideline)
        .service(handlers::list_focus_areas)
        .service(handlers::get_focus_area);
}
