//! One connection type for both engines.

#![allow(missing_docs, clippy::pedantic)] // the derive writes items of its own

use diesel::{PgConnection, SqliteConnection};

/// A connection to whichever engine `DATABASE_URL` chose; the rest of the service calls it `db::Connection`.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}
