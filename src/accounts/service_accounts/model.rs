//! What is kept of a service account.

use crate::auth::Scope;
use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::schema::{service_account_secrets, service_accounts};
use diesel::prelude::*;

words! {
    /// The state of a service account.
    pub enum ServiceAccountStatus {
        /// May get tokens.
        Active = "active",
        /// May not; no token of it counts.
        Disabled = "disabled",
    }
}

/// A row of `service_accounts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = service_accounts, treat_none_as_null = true)]
pub struct ServiceAccount {
    /// Its id, and its `client_id`.
    pub id: Id,
    /// What it is, for people.
    pub name: String,
    /// The member that it acts for; none for the secretariat's own.
    pub member_id: Option<Id>,
    /// What it is limited to.
    pub scope: Scope,
    /// Its state.
    pub status: ServiceAccountStatus,
    /// When it last got a token, or came with one of its own identity provider; to the hour.
    pub last_used_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was created.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A row of `service_account_secrets`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = service_account_secrets)]
pub struct ClientSecret {
    /// Its id: the `sid` of the tokens got with it.
    pub id: Id,
    /// Whose it is.
    pub service_account_id: Id,
    /// What is kept of it.
    pub hash: Vec<u8>,
    /// When it was made.
    pub created_at: Instant,
    /// When it ends; none while it was not rotated.
    pub expires_at: Option<Instant>,
}

/// A service account with its secrets that count, oldest first.
#[derive(Debug, Clone)]
pub struct Full {
    /// The service account.
    pub row: ServiceAccount,
    /// Its secrets.
    pub secrets: Vec<ClientSecret>,
}
