//! Who is in the Network, who asks to join, and whom each member assigned (clauses `membership.*`, `focal-point.contact`).

pub mod focal_points;
pub mod imports;
pub mod members;
pub mod requests;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(members::routes)
        .configure(focal_points::routes)
        .configure(requests::routes)
        .configure(imports::routes);
}
