//! What goes in and out about service accounts.

use super::model::{ClientSecret, Full, ServiceAccountStatus};
use crate::auth::{Scope, Secret};
use crate::db::{Id, Instant};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A service account: a system that calls without a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceAccountView {
    /// Its id, which is its `client_id` too.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// What it is, for people.
    #[schema(example = "Portal of the Ministry of Gender Equality", max_length = 100)]
    pub name: String,
    /// The member that it acts for; null for the secretariat's own.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// What it may do, of what its member or the secretariat may.
    pub scope: Scope,
    /// Its state.
    pub status: ServiceAccountStatus,
    /// Its secrets that count, oldest first: after a rotation two for a while.
    #[schema(max_items = 2)]
    pub secrets: Vec<ClientSecretView>,
    /// When it last got a token, or came with one of its own identity provider, to the hour; null when it never did.
    #[schema(required = true, example = "2026-11-24T09:00:00Z")]
    pub last_used_at: Option<Instant>,
    /// When it was created.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub updated_at: Instant,
}

/// A secret of a service account, without the secret itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientSecretView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub id: Id,
    /// When it was made.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it ends, after a rotation; null for the one that stands.
    #[schema(required = true, example = json!(null))]
    pub expires_at: Option<Instant>,
}

impl From<ClientSecret> for ClientSecretView {
    fn from(secret: ClientSecret) -> Self {
        Self {
            id: secret.id,
            created_at: secret.created_at,
            expires_at: secret.expires_at,
        }
    }
}

impl From<Full> for ServiceAccountView {
    fn from(Full { row, secrets }: Full) -> Self {
        Self {
            id: row.id,
            name: row.name,
            member_id: row.member_id,
            scope: row.scope,
            status: row.status,
            secrets: secrets.into_iter().map(Into::into).collect(),
            last_used_at: row.last_used_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A new service account.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewServiceAccount {
    /// What it is, for people.
    #[schema(
        example = "Portal of the Ministry of Gender Equality",
        min_length = 1,
        max_length = 100
    )]
    pub name: String,
    /// What it may do, of what its member or the secretariat may.
    pub scope: Scope,
    /// The member that it acts for. Left out, it acts for whom you act for: your member, or the secretariat.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
}

/// A change of a service account: what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccountChange {
    /// What it is, for people.
    #[schema(
        example = "Portal of the Ministry of Gender Equality",
        min_length = 1,
        max_length = 100,
        nullable = false
    )]
    pub name: Option<String>,
    /// What it may do; tokens that are out are limited to it from now on.
    #[schema(nullable = false)]
    pub scope: Option<Scope>,
}

/// How a secret is rotated.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SecretRotation {
    /// Hours for which the secret until now, and the tokens got with it, still count: the time to bring the new one to the
    /// system. 0 ends them at once, as after a leak. One that was rotated away earlier ends now in any case.
    #[schema(example = 24, minimum = 0, maximum = 168, default = 24, nullable = false)]
    pub overlap_hours: Option<u8>,
}

/// A service account with its new secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceAccountCredentials {
    /// The service account.
    pub service_account: ServiceAccountView,
    /// The `client_id` for `POST /oauth2/token`: the service account's id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub client_id: Id,
    /// The `client_secret` for `POST /oauth2/token`. It is shown only here.
    #[schema(example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE", max_length = 43)]
    pub client_secret: String,
}

impl ServiceAccountCredentials {
    /// Shows the secret, once.
    pub fn new(full: Full, secret: &Secret) -> Self {
        Self {
            client_id: full.row.id,
            service_account: full.into(),
            client_secret: secret.reveal().to_owned(),
        }
    }
}

/// Filters of the list of service accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ServiceAccountFilters {
    /// Only service accounts of this member.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// Only service accounts in this state.
    #[param(inline)]
    pub status: Option<ServiceAccountStatus>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<ServiceAccountSort>,
}

sorts! {
    /// The order of the list of service accounts: `-` for descending.
    pub ServiceAccountSort = "-created_at", from "created_at"
}

/// A request for an access token (RFC 6749, 4.4.2). Parameters that are not known are ignored, as the RFC demands.
#[derive(Debug, Deserialize, ToSchema, Validate)]
pub struct AccessTokenRequest {
    /// Always `client_credentials`.
    #[schema(
        example = "client_credentials",
        min_length = 1,
        max_length = 100,
        pattern = "^client_credentials$"
    )]
    // A pattern and no enum: openapi-generator for Rust breaks on an enum in a form.
    #[serde(rename = "grant_type")]
    pub _grant_type: String,
    /// Less than the service account has: `read` or `write`. All that it has when left out.
    #[schema(
        example = "read",
        min_length = 1,
        max_length = 100,
        pattern = "^(read|write)( (read|write))*$",
        nullable = false
    )]
    pub scope: Option<String>,
    /// The service account's id, unless it comes by HTTP Basic.
    #[schema(
        example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
        min_length = 1,
        max_length = 100,
        nullable = false
    )]
    pub client_id: Option<String>,
    /// Its secret, unless it comes by HTTP Basic.
    #[schema(
        example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE",
        format = "password",
        min_length = 1,
        max_length = 200,
        nullable = false
    )]
    pub client_secret: Option<String>,
}

/// An access token (RFC 6749, 5.1).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AccessToken)]
pub struct IssuedToken {
    /// Send it as `Authorization: Bearer …`. A JWT (RFC 9068).
    #[schema(
        example = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSJ9.e30.c2ln",
        max_length = 2048
    )]
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer", max_length = 6)]
    pub token_type: &'static str,
    /// Seconds until it ends; ask for the next one then.
    #[schema(example = 600, minimum = 1, maximum = 600)]
    pub expires_in: i64,
    /// What it is limited to.
    pub scope: Scope,
}

/// Why there is no token (RFC 6749, 5.2).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OAuthError)]
pub struct OAuthErrorBody {
    /// `invalid_request`, `invalid_client`, `unsupported_grant_type` or `invalid_scope`.
    #[schema(example = "invalid_client", max_length = 40)]
    pub error: &'static str,
    /// What to change.
    #[schema(
        example = "The client is not known, its secret is not right, or it is disabled.",
        max_length = 1000
    )]
    pub error_description: String,
}
