//! The operations on service accounts.

use super::json::{
    NewServiceAccount, SecretRotation, ServiceAccountChange, ServiceAccountCredentials,
    ServiceAccountFilters, ServiceAccountSort, ServiceAccountView,
};
use super::model::{ClientSecret, Full, ServiceAccount, ServiceAccountStatus};
use super::queries::{self, Filter};
use super::rules;
use crate::auth::{Caller, Secret};
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::membership::members::queries as members;
use actix_web::{get, patch, post};
use chrono::Duration;

/// List service accounts
///
/// A member sees its own, the secretariat all; newest first unless another sort is asked for.
#[utoipa::path(tag = "Service accounts", params(PagingParams, ServiceAccountFilters), responses((status = 200, body = Page<ServiceAccountView>, description = "A page of service accounts.")))]
#[get("/v1/service-accounts")]
pub async fn list_service_accounts(
    view: View,
    Query(filters): Query<ServiceAccountFilters>,
    paging: Paging<ServiceAccountSort>,
) -> Reply {
    let filter = Filter {
        member_id: filters.member_id,
        status: filters.status,
    };
    view.json(move |conn, caller| {
        let slice = queries::list(conn, caller, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(ServiceAccountView::from)))
    })
    .await
}

/// Get a service account
///
/// One service account of the caller's member; for the secretariat any.
#[utoipa::path(tag = "Service accounts", params(("id" = Id, Path, description = "The service account's id.")), responses((status = 200, body = ServiceAccountView, description = "The service account.")))]
#[get("/v1/service-accounts/{id}")]
pub async fn get_service_account(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| administered(conn, caller, id).map(ServiceAccountView::from))
        .await
}

/// Create a service account
///
/// For a system of the caller's member, or of the secretariat. The answer shows its secret, once: with it and the
/// `client_id` the system gets access tokens at `POST /oauth2/token`. It has the role of its member, a seat in the troika
/// included, within its scope.
#[utoipa::path(tag = "Service accounts", request_body = NewServiceAccount, responses((status = 201, body = ServiceAccountCredentials, description = "Created.")))]
#[post("/v1/service-accounts")]
pub async fn create_service_account(act: Act, Valid(new): Valid<NewServiceAccount>) -> Reply {
    act.commit(move |tx| {
        let member_id = rules::owner(tx.caller, new.member_id)?;
        if let Some(member) = member_id
            && members::of_ids(tx, &[member])?.is_empty()
        {
            return Err(Problem::invalid(
                "/member_id",
                "unknown",
                "There is no such member.",
            ));
        }
        let now = tx.caller.now.into();
        let row = ServiceAccount {
            id: Id::new(),
            name: new.name.clone(),
            member_id,
            scope: new.scope,
            status: ServiceAccountStatus::Active,
            last_used_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        queries::insert(tx, &row)?;
        let secret = new_secret(tx, row.id, now)?;
        tx.record(entry("service_account.created", &row))?;
        let full = own(tx, row.id)?;
        Answer::created(
            format!("/v1/service-accounts/{}", row.id),
            &ServiceAccountCredentials::new(full, &secret),
        )
    })
    .await
}

/// Change a service account
///
/// Its name, or its scope. What is absent stays. A narrower scope holds for tokens that are out already.
#[utoipa::path(tag = "Service accounts", params(("id" = Id, Path, description = "The service account's id.")), request_body = ServiceAccountChange, responses((status = 200, body = ServiceAccountView, description = "Changed.")))]
#[patch("/v1/service-accounts/{id}")]
pub async fn change_service_account(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<ServiceAccountChange>,
) -> Reply {
    act.commit(move |tx| {
        let full = own(tx, id)?;
        tx.require_match(&ServiceAccountView::from(full.clone()))?;
        let mut row = full.row;
        row.name = change.name.clone().unwrap_or(row.name);
        row.scope = change.scope.unwrap_or(row.scope);
        let full = save(tx, row, "service_account.changed")?;
        Answer::ok(&ServiceAccountView::from(full))
    })
    .await
}

/// Rotate a service account's secret
///
/// Gives a new secret, once. The one until now counts a while longer, 24 hours unless said otherwise, so that the
/// system goes on without a gap.
#[utoipa::path(tag = "Service accounts", params(("id" = Id, Path, description = "The service account's id.")), request_body = SecretRotation, responses((status = 200, body = ServiceAccountCredentials, description = "Rotated.")))]
#[post("/v1/service-accounts/{id}/rotate-secret")]
pub async fn rotate_service_account_secret(
    act: Act,
    PathId(id): PathId,
    Valid(rotation): Valid<SecretRotation>,
) -> Reply {
    act.commit(move |tx| {
        let row = own(tx, id)?.row;
        row.require_active()?;
        let overlap = Duration::hours(i64::from(rotation.overlap_hours.unwrap_or(24)));
        let former_ends = (tx.caller.now + overlap).into();
        let secret = new_secret(tx, id, former_ends)?;
        let full = save(tx, row, "service_account.secret_rotated")?;
        Answer::ok(&ServiceAccountCredentials::new(full, &secret))
    })
    .await
}

/// Disable a service account
///
/// It gets no token any more, and those that are out stop counting at once, on every instance.
#[utoipa::path(tag = "Service accounts", params(("id" = Id, Path, description = "The service account's id.")), responses((status = 200, body = ServiceAccountView, description = "Disabled.")))]
#[post("/v1/service-accounts/{id}/disable")]
pub async fn disable_service_account(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut row = own(tx, id)?.row;
        if row.status == ServiceAccountStatus::Disabled {
            return Err(Problem::conflict("The service account is disabled already."));
        }
        row.status = ServiceAccountStatus::Disabled;
        let full = save(tx, row, "service_account.disabled")?;
        Answer::ok(&ServiceAccountView::from(full))
    })
    .await
}

/// Enable a service account
///
/// It may get tokens again, with the secrets that it has. After a leak, rotate.
#[utoipa::path(tag = "Service accounts", params(("id" = Id, Path, description = "The service account's id.")), responses((status = 200, body = ServiceAccountView, description = "Enabled.")))]
#[post("/v1/service-accounts/{id}/enable")]
pub async fn enable_service_account(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut row = own(tx, id)?.row;
        if row.status == ServiceAccountStatus::Active {
            return Err(Problem::conflict("The service account is active already."));
        }
        row.status = ServiceAccountStatus::Active;
        let full = save(tx, row, "service_account.enabled")?;
        Answer::ok(&ServiceAccountView::from(full))
    })
    .await
}

/// The service account, if it is the caller's to administer; another's answers as if there were none.
fn administered(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Full, Problem> {
    queries::find(conn, id, caller.now.into())?
        .filter(|full| rules::administers(caller, full.row.member_id))
        .ok_or_else(Problem::not_found)
}

/// The same inside a decision.
fn own(tx: &mut Tx<'_>, id: Id) -> Result<Full, Problem> {
    let caller = tx.caller;
    administered(tx, caller, id)
}

/// Makes the secret that stands from now on.
fn new_secret(tx: &mut Tx<'_>, service_account_id: Id, former_ends: Instant) -> Result<Secret, Problem> {
    let secret = Secret::new()?;
    let kept = ClientSecret {
        id: Id::new(),
        service_account_id,
        hash: secret.hash(),
        created_at: tx.caller.now.into(),
        expires_at: None,
    };
    queries::put_secret(tx, &kept, former_ends)?;
    Ok(secret)
}

fn entry(action: &'static str, row: &ServiceAccount) -> Entry {
    Entry {
        action,
        resource: "service-accounts",
        id: row.id,
        version: row.version,
        visibility: Visibility::Secretariat,
        member: row.member_id,
        parent: None,
    }
}

/// Counts the version up, saves, records, and loads it as it is now.
fn save(tx: &mut Tx<'_>, mut row: ServiceAccount, action: &'static str) -> Result<Full, Problem> {
    row.version += 1;
    row.updated_at = tx.caller.now.into();
    queries::save(tx, &row)?;
    tx.record(entry(action, &row))?;
    own(tx, row.id)
}
