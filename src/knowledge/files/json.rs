//! What goes in and out about files.

use super::model::KnowledgeFile;
use crate::db::{Id, Instant};
use crate::http::sorts;
use crate::http::text::FileName;
use crate::storage::Checksum;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A file of a knowledge product: what is known of it, without its content.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnowledgeFileView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub id: Id,
    /// The knowledge product that it belongs to.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub knowledge_product_id: Id,
    /// Its language, BCP 47.
    #[schema(example = "fr", max_length = 35)]
    pub language: String,
    /// Its name.
    #[schema(example = "S-2018-178-F.pdf", max_length = 200)]
    pub name: String,
    /// What it is, seen by its content. One of application/pdf, text/plain, text/csv, image/jpeg, image/png,
    /// application/epub+zip, or a type of Office Open XML or `OpenDocument`; more may come.
    #[schema(example = "application/pdf", max_length = 100)]
    pub media_type: String,
    /// Its bytes.
    #[schema(example = 184_320, minimum = 1, maximum = 5_242_880_000_i64)]
    pub size: i64,
    /// Its SHA-256, hexadecimal.
    pub sha256: Checksum,
    /// When it was added.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
}

impl From<KnowledgeFile> for KnowledgeFileView {
    fn from(file: KnowledgeFile) -> Self {
        Self {
            id: file.id,
            knowledge_product_id: file.product_id,
            language: file.language,
            name: file.name,
            media_type: file.media_type.as_str().to_owned(),
            size: file.size,
            sha256: file.sha256,
            created_at: file.created_at,
        }
    }
}

/// What is said of a file that is added; its content is the body.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NewKnowledgeFile {
    /// Its name, with the end that says what it is: pdf, docx, xlsx, pptx, odt, ods, odp, epub, jpg, png, txt or csv.
    #[param(value_type = FileName, inline, example = "S-2018-178-F.pdf")]
    pub name: String,
    /// Its language, BCP 47.
    #[param(
        example = "fr",
        min_length = 2,
        max_length = 35,
        pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )]
    pub language: String,
}

sorts! {
    /// The order of the files of a knowledge product.
    pub KnowledgeFileSort = "language", from "language", "created_at"
}

/// The order of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct KnowledgeFileFilters {
    /// Only files in this language.
    #[param(
        example = "fr",
        min_length = 2,
        max_length = 35,
        pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    )]
    pub language: Option<String>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<KnowledgeFileSort>,
}
