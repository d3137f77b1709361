//! For whom a webhook is.

use crate::accounts::AccountStatus;
use crate::accounts::service_accounts::ServiceAccountStatus;
use crate::auth::Scope;
use crate::db::{Connection, Id, Visibility};
use crate::error::Problem;
use crate::integration::events::model::Viewer;
use crate::membership::members;
use crate::schema::{accounts as accounts_table, service_accounts as machines_table};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// What the account behind a webhook, a person's or a service account, may learn of today; `None` while it may not call, or
/// not read.
///
/// # Errors
/// When the database refuses.
pub(super) fn viewer(
    conn: &mut Connection,
    account: Id,
    now: DateTime<Utc>,
) -> Result<Option<Viewer>, Problem> {
    let person: Option<Option<Id>> = accounts_table::table
        .find(account)
        .filter(accounts_table::status.eq(AccountStatus::Active))
        .select(accounts_table::member_id)
        .get_result(conn)
        .optional()?;
    let found: Option<Option<Id>> = match person {
        Some(member) => Some(member),
        None => machines_table::table
            .find(account)
            .filter(machines_table::status.eq(ServiceAccountStatus::Active))
            .filter(machines_table::scope.ne(Scope::Write))
            .select(machines_table::member_id)
            .get_result(conn)
            .optional()?,
    };
    let Some(member) = found else { return Ok(None) };
    let Some(id) = member else {
        let level = Visibility::Secretariat;
        return Ok(Some(Viewer { level, member }));
    };
    // One that has left is as anyone else.
    let is_member = members::queries::is_active(conn, id, now.date_naive())?;
    Ok(Some(Viewer {
        level: if is_member {
            Visibility::Network
        } else {
            Visibility::Public
        },
        member: member.filter(|_| is_member),
    }))
}
