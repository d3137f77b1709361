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

/// What a selection needs: the consent of each nominee, given by itself; nominees that are in the Network;
/// and a term that has not begun.
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
            "{missing} of {all} nominees have not consented; each has to consent for itself first."
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
            "The term has begun; it cannot be selected any more, only recorded as a chair term with its source.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Instant;
    use crate::membership::members::MemberKind;
    use crate::membership::members::model::{Member as Row, Period};
    use chrono::DateTime;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn nominee(consented: bool, left_on: Option<&str>) -> FullNominee {
        let id = Id::new();
        let now = Instant(DateTime::UNIX_EPOCH);
        let member = Row {
            id,
            kind: MemberKind::MemberState,
            name: "Canada".to_owned(),
            iso_alpha3: Some("CAN".to_owned()),
            m49: Some("124".to_owned()),
            acronym: None,
            regional_group: None,
            source: String::new(),
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let period = Period {
            id: Id::new(),
            member_id: id,
            starts_on: day("2017-12-01"),
            ends_on: left_on.map(day),
            source: String::new(),
        };
        FullNominee {
            member: Member {
                member,
                names: Vec::new(),
                periods: vec![period],
            },
            consented_at: consented.then_some(now),
        }
    }

    fn nomination(status: NominationStatus, nominees: Vec<FullNominee>) -> Full {
        let now = Instant(DateTime::UNIX_EPOCH);
        Full {
            nomination: Nomination {
                id: Id::new(),
                submitted_by: Id::new(),
                starts_on: day("2020-01-01"),
                ends_on: day("2020-12-31"),
                theme: None,
                letter: None,
                status,
                reason: None,
                decided_at: None,
                version: 1,
                created_at: now,
                updated_at: now,
            },
            nominees,
            term_id: None,
        }
    }

    fn refusal(today: &str, full: &Full) -> Option<&'static str> {
        can_be_selected(day(today), full).unwrap_err().clause
    }

    #[test]
    fn a_selection_needs_each_consent_each_membership_and_a_term_to_come() {
        use NominationStatus::{Selected, Submitted};
        let ready = nomination(Submitted, vec![nominee(true, None), nominee(true, None)]);
        assert!(can_be_selected(day("2019-12-31"), &ready).is_ok());
        assert_eq!(refusal("2020-01-01", &ready), None);
        let selected = nomination(Selected, vec![nominee(true, None)]);
        assert_eq!(refusal("2019-12-31", &selected), None);
        let lone = nomination(Submitted, vec![nominee(true, None), nominee(false, None)]);
        assert_eq!(refusal("2019-12-31", &lone), Some(SELF_NOMINATION));
        let left = nomination(Submitted, vec![nominee(true, Some("2019-06-30"))]);
        assert_eq!(refusal("2019-12-31", &left), Some(SELF_NOMINATION));
        assert!(can_be_selected(day("2019-06-30"), &left).is_ok());
    }

    #[test]
    fn a_member_nominates_itself_and_acts_for_itself() {
        let nominees = [nominee(true, None), nominee(false, None)];
        let ids = nominees.each_ref().map(|nominee| nominee.member.member.id);
        assert_eq!(nominates_itself(Some(ids[1]), &ids).unwrap(), ids[1]);
        assert!(nominates_itself(Some(Id::new()), &ids).is_err());
        assert!(nominates_itself(None, &ids).is_err());
        assert!(not_yet_consented(as_nominee(Some(ids[0]), &nominees).unwrap()).is_err());
        assert!(not_yet_consented(as_nominee(Some(ids[1]), &nominees).unwrap()).is_ok());
        assert!(as_nominee(Some(Id::new()), &nominees).is_err());
        assert!(as_nominee(None, &nominees).is_err());
    }
}
