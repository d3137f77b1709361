//! The parts of an action, and what comes in about them.

use crate::db::{Id, Instant, Localized};
use crate::schema::{action_evidence, action_timelines};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Timelines and pieces of evidence that an action has at the most.
pub const MOST: usize = 100;

/// A day on which an action is due, with the meeting of the troika that set it; a row of `action_timelines`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize, ToSchema)]
#[diesel(table_name = action_timelines)]
pub struct ActionTimeline {
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) action_id: Id,
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) position: i32,
    /// The day.
    #[schema(example = "2018-12-01", format = "date", max_length = 10)]
    pub due_on: NaiveDate,
    /// The meeting of the troika that set it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub meeting_id: Id,
    /// When it was put on record.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub decided_at: Instant,
}

/// What shows how far an action is; a row of `action_evidence`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize, ToSchema)]
#[diesel(table_name = action_evidence)]
pub struct ActionEvidence {
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) action_id: Id,
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) position: i32,
    /// What was done, by language, in Markdown; null when there is only a link.
    #[schema(required = true, example = json!({"en": "Two women joined the roster."}))]
    pub text: Option<Localized>,
    /// Where it is documented; null when it is nowhere.
    #[schema(required = true, example = "https://example.org/roster", max_length = 2000)]
    pub url: Option<String>,
    /// The update of a member that tells of it; null when none does.
    #[schema(required = true, example = json!(null))]
    pub update_id: Option<Id>,
    /// The member that added it; null for the secretariat.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// When it was added.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub added_at: Instant,
}

/// The point of a meeting's outcome that an action was made of.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ActionOrigin {
    /// The meeting.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub meeting_id: Id,
    /// The point of its outcome.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6f")]
    pub point_id: Id,
}

/// Another day on which an action is due.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewActionTimeline {
    /// The day.
    #[schema(example = "2019-06-01", format = "date", max_length = 10)]
    pub due_on: NaiveDate,
    /// The meeting of the troika that set it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub meeting_id: Id,
}

/// What shows how far an action is: a text, a link or an update; at least one of them.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewActionEvidence {
    /// What was done, by language, in Markdown.
    #[schema(example = json!({"en": "Two women joined the roster."}))]
    #[validate(custom(function = "crate::http::languages"))]
    pub text: Option<Localized>,
    /// Where it is documented.
    #[schema(
        example = "https://example.org/roster",
        format = "uri",
        pattern = r"^https?://[^\s]+$",
        min_length = 8,
        max_length = 2000
    )]
    pub url: Option<String>,
    /// The update of a member that tells of it; it is published.
    #[schema(example = json!(null))]
    pub update_id: Option<Id>,
}
