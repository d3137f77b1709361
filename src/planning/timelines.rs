//! "The troika will meet regularly with the secretariat to set timelines for the Network's actions to be carried out and to
//! ensure that the goals of the Network are fulfilled" (clause `troika.timelines`): what is set, and when it is due, names
//! the meeting of the troika that set it.

use crate::db::Id;
use crate::error::{Kind, Problem};
use crate::guidelines::clauses;
use crate::http::Tx;
use crate::meetings::meetings::model::{Meeting, MeetingKind, MeetingStatus};
use crate::meetings::meetings::{queries as meetings, rules::local_day};
use chrono::NaiveDate;

/// The meeting that an input names in `meeting_id`, which has to be one of the troika that is not cancelled.
///
/// # Errors
/// 422 citing `troika.timelines`.
pub fn set_at(tx: &mut Tx<'_>, id: Id) -> Result<Meeting, Problem> {
    let caller = tx.caller;
    let refused = |code, detail| {
        Err(Problem::invalid("/meeting_id", code, detail).citing(clauses::TROIKA_TIMELINES.id))
    };
    match meetings::visible(tx, caller, id) {
        Err(problem) if problem.kind == Kind::NotFound => refused("unknown", "There is no such meeting."),
        Ok(meeting) if meeting.kind != MeetingKind::Troika => refused(
            "not_of_the_troika",
            "The troika sets timelines at its meetings with the secretariat; name one of kind `troika`.",
        ),
        Ok(meeting) if meeting.status == MeetingStatus::Cancelled => refused(
            "cancelled",
            "The meeting is cancelled, so nothing is set at it. Name the meeting of the troika that set the timeline.",
        ),
        found => found,
    }
}

/// Passes a day that is not before the meeting that sets it.
///
/// # Errors
/// 422 at `/due_on`.
pub fn require_order(meeting: &Meeting, due_on: NaiveDate) -> Result<(), Problem> {
    if due_on >= local_day(meeting.starts_at, &meeting.time_zone) {
        return Ok(());
    }
    Err(Problem::invalid(
        "/due_on",
        "order",
        "The day is before the meeting that sets it.",
    ))
}
