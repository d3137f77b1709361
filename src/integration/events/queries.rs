//! Every statement on events.

use super::model::{Event, Viewer};
use crate::db::{Connection, MultiBackend, Visibility, feed};
use crate::error::Problem;
use crate::schema::events as table;
use diesel::prelude::*;

/// What a reader wants of the feed: everything where a list is empty.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these actions, such as `meeting.confirmed`.
    pub actions: Vec<String>,
    /// Only of these resources, such as `meetings`.
    pub resources: Vec<String>,
}

/// A part of the feed.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The events, in their order.
    pub events: Vec<Event>,
    /// The position up to which nothing more is for this reader: the next part begins after it.
    pub upto: i64,
}

/// What the viewer may learn of: every part begins with it.
fn visible_to(viewer: Viewer) -> table::BoxedQuery<'static, MultiBackend> {
    let levels = [Visibility::Public, Visibility::Network, Visibility::Secretariat];
    let shown = levels.into_iter().filter(|level| *level <= viewer.level);
    let shown = table::visibility.eq_any(shown.collect::<Vec<_>>());
    match viewer.member {
        // `= own` is null where an event belongs to nobody: neither true nor in the way of the other side.
        Some(own) => table::table
            .filter(shown.nullable().or(table::member_id.eq(own)))
            .into_boxed(),
        None => table::table.filter(shown).into_boxed(),
    }
}

/// The events after a position that the viewer may learn of and wants, `limit` at the most. On `PostgreSQL` those
/// only that have a position yet: [`feed::sequence`] gives it.
///
/// # Errors
/// When the database refuses.
pub fn after(
    conn: &mut Connection,
    viewer: Viewer,
    filter: &Filter,
    position: i64,
    limit: usize,
) -> Result<Batch, Problem> {
    let newest = feed::newest(conn)?;
    let mut query = visible_to(viewer)
        .filter(table::position.gt(position))
        .filter(table::position.le(newest))
        .order(table::position)
        .limit(i64::try_from(limit).unwrap_or(100));
    if !filter.actions.is_empty() {
        query = query.filter(table::action.eq_any(filter.actions.clone()));
    }
    if !filter.resources.is_empty() {
        query = query.filter(table::resource.eq_any(filter.resources.clone()));
    }
    let events: Vec<Event> = query.select(Event::as_select()).load(conn)?;
    let upto = match events.last() {
        Some(last) if events.len() >= limit => last.position,
        // Of a database that was put back to an older state, the reader has seen more than there is.
        _ => newest.max(position),
    };
    Ok(Batch { events, upto })
}
