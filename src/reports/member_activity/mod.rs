//! Who shared on both channels and who promoted the Network: "a member that in a year shared no update in the newsletter, or none
//! at a meeting, is reported" (clauses `members.updates` and `members.promotion`).

mod handlers;
mod json;
pub mod queries;

pub use json::MemberActivityRow;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::report_member_activity);
}
