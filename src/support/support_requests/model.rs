//! What a support request is, and what lists of them are narrowed to.

use super::rules::visible_to;
use crate::auth::{Caller, Seat};
use crate::db::stored::words;
use crate::db::{Id, Instant, Localized};
use crate::records::{Audience, Record, define, list};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

words! {
    /// What support is asked for.
    pub enum SupportKind {
        /// On the substance: expertise, drafting, training.
        Technical = "technical",
        /// On the running: meetings, travel, tools.
        Operational = "operational",
    }
}

words! {
    /// The state of a support request.
    pub enum SupportStatus {
        /// Nobody has taken it up yet.
        Open = "open",
        /// The secretariat works on it.
        InProgress = "in_progress",
        /// The secretariat has answered.
        Resolved = "resolved",
    }
}

define! {
    /// A row of `support_requests`.
    SupportRequest of support_requests,
    /// A request for support by the secretariat.
    seen as SupportRequestView,
    /// A new support request, by the caller's own member.
    made of NewSupportRequest,
    /// A change of a support request that is open; what is absent stays.
    changed by SupportRequestChange
    {
        /// The member that asks.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        set member_id: Id,
        /// The member's seat in the troika when it asked; null when it had none.
        #[schema(example = "incumbent")]
        set? seat: Seat,
        /// What support is asked for.
        #[schema(example = "technical")]
        given kind: SupportKind,
        /// Its title by language.
        title title,
        /// What is needed, by language, in Markdown.
        prose body,
        /// Its state.
        kept status: SupportStatus = SupportStatus::Open,
        /// The secretariat's answer by language; null until it is resolved.
        #[schema(example = json!(null))]
        kept? answer: Localized,
        /// When the secretariat took it up; null while it is open.
        #[schema(example = json!(null))]
        kept? taken_up_at: Instant,
        /// When it was resolved; null until then.
        #[schema(example = json!(null))]
        kept? resolved_at: Instant,
    }
}

/// The answer with which a support request is resolved.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SupportAnswer {
    /// What was done, by language, in Markdown.
    #[schema(example = json!({"en": "An adviser joins your drafting group from Monday."}))]
    #[validate(custom(function = "crate::http::languages"))]
    pub answer: Localized,
}

list! {
    SupportRequest of support_requests, seen by |caller| visible_to(caller);
    /// Filters of the list of support requests.
    filters SupportRequestFilters {
        /// Only requests of this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        member_id: Id,
        /// Only requests of this kind.
        #[param(inline, example = "technical")]
        kind: SupportKind,
        /// Only requests in this state.
        #[param(inline, example = "open")]
        status: SupportStatus,
    }
    /// The order of the list of support requests.
    sorts SupportRequestSort = "-created_at" {
        "created_at" by created_at: Instant,
    }
}

impl Record for SupportRequest {
    const PATH: &'static str = "support-requests";
    type View = SupportRequestView;

    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.is_secretariat() || caller.member() == Some(self.member_id)
    }

    fn audience(&self) -> Audience {
        Audience::secretariat_and(self.member_id)
    }
}
