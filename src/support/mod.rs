//! What keeps the Network's work going: the secretariat's support, members' action plans, funding and assistance.

pub mod action_plans;
pub mod assistance;
pub mod assistance_needs;
pub mod assistance_offers;
pub mod commitments;
pub mod coordinators;
pub mod funding_programmes;
pub mod money;
pub mod regions;
pub mod support_requests;

use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::membership::members::{Member, queries as members};
use chrono::NaiveDate;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(coordinators::routes)
        .configure(support_requests::routes)
        .configure(action_plans::routes)
        .configure(funding_programmes::routes)
        .configure(commitments::routes)
        .configure(assistance_needs::routes)
        .configure(assistance_offers::routes);
}

/// The member that an input names.
///
/// # Errors
/// 422 at `pointer` when there is none.
pub(crate) fn named_member(conn: &mut Connection, id: Id, pointer: &str) -> Result<Member, Problem> {
    members::of_ids(conn, &[id])?
        .pop()
        .map(|full| full.member)
        .ok_or_else(|| Problem::invalid(pointer, "unknown", "There is no such member."))
}

/// Refuses days that end before they begin.
///
/// # Errors
/// 422 at `/ends_on`.
pub(crate) fn require_order(starts_on: NaiveDate, ends_on: Option<NaiveDate>) -> Result<(), Problem> {
    if ends_on.is_none_or(|end| end >= starts_on) {
        return Ok(());
    }
    Err(Problem::invalid(
        "/ends_on",
        "order",
        "The last day is before the first one.",
    ))
}
