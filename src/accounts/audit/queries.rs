//! Every statement that reads the audit trail; `journal.rs` writes it.

use super::model::AuditEntry;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::audit_entries as table;
use diesel::prelude::*;

/// What the audit trail is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One resource only.
    pub resource: Option<String>,
    /// One record only.
    pub resource_id: Option<Id>,
    /// One account only.
    pub account_id: Option<Id>,
    /// From this moment on.
    pub since: Option<Instant>,
    /// Before this moment.
    pub until: Option<Instant>,
}

fn filtered(filter: &Filter) -> table::BoxedQuery<'_, MultiBackend> {
    let mut query = table::table.into_boxed();
    if let Some(resource) = &filter.resource {
        query = query.filter(table::resource.eq(resource));
    }
    if let Some(id) = filter.resource_id {
        query = query.filter(table::resource_id.eq(id));
    }
    if let Some(account) = filter.account_id {
        query = query.filter(table::account_id.eq(account));
    }
    if let Some(since) = filter.since {
        query = query.filter(table::occurred_at.ge(since));
    }
    if let Some(until) = filter.until {
        query = query.filter(table::occurred_at.lt(until));
    }
    query
}

/// One page of the audit trail.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<AuditEntry>, Problem> {
    let query = filtered(filter).select(AuditEntry::as_select());
    let rows = window::<Instant, _, _, _>(query, table::occurred_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &AuditEntry| {
        Position::of(&row.occurred_at, row.id)
    })
    .counted(count, || filtered(filter).count().get_result(conn))
}

/// One entry.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<AuditEntry, Problem> {
    Ok(table::table
        .find(id)
        .select(AuditEntry::as_select())
        .get_result(conn)?)
}
