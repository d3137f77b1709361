//! What is kept of a knowledge product.

use crate::db::types::words;
use crate::db::{Id, Instant, Texts, Visibility};
use crate::schema::knowledge_products;
use chrono::NaiveDate;
use diesel::prelude::*;

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
