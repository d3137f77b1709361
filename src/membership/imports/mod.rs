//! Members and focal points from a table, such as the secretariat's own list (clauses `membership.open`,
//! `membership.focal-point`). A line is the body of the operation that writes one record, with the same checks and the same
//! rules, entries and events; all lines are written, or none. It is tried first: `dry_run` holds unless it is turned off.

mod handlers;
mod json;
mod kinds;
mod run;
mod sheet;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on imports.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::import_members)
        .service(handlers::import_focal_points);
}
