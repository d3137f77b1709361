//! Every statement on accounts.

use super::model::{Account, AccountRole, AccountStatus};
use super::sessions::queries::erase_of_account;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant};
use crate::error::{Kind, Problem};
use crate::schema::{accounts as table, identities};
use diesel::prelude::*;

/// The account of an id.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<Account, Problem> {
    Ok(table::table
        .find(id)
        .select(Account::as_select())
        .get_result(conn)?)
}

/// The account of an address.
///
/// # Errors
/// When the database refuses.
pub fn by_email(conn: &mut Connection, email: &str) -> Result<Option<Account>, Problem> {
    Ok(table::table
        .filter(table::email.eq(email))
        .select(Account::as_select())
        .get_result(conn)
        .optional()?)
}

/// The account that an invitation is out for.
///
/// # Errors
/// When the database refuses.
pub fn by_invitation(conn: &mut Connection, hash: Vec<u8>) -> Result<Option<Account>, Problem> {
    Ok(table::table
        .filter(table::invitation_hash.eq(hash))
        .select(Account::as_select())
        .get_result(conn)
        .optional()?)
}

/// Whether there is any account yet.
///
/// # Errors
/// When the database refuses.
pub fn any(conn: &mut Connection) -> Result<bool, Problem> {
    Ok(table::table
        .select(table::id)
        .limit(1)
        .get_result::<Id>(conn)
        .optional()?
        .is_some())
}

/// What a list of accounts is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One role only.
    pub role: Option<AccountRole>,
    /// One state only.
    pub status: Option<AccountStatus>,
    /// One member's only.
    pub member_id: Option<Id>,
}

fn filtered(filter: &Filter) -> table::BoxedQuery<'_, crate::db::MultiBackend> {
    let mut query = table::table.into_boxed();
    if let Some(role) = filter.role {
        query = query.filter(table::role.eq(role));
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(member) = filter.member_id {
        query = query.filter(table::member_id.eq(member));
    }
    query
}

/// One page of accounts.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Account>, Problem> {
    let query = filtered(filter).select(Account::as_select());
    let slice = if page.sort == "email" {
        let rows = window::<String, _, _, _>(query, table::email, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Account| Position::of(&row.email, row.id))
    } else {
        let rows =
            window::<crate::db::Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Account| Position::of(&row.created_at, row.id))
    };
    slice.counted(count, || filtered(filter).count().get_result(conn))
}

/// Writes a new account.
///
/// # Errors
/// 409 when the address has one.
pub fn insert(conn: &mut Connection, account: &Account) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(account)
        .execute(conn)
        .map_err(|error| match Problem::from(error) {
            taken if taken.kind == Kind::Conflict => {
                Problem::conflict("There is an account with this e-mail address.")
            }
            other => other,
        })?;
    Ok(())
}

/// Writes a changed account over the version before.
///
/// # Errors
/// 412 when another change came first.
pub fn save(conn: &mut Connection, account: &Account) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(account.id))
        .filter(table::version.eq(account.version - 1))
        .set(account)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Erases the holder of an account: address, password, invitation, identities elsewhere and sessions. The id stays; its next
/// version.
///
/// # Errors
/// A transient problem when another change came first.
pub fn erase(conn: &mut Connection, account: Account, now: Instant) -> Result<Account, Problem> {
    erase_of_account(conn, account.id)?;
    diesel::delete(identities::table.filter(identities::account_id.eq(account.id))).execute(conn)?;
    let erased = Account {
        email: account.erased_address(),
        password_hash: None,
        status: AccountStatus::Disabled,
        invitation_hash: None,
        invitation_expires_at: None,
        version: account.version + 1,
        updated_at: now,
        ..account
    };
    save(conn, &erased)?;
    Ok(erased)
}
