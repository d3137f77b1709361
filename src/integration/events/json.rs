//! What goes out about events.

use super::model::Event;
use crate::db::{Id, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// What the `type` of every event begins with.
pub const PREFIX: &str = "wps.";

/// A change, as a `CloudEvents` 1.0 object. It names what changed and says nothing of its content: fetch `subject` to see
/// what you may see of it today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventView {
    /// The version of `CloudEvents`.
    #[schema(example = "1.0", max_length = 3)]
    pub specversion: &'static str,
    /// The event's id: the same wherever and however often it is delivered.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The service that it comes from: its public address.
    #[schema(format = "uri", max_length = 300, example = "http://127.0.0.1:8080")]
    pub source: String,
    /// What happened: `wps.`, the resource in the singular, and what was done to it. More will come; pass over those that
    /// you do not know.
    #[schema(max_length = 100, example = "wps.membership_request.admitted")]
    #[serde(rename = "type")]
    pub kind: String,
    /// The path of what changed, at `source`.
    #[schema(
        format = "uri-reference",
        max_length = 200,
        example = "/v1/membership-requests/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
    )]
    pub subject: String,
    /// When it was decided. The order of the feed is that of effect, from which these moments may differ a little.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub time: Instant,
    /// The type of `data`.
    #[schema(example = "application/json", max_length = 16)]
    pub datacontenttype: &'static str,
    /// What changed.
    pub data: EventData,
}

/// What changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventData {
    /// The resource: a segment of its path.
    #[schema(max_length = 60, example = "membership-requests")]
    pub resource: String,
    /// Which one.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// How many times it was written, this one included: of two events the later has the greater number.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 3)]
    pub version: i32,
}

impl EventView {
    /// The event as it goes out; `source` is the service's public address.
    pub fn new(event: Event, source: String) -> Self {
        Self {
            specversion: "1.0",
            id: event.id,
            source,
            kind: format!("{PREFIX}{}", event.action),
            subject: event.path(),
            time: event.occurred_at,
            datacontenttype: "application/json",
            data: EventData {
                resource: event.resource,
                id: event.resource_id,
                version: event.version,
            },
        }
    }
}
