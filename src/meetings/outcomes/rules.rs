//! Which meeting has an outcome, who associates itself with it, and what may become of it when.

use super::model::{Outcome, OutcomeKind, OutcomeStatus};
use crate::db::Instant;
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::meetings::meetings::rules::local_day;
use crate::meetings::meetings::{Meeting, MeetingStatus};
use crate::membership::members::model::{Full as Member, MemberStatus};
use crate::membership::members::rules::status_on;

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::SECRETARIAT_MEETINGS.id)
}

/// Something comes out of a meeting that has taken place.
///
/// # Errors
/// 409.
pub fn require_held(meeting: &Meeting) -> Result<(), Problem> {
    match meeting.status {
        MeetingStatus::Held => Ok(()),
        MeetingStatus::Planned | MeetingStatus::Confirmed => Err(refused(
            "Only a meeting that was held has an outcome. Record with `hold` that this one was.",
        )),
        MeetingStatus::Cancelled => Err(refused(
            "The meeting is cancelled, so nothing came out of it: only one that was held has an outcome.",
        )),
    }
}

/// Members associate themselves with what the Network said on a day on which they were in it.
///
/// # Errors
/// 409.
pub fn require_member(meeting: &Meeting, member: &Member) -> Result<(), Problem> {
    let day = local_day(meeting.starts_at, &meeting.time_zone);
    if status_on(day, &member.periods) == MemberStatus::Active {
        return Ok(());
    }
    Err(refused(
        "The member was not in the Network on the day of the meeting. If it was, record its membership period first.",
    ))
}

impl Outcome {
    /// Only a draft changes: what is published stays as it was read.
    ///
    /// # Errors
    /// 409.
    pub fn require_draft(&self) -> Result<(), Problem> {
        if self.status == OutcomeStatus::Draft {
            return Ok(());
        }
        Err(refused(
            "The outcome is published; it and its points stay as they were read.",
        ))
    }

    /// What is only a draft has not come out yet.
    ///
    /// # Errors
    /// 409.
    pub fn require_published(&self) -> Result<(), Problem> {
        if self.status == OutcomeStatus::Published {
            return Ok(());
        }
        Err(refused(
            "The outcome is a draft. Publish it first; then its points become actions.",
        ))
    }

    /// Draft → published.
    ///
    /// # Errors
    /// 409.
    pub fn publish(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_draft()?;
        self.status = OutcomeStatus::Published;
        self.published_at = Some(now);
        Ok(())
    }

    /// Members associate themselves with a communiqué; a summary is the Chair's.
    ///
    /// # Errors
    /// 409.
    pub fn require_communique(&self) -> Result<(), Problem> {
        match self.kind {
            OutcomeKind::Communique => Ok(()),
            OutcomeKind::ChairsSummary => Err(refused(
                "The summary is the Chair's own account; members associate themselves with a communiqué.",
            )),
        }
    }

    /// Whether it says something else than before.
    pub fn says_other_than(&self, before: &Self) -> bool {
        self.kind != before.kind || self.title != before.title || self.body != before.body
    }
}
