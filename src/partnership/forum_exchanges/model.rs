//! What an exchange with another forum is, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Instant, Visibility};
use crate::guidelines::{FocusAreaKey, tagged};
use crate::partnership::forum::Forum;
use crate::records::{Audience, Record, define, list};
use crate::schema::forum_exchanges as table;
use chrono::NaiveDate;

words! {
    /// Which way information flows.
    pub enum ForumDirection {
        /// From the Network to the forum.
        ToForum = "to_forum",
        /// From the forum to the Network.
        FromForum = "from_forum",
    }
}

define! {
    /// A row of `forum_exchanges`.
    ForumExchange of forum_exchanges,
    /// An exchange of information with another forum.
    seen as ForumExchangeView,
    /// A new exchange with another forum.
    made of NewForumExchange,
    /// A change of an exchange; what is absent stays, and null empties.
    changed by ForumExchangeChange
    {
        /// The forum.
        #[schema(example = "informal_expert_group")]
        given forum: Forum,
        /// The name of another forum; null for those that have theirs.
        #[schema(example = json!(null), min_length = 1, max_length = 300)]
        given? forum_name: String,
        /// Which way the information went.
        #[schema(example = "to_forum")]
        given direction: ForumDirection,
        /// The day.
        #[schema(example = "2018-04-20", format = "date", max_length = 10)]
        given exchanged_on: NaiveDate,
        /// Its title by language.
        #[schema(example = json!({"en": "Conclusions of the annual meeting"}))]
        title title,
        /// What it was about, by language, in Markdown.
        prose? summary,
        /// Where its document stands.
        #[schema(example = "https://undocs.org/S/2018/178", format = "uri", pattern = r"^https?://[^\s]+$", min_length = 8, max_length = 2000)]
        given? document_url: String,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
    }
}

list! {
    ForumExchange of forum_exchanges, seen by |_caller| diesel::QueryDsl::into_boxed(table::table);
    /// Filters of the list of exchanges.
    filters ForumExchangeFilters {
        /// Only exchanges with this forum.
        #[param(inline, example = "informal_expert_group")]
        forum: Forum,
        /// Only exchanges in this direction.
        #[param(inline, example = "to_forum")]
        direction: ForumDirection,
        /// Only exchanges on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only exchanges on this day or later.
        #[param(example = "2018-01-01", format = "date", max_length = 10)]
        from: NaiveDate => |query, day| query.filter(table::exchanged_on.ge(day)),
        /// Only exchanges on this day or earlier.
        #[param(example = "2018-12-31", format = "date", max_length = 10)]
        to: NaiveDate => |query, day| query.filter(table::exchanged_on.le(day)),
    }
    /// The order of the list of exchanges.
    sorts ForumExchangeSort = "-exchanged_on" {
        "exchanged_on" by exchanged_on: NaiveDate,
        "created_at" by created_at: Instant,
    }
}

impl Record for ForumExchange {
    const PATH: &'static str = "forum-exchanges";
    type View = ForumExchangeView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }
}
