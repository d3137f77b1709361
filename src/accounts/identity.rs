//! From a token to a caller: the account's state, its member and that member's seat are looked up at every request, so
//! that a disabled account or a rotated-out Chair loses its power at once, on every instance.

use super::model::AccountRole;
use super::service_accounts::{self, ServiceAccount};
use super::sessions::queries::active_account;
use crate::auth::{Caller, Claims, Role, Scope};
use crate::chairmanship::troika;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::membership::members;
use chrono::{DateTime, Utc};

/// The caller behind a verified token.
///
/// # Errors
/// 401 when the session has ended, the account may not sign in, or the service account is disabled or its secret rotated
/// away.
pub fn identify(conn: &mut Connection, claims: &Claims, now: DateTime<Utc>) -> Result<Caller, Problem> {
    match claims.client_id {
        Some(client) => machine(conn, claims, client, now),
        None => person(conn, claims, now),
    }
}

fn ended() -> Problem {
    Problem::unauthenticated("The session has ended; sign in again.")
}

fn person(conn: &mut Connection, claims: &Claims, now: DateTime<Utc>) -> Result<Caller, Problem> {
    let account = active_account(conn, claims.sid, now.into())?.ok_or_else(ended)?;
    if account.id != claims.sub {
        return Err(ended());
    }
    let role = match (account.role, account.member_id) {
        (AccountRole::Secretariat, _) => Role::Secretariat,
        (AccountRole::Member, Some(member)) => member_role(conn, member, now)?,
        (AccountRole::Member, None) => return Err(ended()),
    };
    Ok(Caller {
        account: Some(account.id),
        session: Some(claims.sid),
        role,
        ..Caller::public(now)
    })
}

/// A token counts as long as the secret that it was got with, within the scope that the service account has now.
fn machine(
    conn: &mut Connection,
    claims: &Claims,
    client: Id,
    now: DateTime<Utc>,
) -> Result<Caller, Problem> {
    let found = service_accounts::queries::active(conn, claims.sid, now.into())?;
    let row = found
        .filter(|row| row.id == client && row.id == claims.sub)
        .ok_or_else(|| {
            Problem::unauthenticated(
                "The service account is disabled, or its secret was rotated; ask for another token.",
            )
        })?;
    let scope = claims.scope.and_then(|asked| row.scope.within(asked));
    let scope = scope.ok_or_else(|| {
        Problem::unauthenticated("The service account has another scope now; ask for another token.")
    })?;
    acting(conn, &row, scope, now)
}

/// The caller that acts as a service account.
pub(super) fn acting(
    conn: &mut Connection,
    row: &ServiceAccount,
    scope: Scope,
    now: DateTime<Utc>,
) -> Result<Caller, Problem> {
    let role = match row.member_id {
        Some(member) => member_role(conn, member, now)?,
        None => Role::Secretariat,
    };
    Ok(Caller {
        account: Some(row.id),
        scope: Some(scope),
        role,
        ..Caller::public(now)
    })
}

/// A member that has left is as anyone else, whoever holds its accounts, until it is back.
fn member_role(conn: &mut Connection, member: Id, now: DateTime<Utc>) -> Result<Role, Problem> {
    let today = now.date_naive();
    if !members::queries::is_active(conn, member, today)? {
        return Ok(Role::Public);
    }
    let seat = troika::queries::seat_of(conn, member, today)?;
    Ok(Role::Member { member, seat })
}
