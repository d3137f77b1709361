//! Access tokens: RFC 9068 JWTs, signed with `EdDSA`, alive for ten minutes. They say who is calling; what the caller may
//! do is looked up at each request.

use super::{Scope, token_keys};
use crate::db::{Connection, Id};
use crate::error::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

/// Seconds for which an access token lives.
pub const ACCESS_SECONDS: i64 = 600;

/// Seconds by which clocks may differ.
const LEEWAY: i64 = 5;

/// Characters of a token at the most.
const LONGEST: usize = 2048;

/// The audience of our tokens.
const AUDIENCE: &str = "wps-network";

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// The issuer: this service's public address.
    pub iss: String,
    /// The audience.
    pub aud: String,
    /// The account, or the service account.
    pub sub: Id,
    /// The session, or the secret that a service account showed for it.
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
    /// The service account, as OAuth's client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Id>,
    /// What a service account's token is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
}

/// The header of a token of ours: these three fields, each once, and no other, so that no `jku`, `jwk`, `x5u` or `crit`
/// can ask for anything.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OurHeader {
    typ: String,
    alg: String,
    kid: String,
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
            client_id: None,
            scope: None,
        }
    }

    /// The claims of a service account's token, got with one of its secrets.
    pub fn of_client(
        issuer: &str,
        client: Id,
        secret: Id,
        scope: Scope,
        role: &str,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            client_id: Some(client),
            scope: Some(scope),
            ..Self::new(issuer, client, secret, role, now)
        }
    }

    /// The token, signed with the key that signs at this moment.
    ///
    /// # Errors
    /// 500 when signing fails.
    pub fn sign(&self, conn: &mut Connection) -> Result<String, Problem> {
        let key = token_keys::current(conn)?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(key.id.to_string());
        encode(&header, self, &key.signs()).map_err(Problem::internal)
    }

    /// Reads a token of ours: one algorithm, our key, type, issuer and audience, and its time.
    ///
    /// # Errors
    /// 401, without saying which of these it failed.
    pub fn verify(
        conn: &mut Connection,
        token: &str,
        issuer: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let header = header(token).ok_or_else(not_valid)?;
        let key = token_keys::verifying(conn, &header.kid, now)?.ok_or_else(not_valid)?;
        let claims = decode::<Self>(token, &key, &validation(issuer))
            .map_err(|_| not_valid())?
            .claims;
        let now = now.timestamp();
        // The service's own clock decides, so that it can be replaced.
        let in_time = claims.exp.saturating_add(LEEWAY) > now && claims.nbf <= now.saturating_add(LEEWAY);
        if in_time && claims.exp.saturating_sub(claims.iat) <= ACCESS_SECONDS {
            Ok(claims)
        } else {
            Err(not_valid())
        }
    }
}

fn not_valid() -> Problem {
    Problem::unauthenticated("The access token is not valid or has expired; sign in or refresh.")
}

/// The header, if it is one that we write.
fn header(token: &str) -> Option<OurHeader> {
    let first = token.split('.').next().filter(|_| token.len() <= LONGEST)?;
    let header: OurHeader = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(first).ok()?).ok()?;
    (header.typ == "at+jwt" && header.alg == "EdDSA").then_some(header)
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
