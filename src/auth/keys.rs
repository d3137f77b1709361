//! The key that signs cursors (HMAC), kept in the database, so that every instance has the same. Those of access tokens
//! stand in `token_keys`.

use crate::db::{Connection, Instant};
use crate::error::Problem;
use crate::schema::signing_keys as table;
use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::sync::Arc;

/// The keys of one instance, loaded at start.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    cursor: hmac::Key,
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
        let makers: [(&str, Maker); 1] = [("cursor", new_secret)];
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
        let mut newest = |purpose: &str| -> Result<Row, Problem> {
            Ok(table::table
                .filter(table::purpose.eq(purpose.to_owned()))
                .order(table::created_at.desc())
                .select(Row::as_select())
                .first(conn)?)
        };
        let cursor = hmac::Key::new(hmac::HMAC_SHA256, &newest("cursor")?.secret);
        Ok(Self(Arc::new(Inner { cursor })))
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

fn new_secret() -> Result<Vec<u8>, Problem> {
    let mut bytes = vec![0_u8; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(bytes)
}
