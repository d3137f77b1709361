//! What goes in and out about participants.

use super::model::{Participant, ParticipantRole, ParticipantStatus};
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Id, Instant, Visibility};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// Someone who takes part in a meeting, for a member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e",
    "meeting_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
    "member_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "name": "Ana Torres",
    "position": "Focal point for women, peace and security",
    "email": "ana.torres@example.org",
    "role": "head_of_delegation",
    "status": "requested",
    "status_note": null,
    "created_at": "2018-03-01T09:00:00Z",
    "updated_at": "2018-03-01T09:00:00Z"
}))]
pub struct ParticipantView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub id: Id,
    /// The meeting.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub meeting_id: Id,
    /// The member whose delegation it is.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// The name; `[erased]` where the person asked for it.
    #[schema(example = "Ana Torres", max_length = 200)]
    pub name: String,
    /// The position; null when nobody said.
    #[schema(
        required = true,
        example = "Focal point for women, peace and security",
        max_length = 200
    )]
    pub position: Option<String>,
    /// The address: for the own member and the secretariat only, null for all others.
    #[schema(required = true, example = json!(null), format = "email", max_length = 254)]
    pub email: Option<String>,
    /// As what.
    pub role: ParticipantRole,
    /// The state of the registration.
    pub status: ParticipantStatus,
    /// What the secretariat says about it: for the own member and the secretariat only, null for all others.
    #[schema(required = true, example = json!(null), max_length = 1000)]
    pub status_note: Option<String>,
    /// When it was registered.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
}

impl ParticipantView {
    /// The participant as the caller sees it.
    pub fn of(caller: &Caller, participant: Participant) -> Self {
        let confidential = caller.sees(Visibility::Secretariat, Some(participant.member_id));
        Self {
            id: participant.id,
            meeting_id: participant.meeting_id,
            member_id: participant.member_id,
            name: participant.name,
            position: participant.position,
            email: participant.email.filter(|_| confidential),
            role: participant.role,
            status: participant.status,
            status_note: participant.status_note.filter(|_| confidential),
            created_at: participant.created_at,
            updated_at: participant.updated_at,
        }
    }
}

/// Someone whom a member sends.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Ana Torres",
    "position": "Focal point for women, peace and security",
    "email": "ana.torres@example.org",
    "role": "head_of_delegation"
}))]
pub struct NewParticipant {
    /// The member; the caller's own when left out. The secretariat names it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// The name.
    #[schema(example = "Ana Torres", min_length = 1, max_length = 200)]
    pub name: String,
    /// The position.
    #[schema(
        example = "Focal point for women, peace and security",
        min_length = 1,
        max_length = 200
    )]
    pub position: Option<String>,
    /// The address, which other members do not see.
    #[schema(
        example = "ana.torres@example.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: Option<String>,
    /// As what.
    #[schema(example = "head_of_delegation")]
    pub role: ParticipantRole,
}

impl NewParticipant {
    /// The participant as it is to be stored.
    pub fn to_row(&self, meeting_id: Id, member_id: Id, now: Instant) -> Participant {
        Participant {
            id: Id::new(),
            meeting_id,
            member_id,
            name: self.name.clone(),
            position: self.position.clone(),
            email: self.email.clone(),
            role: self.role,
            status: ParticipantStatus::Requested,
            status_note: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

/// A change of a registration; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
pub struct ParticipantChange {
    /// The name.
    #[schema(example = "Ana Torres", min_length = 1, max_length = 200, nullable = false)]
    pub name: Option<String>,
    /// The position; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "Ambassador", min_length = 1, max_length = 200)]
    pub position: Option<Option<String>>,
    /// The address; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "ana.torres@example.org", format = "email", min_length = 3, max_length = 254)]
    pub email: Option<Option<String>>,
    /// As what.
    #[schema(example = "delegate", nullable = false)]
    pub role: Option<ParticipantRole>,
}

impl ParticipantChange {
    /// The participant after the change.
    pub fn applied_to(&self, old: Participant) -> Participant {
        Participant {
            name: self.name.clone().unwrap_or(old.name),
            position: self.position.clone().unwrap_or(old.position),
            email: self.email.clone().unwrap_or(old.email),
            role: self.role.unwrap_or(old.role),
            ..old
        }
    }
}

/// Why someone is not expected.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ParticipantRefusal {
    /// A note for the member.
    #[schema(
        example = "The number of seats is limited to three a delegation.",
        min_length = 1,
        max_length = 1000
    )]
    pub note: Option<String>,
}

words! {
    /// Whether someone was there.
    pub enum Attendance {
        /// Was there.
        Attended = "attended",
        /// Was not.
        Absent = "absent",
        /// Was not, and had said so.
        Excused = "excused",
    }
}

impl From<Attendance> for ParticipantStatus {
    fn from(attendance: Attendance) -> Self {
        match attendance {
            Attendance::Attended => Self::Attended,
            Attendance::Absent => Self::Absent,
            Attendance::Excused => Self::Excused,
        }
    }
}

/// Whether someone was there.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AttendanceRecord {
    /// Whether the participant was there.
    #[schema(example = "attended")]
    pub attendance: Attendance,
}

sorts! {
    /// The order of the list of participants.
    pub ParticipantSort = "created_at", from "created_at"
}

/// Filters of the list of participants.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ParticipantFilters {
    /// Only the delegation of this member.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// Only registrations in this state.
    #[param(inline, example = "approved")]
    pub status: Option<ParticipantStatus>,
    /// Only participants in this role.
    #[param(inline, example = "head_of_delegation")]
    pub role: Option<ParticipantRole>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<ParticipantSort>,
}
