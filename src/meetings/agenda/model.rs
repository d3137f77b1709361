//! What is kept of an agenda item.

use crate::db::{Id, Instant, Localized, Texts};
use crate::schema::agenda_items;
use diesel::prelude::*;

/// A row of `agenda_items`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = agenda_items, treat_none_as_null = true)]
pub struct AgendaItem {
    /// Its id.
    pub id: Id,
    /// The meeting that it belongs to.
    pub meeting_id: Id,
    /// Its place on the agenda; two may share one.
    pub position: i32,
    /// Its title.
    pub title: Localized,
    /// What it is about.
    pub description: Option<Localized>,
    /// Its beginning.
    pub starts_at: Option<Instant>,
    /// How long it lasts.
    pub duration_minutes: Option<i32>,
    /// The member that leads it.
    pub lead_id: Option<Id>,
    /// The keys of its focus areas.
    pub focus_areas: Texts,
    /// Counts its changes.
    pub version: i32,
    /// When it was added.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}
