//! What the guidelines ask of the Network's work.

use super::finding::{Case, Finding, Found};
use crate::communication::newsletters::NewsletterStatus;
use crate::db::Id;
use crate::error::Problem;
use crate::partnership::initiatives::model::{Initiative, InitiativeKind, InitiativeStatus};
use crate::reports::focus_areas::queries::coverage;
use crate::reports::funding_gaps::queries::facts;
use crate::schema::{action_plans as plans, forum_exchanges as exchanges, newsletters};
use crate::support::action_plans::model::ActionPlanStatus;
use diesel::prelude::*;

/// Something happened on every area.
pub fn focus_areas(case: &mut Case<'_>) -> Found {
    let coverage = coverage(case.conn, &case.year)?;
    let bare: Vec<String> = coverage
        .areas
        .into_iter()
        .filter(|area| area.total == 0)
        .map(|area| area.name)
        .collect();
    Ok(Finding::of(
        bare.is_empty(),
        "Something happened on every focus area.",
        format!("Nothing happened on: {}.", bare.join(", ")),
    )
    .with_path(
        "reports",
        format!("/v1/reports/focus-areas?year={}", case.year.number),
    ))
}

/// No plan expired without a successor.
pub fn action_plans(case: &mut Case<'_>) -> Found {
    let in_force: Vec<(Id, ActionPlanStatus, chrono::NaiveDate)> = plans::table
        .filter(plans::status.ne(ActionPlanStatus::Draft))
        .filter(plans::starts_on.le(case.year.last))
        .filter(plans::ends_on.ge(case.year.first))
        .order(plans::id)
        .select((plans::id, plans::status, plans::ends_on))
        .load(case.conn)?;
    if in_force.is_empty() {
        return Ok(Finding::of(
            false,
            "",
            "No action plan is in the registry for the year.",
        ));
    }
    let day = case.year.on;
    let expired = in_force
        .iter()
        .filter(|(_, status, ends_on)| *status == ActionPlanStatus::Adopted && *ends_on < day)
        .count();
    let ids: Vec<Id> = in_force.iter().map(|(id, ..)| *id).collect();
    Ok(Finding::of(
        expired == 0,
        "Action plans were in force, and none expired without a successor.",
        format!(
            "{expired} of {} action plans expired without a successor.",
            in_force.len()
        ),
    )
    .with("action-plans", &ids))
}

/// Every programme of the year has its commitment.
pub fn sustained_funding(case: &mut Case<'_>) -> Found {
    let facts = facts(case.conn, &case.year)?;
    if facts.programmes.is_empty() {
        return Ok(Finding::of(false, "", "No funding programme ran in the year."));
    }
    let ids: Vec<Id> = facts.programmes.iter().map(|one| one.programme.id).collect();
    let open = facts
        .programmes
        .iter()
        .filter(|one| one.committed.is_none())
        .count();
    Ok(Finding::of(
        open == 0,
        "Every funding programme of the year has a commitment for it.",
        format!(
            "{open} of {} funding programmes have no commitment for the year.",
            ids.len()
        ),
    )
    .with("funding-programmes", &ids))
}

/// No need is left without an offer.
pub fn coordinated_funding(case: &mut Case<'_>) -> Found {
    let facts = facts(case.conn, &case.year)?;
    let unmet: Vec<Id> = facts
        .needs
        .iter()
        .filter(|need| facts.is_unmet(need))
        .map(|need| need.id)
        .collect();
    Ok(Finding::of(
        unmet.is_empty(),
        "No open need is without an offer on its areas.",
        format!("{} open needs are without an offer on their areas.", unmet.len()),
    )
    .with("assistance-needs", &unmet)
    .with_path(
        "reports",
        format!("/v1/reports/funding-gaps?year={}", case.year.number),
    ))
}

/// The newsletter appeared.
pub fn newsletter(case: &mut Case<'_>) -> Found {
    let issues: Vec<Id> = newsletters::table
        .filter(newsletters::status.eq(NewsletterStatus::Published))
        .filter(newsletters::published_at.ge(case.year.from()))
        .filter(newsletters::published_at.lt(case.year.before()))
        .order(newsletters::id)
        .select(newsletters::id)
        .load(case.conn)?;
    Ok(Finding::any(
        "newsletters",
        &issues,
        "The newsletter was published.",
        "No newsletter was published.",
    ))
}

/// The initiatives of the year that ran or were completed.
pub(super) fn ran(case: &mut Case<'_>) -> Result<Vec<Initiative>, Problem> {
    let mut all = Initiative::of_year(case.conn, case.year.number)?;
    all.retain(|one| {
        matches!(
            one.status,
            InitiativeStatus::Running | InitiativeStatus::Completed
        )
    });
    Ok(all)
}

/// Capacity was built.
pub fn capacity(case: &mut Case<'_>) -> Found {
    let mut ran = ran(case)?;
    ran.retain(|one| one.kind == InitiativeKind::CapacityBuilding);
    let ids: Vec<Id> = ran.iter().map(|one| one.id).collect();
    Ok(Finding::any(
        "initiatives",
        &ids,
        "Initiatives that build capacity ran.",
        "No initiative that builds capacity ran.",
    ))
}

/// Information flowed between the Network and other forums.
pub fn forums(case: &mut Case<'_>) -> Found {
    let exchanged: Vec<Id> = exchanges::table
        .filter(exchanges::exchanged_on.ge(case.year.first))
        .filter(exchanges::exchanged_on.le(case.year.last))
        .order(exchanges::id)
        .select(exchanges::id)
        .load(case.conn)?;
    Ok(Finding::any(
        "forum-exchanges",
        &exchanged,
        "Information was exchanged with other forums.",
        "No exchange with another forum is on record.",
    ))
}
