//! Who sees what of a partner's part in a meeting, and who may be named in it.

use super::model::{Participation, PartnerParticipationView};
use crate::auth::Caller;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::meetings::meetings::{Meeting, MeetingStatus};
use crate::partnership::lists::{PartnerAttendee, each};
use crate::partnership::partners::people::PartnerPerson;
use chrono::NaiveDate;

impl Participation {
    /// What members see of it: of its people those who agreed.
    #[must_use]
    pub fn for_members(mut self) -> Self {
        self.people.0.retain(|person| person.agreed_on.is_some());
        self
    }

    /// What the caller sees of it.
    pub fn seen_by(self, caller: &Caller) -> PartnerParticipationView {
        if caller.is_secretariat() {
            self.into()
        } else {
            self.for_members().into()
        }
    }

    /// Who learns of a change from `old`: members, as far as the partner is theirs to see, of what they see of it.
    pub fn audience_of_change(&self, old: &Self, partner: Visibility) -> Visibility {
        let (new, old) = (self.clone().for_members(), old.clone().for_members());
        if new.mode == old.mode && new.people == old.people {
            Visibility::Secretariat
        } else {
            partner.max(Visibility::Network)
        }
    }
}

/// Nobody takes part in a meeting that does not take place.
///
/// # Errors
/// 409.
pub fn require_not_cancelled(meeting: &Meeting) -> Result<(), Problem> {
    if meeting.status != MeetingStatus::Cancelled {
        return Ok(());
    }
    Err(
        Problem::conflict("The meeting is cancelled; nobody takes part in it.")
            .citing(clauses::CIVIL_SOCIETY_PARTICIPATION.id),
    )
}

/// The people are the partner's, and agreed today or earlier.
///
/// # Errors
/// 422 with every place.
pub fn check_people(
    people: &[PartnerAttendee],
    partner: Id,
    known: &[PartnerPerson],
    today: NaiveDate,
) -> Result<(), Problem> {
    let own = |id: Id| {
        known
            .iter()
            .any(|person| person.id == id && person.partner_id == partner)
    };
    each(
        "people",
        people,
        ("", |person: &PartnerAttendee| person.person_id),
        |person| {
            if !own(person.person_id) {
                return Some(("unknown", "The partner has no such person."));
            }
            person.agreed_on.is_some_and(|day| day > today).then_some((
                "too_late",
                "Consent is recorded once it was given: today or earlier.",
            ))
        },
    )
}
