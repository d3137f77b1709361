//! What is kept of an update.

use crate::db::stored::words;
use crate::db::{Id, Instant, Localized, Visibility};
use crate::schema::updates;
use diesel::prelude::*;

words! {
    /// A section of the newsletter (clause `newsletter.contents`).
    pub enum NewsletterSection {
        /// Proceedings of the Network.
        Proceedings = "proceedings",
        /// Member action.
        MemberAction = "member_action",
        /// Innovation in policy and practice.
        Innovation = "innovation",
        /// Lessons and best practices.
        LessonsAndBestPractices = "lessons_and_best_practices",
    }
}

words! {
    /// Who may read it once it is published.
    pub enum UpdateVisibility {
        /// Anyone.
        Public = "public",
        /// Members of the Network and the secretariat.
        Network = "network",
    }
}

impl From<UpdateVisibility> for Visibility {
    fn from(visibility: UpdateVisibility) -> Self {
        match visibility {
            UpdateVisibility::Public => Self::Public,
            UpdateVisibility::Network => Self::Network,
        }
    }
}

words! {
    /// The state of an update.
    pub enum UpdateStatus {
        /// Being written; only its member and the secretariat see it.
        Draft = "draft",
        /// Shared with its audience.
        Published = "published",
        /// Taken back; only its member and the secretariat see it.
        Withdrawn = "withdrawn",
    }
}

/// A row of `updates`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = updates, treat_none_as_null = true)]
pub struct Update {
    /// Its id.
    pub id: Id,
    /// The member that shares it.
    pub member_id: Id,
    /// The section of the newsletter that it belongs to.
    pub section: NewsletterSection,
    /// Its title by language.
    pub title: Localized,
    /// Its text by language.
    pub body: Localized,
    /// The language of the original, BCP 47.
    pub language: String,
    /// Who may read it once it is published.
    pub visibility: UpdateVisibility,
    /// The agenda item at which it was shared.
    pub agenda_item_id: Option<Id>,
    /// Its state.
    pub status: UpdateStatus,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was drafted.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// An update with its focus areas.
#[derive(Debug, Clone)]
pub struct Full {
    /// The update.
    pub update: Update,
    /// The keys of its focus areas, in the order of the guidelines.
    pub focus_areas: Vec<&'static str>,
    /// The issues of the newsletter in which it was shared, as far as the caller may read them.
    pub newsletter_ids: Vec<Id>,
}
