//! The secrets that every instance has from the database: what signs cursors (HMAC), and what seals unless the operator
//! gives a key. The keys of access tokens stand in `token_keys`.

use crate::db::{Connection, Instant};
use crate::error::Problem;
use crate::schema::signing_keys as table;
use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::sync::Arc;

/// The key of cursors, loaded at start.
#[derive(Clone)]
pub struct Keys(Arc<hmac::Key>);

#[derive(Insertable)]
#[diesel(table_name = table)]
struct Row {
    id: String,
    purpose: &'static str,
    secret: Vec<u8>,
    created_at: Instant,
}

impl Keys {
    /// Bytes of a cursor's signature.
    pub const CURSOR_TAG: usize = 16;

    /// Makes the secrets of a new database. To be called where only one instance is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn found(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Problem> {
        for purpose in ["cursor", "seal"] {
            let known: Option<String> = table::table
                .filter(table::purpose.eq(purpose))
                .select(table::id)
                .first(conn)
                .optional()?;
            if known.is_none() {
                let id = format!("{purpose}-{}", crate::db::Id::new());
                let row = Row {
                    id,
                    purpose,
                    secret: new_secret()?,
                    created_at: now.into(),
                };
                diesel::insert_into(table::table).values(&row).execute(conn)?;
            }
        }
        Ok(())
    }

    /// Loads the key.
    ///
    /// # Errors
    /// When it is missing.
    pub fn load(conn: &mut Connection) -> Result<Self, Problem> {
        let secret = secret_of(conn, "cursor")?;
        Ok(Self(Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &secret))))
    }

    /// The signature of a cursor for one list.
    pub fn cursor_tag(&self, list: &[u8], position: &[u8]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.0);
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

/// The newest secret for a purpose.
pub(super) fn secret_of(conn: &mut Connection, purpose: &str) -> Result<Vec<u8>, Problem> {
    Ok(table::table
        .filter(table::purpose.eq(purpose.to_owned()))
        .order(table::created_at.desc())
        .select(table::secret)
        .first(conn)?)
}

fn new_secret() -> Result<Vec<u8>, Problem> {
    let mut bytes = vec![0_u8; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(bytes)
}
