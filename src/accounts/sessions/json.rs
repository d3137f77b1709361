//! What goes in and out about sessions.

use crate::auth::token_keys::Jwk;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Who wants to sign in.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The account's address.
    #[schema(
        example = "wps@auswaertiges-amt.de",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: String,
    /// Its password.
    #[schema(
        example = "correct horse battery staple",
        format = "password",
        min_length = 1,
        max_length = 256
    )]
    pub password: String,
}

/// A refresh token.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The refresh token that came last.
    #[schema(
        example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b.k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE",
        min_length = 1,
        max_length = 200
    )]
    pub refresh_token: String,
}

/// The tokens of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tokens {
    /// Send it as `Authorization: Bearer …`. A JWT (RFC 9068); its `role` is a hint, what counts is looked up at each request.
    #[schema(
        example = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSJ9.e30.c2ln",
        max_length = 2048
    )]
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer", max_length = 6)]
    pub token_type: &'static str,
    /// Seconds until the access token ends.
    #[schema(example = 600, minimum = 1, maximum = 600)]
    pub expires_in: i64,
    /// Gives the next pair of tokens, once, within fourteen days.
    #[schema(
        example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b.k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE",
        max_length = 200
    )]
    pub refresh_token: String,
}

/// The public keys of access tokens (RFC 7517).
#[derive(Debug, Serialize, ToSchema)]
pub struct SigningKeys {
    /// The keys.
    #[schema(max_items = 10)]
    pub keys: Vec<Jwk>,
}
