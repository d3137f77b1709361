//! Who nominates whom, and what becomes of it.

use super::model::{Full, FullNominee, Nomination, NominationStatus};
use crate::chairmanship::people::{self, People};
use crate::db::Id;
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::membership::members::model::{Full as Member, MemberStatus};
use crate::membership::members::rules::status_on;
use chrono::NaiveDate;

const SELF_NOMINATION: &str = clauses::CHAIR_SELF_NOMINATION.id;

/// "Members nominate themselves": the caller's own member is among the nominees.
///
/// # Errors
/// 422.
pub fn nominates_itself(own: Option<Id>, nominees: &[Id]) -> Result<Id, Problem> {
    own.filter(|own| nominees.contains(own)).ok_or_else(|| {
        Problem::invalid(
            "/nominees",
            "own_member_missing",
            "Members nominate themselves: your own member has to be among the nominees.",
        )
        .citing(SELF_NOMINATION)
    })
}

/// "Members nominate themselves": each nominee is in the Network today.
///
/// # Errors
/// 422 with the place of each that is not.
pub fn are_members(today: NaiveDate, nominees: &[Id], people: &People) -> Result<(), Problem> {
    people::known("nominees", nominees, people)?;
    people::each("nominees", nominees, |id| {
        let in_network = people.get(&id).is_some_and(|member| is_member(today, member));
        (!in_network).then_some(("not_a_member", "This member has withdrawn from the Network."))
    })
    .map_err(|problem| problem.citing(SELF_NOMINATION))
}

fn is_member(today: NaiveDate, member: &Member) -> bool {
    status_on(today, &member.periods) == MemberStatus::Active
}

/// A nomination is for a term to come.
///
/// # Errors
/// 422.
pub fn is_ahead(today: NaiveDate, starts_on: NaiveDate) -> Result<(), Problem> {
    if starts_on > today {
        return Ok(());
    }
    Err(Problem::invalid(
        "/starts_on",
        "begun",
        "A nomination is for a term that has not begun; the secretariat records past and running terms.",
    ))
}

/// Only a nominee acts on its nomination.
///
/// # Errors
/// 403.
pub fn as_nominee(own: Option<Id>, nominees: &[FullNominee]) -> Result<&FullNominee, Problem> {
    nominees
        .iter()
        .find(|nominee| Some(nominee.member.member.id) == own)
        .ok_or_else(|| Problem::forbidden("Only a nominee does this, and your member is none of them."))
}

/// Whatever is done to a nomination is done while it is submitted.
///
/// # Errors
/// 409.
pub fn is_submitted(nomination: &Nomination) -> Result<(), Problem> {
    let state = match nomination.status {
        NominationStatus::Submitted => return Ok(()),
        NominationStatus::Selected => "has been selected; its chair term stands",
        NominationStatus::NotSelected => "was not selected; its nominees may submit a new one",
        NominationStatus::Withdrawn => "was withdrawn; its nominees may submit a new one",
    };
    Err(Problem::conflict(format!("The nomination {state}.")))
}

/// A nominee consents once.
///
/// # Errors
/// 409.
pub fn not_yet_consented(nominee: &FullNominee) -> Result<(), Problem> {
    if nominee.consented_at.is_none() {
        return Ok(());
    }
    Err(Problem::conflict(
        "Your member has consented already; if it does not stand any more, withdraw the nomination.",
    ))
}

/// What a selection needs: the consent of each nominee, given by itself; nominees that are in the Network; and a term that
/// has not begun.
///
/// # Errors
/// 409.
pub fn can_be_selected(today: NaiveDate, full: &Full) -> Result<(), Problem> {
    is_submitted(&full.nomination)?;
    let missing = full
        .nominees
        .iter()
        .filter(|nominee| nominee.consented_at.is_none());
    let missing = missing.count();
    if missing > 0 {
        let all = full.nominees.len();
        return Err(Problem::conflict(format!(
            "{missing} of {all} nominees have not consented; each has to consent by an account of its own first."
        ))
        .citing(SELF_NOMINATION));
    }
    if !full
        .nominees
        .iter()
        .all(|nominee| is_member(today, &nominee.member))
    {
        return Err(Problem::conflict(
            "A nominee has withdrawn from the Network; only members stand for the chair.",
        )
        .citing(SELF_NOMINATION));
    }
    if full.nomination.starts_on <= today {
        return Err(Problem::conflict(
            "The term has begun, so that it cannot be selected any more; record it as a chair term with its source.",
        ));
    }
    Ok(())
}
