//! Every statement on subscriptions.

use super::model::{Subscription, SubscriptionStatus};
use super::rules::PATIENCE;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::newsletter_subscriptions as table;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// What a list of subscriptions is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One state only.
    pub status: Option<SubscriptionStatus>,
}

fn filtered<'a>(filter: &Filter) -> table::BoxedQuery<'a, MultiBackend> {
    let query = table::table.into_boxed();
    match filter.status {
        Some(status) => query.filter(table::status.eq(status)),
        None => query,
    }
}

/// One page of subscriptions.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Subscription>, Problem> {
    let query = filtered(filter).select(Subscription::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Subscription| {
        Position::of(&row.created_at, row.id)
    })
    .counted(count, || filtered(filter).count().get_result(conn))
}

/// A subscription by its id.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Connection, id: Id) -> Result<Option<Subscription>, Problem> {
    Ok(table::table
        .find(id)
        .select(Subscription::as_select())
        .get_result(conn)
        .optional()?)
}

/// The subscription of an address, by its keyed hashes.
///
/// # Errors
/// When the database refuses.
pub fn by_address(conn: &mut Connection, indexes: Vec<Vec<u8>>) -> Result<Option<Subscription>, Problem> {
    Ok(table::table
        .filter(table::email_index.eq_any(indexes))
        .order(table::id)
        .select(Subscription::as_select())
        .first(conn)
        .optional()?)
}

/// The subscriptions that were confirmed by a moment, from after an id on, so many at the most.
///
/// # Errors
/// When the database refuses.
pub fn confirmed_after(
    conn: &mut Connection,
    after: Option<Id>,
    by: Instant,
    most: usize,
) -> Result<Vec<Subscription>, Problem> {
    let mut query = table::table
        .filter(table::status.eq(SubscriptionStatus::Confirmed))
        .filter(table::confirmed_at.le(by))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(table::id.gt(after));
    }
    Ok(query
        .order(table::id)
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select(Subscription::as_select())
        .load(conn)?)
}

/// Writes a new subscription.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, subscription: &Subscription) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(subscription)
        .execute(conn)?;
    Ok(())
}

/// Writes a changed subscription over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, subscription: &Subscription) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(subscription.id))
        .filter(table::version.eq(subscription.version - 1))
        .set(subscription)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Erases a subscription with its address, and what waits to be sent to it.
///
/// # Errors
/// When the database refuses.
pub fn erase(conn: &mut Connection, id: Id) -> Result<(), Problem> {
    diesel::delete(table::table.find(id)).execute(conn)?;
    Ok(())
}

/// Forgets the addresses from which nobody confirmed.
///
/// # Errors
/// When the database refuses.
pub fn purge(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
    let forgotten = table::table
        .filter(table::status.eq(SubscriptionStatus::Pending))
        .filter(table::mailed_at.le(Instant::from(now - PATIENCE)));
    diesel::delete(forgotten).execute(conn)?;
    Ok(())
}
