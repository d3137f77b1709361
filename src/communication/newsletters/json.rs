//! What goes out about an issue: its fields, and its items in the order in which they are read.

use super::model::{Newsletter, NewsletterStatus};
use super::rules;
use crate::communication::updates::{NewsletterSection, Update, UpdateVisibility};
use crate::db::{Id, Ids, Instant, Localized};
use crate::http::LocalizedTitle;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An issue of the newsletter.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NewsletterView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// Its number.
    #[schema(example = 3, minimum = 1, maximum = 100_000)]
    pub number: i32,
    /// Its title by language; the issue is there in these languages.
    #[schema(value_type = LocalizedTitle)]
    pub title: Localized,
    /// What it begins with, by language, in Markdown.
    #[schema(required = true)]
    pub introduction: Option<Localized>,
    /// The language of the original (BCP 47).
    #[schema(example = "en", max_length = 35)]
    pub language: String,
    /// Who may read it once it is published.
    pub visibility: UpdateVisibility,
    /// The first day that it tells of.
    #[schema(example = "2018-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// The last day that it tells of.
    #[schema(example = "2018-03-31", format = "date", max_length = 10)]
    pub ends_on: NaiveDate,
    /// What it consists of, section by section in the order of the guidelines. An update that was withdrawn since is left
    /// out.
    #[schema(max_items = 100)]
    pub items: Vec<NewsletterItem>,
    /// Its state.
    pub status: NewsletterStatus,
    /// When it was published; null until then.
    #[schema(required = true, example = json!(null))]
    pub published_at: Option<Instant>,
    /// When it was made.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
    #[serde(skip)]
    #[schema(ignore)]
    update_ids: Ids,
}

/// An item of an issue, with the update that it comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NewsletterItem {
    /// The section that it stands in: the update's.
    pub section: NewsletterSection,
    /// The update.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub update_id: Id,
    /// The member that shared it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// The update's title by language.
    #[schema(value_type = LocalizedTitle)]
    pub title: Localized,
}

impl From<Newsletter> for NewsletterView {
    fn from(row: Newsletter) -> Self {
        Self {
            id: row.id,
            number: row.number,
            title: row.title,
            introduction: row.introduction,
            language: row.language,
            visibility: row.visibility,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            items: Vec::new(),
            status: row.status,
            published_at: row.published_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            update_ids: row.update_ids,
        }
    }
}

impl NewsletterView {
    /// The issue with its items, as far as they are among these updates.
    #[must_use]
    pub fn with_items(mut self, updates: &[Update]) -> Self {
        let published = self.status == NewsletterStatus::Published;
        let items = rules::in_order(&self.update_ids, updates, published);
        self.items = items.into_iter().map(NewsletterItem::of).collect();
        self
    }
}

impl NewsletterItem {
    fn of(update: &Update) -> Self {
        Self {
            section: update.section,
            update_id: update.id,
            member_id: update.member_id,
            title: update.title.clone(),
        }
    }
}

/// In which language a document is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EditionParams {
    /// The language (BCP 47), one of those of the title or near one; the original's when left out, or when there is none such.
    #[param(example = "fr", min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9-]+$")]
    pub language: Option<String>,
}
