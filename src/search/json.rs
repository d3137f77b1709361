//! What goes in and out of search.

use super::excerpt::shown;
use super::index::Indexed;
use super::source::SearchedResource;
use super::words::Sought;
use crate::db::{Id, Instant};
use crate::http::Sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is asked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuestion {
    /// The words that are sought, whatever their case and accents. What is found has all of them, or words that begin with
    /// them.
    #[param(example = "guidelines", min_length = 1, max_length = 200)]
    pub q: String,
    /// Only in this resource.
    #[param(inline, example = "updates")]
    pub resource: Option<SearchedResource>,
}

/// The one order of what is found: by relevance.
pub struct ByRelevance;

impl Sorts for ByRelevance {
    const DEFAULT: &'static str = "-relevance";
}

/// A record that was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "resource": "updates",
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
    "path": "/v1/updates/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
    "language": "fr",
    "title": "Deuxième plan d'action national adopté",
    "excerpt": "La Namibie a adopté son deuxième plan d'action national sur les femmes, la paix et la sécurité.",
    "dated_at": "2018-03-02T09:00:00Z"
}))]
pub struct SearchResult {
    /// What it is: `updates`, `newsletters`, `knowledge-products` or `meetings`; more may come.
    #[schema(value_type = String, example = "updates", max_length = 40)]
    pub resource: SearchedResource,
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// Where it is.
    #[schema(
        example = "/v1/updates/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
        max_length = 100
    )]
    pub path: String,
    /// The language in which it was found, which title and excerpt are in (BCP 47).
    #[schema(example = "fr", max_length = 35)]
    pub language: String,
    /// Its title in this language.
    #[schema(example = "Deuxième plan d'action national adopté", max_length = 300)]
    pub title: String,
    /// What stands around the first word that was found, as plain text, or the beginning; null when there is no text.
    #[schema(
        required = true,
        max_length = 300,
        example = "La Namibie a adopté son deuxième plan d'action national sur les femmes, la paix et la sécurité."
    )]
    pub excerpt: Option<String>,
    /// When it was published; of a knowledge product the day that it bears, of a meeting its beginning.
    #[schema(example = "2018-03-02T09:00:00Z")]
    pub dated_at: Instant,
}

impl SearchResult {
    /// What is said of a record in which this was sought.
    pub fn of(row: &Indexed, sought: &[Sought]) -> Self {
        let shown = shown(&row.title, &row.body, &row.language, sought);
        Self {
            resource: row.resource,
            id: row.id,
            path: format!("/v1/{}/{}", row.resource.as_str(), row.id),
            language: shown.language,
            title: shown.title,
            excerpt: shown.excerpt,
            dated_at: row.dated_at,
        }
    }
}
