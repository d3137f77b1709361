//! What is kept of a knowledge product.

use crate::db::types::{portable, words};
use crate::db::{Id, Instant, Visibility};
use crate::schema::knowledge_products;
use chrono::NaiveDate;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::prelude::*;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::Text;
use diesel::sqlite::{Sqlite, SqliteValue};

words! {
    /// What a knowledge product is.
    pub enum ProductKind {
        /// A document of the United Nations.
        OfficialDocument = "official_document",
    }
}

words! {
    /// The state of a knowledge product.
    pub enum ProductStatus {
        /// Being written.
        Draft = "draft",
        /// Being reviewed.
        InReview = "in_review",
        /// In the library.
        Published = "published",
        /// Replaced by a newer one.
        Superseded = "superseded",
    }
}

/// A few short texts in their order; JSON text in the database.
#[derive(Debug, Clone, PartialEq, Eq, Default, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Texts(pub Vec<String>);

impl Texts {
    /// The same texts.
    pub fn of(texts: &[&str]) -> Self {
        Self(texts.iter().map(|text| (*text).to_owned()).collect())
    }
}

impl ToSql<Text, Pg> for Texts {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        serde_json::to_writer(out, &self.0)?;
        Ok(IsNull::No)
    }
}

impl ToSql<Text, Sqlite> for Texts {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}

impl FromSql<Text, Pg> for Texts {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_slice(value.as_bytes())?))
    }
}

impl FromSql<Text, Sqlite> for Texts {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(value)?;
        Ok(Self(serde_json::from_str(&text)?))
    }
}

portable!(Texts as Text);

/// A row of `knowledge_products`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = knowledge_products)]
pub struct KnowledgeProduct {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: ProductKind,
    /// Its title.
    pub title: String,
    /// Its symbols, for a document of the United Nations.
    pub symbols: Texts,
    /// The organs of which it is a document, one for each symbol.
    pub organs: Texts,
    /// The agenda item under which it was circulated.
    pub agenda_item: Option<String>,
    /// Its language, BCP 47.
    pub language: String,
    /// The day that it bears.
    pub dated: NaiveDate,
    /// Its text, in Markdown.
    pub body: String,
    /// Who may read it once it is published.
    pub visibility: Visibility,
    /// Its state.
    pub status: ProductStatus,
    /// When it came into the library.
    pub published_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was recorded.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}
