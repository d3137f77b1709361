//! What is kept of a participant.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::schema::participants;
use diesel::prelude::*;

words! {
    /// As what someone takes part.
    pub enum ParticipantRole {
        /// Heads the member's delegation.
        HeadOfDelegation = "head_of_delegation",
        /// Belongs to it.
        Delegate = "delegate",
        /// Speaks.
        Speaker = "speaker",
        /// Listens.
        Observer = "observer",
    }
}

words! {
    /// The state of a registration.
    pub enum ParticipantStatus {
        /// Waits for the secretariat.
        Requested = "requested",
        /// Is expected.
        Approved = "approved",
        /// Is not.
        Declined = "declined",
        /// Was there.
        Attended = "attended",
        /// Was not.
        Absent = "absent",
        /// Was not, and had said so.
        Excused = "excused",
    }
}

/// A row of `participants`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = participants, treat_none_as_null = true)]
pub struct Participant {
    /// Its id.
    pub id: Id,
    /// The meeting.
    pub meeting_id: Id,
    /// The member whose delegation it is.
    pub member_id: Id,
    /// Who comes.
    pub name: String,
    /// What he or she is.
    pub position: Option<String>,
    /// Where to write to.
    pub email: Option<String>,
    /// As what.
    pub role: ParticipantRole,
    /// The state of the registration.
    pub status: ParticipantStatus,
    /// What the secretariat says about it.
    pub status_note: Option<String>,
    /// Counts its changes.
    pub version: i32,
    /// When it was registered.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}
