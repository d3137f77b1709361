//! Every statement on the log of deliveries.

use super::model::{Attempt, Delivery, DeliveryState};
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::{webhook_attempts as attempts, webhook_deliveries as table, webhooks};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

/// Days for which a delivery stays in the log after it was done with.
const KEPT_DAYS: i64 = 30;

/// Attempts that are told of one delivery.
const TOLD: i64 = 100;

/// What a list of deliveries is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One webhook's only.
    pub webhook_id: Option<Id>,
    /// One state only.
    pub state: Option<DeliveryState>,
}

/// The deliveries to the webhooks that the caller may see: its own member's; the secretariat, all.
fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let query = table::table.into_boxed();
    if caller.is_secretariat() {
        return query;
    }
    let own = webhooks::table
        .filter(webhooks::member_id.eq(caller.member()))
        .select(webhooks::id);
    query.filter(table::webhook_id.eq_any(own))
}

fn filtered(caller: &Caller, filter: &Filter) -> table::BoxedQuery<'static, MultiBackend> {
    let mut query = visible_to(caller);
    if let Some(webhook) = filter.webhook_id {
        query = query.filter(table::webhook_id.eq(webhook));
    }
    if let Some(state) = filter.state {
        query = query.filter(table::state.eq(state));
    }
    query
}

/// One page of deliveries.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Delivery>, Problem> {
    let query = filtered(caller, filter).select(Delivery::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Delivery| Position::of(&row.created_at, row.id))
        .counted(count, || filtered(caller, filter).count().get_result(conn))
}

/// A delivery that the caller may see.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Delivery, Problem> {
    Ok(visible_to(caller)
        .filter(table::id.eq(id))
        .select(Delivery::as_select())
        .first(conn)?)
}

/// The last attempts at a delivery, newest first.
///
/// # Errors
/// When the database refuses.
pub fn attempts_at(conn: &mut Connection, id: Id) -> Result<Vec<Attempt>, Problem> {
    Ok(attempts::table
        .filter(attempts::delivery_id.eq(id))
        .order((attempts::attempted_at.desc(), attempts::id.desc()))
        .limit(TOLD)
        .select(Attempt::as_select())
        .load(conn)?)
}

/// Writes a new delivery.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, delivery: &Delivery) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(delivery).execute(conn)?;
    Ok(())
}

/// Writes how far a delivery has come.
///
/// # Errors
/// When the database refuses.
pub fn save(conn: &mut Connection, delivery: &Delivery) -> Result<(), Problem> {
    diesel::update(table::table.find(delivery.id))
        .set(delivery)
        .execute(conn)?;
    Ok(())
}

/// Writes an attempt.
///
/// # Errors
/// When the database refuses.
pub fn insert_attempt(conn: &mut Connection, attempt: &Attempt) -> Result<(), Problem> {
    diesel::insert_into(attempts::table)
        .values(attempt)
        .execute(conn)?;
    Ok(())
}

/// Removes what has been in the log for long enough.
///
/// # Errors
/// When the database refuses.
pub fn clear(conn: &mut Connection, now: DateTime<Utc>) -> Result<usize, Problem> {
    let oldest = Instant(now - TimeDelta::days(KEPT_DAYS));
    let old = table::table
        .filter(table::state.ne(DeliveryState::Pending))
        .filter(table::finished_at.lt(oldest));
    Ok(diesel::delete(old).execute(conn)?)
}
