//! What goes out about events.

use super::model::Event;
use super::queries::Filter;
use crate::db::stored::words;
use crate::db::{Id, Instant};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

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

/// A part of the change feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventFeed {
    /// The events, in the order in which they took effect.
    #[schema(max_items = 100)]
    pub data: Vec<EventView>,
    /// Give this as `after` for what follows; there always is one, also when there was nothing.
    #[schema(
        max_length = 100,
        example = "1rJ2bTkq0mX5uE8zVwYhQp4sA7cLfGdN9iRxKoBv3t6jMeUyHZWSPg"
    )]
    pub next: String,
}

words! {
    /// Where a reader without a cursor begins.
    pub enum Beginning {
        /// With the first event that there is.
        Beginning = "beginning",
        /// After the last event that there is.
        Now = "now",
    }
}

/// The parameters of the feed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventParams {
    /// The `next` of the part before: the feed goes on after it. It is the account's own.
    #[param(
        min_length = 1,
        max_length = 100,
        example = "1rJ2bTkq0mX5uE8zVwYhQp4sA7cLfGdN9iRxKoBv3t6jMeUyHZWSPg"
    )]
    pub after: Option<String>,
    /// Where to begin without `after`: with the first event, unless said otherwise.
    #[param(inline, example = "beginning")]
    pub from: Option<Beginning>,
    /// Events a part.
    #[param(minimum = 1, maximum = 100, default = 25, example = 25)]
    pub limit: Option<u8>,
    /// Seconds to wait where there is nothing yet: the answer comes as soon as there is something, or with nothing at the
    /// end of the wait.
    #[param(minimum = 0, maximum = 30, default = 0, example = 0)]
    pub wait: Option<u8>,
    /// Only events of these types; may be repeated.
    #[param(inline, max_items = 50)]
    #[serde(default, rename = "type")]
    pub kind: Vec<EventType>,
    /// Only events of these resources; may be repeated.
    #[param(inline, max_items = 50)]
    #[serde(default)]
    pub resource: Vec<ResourceName>,
}

impl EventParams {
    /// What is wanted of the feed.
    pub fn filter(&self) -> Filter {
        let action = |kind: &EventType| kind.0.strip_prefix(PREFIX).unwrap_or(&kind.0).to_owned();
        Filter {
            actions: self.kind.iter().map(action).collect(),
            resources: self.resource.iter().map(|name| name.0.clone()).collect(),
        }
    }
}

/// The type of an event, in a filter.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct EventType(pub String);

/// A segment of a path, in a filter.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct ResourceName(pub String);

fn word(pattern: &str, longest: usize, example: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern))
        .max_length(Some(longest))
        .examples([example])
        .into()
}

impl PartialSchema for EventType {
    fn schema() -> RefOr<Schema> {
        word(r"^wps\.[a-z_]+\.[a-z_]+$", 100, "wps.membership_request.admitted")
    }
}

impl ToSchema for EventType {}

impl PartialSchema for ResourceName {
    fn schema() -> RefOr<Schema> {
        word("^[a-z]+(-[a-z]+)*$", 60, "membership-requests")
    }
}

impl ToSchema for ResourceName {}
