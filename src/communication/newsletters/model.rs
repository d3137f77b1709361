//! What an issue of the newsletter is, and what lists of them are narrowed to.

use super::json::NewsletterView;
use super::queries;
use super::rules::visible_to;
use crate::auth::Caller;
use crate::communication::updates::UpdateVisibility;
use crate::db::stored::words;
use crate::db::{Connection, Id, Ids, Instant, Visibility};
use crate::error::Problem;
use crate::records::{Audience, Record, define, list};
use chrono::NaiveDate;

words! {
    /// The state of an issue of the newsletter.
    pub enum NewsletterStatus {
        /// The secretariat works on it.
        Draft = "draft",
        /// It is read before it goes out, and does not change.
        InReview = "in_review",
        /// It is out.
        Published = "published",
    }
}

define! {
    /// A row of `newsletters`.
    Newsletter of newsletters,
    /// An issue without its items.
    seen as NewsletterRecord,
    /// A new issue of the newsletter, which begins as a draft.
    made of NewNewsletter,
    /// A change of a draft; what is absent stays.
    changed by NewsletterChange
    {
        /// Its number; no two issues share one.
        #[schema(example = 3, minimum = 1, maximum = 100_000)]
        given number: i32,
        /// Its title by language. An issue is there in the languages of its title.
        title title,
        /// What it begins with, by language, in Markdown.
        prose? introduction,
        /// The language of the original (BCP 47), in which title and introduction are given.
        #[schema(example = "en", min_length = 2, max_length = 35)]
        #[validate(custom(function = "crate::http::is_language"))]
        given language: String,
        /// Who may read it once it is published: anyone, unless it says `network`.
        given visibility: UpdateVisibility = UpdateVisibility::Public,
        /// The first day that it tells of.
        #[schema(example = "2018-01-01", format = "date", max_length = 10)]
        given starts_on: NaiveDate,
        /// The last day that it tells of.
        #[schema(example = "2018-03-31", format = "date", max_length = 10)]
        given ends_on: NaiveDate,
        /// The updates in it, in the order in which they stand in their sections.
        #[schema(value_type = Option<Vec<Id>>, max_items = 100, example = json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d"]))]
        given update_ids: Ids = Ids::default(),
        /// Its state.
        kept status: NewsletterStatus = NewsletterStatus::Draft,
        /// When it was published; null until then.
        #[schema(example = json!(null))]
        kept? published_at: Instant,
    }
}

list! {
    Newsletter of newsletters, seen by |caller| visible_to(caller);
    /// Filters of the list of newsletters.
    filters NewsletterFilters {
        /// Only issues in this state; what is not published is the secretariat's.
        #[param(inline, example = "published")]
        status: NewsletterStatus,
        /// Only issues for this audience.
        #[param(inline, example = "public")]
        visibility: UpdateVisibility,
    }
    /// The order of the list of newsletters; by `published_at`, those are left out that are not.
    sorts NewsletterSort = "-number" {
        "number" by number: i32,
        "published_at" by published_at: Instant or none,
    }
}

impl Record for Newsletter {
    const PATH: &'static str = "newsletters";
    type View = NewsletterView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.is_secretariat()
            || (self.status == NewsletterStatus::Published && caller.sees(self.visibility.into(), None))
    }

    fn audience(&self) -> Audience {
        Audience::of(match self.status {
            NewsletterStatus::Draft | NewsletterStatus::InReview => Visibility::Secretariat,
            NewsletterStatus::Published => self.visibility.into(),
        })
    }

    fn shown(
        conn: &mut Connection,
        _caller: &Caller,
        rows: Vec<Self>,
    ) -> Result<Vec<NewsletterView>, Problem> {
        let updates = queries::updates_of(conn, &rows)?;
        Ok(rows
            .into_iter()
            .map(|row| NewsletterView::from(row).with_items(&updates))
            .collect())
    }
}
