//! The statements on newsletters that are not a record's own.

use super::model::Newsletter;
use super::rules::visible_to;
use crate::auth::Caller;
use crate::communication::updates::Update;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::{members, newsletter_items as items, newsletters as table, updates};
use diesel::prelude::*;

/// The updates in these issues, in whatever state they are.
///
/// # Errors
/// When the database refuses.
pub fn updates_of(conn: &mut Connection, issues: &[Newsletter]) -> Result<Vec<Update>, Problem> {
    let ids: Vec<Id> = issues
        .iter()
        .flat_map(|issue| issue.update_ids.0.iter().copied())
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(updates::table
        .filter(updates::id.eq_any(ids))
        .select(Update::as_select())
        .load(conn)?)
}

/// Whether another issue has this number.
///
/// # Errors
/// When the database refuses.
pub fn is_taken(conn: &mut Connection, issue: &Newsletter) -> Result<bool, Problem> {
    let other: Option<Id> = table::table
        .filter(table::number.eq(issue.number))
        .filter(table::id.ne(issue.id))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(other.is_some())
}

/// Puts on record that the updates of an issue were shared in it.
///
/// # Errors
/// When the database refuses.
pub fn mark_shared(conn: &mut Connection, issue: &Newsletter) -> Result<(), Problem> {
    for update in &issue.update_ids.0 {
        diesel::insert_into(items::table)
            .values((items::newsletter_id.eq(issue.id), items::update_id.eq(*update)))
            .execute(conn)?;
    }
    Ok(())
}

/// The issues that were published last, as far as the caller may read them.
///
/// # Errors
/// When the database refuses.
pub fn newest(conn: &mut Connection, caller: &Caller, most: i64) -> Result<Vec<Newsletter>, Problem> {
    Ok(visible_to(caller)
        .filter(table::published_at.is_not_null())
        .order((table::published_at.desc(), table::id.desc()))
        .limit(most)
        .select(Newsletter::as_select())
        .load(conn)?)
}

/// The names of members, in English.
///
/// # Errors
/// When the database refuses.
pub fn member_names(conn: &mut Connection, ids: &[Id]) -> Result<Vec<(Id, String)>, Problem> {
    Ok(members::table
        .filter(members::id.eq_any(ids.to_vec()))
        .select((members::id, members::name))
        .load(conn)?)
}
