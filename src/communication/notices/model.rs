//! What a notice is, and what lists of them are narrowed to.

use super::json::NoticeView;
use super::queries;
use super::rules::visible_to;
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Ids, Instant, Visibility};
use crate::error::Problem;
use crate::records::{Audience, Record, define, list};

words! {
    /// Whom a notice is for.
    pub enum NoticeAudience {
        /// Every member of the Network on the day on which it is sent.
        AllMembers = "all_members",
        /// The members of the troika on that day.
        Troika = "troika",
        /// The members that it names.
        ChosenMembers = "chosen_members",
    }
}

words! {
    /// The state of a notice.
    pub enum NoticeStatus {
        /// The secretariat works on it.
        Draft = "draft",
        /// It was sent, and stays as it was read.
        Sent = "sent",
    }
}

define! {
    /// A row of `notices`.
    Notice of notices,
    /// A notice without its receipts.
    seen as NoticeRecord,
    /// A new notice, which begins as a draft.
    made of NewNotice,
    /// A change of a draft; what is absent stays.
    changed by NoticeChange
    {
        /// Its title by language.
        title title,
        /// Its text by language, in Markdown.
        prose body,
        /// The language of the original (BCP 47), in which title and text are given and mail is written.
        #[schema(example = "en", min_length = 2, max_length = 35)]
        #[validate(custom(function = "crate::http::is_language"))]
        given language: String,
        /// Whom it is for.
        given audience: NoticeAudience = NoticeAudience::AllMembers,
        /// The members that it is for, where it is for chosen ones.
        #[schema(value_type = Option<Vec<Id>>, max_items = 300, example = json!([]))]
        given member_ids: Ids = Ids::default(),
        /// Its state.
        kept status: NoticeStatus = NoticeStatus::Draft,
        /// When it was sent; null for a draft.
        #[schema(example = json!(null))]
        kept? sent_at: Instant,
    }
}

list! {
    Notice of notices, seen by |caller| visible_to(caller);
    /// Filters of the list of notices.
    filters NoticeFilters {
        /// Only notices in this state; drafts are the secretariat's.
        #[param(inline, example = "sent")]
        status: NoticeStatus,
        /// Only notices for this audience.
        #[param(inline, example = "all_members")]
        audience: NoticeAudience,
    }
    /// The order of the list of notices.
    sorts NoticeSort = "-created_at" {
        "created_at" by created_at: Instant,
    }
}

impl Record for Notice {
    const PATH: &'static str = "notices";
    type View = NoticeView;

    /// Whether it was sent to the caller's member stands in another table: [`super::queries::open`] asks it.
    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.is_secretariat()
    }

    /// Those that it was sent to are told one by one.
    fn audience(&self) -> Audience {
        Audience::of(Visibility::Secretariat)
    }

    fn shown(conn: &mut Connection, caller: &Caller, rows: Vec<Self>) -> Result<Vec<NoticeView>, Problem> {
        let receipts = queries::receipts(conn, caller, &rows)?;
        Ok(rows
            .into_iter()
            .map(|row| NoticeView::from(row).seen_by(caller, &receipts))
            .collect())
    }
}
