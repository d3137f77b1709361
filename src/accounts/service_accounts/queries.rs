//! Every statement on service accounts and their secrets.

use super::model::{ClientSecret, Full, ServiceAccount, ServiceAccountStatus};
use crate::auth::Caller;
use crate::config::oidc::AccountName;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::{members, service_account_secrets as secrets, service_accounts as table};
use diesel::prelude::*;

/// What a list of service accounts is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One member's only.
    pub member_id: Option<Id>,
    /// One state only.
    pub status: Option<ServiceAccountStatus>,
}

/// Those that the caller administers: a member's own, for the secretariat all.
fn administered<'a>(filter: &'a Filter, caller: &Caller) -> table::BoxedQuery<'a, MultiBackend> {
    let mut query = table::table.into_boxed();
    if !caller.is_secretariat() {
        query = query.filter(table::member_id.eq(caller.member().unwrap_or_default()));
    }
    if let Some(member) = filter.member_id {
        query = query.filter(table::member_id.eq(member));
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    query
}

/// One page of service accounts.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Full>, Problem> {
    let query = administered(filter, caller).select(ServiceAccount::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    let slice = Slice::cut(rows, page, |row: &ServiceAccount| {
        Position::of(&row.created_at, row.id)
    });
    slice
        .counted(count, || administered(filter, caller).count().get_result(conn))?
        .completed(|rows| with_secrets(conn, rows, caller.now.into()))
}

fn with_secrets(
    conn: &mut Connection,
    rows: Vec<ServiceAccount>,
    now: Instant,
) -> Result<Vec<Full>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let all: Vec<ClientSecret> = secrets::table
        .filter(secrets::service_account_id.eq_any(&ids))
        .filter(secrets::expires_at.is_null().or(secrets::expires_at.gt(now)))
        .order((secrets::created_at, secrets::id))
        .select(ClientSecret::as_select())
        .load(conn)?;
    let of = |row: ServiceAccount| Full {
        secrets: all
            .iter()
            .filter(|secret| secret.service_account_id == row.id)
            .cloned()
            .collect(),
        row,
    };
    Ok(rows.into_iter().map(of).collect())
}

/// A service account by its id.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Connection, id: Id, now: Instant) -> Result<Option<Full>, Problem> {
    let row = table::table
        .find(id)
        .select(ServiceAccount::as_select())
        .get_result(conn)
        .optional()?;
    Ok(with_secrets(conn, row.into_iter().collect(), now)?.pop())
}

/// A service account as the operator names it; none unless exactly one has the name, so that nobody takes the place of
/// another by giving his the same.
///
/// # Errors
/// When the database refuses.
pub fn find_named(conn: &mut Connection, name: &AccountName) -> Result<Option<ServiceAccount>, Problem> {
    let mut query = table::table.select(ServiceAccount::as_select()).into_boxed();
    query = match name {
        AccountName::Id(id) => query.filter(table::id.eq(id)),
        AccountName::Named { owner: None, name } => query
            .filter(table::member_id.is_null())
            .filter(table::name.eq(name)),
        AccountName::Named {
            owner: Some(code),
            name,
        } => {
            let member: Vec<Id> = members::table
                .filter(members::iso_alpha3.eq(code).or(members::acronym.eq(code)))
                .select(members::id)
                .load(conn)?;
            query
                .filter(table::member_id.eq_any(member))
                .filter(table::name.eq(name))
        }
    };
    let mut found: Vec<ServiceAccount> = query.limit(2).load(conn)?;
    let only = found.pop();
    Ok(only.filter(|_| found.is_empty()))
}

/// The service account of a token got with a secret, if it is active and the secret still counts.
///
/// # Errors
/// When the database refuses.
pub fn active(conn: &mut Connection, secret: Id, now: Instant) -> Result<Option<ServiceAccount>, Problem> {
    Ok(table::table
        .inner_join(secrets::table.on(secrets::service_account_id.eq(table::id)))
        .filter(secrets::id.eq(secret))
        .filter(secrets::expires_at.is_null().or(secrets::expires_at.gt(now)))
        .filter(table::status.eq(ServiceAccountStatus::Active))
        .select(ServiceAccount::as_select())
        .get_result(conn)
        .optional()?)
}

/// Writes a new service account.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, row: &ServiceAccount) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(row).execute(conn)?;
    Ok(())
}

/// Writes a changed service account over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, row: &ServiceAccount) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(row.id))
        .filter(table::version.eq(row.version - 1))
        .set(row)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Notes that it is in use.
///
/// # Errors
/// When the database refuses.
pub fn touch(conn: &mut Connection, id: Id, now: Instant) -> Result<(), Problem> {
    diesel::update(table::table.find(id))
        .set(table::last_used_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Puts a secret in the place of the one that stands, which ends at a moment; one that was rotated away before that ends
/// now, so that two count at the most.
///
/// # Errors
/// When the database refuses.
pub fn put_secret(conn: &mut Connection, secret: &ClientSecret, former_ends: Instant) -> Result<(), Problem> {
    let own = || secrets::table.filter(secrets::service_account_id.eq(secret.service_account_id));
    diesel::delete(own().filter(secrets::expires_at.is_not_null())).execute(conn)?;
    diesel::update(own())
        .set(secrets::expires_at.eq(former_ends))
        .execute(conn)?;
    diesel::insert_into(secrets::table).values(secret).execute(conn)?;
    Ok(())
}
