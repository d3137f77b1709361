//! The outbox as the instances work on it together: a message is *leased* by one of them at a time, for long enough to send
//! it. When an instance dies, its leases run out, and another goes on; `Message-ID` stays the same, by which a mail server
//! may know again what it has taken already.

use super::model::{Message, MessageState};
use super::rules::{self, Failure};
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::schema::{mail_contents as contents, mail_messages as table, mailings};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

/// How long is kept that something was sent.
const KEPT: TimeDelta = TimeDelta::days(30);

/// A message that this instance sends.
#[derive(Debug, Clone)]
pub struct Leased {
    /// The message.
    pub message: Message,
    /// What is written in it, sealed.
    pub content: Vec<u8>,
}

/// Takes the lease of messages that are due, so many at the most.
///
/// # Errors
/// When the database refuses.
pub fn take(
    conn: &mut Connection,
    lease: Id,
    lasts: TimeDelta,
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Leased>, Problem> {
    let ids = free(conn, most, now.into())?;
    diesel::update(table::table.filter(table::id.eq_any(&ids)))
        .set((
            table::lease_id.eq(Some(lease)),
            table::lease_until.eq(Some(Instant::from(now + lasts))),
        ))
        .execute(conn)?;
    let rows: Vec<(Message, Vec<u8>)> = table::table
        .inner_join(contents::table.on(contents::id.nullable().eq(table::content_id)))
        .filter(table::id.eq_any(&ids))
        .order(table::id)
        .select((Message::as_select(), contents::sealed))
        .load(conn)?;
    let leased = rows
        .into_iter()
        .map(|(message, content)| Leased { message, content });
    Ok(leased.collect())
}

/// Messages that are due and that no other transaction is at just now; `SQLite` has one writer.
fn free(conn: &mut Connection, most: i64, now: Instant) -> Result<Vec<Id>, Problem> {
    let due = table::table
        .filter(table::state.eq(MessageState::Waiting))
        .filter(table::due_at.le(now))
        .filter(table::lease_until.is_null().or(table::lease_until.le(now)))
        .order((table::due_at, table::id))
        .limit(most)
        .select(table::id);
    Ok(match conn {
        Connection::Postgres(conn) => due.for_update().skip_locked().load(conn)?,
        Connection::Sqlite(conn) => due.load(conn)?,
    })
}

/// When there is something to do again: a message is due, or a lease runs out.
///
/// # Errors
/// When the database refuses.
pub fn soonest(conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<Instant>, Problem> {
    let now = Instant::from(now);
    let due: Option<Instant> = table::table
        .filter(table::state.eq(MessageState::Waiting))
        .filter(table::due_at.gt(now))
        .order(table::due_at)
        .select(table::due_at.assume_not_null())
        .first(conn)
        .optional()?;
    let leased: Option<Instant> = table::table
        .filter(table::state.eq(MessageState::Waiting))
        .filter(table::lease_until.gt(now))
        .order(table::lease_until)
        .select(table::lease_until.assume_not_null())
        .first(conn)
        .optional()?;
    Ok(due.into_iter().chain(leased).min())
}

/// Writes down what became of an attempt, as long as the lease was ours and the message is still there.
///
/// # Errors
/// When the database refuses.
pub fn record(
    conn: &mut Connection,
    lease: Id,
    id: Id,
    outcome: Result<(), &Failure>,
    give_up_after: TimeDelta,
    now: DateTime<Utc>,
    chance: u64,
) -> Result<Option<MessageState>, Problem> {
    let held: Option<Message> = table::table
        .find(id)
        .filter(table::lease_id.eq(lease))
        .select(Message::as_select())
        .get_result(conn)
        .optional()?;
    let Some(mut message) = held else { return Ok(None) };
    rules::after(&mut message, outcome, give_up_after, now, chance);
    diesel::update(table::table.find(id))
        .set(&message)
        .execute(conn)?;
    Ok(Some(message.state))
}

/// Clears what is over: records of what was sent long ago, and letters that go into no message any more.
///
/// # Errors
/// When the database refuses.
pub fn clear(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
    let old = table::table
        .filter(table::state.ne(MessageState::Waiting))
        .filter(table::finished_at.lt(Instant::from(now - KEPT)));
    diesel::delete(old).execute(conn)?;
    let unused = contents::table
        .filter(not(exists(
            table::table.filter(table::content_id.eq(contents::id.nullable())),
        )))
        .filter(not(exists(mailings::table.filter(
            mailings::newsletter_id.nullable().eq(contents::newsletter_id),
        ))));
    diesel::delete(unused).execute(conn)?;
    Ok(())
}
