//! Every statement on sessions.

use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::schema::{accounts, sessions as table};
use diesel::prelude::*;

/// A row of `sessions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct Session {
    /// Its id: the `sid` of its access tokens.
    pub id: Id,
    /// Whose it is.
    pub account_id: Id,
    /// Hash of the one refresh token that counts.
    pub refresh_hash: Vec<u8>,
    /// When it began.
    pub created_at: Instant,
    /// When it ends unless refreshed before.
    pub expires_at: Instant,
    /// When it was ended.
    pub revoked_at: Option<Instant>,
}

/// Writes a new session.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, session: &Session) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(session).execute(conn)?;
    Ok(())
}

/// A session.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Connection, id: Id) -> Result<Option<Session>, Problem> {
    Ok(table::table
        .find(id)
        .select(Session::as_select())
        .get_result(conn)
        .optional()?)
}

/// The account of a session that still stands, if it may sign in.
///
/// # Errors
/// When the database refuses.
pub fn active_account(
    conn: &mut Connection,
    session: Id,
    now: Instant,
) -> Result<Option<super::super::Account>, Problem> {
    Ok(accounts::table
        .inner_join(table::table.on(table::account_id.eq(accounts::id)))
        .filter(table::id.eq(session))
        .filter(table::revoked_at.is_null())
        .filter(table::expires_at.gt(now))
        .filter(accounts::status.eq(super::super::AccountStatus::Active))
        .select(super::super::Account::as_select())
        .get_result(conn)
        .optional()?)
}

/// Puts the next refresh token in the place of the one that was used; false when another request was first.
///
/// # Errors
/// When the database refuses.
pub fn rotate(
    conn: &mut Connection,
    session: &Session,
    next: Vec<u8>,
    expires_at: Instant,
) -> Result<bool, Problem> {
    let changed = diesel::update(table::table.find(session.id))
        .filter(table::refresh_hash.eq(session.refresh_hash.clone()))
        .filter(table::revoked_at.is_null())
        .set((table::refresh_hash.eq(next), table::expires_at.eq(expires_at)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub fn revoke(conn: &mut Connection, session: Id, now: Instant) -> Result<(), Problem> {
    diesel::update(table::table.find(session))
        .filter(table::revoked_at.is_null())
        .set(table::revoked_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Ends the sessions of an account, but for `kept`.
///
/// # Errors
/// When the database refuses.
pub fn revoke_others(
    conn: &mut Connection,
    account: Id,
    kept: Option<Id>,
    now: Instant,
) -> Result<(), Problem> {
    diesel::update(
        table::table
            .filter(table::account_id.eq(account))
            .filter(table::revoked_at.is_null()),
    )
    .filter(table::id.ne(kept.unwrap_or_default()))
    .set(table::revoked_at.eq(now))
    .execute(conn)?;
    Ok(())
}

/// The sessions of an account, the first one first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(conn: &mut Connection, account: Id) -> Result<Vec<Session>, Problem> {
    Ok(table::table
        .filter(table::account_id.eq(account))
        .order((table::created_at, table::id))
        .select(Session::as_select())
        .load(conn)?)
}

/// Takes the sessions of an account away, rows and all.
///
/// # Errors
/// When the database refuses.
pub fn erase_of_account(conn: &mut Connection, account: Id) -> Result<(), Problem> {
    diesel::delete(table::table.filter(table::account_id.eq(account))).execute(conn)?;
    Ok(())
}
