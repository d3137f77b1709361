//! What a row knows of its file: every resource that has files keeps these, and gives them to
//! [`Download::serve`](crate::http::Download::serve).

use crate::db::Id;
use crate::db::stored::{Engine, portable};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::Binary;
use diesel::sqlite::Sqlite;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A file in the store.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Its name, for the one who keeps it.
    pub name: String,
    /// Its bytes.
    pub size: i64,
    /// Its checksum.
    pub sha256: Checksum,
    /// The object that has its bytes.
    pub object: Id,
}

/// A SHA-256: 32 bytes in the database, hexadecimal in JSON.
#[derive(Debug, Clone, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Binary)]
pub struct Checksum(pub Vec<u8>);

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Checksum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl PartialSchema for Checksum {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(64))
            .max_length(Some(64))
            .pattern(Some("^[0-9a-f]{64}$"))
            .examples(["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
            .into()
    }
}

impl ToSchema for Checksum {
    fn name() -> Cow<'static, str> {
        "Checksum".into()
    }
}

impl ToSql<Binary, Pg> for Checksum {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Binary, Pg>::to_sql(&self.0, out)
    }
}

impl ToSql<Binary, Sqlite> for Checksum {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_slice());
        Ok(IsNull::No)
    }
}

impl<DB> FromSql<Binary, DB> for Checksum
where
    DB: Engine,
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        <Vec<u8> as FromSql<Binary, DB>>::from_sql(value).map(Self)
    }
}

portable!(Checksum as Binary);
