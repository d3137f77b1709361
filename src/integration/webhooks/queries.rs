//! Every statement on webhooks, but for their queues.

use super::model::{Webhook, WebhookStatus};
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend, feed};
use crate::error::Problem;
use crate::schema::{webhook_queues as queues, webhooks as table};
use diesel::prelude::*;

/// The webhooks that the caller may see: those of its own member; the secretariat, all.
fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let query = table::table.into_boxed();
    if caller.is_secretariat() {
        return query;
    }
    // Nobody's are the secretariat's: `= null` is never true.
    query.filter(table::member_id.eq(caller.member()))
}

/// One page of webhooks.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    status: Option<WebhookStatus>,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Webhook>, Problem> {
    let filtered = || match status {
        Some(status) => visible_to(caller).filter(table::status.eq(status)),
        None => visible_to(caller),
    };
    let query = filtered().select(Webhook::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Webhook| Position::of(&row.created_at, row.id))
        .counted(count, || filtered().count().get_result(conn))
}

/// A webhook that the caller may see.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Webhook, Problem> {
    Ok(visible_to(caller)
        .filter(table::id.eq(id))
        .select(Webhook::as_select())
        .first(conn)?)
}

/// How many webhooks the caller's side has.
///
/// # Errors
/// When the database refuses.
pub fn count_of(conn: &mut Connection, caller: &Caller) -> Result<i64, Problem> {
    let own = table::table.into_boxed::<MultiBackend>();
    let own = match caller.member() {
        Some(member) => own.filter(table::member_id.eq(member)),
        None => own.filter(table::member_id.is_null()),
    };
    Ok(own.count().get_result(conn)?)
}

/// Writes a new webhook, which is told of what happens from now on.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, webhook: &Webhook) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(webhook).execute(conn)?;
    let newest = feed::newest(conn)?;
    diesel::insert_into(queues::table)
        .values((
            queues::webhook_id.eq(webhook.id),
            queues::position.eq(newest),
            queues::failures.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes a changed webhook over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, webhook: &Webhook) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(webhook.id))
        .filter(table::version.eq(webhook.version - 1))
        .set(webhook)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Removes a webhook, with all that waits for it.
///
/// # Errors
/// When the database refuses.
pub fn delete(conn: &mut Connection, id: Id) -> Result<(), Problem> {
    diesel::delete(table::table.find(id)).execute(conn)?;
    Ok(())
}
