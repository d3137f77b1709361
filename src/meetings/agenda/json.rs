//! What goes in and out about agenda items.

use super::model::AgendaItem;
use crate::db::{Id, Instant, Localized, Texts};
use crate::guidelines::FocusAreaKey;
use crate::http::{LocalizedChange, LocalizedTitle, LocalizedTitleChange, sorts};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// An item on the agenda of a meeting.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d",
    "meeting_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
    "position": 2,
    "title": {"en": "National action plans: lessons and best practices"},
    "description": null,
    "starts_at": "2018-09-24T08:30:00Z",
    "duration_minutes": 90,
    "lead_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "focus_areas": ["action_plans", "participation"],
    "created_at": "2018-03-01T09:00:00Z",
    "updated_at": "2018-03-01T09:00:00Z"
}))]
pub struct AgendaItemView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub id: Id,
    /// The meeting that it belongs to.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub meeting_id: Id,
    /// Its place on the agenda; items that share a place stand in the order in which they were added.
    #[schema(example = 1, minimum = 1, maximum = 10_000)]
    pub position: i32,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "National action plans: lessons and best practices"}))]
    pub title: Localized,
    /// What it is about, by language; null when nobody said.
    #[schema(required = true, example = json!(null))]
    pub description: Option<Localized>,
    /// Its beginning, UTC; null when it is not set.
    #[schema(required = true, example = "2018-09-24T08:30:00Z")]
    pub starts_at: Option<Instant>,
    /// How long it lasts; null when it is not set.
    #[schema(required = true, example = 90, minimum = 1, maximum = 1440)]
    pub duration_minutes: Option<i32>,
    /// The member that leads it; null when none does.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub lead_id: Option<Id>,
    /// The keys of its focus areas.
    #[schema(value_type = Vec<FocusAreaKey>, max_items = 9, example = json!(["action_plans", "participation"]))]
    pub focus_areas: Vec<String>,
    /// When it was added.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
}

impl From<AgendaItem> for AgendaItemView {
    fn from(item: AgendaItem) -> Self {
        Self {
            id: item.id,
            meeting_id: item.meeting_id,
            position: item.position,
            title: item.title,
            description: item.description,
            starts_at: item.starts_at,
            duration_minutes: item.duration_minutes,
            lead_id: item.lead_id,
            focus_areas: item.focus_areas.0,
            created_at: item.created_at,
            updated_at: item.updated_at,
        }
    }
}

/// A new item on the agenda.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": {"en": "National action plans: lessons and best practices"},
    "starts_at": "2018-09-24T08:30:00Z",
    "duration_minutes": 90,
    "lead_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "focus_areas": ["action_plans", "participation"]
}))]
pub struct NewAgendaItem {
    /// Its place; after the last when left out.
    #[schema(example = 1, minimum = 1, maximum = 10_000)]
    pub position: Option<i32>,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "National action plans: lessons and best practices"}))]
    pub title: Localized,
    /// What it is about, by language.
    #[schema(example = json!(null))]
    pub description: Option<Localized>,
    /// Its beginning.
    #[schema(example = "2018-09-24T08:30:00Z")]
    pub starts_at: Option<Instant>,
    /// How long it lasts.
    #[schema(example = 90, minimum = 1, maximum = 1440)]
    pub duration_minutes: Option<i32>,
    /// The member that leads it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub lead_id: Option<Id>,
    /// The keys of its focus areas.
    #[serde(default)]
    #[schema(value_type = Vec<FocusAreaKey>, max_items = 9, example = json!(["action_plans", "participation"]))]
    pub focus_areas: Vec<String>,
}

impl NewAgendaItem {
    /// The item as it is to be stored, after `last` when its place is not said.
    pub fn to_row(&self, meeting_id: Id, last: i32, now: Instant) -> AgendaItem {
        AgendaItem {
            id: Id::new(),
            meeting_id,
            position: self.position.unwrap_or_else(|| last.saturating_add(1)),
            title: self.title.clone(),
            description: self.description.clone(),
            starts_at: self.starts_at,
            duration_minutes: self.duration_minutes,
            lead_id: self.lead_id,
            focus_areas: Texts(self.focus_areas.clone()),
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }
}

/// A change of an agenda item; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
#[schema(example = json!({
    "position": 1,
    "title": {"fr": "Plans d'action nationaux"},
    "lead_id": null
}))]
pub struct AgendaItemChange {
    /// Its place.
    #[schema(example = 2, minimum = 1, maximum = 10_000, nullable = false)]
    pub position: Option<i32>,
    /// Its title, by language.
    #[schema(value_type = Option<LocalizedTitleChange>, nullable = false, example = json!({"fr": "Plans d'action nationaux"}))]
    pub title: Option<LocalizedChange>,
    /// What it is about, by language; null for nothing.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<LocalizedChange>, example = json!({"en": "Three members present their plans."}))]
    pub description: Option<Option<LocalizedChange>>,
    /// Its beginning; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Instant>, example = "2018-09-24T08:30:00Z")]
    pub starts_at: Option<Option<Instant>>,
    /// How long it lasts; null when that is open.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<i32>, example = 60, minimum = 1, maximum = 1440)]
    pub duration_minutes: Option<Option<i32>>,
    /// The member that leads it; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Id>, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub lead_id: Option<Option<Id>>,
    /// The keys of its focus areas: the whole list.
    #[schema(value_type = Option<Vec<FocusAreaKey>>, max_items = 9, nullable = false, example = json!(["participation"]))]
    pub focus_areas: Option<Vec<String>>,
}

impl AgendaItemChange {
    /// The item after the change.
    pub fn applied_to(&self, old: AgendaItem) -> AgendaItem {
        let title = match &self.title {
            Some(change) => change.applied_to(old.title),
            None => old.title,
        };
        let description = match &self.description {
            None => old.description,
            Some(None) => None,
            Some(Some(change)) => Some(change.applied_to(old.description.unwrap_or_default())),
        };
        AgendaItem {
            position: self.position.unwrap_or(old.position),
            title,
            description,
            starts_at: self.starts_at.unwrap_or(old.starts_at),
            duration_minutes: self.duration_minutes.unwrap_or(old.duration_minutes),
            lead_id: self.lead_id.unwrap_or(old.lead_id),
            focus_areas: self.focus_areas.clone().map_or(old.focus_areas, Texts),
            ..old
        }
    }
}

sorts! {
    /// The order of an agenda.
    pub AgendaSort = "position", from "position"
}

/// The order of the agenda.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // read through `Paging`; this is its place in the contract
pub struct AgendaOrder {
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<AgendaSort>,
}
