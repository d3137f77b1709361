//! The keys that sign access tokens (Ed25519): one signs, the next is published ahead of its use, and those that signed
//! until lately are published for as long as a token of theirs can live.
//!
//! They are read from the database at each use. No instance keeps a copy, so none can sign with a key that was retired
//! or refuse one that has just come into use, and a rotation needs no coordination.

use super::token::ACCESS_SECONDS;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::schema::token_keys as table;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::Serialize;
use utoipa::ToSchema;

/// Seconds for which a retired key's tokens count: their own life, and a minute for clocks that differ and for
/// transactions that began before the rotation.
const RETIRED_SECONDS: i64 = ACCESS_SECONDS + 60;

/// How long a key is published before it signs, so that whoever verifies tokens with a cached key set has it by
/// then (the set may be cached for half a minute, and used stale for five minutes more).
pub const AHEAD: Duration = Duration::seconds(600);

words! {
    /// What a key does.
    pub enum KeyStatus {
        /// Is published, and does not sign yet.
        Next = "next",
        /// Signs.
        Current = "current",
        /// Signs no more.
        Retired = "retired",
    }
}

/// A row of `token_keys`.
#[derive(Queryable, Insertable, Selectable)]
#[diesel(table_name = table)]
pub struct TokenKey {
    /// The `kid` of its tokens.
    pub id: Id,
    /// What it does.
    pub status: KeyStatus,
    public: Vec<u8>,
    secret: Vec<u8>,
    /// When it was made.
    pub created_at: Instant,
    /// When it signed for the last time.
    pub retired_at: Option<Instant>,
}

/// A public key as RFC 8037 writes it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Jwk {
    /// Always an octet key pair.
    #[schema(example = "OKP", max_length = 3)]
    kty: &'static str,
    /// The curve.
    #[schema(example = "Ed25519", max_length = 7)]
    crv: &'static str,
    /// The public key, base64url.
    #[schema(example = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", max_length = 43)]
    x: String,
    /// The key's id: the `kid` of a token that it signed.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b", max_length = 64)]
    kid: String,
    /// The algorithm.
    #[schema(example = "EdDSA", max_length = 5)]
    alg: &'static str,
    /// What it is for.
    #[schema(example = "sig", max_length = 3)]
    #[serde(rename = "use")]
    usage: &'static str,
}

impl TokenKey {
    fn new(status: KeyStatus, now: DateTime<Utc>) -> Result<Self, Problem> {
        let random = aws_lc_rs::rand::SystemRandom::new();
        let secret = Ed25519KeyPair::generate_pkcs8(&random).map_err(Problem::internal)?;
        let secret = secret.as_ref().to_vec();
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&secret).map_err(Problem::internal)?;
        Ok(Self {
            id: Id::new(),
            status,
            public: pair.public_key().as_ref().to_vec(),
            secret,
            created_at: now.into(),
            retired_at: None,
        })
    }

    /// Signs.
    pub fn signs(&self) -> EncodingKey {
        EncodingKey::from_ed_der(&self.secret)
    }

    fn jwk(&self) -> Jwk {
        Jwk {
            kty: "OKP",
            crv: "Ed25519",
            x: URL_SAFE_NO_PAD.encode(&self.public),
            kid: self.id.to_string(),
            alg: "EdDSA",
            usage: "sig",
        }
    }
}

/// Makes the keys of a new database. To be called where only one instance is.
///
/// # Errors
/// When the database refuses.
pub fn found(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
    for status in [KeyStatus::Current, KeyStatus::Next] {
        let known = table::table.filter(table::status.eq(status)).count();
        if known.get_result::<i64>(conn)? == 0 {
            insert(conn, &TokenKey::new(status, now)?)?;
        }
    }
    Ok(())
}

/// The key that signs.
///
/// # Errors
/// When the database refuses.
pub fn current(conn: &mut Connection) -> Result<TokenKey, Problem> {
    Ok(table::table
        .filter(table::status.eq(KeyStatus::Current))
        .select(TokenKey::as_select())
        .first(conn)?)
}

/// The key that a token names, if its tokens count at this moment.
///
/// # Errors
/// When the database refuses.
pub fn verifying(
    conn: &mut Connection,
    kid: &str,
    now: DateTime<Utc>,
) -> Result<Option<DecodingKey>, Problem> {
    // A UUID can be written in several ways; the key's name is one of them.
    let Some(id) = Id::parse(kid).filter(|id| id.to_string() == kid) else {
        return Ok(None);
    };
    let public: Option<Vec<u8>> = table::table
        .find(id)
        .filter(table::retired_at.is_null().or(table::retired_at.gt(oldest(now))))
        .filter(table::status.ne(KeyStatus::Next))
        .select(table::public)
        .first(conn)
        .optional()?;
    let public = public.map(|public| DecodingKey::from_ed_components(&URL_SAFE_NO_PAD.encode(public)));
    public.transpose().map_err(Problem::internal)
}

/// The public keys for `/.well-known/jwks.json`.
///
/// # Errors
/// When the database refuses.
pub fn published(conn: &mut Connection, now: DateTime<Utc>) -> Result<Vec<Jwk>, Problem> {
    let keys: Vec<TokenKey> = table::table
        .filter(table::retired_at.is_null().or(table::retired_at.gt(oldest(now))))
        .order((table::created_at, table::id))
        .select(TokenKey::as_select())
        .load(conn)?;
    Ok(keys.iter().map(TokenKey::jwk).collect())
}

/// Every key that is kept, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Connection) -> Result<Vec<TokenKey>, Problem> {
    Ok(table::table
        .order((table::created_at, table::id))
        .select(TokenKey::as_select())
        .load(conn)?)
}

/// Lets the next key sign from now on, and makes one to follow it. Tokens of the key before count until they end.
///
/// # Errors
/// 409 when the next key was published for less than `ahead`: who verifies tokens may not have it yet.
pub fn rotate(conn: &mut Connection, ahead: Duration, now: DateTime<Utc>) -> Result<(), Problem> {
    let next: TokenKey = table::table
        .filter(table::status.eq(KeyStatus::Next))
        .select(TokenKey::as_select())
        .first(conn)?;
    let ready = next.created_at.0 + ahead;
    if ready > now {
        return Err(Problem::conflict(format!(
            "The next key is published since {} only; rotate after {}, so that whoever verifies tokens has it by then.",
            next.created_at.0.format("%H:%M:%S"),
            ready.format("%Y-%m-%dT%H:%M:%SZ"),
        )));
    }
    diesel::delete(table::table.filter(table::retired_at.le(oldest(now)))).execute(conn)?;
    diesel::update(table::table.filter(table::status.eq(KeyStatus::Current)))
        .set((
            table::status.eq(KeyStatus::Retired),
            table::retired_at.eq(Instant::from(now)),
        ))
        .execute(conn)?;
    let changed = diesel::update(table::table.find(next.id))
        .filter(table::status.eq(KeyStatus::Next))
        .set(table::status.eq(KeyStatus::Current))
        .execute(conn)?;
    crate::db::guarded(changed)?;
    insert(conn, &TokenKey::new(KeyStatus::Next, now)?)
}

/// Replaces every key at once: no token of before counts any more, and whoever has a session refreshes it.
///
/// # Errors
/// When the database refuses.
pub fn replace(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
    diesel::delete(table::table).execute(conn)?;
    found(conn, now)
}

/// Keys retired until this moment do not count any more.
fn oldest(now: DateTime<Utc>) -> Instant {
    (now - Duration::seconds(RETIRED_SECONDS)).into()
}

fn insert(conn: &mut Connection, key: &TokenKey) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(key).execute(conn)?;
    Ok(())
}
