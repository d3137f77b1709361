//! Every statement on agenda items.

use super::model::AgendaItem;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, MultiBackend};
use crate::error::{Kind, Problem};
use crate::schema::{agenda_items as table, updates};
use diesel::dsl::max;
use diesel::prelude::*;

fn of_meeting(meeting: Id) -> table::BoxedQuery<'static, MultiBackend> {
    table::table.filter(table::meeting_id.eq(meeting)).into_boxed()
}

/// One page of the agenda of a meeting.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    meeting: Id,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<AgendaItem>, Problem> {
    let query = of_meeting(meeting).select(AgendaItem::as_select());
    let rows = window::<i32, _, _, _>(query, table::position, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &AgendaItem| Position::of(&row.position, row.id))
        .counted(count, || of_meeting(meeting).count().get_result(conn))
}

/// An item of a meeting's agenda.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, meeting: Id, id: Id) -> Result<AgendaItem, Problem> {
    let item: AgendaItem = table::table
        .find(id)
        .select(AgendaItem::as_select())
        .get_result(conn)?;
    if item.meeting_id == meeting {
        Ok(item)
    } else {
        Err(Problem::not_found())
    }
}

/// The last place that is taken on the agenda of a meeting; 0 when it is empty.
///
/// # Errors
/// When the database refuses.
pub fn last_position(conn: &mut Connection, meeting: Id) -> Result<i32, Problem> {
    let last: Option<i32> = table::table
        .filter(table::meeting_id.eq(meeting))
        .select(max(table::position))
        .get_result(conn)?;
    Ok(last.unwrap_or(0))
}

/// Writes a new item.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, item: &AgendaItem) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(item).execute(conn)?;
    Ok(())
}

/// Writes a changed item over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, item: &AgendaItem) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(item.id))
        .filter(table::version.eq(item.version - 1))
        .set(item)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Removes an item. A draft that names it is shared at none, as nobody but its member may learn that there is one.
///
/// # Errors
/// 409 when an update was shared at it; a transient problem when another change came first.
pub fn delete(conn: &mut Connection, item: &AgendaItem) -> Result<(), Problem> {
    let drafts = updates::table
        .filter(updates::agenda_item_id.eq(item.id))
        .filter(updates::status.eq("draft"));
    diesel::update(drafts)
        .set(updates::agenda_item_id.eq(None::<Id>))
        .execute(conn)?;
    let gone = diesel::delete(table::table.find(item.id))
        .filter(table::version.eq(item.version))
        .execute(conn)
        .map_err(|error| match Problem::from(error) {
            used if used.kind == Kind::Conflict => {
                Problem::conflict("A member has shared an update at this item; it stays on the agenda.")
            }
            other => other,
        })?;
    crate::db::guarded(gone)
}
