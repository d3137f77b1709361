//! What a promotion is, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::{Id, Instant, Visibility};
use crate::partnership::forum::Forum;
use crate::records::{Audience, Record, define, list};
use crate::schema::promotions as table;
use chrono::NaiveDate;

define! {
    /// A row of `promotions`.
    Promotion of promotions,
    /// That a member has promoted the Network at a forum.
    seen as PromotionView,
    /// A new promotion.
    made of NewPromotion,
    /// A change of a promotion; what is absent stays, and null empties.
    changed by PromotionChange
    {
        /// The member that promoted the Network: the caller's own (the secretariat: any).
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed member_id: Id,
        /// The forum.
        #[schema(example = "other")]
        given forum: Forum,
        /// The name of another forum; null for those that have theirs.
        #[schema(example = "African Union Peace and Security Council", min_length = 1, max_length = 300)]
        given? forum_name: String,
        /// The day.
        #[schema(example = "2018-05-08", format = "date", max_length = 10)]
        given promoted_on: NaiveDate,
        /// Its title by language.
        #[schema(example = json!({"en": "Statement on the Network at the open session"}))]
        title title,
        /// What was said or done, by language, in Markdown.
        prose? description,
        /// Where its document stands.
        #[schema(example = "https://mirco.gov.na/statement-2018.pdf", format = "uri", pattern = r"^https?://[^\s]+$", min_length = 8, max_length = 2000)]
        given? document_url: String,
    }
}

list! {
    Promotion of promotions, seen by |_caller| table::table.into_boxed();
    /// Filters of the list of promotions.
    filters PromotionFilters {
        /// Only promotions by this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        member_id: Id,
        /// Only promotions at this forum.
        #[param(inline, example = "other")]
        forum: Forum,
        /// Only promotions on this day or later.
        #[param(example = "2018-01-01", format = "date", max_length = 10)]
        from: NaiveDate => |query, day| query.filter(table::promoted_on.ge(day)),
        /// Only promotions on this day or earlier.
        #[param(example = "2018-12-31", format = "date", max_length = 10)]
        to: NaiveDate => |query, day| query.filter(table::promoted_on.le(day)),
    }
    /// The order of the list of promotions.
    sorts PromotionSort = "-promoted_on" {
        "promoted_on" by promoted_on: NaiveDate,
        "created_at" by created_at: Instant,
    }
}

impl Record for Promotion {
    const PATH: &'static str = "promotions";
    type View = PromotionView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }
}
