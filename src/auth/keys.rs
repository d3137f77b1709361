//! The keys that sign access tokens (Ed25519) and cursors (HMAC), kept in the database, so that every instance has the
//! same.

use crate::db::{Connection, Instant};
use crate::error::Problem;
use crate::schema::signing_keys as table;
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The keys of one instance, loaded at start.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    current: TokenKey,
    cursor: hmac::Key,
}

struct TokenKey {
    id: String,
    sign: EncodingKey,
    verify: DecodingKey,
    public: String,
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
    #[schema(example = "0198f0a2", max_length = 64)]
    kid: String,
    /// The algorithm.
    #[schema(example = "EdDSA", max_length = 5)]
    alg: &'static str,
    /// What it is for.
    #[schema(example = "sig", max_length = 3)]
    #[serde(rename = "use")]
    usage: &'static str,
}

#[derive(Queryable, Insertable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    purpose: String,
    secret: Vec<u8>,
    created_at: Instant,
}

/// Makes a secret.
type Maker = fn() -> Result<Vec<u8>, Problem>;

impl Keys {
    /// Bytes of a cursor's signature.
    pub const CURSOR_TAG: usize = 16;

    /// Makes the keys of a new database. To be called where only one instance is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn found(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
        let makers: [(&str, Maker); 3] = [("token", new_pkcs8), ("cursor", new_secret), ("seal", new_secret)];
        for (purpose, make) in makers {
            let known: Option<String> = table::table
                .filter(table::purpose.eq(purpose))
                .select(table::id)
                .first(conn)
                .optional()?;
            if known.is_none() {
                let id = format!("{purpose}-{}", crate::db::Id::new());
                let row = Row {
                    id,
                    purpose: purpose.to_owned(),
                    secret: make()?,
                    created_at: now.into(),
                };
                diesel::insert_into(table::table).values(&row).execute(conn)?;
            }
        }
        Ok(())
    }

    /// Loads the keys.
    ///
    /// # Errors
    /// When they are missing or damaged.
    pub fn load(conn: &mut Connection) -> Result<Self, Problem> {
        let newest: Row = table::table
            .filter(table::purpose.eq("token"))
            .order(table::created_at.desc())
            .select(Row::as_select())
            .first(conn)?;
        let current = TokenKey::of(newest)?;
        let cursor = hmac::Key::new(hmac::HMAC_SHA256, &secret_of(conn, "cursor")?);
        Ok(Self(Arc::new(Inner { current, cursor })))
    }

    /// Signs with the current key: its id, and the key.
    pub fn signing(&self) -> (&str, &EncodingKey) {
        (&self.0.current.id, &self.0.current.sign)
    }

    /// The key that a token names.
    pub fn verifying(&self, kid: &str) -> Option<&DecodingKey> {
        (kid == self.0.current.id).then_some(&self.0.current.verify)
    }

    /// The public keys for `/.well-known/jwks.json`.
    pub fn published(&self) -> Vec<Jwk> {
        let key = &self.0.current;
        vec![Jwk {
            kty: "OKP",
            crv: "Ed25519",
            x: key.public.clone(),
            kid: key.id.clone(),
            alg: "EdDSA",
            usage: "sig",
        }]
    }

    /// The signature of a cursor for one list.
    pub fn cursor_tag(&self, list: &[u8], position: &[u8]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.0.cursor);
        context.update(list);
        context.update(position);
        context
            .sign()
            .as_ref()
            .get(..Self::CURSOR_TAG)
            .unwrap_or_default()
            .to_vec()
    }

    /// Whether a cursor is ours and of this list; compared in constant time.
    pub fn is_cursor_tag(&self, list: &[u8], position: &[u8], tag: &[u8]) -> bool {
        let right = self.cursor_tag(list, position);
        aws_lc_rs::constant_time::verify_slices_are_equal(&right, tag).is_ok()
    }
}

impl TokenKey {
    fn of(row: Row) -> Result<Self, Problem> {
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&row.secret).map_err(Problem::internal)?;
        let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
        Ok(Self {
            id: row.id,
            sign: EncodingKey::from_ed_der(&row.secret),
            verify: DecodingKey::from_ed_components(&public).map_err(Problem::internal)?,
            public,
        })
    }
}

/// The newest secret for a purpose.
pub(super) fn secret_of(conn: &mut Connection, purpose: &str) -> Result<Vec<u8>, Problem> {
    Ok(table::table
        .filter(table::purpose.eq(purpose.to_owned()))
        .order(table::created_at.desc())
        .select(table::secret)
        .first(conn)?)
}

fn new_pkcs8() -> Result<Vec<u8>, Problem> {
    let random = aws_lc_rs::rand::SystemRandom::new();
    Ok(Ed25519KeyPair::generate_pkcs8(&random)
        .map_err(Problem::internal)?
        .as_ref()
        .to_vec())
}

fn new_secret() -> Result<Vec<u8>, Problem> {
    let mut bytes = vec![0_u8; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(bytes)
}
