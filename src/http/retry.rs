//! `Idempotency-Key`: a repeated POST acts once. The first answer stands in the database in the transaction of its
//! decision, sealed with the key itself, because it may hold a secret that is shown only once.

use super::answer::Answer;
use crate::auth::Caller;
use crate::db::{Connection, Instant};
use crate::error::{FieldError, Kind, Problem};
use crate::schema::idempotency_keys as table;
use actix_web::HttpRequest;
use actix_web::http::{Method, StatusCode};
use aws_lc_rs::aead::{AES_256_GCM, Aad, RandomizedNonceKey};
use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// Days for which an answer is given again.
pub const KEPT_DAYS: i64 = 7;

/// One request's key, bound to its caller and its content.
#[derive(Clone)]
pub struct Retry {
    key: String,
    scope: String,
    fingerprint: Vec<u8>,
}

#[derive(Queryable, Insertable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Vec<u8>,
    fingerprint: Vec<u8>,
    answer: Vec<u8>,
    created_at: Instant,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    location: Option<String>,
    body: Vec<u8>,
}

impl Retry {
    /// Reads the header of a POST; a quoted key (RFC 8941) and a bare one are the same.
    ///
    /// # Errors
    /// 400 when it is empty, too long or not printable ASCII.
    pub fn read(req: &HttpRequest, caller: &Caller, fingerprint: Vec<u8>) -> Result<Option<Self>, Problem> {
        let Some(value) = req
            .headers()
            .get("idempotency-key")
            .filter(|_| req.method() == Method::POST)
        else {
            return Ok(None);
        };
        let key = value
            .to_str()
            .unwrap_or_default()
            .trim()
            .trim_matches('"')
            .to_owned();
        if key.is_empty() || key.len() > 255 {
            return Err(Problem::of_fields(
                Kind::MalformedRequest,
                vec![FieldError {
                    pointer: "Idempotency-Key".to_owned(),
                    code: "length",
                    detail: "Use 1 to 255 printable ASCII characters, such as a UUID.".into(),
                }],
            ));
        }
        let scope = caller
            .account
            .map_or_else(|| "public".to_owned(), |id| id.to_string());
        Ok(Some(Self {
            key,
            scope,
            fingerprint,
        }))
    }

    /// The first answer, if the key was used before.
    ///
    /// # Errors
    /// 422 when it was used for another request.
    pub fn recall(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<Answer>, Problem> {
        let oldest = Instant(now - Duration::days(KEPT_DAYS));
        let row: Option<Row> = table::table
            .find(self.hash("id"))
            .filter(table::created_at.gt(oldest))
            .select(Row::as_select())
            .get_result(conn)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        if row.fingerprint != self.fingerprint {
            return Err(Problem::invalid(
                "Idempotency-Key",
                "reused",
                "This Idempotency-Key was used for another request; take a new one for a new request.",
            ));
        }
        self.unseal(row.answer).map(Some)
    }

    /// Whether the key was used before, for whatever request.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn is_known(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<bool, Problem> {
        let oldest = Instant(now - Duration::days(KEPT_DAYS));
        let row = table::table
            .find(self.hash("id"))
            .filter(table::created_at.gt(oldest));
        Ok(row.count().get_result::<i64>(conn)? > 0)
    }

    /// Binds the request to content that was not read when the key was.
    pub fn bind(&mut self, digest: &[u8]) {
        self.fingerprint.extend(digest);
    }

    /// Takes the key before anything is decided: another request with it waits for the end of this transaction, and
    /// then, its own running again, recalls the answer.
    ///
    /// # Errors
    /// A transient problem when the other was first.
    pub fn claim(&self, conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
        let oldest = Instant(now - Duration::days(KEPT_DAYS));
        diesel::delete(table::table.filter(table::created_at.le(oldest))).execute(conn)?;
        let row = Row {
            id: self.hash("id"),
            fingerprint: self.fingerprint.clone(),
            answer: Vec::new(),
            created_at: now.into(),
        };
        diesel::insert_into(table::table)
            .values(&row)
            .execute(conn)
            .map_err(|e| Problem {
                transient: true,
                ..Problem::from(e)
            })?;
        Ok(())
    }

    /// Keeps the answer of a decision; it stands or falls with it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn keep(&self, conn: &mut Connection, answer: &Answer) -> Result<(), Problem> {
        let sealed = self.seal(answer)?;
        diesel::update(table::table.find(self.hash("id")))
            .set(table::answer.eq(sealed))
            .execute(conn)?;
        Ok(())
    }

    fn hash(&self, purpose: &str) -> Vec<u8> {
        let mut hash = Context::new(&SHA256);
        for part in [purpose, &self.scope, &self.key] {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
        hash.finish().as_ref().to_vec()
    }

    fn cipher(&self) -> Result<RandomizedNonceKey, Problem> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.hash("seal")).map_err(Problem::internal)
    }

    fn seal(&self, answer: &Answer) -> Result<Vec<u8>, Problem> {
        let kept = Kept {
            status: answer.status.as_u16(),
            location: answer.location.clone(),
            body: answer.body.clone(),
        };
        let mut text = serde_json::to_vec(&kept).map_err(Problem::internal)?;
        let nonce = self
            .cipher()?
            .seal_in_place_append_tag(Aad::empty(), &mut text)
            .map_err(Problem::internal)?;
        text.splice(..0, nonce.as_ref().iter().copied());
        Ok(text)
    }

    fn unseal(&self, mut sealed: Vec<u8>) -> Result<Answer, Problem> {
        let (nonce, text) = sealed
            .split_at_mut_checked(12)
            .ok_or_else(|| Problem::internal("a short sealed answer"))?;
        let nonce = aws_lc_rs::aead::Nonce::try_assume_unique_for_key(nonce).map_err(Problem::internal)?;
        let text = self
            .cipher()?
            .open_in_place(nonce, Aad::empty(), text)
            .map_err(Problem::internal)?;
        let kept: Kept = serde_json::from_slice(text).map_err(Problem::internal)?;
        let status = StatusCode::from_u16(kept.status).map_err(Problem::internal)?;
        Ok(Answer {
            status,
            location: kept.location,
            body: kept.body,
        })
    }
}
