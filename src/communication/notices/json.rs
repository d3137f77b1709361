//! What goes out about a notice: with all receipts to the secretariat, with a member's own to the member.

use super::model::{Notice, NoticeAudience, NoticeStatus};
use crate::auth::Caller;
use crate::db::{Id, Instant, Localized};
use crate::http::LocalizedTitle;
use crate::schema::notice_recipients;
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

/// A notice of the secretariat to members.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoticeView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle)]
    pub title: Localized,
    /// Its text by language, in Markdown.
    pub body: Localized,
    /// The language of the original (BCP 47).
    #[schema(example = "en", max_length = 35)]
    pub language: String,
    /// Whom it is for.
    pub audience: NoticeAudience,
    /// The members that it is for, where it is for chosen ones; for the secretariat, empty for others.
    #[schema(max_items = 300)]
    pub member_ids: Vec<Id>,
    /// Its state.
    pub status: NoticeStatus,
    /// When it was sent; null for a draft.
    #[schema(required = true, example = "2018-03-01T09:00:00Z")]
    pub sent_at: Option<Instant>,
    /// To whom it was sent, and when each has read it: all for the secretariat, for a member its own.
    #[schema(max_items = 300)]
    pub receipts: Vec<NoticeReceipt>,
    /// When it was made.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
}

/// That a notice was sent to a member, and when it was read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoticeReceipt {
    /// The member.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// When an account of the member first said that it has read it; null until then.
    #[schema(required = true, example = "2018-03-02T09:00:00Z")]
    pub read_at: Option<Instant>,
}

/// A row of `notice_recipients`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = notice_recipients)]
pub struct Receipt {
    /// The notice.
    pub notice_id: Id,
    /// The member.
    pub member_id: Id,
    /// When it was read.
    pub read_at: Option<Instant>,
}

impl From<Notice> for NoticeView {
    fn from(row: Notice) -> Self {
        Self {
            id: row.id,
            title: row.title,
            body: row.body,
            language: row.language,
            audience: row.audience,
            member_ids: row.member_ids.0,
            status: row.status,
            sent_at: row.sent_at,
            receipts: Vec::new(),
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl NoticeView {
    /// The notice as this caller sees it, with its receipts among those that he may see.
    #[must_use]
    pub fn seen_by(mut self, caller: &Caller, receipts: &[Receipt]) -> Self {
        if !caller.is_secretariat() {
            self.member_ids.clear();
        }
        let own = receipts.iter().filter(|receipt| receipt.notice_id == self.id);
        self.receipts = own
            .map(|receipt| NoticeReceipt {
                member_id: receipt.member_id,
                read_at: receipt.read_at,
            })
            .collect();
        self
    }
}
