//! Every statement on updates.

mod list;
mod shared;

pub use list::{Filter, list, newest};

use self::shared::shared_in;
use super::model::{Full, Update};
use crate::auth::Role;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::guidelines::focus_areas;
use crate::schema::{agenda_items, meetings, update_focus_areas, updates as table};
use diesel::prelude::*;

/// Adds the focus areas, with one statement for all.
fn with_parts(conn: &mut Connection, role: Role, updates: Vec<Update>) -> Result<Vec<Full>, Problem> {
    let ids: Vec<Id> = updates.iter().map(|update| update.id).collect();
    let tags: Vec<(Id, String)> = update_focus_areas::table
        .filter(update_focus_areas::update_id.eq_any(&ids))
        .select((update_focus_areas::update_id, update_focus_areas::focus_area))
        .load(conn)?;
    let issues = shared_in(conn, role, &ids)?;
    let mut updates = updates;
    hide_closed_meetings(conn, role, &mut updates)?;
    let of = |update: Update| {
        let keys = tags
            .iter()
            .filter(|(id, _)| *id == update.id)
            .map(|(_, key)| key.as_str());
        let focus_areas = in_order(keys);
        let shared = issues.iter().filter(|(id, _)| *id == update.id);
        Full {
            newsletter_ids: shared.map(|(_, issue)| *issue).collect(),
            update,
            focus_areas,
        }
    };
    Ok(updates.into_iter().map(of).collect())
}

/// The keys in the order of the guidelines.
fn in_order<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let mut areas: Vec<_> = keys.filter_map(focus_areas::find).collect();
    areas.sort_unstable_by_key(|area| area.position);
    areas.into_iter().map(|area| area.key).collect()
}

/// An update that anyone may read may have been shared at a meeting that is for the Network only: the public does not
/// learn of that meeting by its agenda item.
fn hide_closed_meetings(conn: &mut Connection, role: Role, updates: &mut [Update]) -> Result<(), Problem> {
    let items: Vec<Id> = updates
        .iter()
        .filter_map(|update| update.agenda_item_id)
        .collect();
    if role != Role::Public || items.is_empty() {
        return Ok(());
    }
    let open_meetings = meetings::table
        .filter(meetings::visibility.eq("public"))
        .select(meetings::id);
    let open: Vec<Id> = agenda_items::table
        .filter(agenda_items::id.eq_any(items))
        .filter(agenda_items::meeting_id.eq_any(open_meetings))
        .select(agenda_items::id)
        .load(conn)?;
    for update in updates {
        update.agenda_item_id = update.agenda_item_id.filter(|item| open.contains(item));
    }
    Ok(())
}

/// An update by its id, whoever may see it.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<Update, Problem> {
    Ok(table::table
        .find(id)
        .select(Update::as_select())
        .get_result(conn)?)
}

/// An update with its focus areas, as a caller of this role sees it.
///
/// # Errors
/// When the database refuses.
pub fn full(conn: &mut Connection, role: Role, update: Update) -> Result<Full, Problem> {
    let keys: Vec<String> = update_focus_areas::table
        .filter(update_focus_areas::update_id.eq(update.id))
        .select(update_focus_areas::focus_area)
        .load(conn)?;
    let mut one = [update];
    hide_closed_meetings(conn, role, &mut one)?;
    let [update] = one;
    let shared = shared_in(conn, role, &[update.id])?;
    Ok(Full {
        newsletter_ids: shared.into_iter().map(|(_, issue)| issue).collect(),
        update,
        focus_areas: in_order(keys.iter().map(String::as_str)),
    })
}

/// Whether there is such an agenda item.
///
/// # Errors
/// When the database refuses.
pub fn is_agenda_item(conn: &mut Connection, id: Id) -> Result<bool, Problem> {
    let found: Option<Id> = agenda_items::table
        .find(id)
        .select(agenda_items::id)
        .get_result(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Writes a new update with its focus areas.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, full: &Full) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(&full.update)
        .execute(conn)?;
    insert_focus_areas(conn, full)
}

fn insert_focus_areas(conn: &mut Connection, full: &Full) -> Result<(), Problem> {
    for area in &full.focus_areas {
        diesel::insert_into(update_focus_areas::table)
            .values((
                update_focus_areas::update_id.eq(full.update.id),
                update_focus_areas::focus_area.eq(area),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Writes other focus areas in place of those before.
///
/// # Errors
/// When the database refuses.
pub fn replace_focus_areas(conn: &mut Connection, full: &Full) -> Result<(), Problem> {
    diesel::delete(update_focus_areas::table)
        .filter(update_focus_areas::update_id.eq(full.update.id))
        .execute(conn)?;
    insert_focus_areas(conn, full)
}

/// Writes a changed update over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, update: &Update) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(update.id))
        .filter(table::version.eq(update.version - 1))
        .set(update)
        .execute(conn)?;
    crate::db::guarded(changed)
}
