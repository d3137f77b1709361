//! The SQL types that diesel does not bring for both engines.

use diesel::query_builder::QueryId;
use diesel::sql_types::SqlType;

/// `uuid` on `PostgreSQL`, a 16-byte blob on `SQLite`.
#[derive(SqlType, QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Binary"))]
pub struct Id;

/// `timestamptz` on `PostgreSQL`, microseconds since 1970 on `SQLite`.
#[derive(SqlType, QueryId)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185), sqlite_type(name = "Long"))]
pub struct Instant;
