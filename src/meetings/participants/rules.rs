//! Who may be registered and changed when, and which step follows which.

use super::model::{Participant, ParticipantStatus};
use crate::error::Problem;
use crate::meetings::meetings::{Meeting, MeetingStatus};
use chrono::{DateTime, Utc};

/// Passes a registration that its member may still change or take back.
///
/// # Errors
/// 409.
pub fn require_changeable(participant: &Participant) -> Result<(), Problem> {
    match participant.status {
        ParticipantStatus::Requested | ParticipantStatus::Approved => Ok(()),
        ParticipantStatus::Declined => Err(Problem::conflict(
            "The registration was declined; register someone anew instead.",
        )),
        ParticipantStatus::Attended | ParticipantStatus::Absent | ParticipantStatus::Excused => Err(
            Problem::conflict("The attendance is on record; the registration does not change any more."),
        ),
    }
}

/// What a change by the member itself makes of the state: an approval is for a person and a role, and another one asks
/// again.
pub fn status_after_change(old: &Participant, new: &Participant) -> ParticipantStatus {
    if old.name == new.name && old.role == new.role {
        old.status
    } else {
        ParticipantStatus::Requested
    }
}

/// Requested → approved.
///
/// # Errors
/// 409 from any other state, and when the meeting does not take place.
pub fn approve(participant: &mut Participant, meeting: &Meeting) -> Result<(), Problem> {
    require_requested(participant)?;
    require_not_cancelled(meeting)?;
    participant.status = ParticipantStatus::Approved;
    participant.status_note = None;
    Ok(())
}

/// Requested → declined.
///
/// # Errors
/// 409 from any other state.
pub fn decline(participant: &mut Participant, note: Option<&str>) -> Result<(), Problem> {
    require_requested(participant)?;
    participant.status = ParticipantStatus::Declined;
    participant.status_note = note.map(str::to_owned);
    Ok(())
}

/// Approved → attended, absent or excused, once the meeting has begun; each of the three may be corrected into another.
///
/// # Errors
/// 409 from any other state, before the meeting, and when it does not take place.
pub fn attend(
    participant: &mut Participant,
    attendance: ParticipantStatus,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    match participant.status {
        ParticipantStatus::Requested => {
            return Err(Problem::conflict(
                "The registration waits for a decision; approve it first.",
            ));
        }
        ParticipantStatus::Declined => {
            return Err(Problem::conflict(
                "The registration was declined, so there is no attendance to record.",
            ));
        }
        ParticipantStatus::Approved
        | ParticipantStatus::Attended
        | ParticipantStatus::Absent
        | ParticipantStatus::Excused => {}
    }
    require_not_cancelled(meeting)?;
    if now < meeting.starts_at.0 {
        return Err(Problem::conflict(
            "The meeting has not begun; attendance is recorded from its `starts_at` on.",
        ));
    }
    participant.status = attendance;
    Ok(())
}

fn require_requested(participant: &Participant) -> Result<(), Problem> {
    if participant.status == ParticipantStatus::Requested {
        return Ok(());
    }
    Err(Problem::conflict(format!(
        "The registration is {}; only a requested one is decided on.",
        participant.status.as_str()
    )))
}

fn require_not_cancelled(meeting: &Meeting) -> Result<(), Problem> {
    if meeting.status == MeetingStatus::Cancelled {
        return Err(Problem::conflict(
            "The meeting is cancelled; nobody takes part in it.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Id;
    use crate::meetings::participants::model::ParticipantRole;

    fn participant(status: ParticipantStatus) -> Participant {
        let now = DateTime::UNIX_EPOCH.into();
        Participant {
            id: Id::new(),
            meeting_id: Id::new(),
            member_id: Id::new(),
            name: "Ana Torres".to_owned(),
            position: None,
            email: None,
            role: ParticipantRole::Delegate,
            status,
            status_note: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    #[test]
    fn an_approval_is_for_a_person_and_a_role() {
        let old = participant(ParticipantStatus::Approved);
        let promoted = Participant {
            position: Some("Minister".to_owned()),
            ..old.clone()
        };
        assert_eq!(status_after_change(&old, &promoted), ParticipantStatus::Approved);
        let speaker = Participant {
            role: ParticipantRole::Speaker,
            ..old.clone()
        };
        assert_eq!(status_after_change(&old, &speaker), ParticipantStatus::Requested);
        let other = Participant {
            name: "Someone else".to_owned(),
            ..old.clone()
        };
        assert_eq!(status_after_change(&old, &other), ParticipantStatus::Requested);
    }

    #[test]
    fn only_what_is_requested_is_declined() {
        assert!(decline(&mut participant(ParticipantStatus::Requested), None).is_ok());
        for decided in [
            ParticipantStatus::Approved,
            ParticipantStatus::Declined,
            ParticipantStatus::Attended,
            ParticipantStatus::Absent,
            ParticipantStatus::Excused,
        ] {
            assert!(decline(&mut participant(decided), None).is_err(), "{decided:?}");
        }
    }
}
