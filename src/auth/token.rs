//! Access tokens: RFC 9068 JWTs, signed with `EdDSA`, alive for ten minutes. They say who is calling; what the caller may
//! do is looked up at each request.

use super::Keys;
use crate::db::Id;
use crate::error::Problem;
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

/// Seconds for which an access token lives.
pub const ACCESS_SECONDS: i64 = 600;

/// Seconds by which clocks may differ.
const LEEWAY: i64 = 5;

/// The audience of our tokens.
const AUDIENCE: &str = "wps-network";

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// The issuer: this service's public address.
    pub iss: String,
    /// The audience.
    pub aud: String,
    /// The account.
    pub sub: Id,
    /// The session.
    pub sid: Id,
    /// The token's own id.
    pub jti: Id,
    /// When it was issued, seconds since 1970.
    pub iat: i64,
    /// Before when it is not valid.
    pub nbf: i64,
    /// When it ends.
    pub exp: i64,
    /// The role when it was issued: a hint for clients, never trusted here.
    pub role: String,
}

impl Claims {
    /// The claims of a new token.
    pub fn new(issuer: &str, account: Id, session: Id, role: &str, now: DateTime<Utc>) -> Self {
        let now = now.timestamp();
        Self {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            jti: Id::new(),
            iat: now,
            nbf: now,
            exp: now + ACCESS_SECONDS,
            role: role.to_owned(),
        }
    }

    /// The signed token.
    ///
    /// # Errors
    /// 500 when signing fails.
    pub fn sign(&self, keys: &Keys) -> Result<String, Problem> {
        let (kid, key) = keys.signing();
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(kid.to_owned());
        encode(&header, self, key).map_err(Problem::internal)
    }

    /// Reads a token of ours: one algorithm, our key, type, issuer and audience, and its time.
    ///
    /// # Errors
    /// 401, without saying which of these it failed.
    pub fn verify(token: &str, keys: &Keys, issuer: &str, now: DateTime<Utc>) -> Result<Self, Problem> {
        let refused =
            || Problem::unauthenticated("The access token is not valid or has expired; sign in or refresh.");
        if token.len() > 2048 {
            return Err(refused());
        }
        let header = decode_header(token).map_err(|_| refused())?;
        if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some("at+jwt") {
            return Err(refused());
        }
        let key = header
            .kid
            .as_deref()
            .and_then(|kid| keys.verifying(kid))
            .ok_or_else(refused)?;
        let claims = decode::<Self>(token, key, &validation(issuer))
            .map_err(|_| refused())?
            .claims;
        let now = now.timestamp();
        // The service's own clock decides, so that it can be replaced.
        if claims.exp + LEEWAY <= now || claims.nbf > now + LEEWAY || claims.exp - claims.iat > ACCESS_SECONDS
        {
            return Err(refused());
        }
        Ok(claims)
    }
}

fn validation(issuer: &str) -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation
}
