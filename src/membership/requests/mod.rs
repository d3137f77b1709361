//! Membership requests: "received by the secretariat of the Network and shared with the wider Network" (clause
//! `membership.shared`). Membership is open (clause `membership.open`): there is no vote and no veto; a request is
//! refused only as ineligible, duplicate or incomplete. Admission makes the member and its first focal point in one
//! transaction.

mod handlers;
mod json;
pub mod model;
pub mod queries;
mod rules;

pub use json::RequestView;
pub use model::Request;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on membership requests.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::submit_membership_request)
        .service(handlers::list_membership_requests)
        .service(handlers::get_membership_request)
        .service(handlers::share_membership_request)
        .service(handlers::admit_membership_request)
        .service(handlers::declare_membership_request_ineligible)
        .service(handlers::withdraw_membership_request);
}
