//! What is kept of an event, and to whom it is shown.

use crate::auth::Caller;
use crate::db::{Id, Instant, Visibility};
use crate::schema::events;
use diesel::prelude::*;

/// A row of `events` that has its place in the feed.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = events)]
pub struct Event {
    /// Its place.
    #[diesel(select_expression = events::position.assume_not_null())]
    pub position: i64,
    /// Its id.
    pub id: Id,
    /// When it was decided.
    pub occurred_at: Instant,
    /// The resource in the singular and what happened to it, such as `membership_request.admitted`.
    pub action: String,
    /// The resource's path segment.
    pub resource: String,
    /// The record that its path goes through.
    pub parent_id: Option<Id>,
    /// Which one.
    pub resource_id: Id,
    /// Its version after the decision.
    pub version: i32,
}

impl Event {
    /// The path of what changed.
    pub fn path(&self) -> String {
        let Self {
            resource,
            resource_id: id,
            ..
        } = self;
        match (resource.as_str(), self.parent_id) {
            // A session is its holder's own: it has no id in its path.
            ("sessions", _) => "/v1/sessions".to_owned(),
            ("files", Some(product)) => format!("/v1/knowledge-products/{product}/files/{id}"),
            ("commitments", Some(programme)) => {
                format!("/v1/funding-programmes/{programme}/commitments/{id}")
            }
            // A meeting has one.
            ("outcome", Some(meeting)) => format!("/v1/meetings/{meeting}/outcome"),
            ("people", Some(partner)) => format!("/v1/partners/{partner}/people/{id}"),
            // What else has a parent is part of a meeting.
            (_, Some(meeting)) => format!("/v1/meetings/{meeting}/{resource}/{id}"),
            (_, None) => format!("/v1/{resource}/{id}"),
        }
    }
}

/// Who reads: the level up to which he learns of everything, and the member of which he learns everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// The level.
    pub level: Visibility,
    /// The member.
    pub member: Option<Id>,
}

impl From<&Caller> for Viewer {
    fn from(caller: &Caller) -> Self {
        Self {
            level: caller.level(),
            member: caller.member(),
        }
    }
}
