//! Focal points: the persons and offices that a member assigns to the Network (clause `membership.focal-point`), with
//! contact data by which they reach each other (clause `focal-point.contact`). Each field of contact has its own
//! visibility; by default the Network sees it and the public does not. Who has ended stays on record.

mod directory;
mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod rules;

pub use handlers::{assign, assign_new};
pub use json::{FocalPointView, NewFocalPoint, NewFocalPointData};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on focal points.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_focal_points)
        .service(handlers::assign_focal_point)
        .service(handlers::get_focal_point)
        .service(handlers::change_focal_point)
        .service(handlers::confirm_focal_point)
        .service(handlers::end_focal_point)
        .configure(directory::routes);
}
