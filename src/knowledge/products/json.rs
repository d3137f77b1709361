//! What goes out about knowledge products.

use super::model::{KnowledgeProduct, ProductKind, ProductStatus};
use crate::db::{Id, Instant, Visibility};
use crate::http::sorts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// A knowledge product of the Network, such as an official document.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnowledgeProductView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// What it is.
    pub kind: ProductKind,
    /// Its title, in its language.
    #[schema(
        example = "Letter dated 1 March 2018 from the Permanent Representatives of Germany, Namibia and Spain to the United Nations addressed to the Secretary-General",
        max_length = 500
    )]
    pub title: String,
    /// Its symbols, for a document of the United Nations.
    #[schema(value_type = Vec<ShortText>, max_items = 10, example = json!(["A/72/782", "S/2018/178"]))]
    pub symbols: Vec<String>,
    /// The organs of which it is a document, one for each symbol.
    #[schema(value_type = Vec<ShortText>, max_items = 10, example = json!(["General Assembly", "Security Council"]))]
    pub organs: Vec<String>,
    /// The agenda item under which it was circulated; null when under none.
    #[schema(
        required = true,
        example = "Agenda item 65: Peacebuilding and sustaining peace",
        max_length = 300
    )]
    pub agenda_item: Option<String>,
    /// Its language, BCP 47.
    #[schema(example = "en", max_length = 35)]
    pub language: String,
    /// The day that it bears.
    #[schema(example = "2018-03-01", format = "date", max_length = 10)]
    pub dated: NaiveDate,
    /// Its text, in Markdown.
    #[schema(
        example = "Spain, together with Germany and Namibia, has the honour to transmit herewith the Technical Operative Guidelines of the Women and Peace and Security Focal Points Network, agreed upon in December 2017 (see annex).",
        max_length = 1_000_000
    )]
    pub body: String,
    /// Who may read it once it is published.
    pub visibility: Visibility,
    /// Its state.
    pub status: ProductStatus,
    /// When it came into the library; null before.
    #[schema(required = true, example = "2026-11-24T09:00:00Z")]
    pub published_at: Option<Instant>,
    /// When it was recorded.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub updated_at: Instant,
}

impl From<KnowledgeProduct> for KnowledgeProductView {
    fn from(product: KnowledgeProduct) -> Self {
        Self {
            id: product.id,
            kind: product.kind,
            title: product.title,
            symbols: product.symbols.0,
            organs: product.organs.0,
            agenda_item: product.agenda_item,
            language: product.language,
            dated: product.dated,
            body: product.body,
            visibility: product.visibility,
            status: product.status,
            published_at: product.published_at,
            created_at: product.created_at,
            updated_at: product.updated_at,
        }
    }
}

/// The contract's form of a symbol or a name.
struct ShortText;

impl PartialSchema for ShortText {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(100))
            .examples(["A/72/782"])
            .into()
    }
}

impl ToSchema for ShortText {}

sorts! {
    /// The order of the list of knowledge products.
    pub KnowledgeProductSort = "-dated", from "dated"
}

/// Filters of the list of knowledge products.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct KnowledgeProductFilters {
    /// Only knowledge products of this kind.
    #[param(inline, example = "official_document")]
    pub kind: Option<ProductKind>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<KnowledgeProductSort>,
}
