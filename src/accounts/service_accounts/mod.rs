//! Service accounts: the systems of a member, or of the secretariat, that call without a person (OAuth's clients, RFC
//! 6749). One acts for its member with the member's role, limited to a scope. It proves itself with a secret at
//! `POST /oauth2/token`, which gives an access token for ten minutes (clause 4.4, client credentials). Secrets are shown
//! once and rotated with both valid for a while. Where the operator says so, a token of its State's own identity provider
//! counts as its own (`auth::Providers`).
//!
//! A member's persons administer those of the member, the secretariat all; service accounts never administer any.

mod handlers;
mod json;
pub mod model;
pub mod queries;
mod rules;
mod token;

pub use model::{ServiceAccount, ServiceAccountStatus};
pub use token::oauth_error;

use crate::db::Db;
use chrono::{DateTime, Duration, Utc};
use utoipa_actix_web::service_config::ServiceConfig;

/// Notes that a service account is in use: to the hour, not worth a write a token, nor a refusal where it cannot be
/// written.
pub async fn note_use(db: &Db, row: &ServiceAccount, now: DateTime<Utc>) {
    if row
        .last_used_at
        .is_some_and(|last| last.0 + Duration::hours(1) > now)
    {
        return;
    }
    let id = row.id;
    let noted = db.write(move |conn| queries::touch(conn, id, now.into()));
    if let Err(problem) = noted.await {
        log::warn!("the use of a service account was not noted: {problem}");
    }
}

/// The operations on service accounts.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(token::request_access_token)
        .service(handlers::list_service_accounts)
        .service(handlers::create_service_account)
        .service(handlers::get_service_account)
        .service(handlers::change_service_account)
        .service(handlers::rotate_service_account_secret)
        .service(handlers::disable_service_account)
        .service(handlers::enable_service_account);
}
