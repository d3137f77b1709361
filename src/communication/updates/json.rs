//! What goes in and out about updates.

use super::model::{Full, NewsletterSection, Update, UpdateStatus, UpdateVisibility};
use crate::db::{Id, Instant, Localized};
use crate::guidelines::{FocusAreaKey, focus_areas};
use crate::http::{LocalizedChange, LocalizedTitle, LocalizedTitleChange, sorts};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What a member shares about its actions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
    "member_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "section": "member_action",
    "title": {"en": "Second national action plan adopted", "fr": "Deuxième plan d'action national adopté"},
    "body": {"en": "Namibia adopted its second national action plan on women and peace and security."},
    "language": "en",
    "focus_areas": ["action_plans", "participation"],
    "visibility": "public",
    "agenda_item_id": null,
    "newsletter_ids": ["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e"],
    "status": "published",
    "published_at": "2018-03-02T09:00:00Z",
    "withdrawn_at": null,
    "created_at": "2018-03-01T09:00:00Z",
    "updated_at": "2018-03-02T09:00:00Z"
}))]
pub struct UpdateView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The member that shares it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// The section of the newsletter that it belongs to.
    pub section: NewsletterSection,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle)]
    pub title: Localized,
    /// Its text by language, in Markdown.
    pub body: Localized,
    /// The language of the original (BCP 47); the others are translations.
    #[schema(example = "en", max_length = 35)]
    pub language: String,
    /// The keys of its focus areas, in the order of the guidelines.
    #[schema(value_type = Vec<FocusAreaKey>, max_items = 9, example = json!(["action_plans", "participation"]))]
    pub focus_areas: Vec<&'static str>,
    /// Who may read it once it is published.
    pub visibility: UpdateVisibility,
    /// The agenda item at which it was shared; null when at none that the caller may know of.
    #[schema(required = true, example = json!(null))]
    pub agenda_item_id: Option<Id>,
    /// The issues of the newsletter in which it was shared, as far as the caller may read them.
    #[schema(max_items = 1000)]
    pub newsletter_ids: Vec<Id>,
    /// Its state.
    pub status: UpdateStatus,
    /// When it was published; null for a draft.
    #[schema(required = true, example = json!(null))]
    pub published_at: Option<Instant>,
    /// When it was withdrawn; null unless it was.
    #[schema(required = true, example = json!(null))]
    pub withdrawn_at: Option<Instant>,
    /// When it was drafted.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
}

impl From<Full> for UpdateView {
    fn from(full: Full) -> Self {
        let Full {
            update,
            focus_areas,
            newsletter_ids,
        } = full;
        Self {
            id: update.id,
            member_id: update.member_id,
            section: update.section,
            title: update.title,
            body: update.body,
            language: update.language,
            focus_areas,
            visibility: update.visibility,
            agenda_item_id: update.agenda_item_id,
            newsletter_ids,
            status: update.status,
            published_at: update.published_at,
            withdrawn_at: update.withdrawn_at,
            created_at: update.created_at,
            updated_at: update.updated_at,
        }
    }
}

/// A new update, which begins as a draft.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "section": "member_action",
    "title": {"en": "Second national action plan adopted", "fr": "Deuxième plan d'action national adopté"},
    "body": {"en": "Namibia adopted its second national action plan on women and peace and security."},
    "language": "en",
    "focus_areas": ["action_plans", "participation"],
    "visibility": "public"
}))]
pub struct NewUpdate {
    /// The section of the newsletter that it belongs to.
    pub section: NewsletterSection,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle)]
    pub title: Localized,
    /// Its text by language, in Markdown.
    pub body: Localized,
    /// The language of the original (BCP 47), in which title and body are given; the others are translations.
    #[schema(example = "en", min_length = 2, max_length = 35)]
    #[validate(custom(function = "crate::http::is_language"))]
    pub language: String,
    /// The keys of its focus areas.
    #[serde(default)]
    #[schema(max_items = 9, example = json!(["action_plans", "participation"]))]
    pub focus_areas: BTreeSet<FocusAreaKey>,
    /// Who may read it once it is published: the Network, unless it says `public`.
    #[serde(default = "the_network")]
    pub visibility: UpdateVisibility,
    /// The agenda item of a meeting at which it was shared.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub agenda_item_id: Option<Id>,
}

const fn the_network() -> UpdateVisibility {
    UpdateVisibility::Network
}

/// A change of a draft; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": {"es": "Segundo plan de acción nacional aprobado", "fr": null},
    "focus_areas": ["action_plans"],
    "agenda_item_id": null
}))]
pub struct UpdateChange {
    /// The section of the newsletter that it belongs to.
    #[schema(nullable = false)]
    pub section: Option<NewsletterSection>,
    /// Its title in the languages named; the others stay, and null takes one away.
    #[schema(value_type = Option<LocalizedTitleChange>, nullable = false)]
    pub title: Option<LocalizedChange>,
    /// Its text in the languages named; the others stay, and null takes one away.
    #[schema(nullable = false)]
    pub body: Option<LocalizedChange>,
    /// The language of the original (BCP 47).
    #[schema(example = "en", min_length = 2, max_length = 35, nullable = false)]
    #[validate(custom(function = "crate::http::is_language"))]
    pub language: Option<String>,
    /// The keys of its focus areas, all of them.
    #[schema(max_items = 9, example = json!(["action_plans", "participation"]), nullable = false)]
    pub focus_areas: Option<BTreeSet<FocusAreaKey>>,
    /// Who may read it once it is published.
    #[schema(nullable = false)]
    pub visibility: Option<UpdateVisibility>,
    /// The agenda item at which it was shared; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Id>, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    #[allow(clippy::option_option)] // absent, null, value
    pub agenda_item_id: Option<Option<Id>>,
}

impl UpdateChange {
    /// The draft after the change.
    pub fn applied_to(&self, mut full: Full) -> Full {
        let update: &mut Update = &mut full.update;
        update.section = self.section.unwrap_or(update.section);
        update.visibility = self.visibility.unwrap_or(update.visibility);
        update.agenda_item_id = self.agenda_item_id.unwrap_or(update.agenda_item_id);
        if let Some(title) = &self.title {
            update.title = title.applied_to(std::mem::take(&mut update.title));
        }
        if let Some(body) = &self.body {
            update.body = body.applied_to(std::mem::take(&mut update.body));
        }
        if let Some(language) = &self.language {
            update.language.clone_from(language);
        }
        if let Some(areas) = &self.focus_areas {
            full.focus_areas = keys(areas);
        }
        full
    }
}

/// The keys in the order of the guidelines.
pub fn keys(areas: &BTreeSet<FocusAreaKey>) -> Vec<&'static str> {
    focus_areas::ALL
        .iter()
        .map(|area| area.key)
        .filter(|key| areas.iter().any(|area| area.0 == *key))
        .collect()
}

sorts! {
    /// The order of the list of updates.
    pub UpdateSort = "-created_at", from "created_at", "published_at"
}

/// Filters of the list of updates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UpdateFilters {
    /// Only updates of this member.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// Only updates for this section of the newsletter.
    #[param(inline, example = "member_action")]
    pub section: Option<NewsletterSection>,
    /// Only updates on this focus area.
    #[param(inline, example = "action_plans")]
    pub focus_area: Option<FocusAreaKey>,
    /// Only updates in this state; drafts and withdrawn ones are one's own.
    #[param(inline, example = "published")]
    pub status: Option<UpdateStatus>,
    /// Only updates for this audience.
    #[param(inline, example = "public")]
    pub visibility: Option<UpdateVisibility>,
    /// Only updates published on this day (UTC) or later.
    #[param(example = "2018-01-01", format = Date, max_length = 10)]
    pub published_from: Option<NaiveDate>,
    /// Only updates published on this day (UTC) or earlier.
    #[param(example = "2018-12-31", format = Date, max_length = 10)]
    pub published_to: Option<NaiveDate>,
    /// The order; `-` for descending. By `published_at`, drafts are left out: they have none.
    #[param(inline)]
    pub sort: Option<UpdateSort>,
}
