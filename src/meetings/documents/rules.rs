//! Which meeting takes documents, and for whose eyes.

use super::model::MeetingDocument;
use crate::error::Problem;
use crate::meetings::meetings::{Meeting, MeetingStatus, MeetingVisibility};

/// Documents of one meeting: all that is read at it, in every language, and no archive of its own.
const MOST: i64 = 200;

/// Documents come before a meeting and after it, as its presentations do. One that is cancelled stays on record as it is.
///
/// # Errors
/// 409.
pub fn change(meeting: &Meeting) -> Result<(), Problem> {
    match meeting.status {
        MeetingStatus::Planned | MeetingStatus::Confirmed | MeetingStatus::Held => Ok(()),
        MeetingStatus::Cancelled => Err(Problem::conflict(
            "The meeting is cancelled and stays on record as it is, with its documents.",
        )),
    }
}

/// A meeting that has so many documents may get one more; who may see it, the meeting's own circle unless a narrower one
/// is wanted.
///
/// # Errors
/// 409; 422 when more are to see it than the meeting.
pub fn add(
    meeting: &Meeting,
    documents: i64,
    wanted: Option<MeetingVisibility>,
) -> Result<MeetingVisibility, Problem> {
    change(meeting)?;
    if documents >= MOST {
        return Err(Problem::conflict(format!(
            "The meeting has {MOST} documents already."
        )));
    }
    let visibility = wanted.unwrap_or(meeting.visibility);
    if visibility < meeting.visibility {
        return Err(Problem::invalid(
            "?visibility",
            "too_wide",
            "The meeting is for the Network, and so are its documents; leave this out.",
        ));
    }
    Ok(visibility)
}

impl MeetingDocument {
    /// The document as its meeting lets it be seen, which may have been narrowed since.
    #[must_use]
    pub fn within(self, meeting: MeetingVisibility) -> Self {
        Self {
            visibility: self.visibility.max(meeting),
            ..self
        }
    }
}
