//! From a token of another identity provider to a caller: the service account that the operator named for it, as it
//! stands at the moment.

use super::identity::acting;
use super::service_accounts::model::{ServiceAccount, ServiceAccountStatus};
use super::service_accounts::{note_use, queries};
use crate::auth::Caller;
use crate::config::oidc::{AccountName, Provider};
use crate::db::Db;
use crate::error::Problem;
use chrono::{DateTime, Utc};

/// The caller that acts as this service account, of which the use is noted.
///
/// # Errors
/// 401 when there is none, or it is disabled.
pub async fn identify_vouched(db: &Db, name: AccountName, now: DateTime<Utc>) -> Result<Caller, Problem> {
    let found = db.read(move |conn| {
        let row = queries::find_named(conn, &name)?
            .filter(|row: &ServiceAccount| row.status == ServiceAccountStatus::Active)
            .ok_or_else(|| {
                Problem::unauthenticated(
                    "The service account of this token is disabled, or is not known by its name.",
                )
            })?;
        let caller = acting(conn, &row, row.scope, now)?;
        Ok((caller, row))
    });
    let (caller, row) = found.await?;
    note_use(db, &row, now).await;
    Ok(caller)
}

/// Refuses an allow-list with an id that no service account has. A name may change while the service runs, and its owner
/// shall not keep the service from starting by it: what is not known by its name is logged.
///
/// # Errors
/// A sentence for the operator.
pub fn check_named(db: &Db, providers: Vec<Provider>) -> Result<(), String> {
    let names: Vec<AccountName> = providers
        .into_iter()
        .flat_map(|provider| provider.rules)
        .map(|rule| rule.account)
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let unknown = db.write_now(move |conn| {
        let mut unknown = Vec::new();
        for name in &names {
            if queries::find_named(conn, name)?.is_none() {
                unknown.push(name.clone());
            }
        }
        Ok(unknown)
    });
    for name in unknown.map_err(|problem| problem.to_string())? {
        match name {
            AccountName::Id(id) => return Err(format!("WPS_OIDC_ALLOW: there is no service account {id}")),
            AccountName::Named { owner, name } => log::warn!(
                "WPS_OIDC_ALLOW: {}/{name} is not the name of exactly one service account; its tokens are refused until it is",
                owner.as_deref().unwrap_or("secretariat")
            ),
        }
    }
    Ok(())
}
