//! When and for whom a meeting is, and which step follows which.

use super::model::{Meeting, MeetingKind, MeetingStatus, MeetingVisibility};
use crate::db::Instant;
use crate::error::Problem;
use crate::guidelines::clauses;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

/// The day of a moment in a time zone: that of the place, not that of Greenwich, decides on the year of a meeting.
pub fn local_day(moment: Instant, time_zone: &str) -> NaiveDate {
    time_zone.parse::<Tz>().map_or_else(
        |_| moment.0.date_naive(),
        |zone| moment.0.with_timezone(&zone).date_naive(),
    )
}

/// The calendar year in which a meeting begins at its place.
pub fn local_year(starts_at: Instant, time_zone: &str) -> i32 {
    local_day(starts_at, time_zone).year()
}

/// Whom a meeting is for, when that is not said: what the Network owes to everyone's eyes is public, and so is the
/// follow-up of a public meeting.
pub fn default_visibility(kind: MeetingKind, followed: Option<&Meeting>) -> MeetingVisibility {
    match kind {
        MeetingKind::Annual | MeetingKind::Founding => MeetingVisibility::Public,
        MeetingKind::FollowUp => followed.map_or(MeetingVisibility::Public, |followed| followed.visibility),
        MeetingKind::Thematic | MeetingKind::SideEvent | MeetingKind::Troika => MeetingVisibility::Network,
    }
}

/// Passes a meeting at which nothing was set, and which may be cancelled or become one of another kind.
///
/// # Errors
/// 409 citing `troika.timelines`.
pub fn require_nothing_set(sets_timelines: bool) -> Result<(), Problem> {
    if !sets_timelines {
        return Ok(());
    }
    Err(Problem::conflict(
        "Goals or timelines of actions name the meeting as the one of the troika that set them. It stays one, and takes \
         place; move it if it has to be at another time.",
    )
    .citing(clauses::TROIKA_TIMELINES.id))
}

/// Passes a meeting that may still change.
///
/// # Errors
/// 409 when it was held or cancelled.
pub fn require_open(meeting: &Meeting) -> Result<(), Problem> {
    match meeting.status {
        MeetingStatus::Planned | MeetingStatus::Confirmed => Ok(()),
        MeetingStatus::Held => Err(Problem::conflict(
            "The meeting was held; what was, does not change any more.",
        )),
        MeetingStatus::Cancelled => Err(Problem::conflict(
            "The meeting is cancelled; plan another one instead.",
        )),
    }
}

/// Planned → confirmed.
///
/// # Errors
/// 409 from any other state.
pub fn confirm(meeting: &mut Meeting) -> Result<(), Problem> {
    require_open(meeting)?;
    if meeting.status == MeetingStatus::Confirmed {
        return Err(Problem::conflict("The meeting is confirmed already."));
    }
    meeting.status = MeetingStatus::Confirmed;
    Ok(())
}

/// Planned or confirmed → held, once it has begun.
///
/// # Errors
/// 409 before that, and from any other state.
pub fn hold(meeting: &mut Meeting, now: DateTime<Utc>) -> Result<(), Problem> {
    require_open(meeting)?;
    if now < meeting.starts_at.0 {
        return Err(Problem::conflict(
            "The meeting has not begun; it can be said to be held from its `starts_at` on.",
        ));
    }
    meeting.status = MeetingStatus::Held;
    Ok(())
}

/// Planned or confirmed → cancelled.
///
/// # Errors
/// 409 from any other state.
pub fn cancel(meeting: &mut Meeting, reason: &str) -> Result<(), Problem> {
    require_open(meeting)?;
    meeting.status = MeetingStatus::Cancelled;
    meeting.status_reason = Some(reason.to_owned());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_at(moment: &str, zone: &str) -> String {
        let moment: DateTime<Utc> = moment.parse().unwrap();
        local_day(moment.into(), zone).to_string()
    }

    #[test]
    fn the_day_is_that_of_the_place_in_summer_and_in_winter() {
        assert_eq!(day_at("2018-06-30T22:30:00Z", "Europe/Berlin"), "2018-07-01");
        assert_eq!(day_at("2018-12-31T22:30:00Z", "Europe/Berlin"), "2018-12-31");
        assert_eq!(day_at("2018-12-31T23:00:00Z", "Europe/Berlin"), "2019-01-01");
        assert_eq!(day_at("2018-12-31T11:00:00Z", "Pacific/Auckland"), "2019-01-01");
        assert_eq!(day_at("2018-06-30T11:00:00Z", "Pacific/Auckland"), "2018-06-30");
        assert_eq!(day_at("2019-01-01T04:59:59Z", "America/New_York"), "2018-12-31");
    }

    #[test]
    fn whom_a_meeting_is_for() {
        assert_eq!(
            default_visibility(MeetingKind::Annual, None),
            MeetingVisibility::Public
        );
        assert_eq!(
            default_visibility(MeetingKind::FollowUp, None),
            MeetingVisibility::Public
        );
        for closed in [MeetingKind::Troika, MeetingKind::Thematic, MeetingKind::SideEvent] {
            assert_eq!(default_visibility(closed, None), MeetingVisibility::Network);
        }
    }
}
