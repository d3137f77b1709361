//! From a token to a caller: the account's state, its member and that member's seat are looked up at every request, so
//! that a disabled account or a rotated-out Chair loses its power at once, on every instance.

use super::model::AccountRole;
use super::sessions::queries::active_account;
use crate::auth::{Caller, Claims, Role};
use crate::chairmanship::troika;
use crate::db::Connection;
use crate::error::Problem;
use chrono::{DateTime, Utc};

/// The caller behind a verified token.
///
/// # Errors
/// 401 when the session has ended or the account may not sign in.
pub fn identify(conn: &mut Connection, claims: &Claims, now: DateTime<Utc>) -> Result<Caller, Problem> {
    let ended = || Problem::unauthenticated("The session has ended; sign in again.");
    let account = active_account(conn, claims.sid, now.into())?.ok_or_else(ended)?;
    if account.id != claims.sub {
        return Err(ended());
    }
    let role = match (account.role, account.member_id) {
        (AccountRole::Secretariat, _) => Role::Secretariat,
        (AccountRole::Member, Some(member)) => Role::Member {
            member,
            seat: troika::queries::seat_of(conn, member, now.date_naive())?,
        },
        (AccountRole::Member, None) => return Err(ended()),
    };
    Ok(Caller {
        account: Some(account.id),
        session: Some(claims.sid),
        role,
        ..Caller::public(now)
    })
}
