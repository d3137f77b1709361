//! What a need of assistance is, how it is matched, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::{Id, Instant, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, clauses, tagged};
use crate::membership::members::model::RegionalGroup;
use crate::records::{Audience, Record, define, list};
use crate::schema::assistance_needs as table;
use crate::support::assistance::{AssistanceKind, AssistanceStatus, CapacityLevel};
use crate::support::assistance_offers::model::AssistanceOffer;
use crate::support::money::Money;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

define! {
    /// A row of `assistance_needs`.
    AssistanceNeed of assistance_needs,
    /// Assistance that a member needs.
    seen as AssistanceNeedView,
    /// A new need of assistance.
    made of NewAssistanceNeed,
    /// A change of a need that is open; what is absent stays, and null empties.
    changed by AssistanceNeedChange
    {
        /// The member in need: the caller's own (the secretariat: any).
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed member_id: Id,
        /// Its title by language.
        #[schema(example = json!({"en": "Trainers for women observers"}))]
        title title,
        /// What is needed, by language, in Markdown.
        prose? description,
        /// The keys of its focus areas, in the order of the guidelines; at least one.
        areas focus_areas,
        /// The region where it is needed.
        #[schema(example = "african_group")]
        given region: RegionalGroup,
        /// What is needed.
        #[schema(example = "capacity_building")]
        given kind: AssistanceKind,
        /// At what level capacity is built; always there for the building of capacity.
        #[schema(example = "national")]
        given? level: CapacityLevel,
        /// Whom it is for.
        #[schema(example = "Women who observe ceasefires", min_length = 1, max_length = 300)]
        given? audience: String,
        /// What it costs; null when it is not told.
        #[validate(custom(function = "crate::support::money::known_currency"))]
        given? needed: Money,
        /// Its state.
        kept status: AssistanceStatus = AssistanceStatus::Open,
        /// The offer that it is matched with; null until then.
        #[schema(example = json!(null))]
        kept? offer_id: Id,
        /// When it was matched; null until then.
        #[schema(example = json!(null))]
        kept? matched_at: Instant,
    }
}

/// The offer that meets a need.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssistanceMatch {
    /// The offer; it is open, and on one of the need's focus areas.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub offer_id: Id,
}

list! {
    AssistanceNeed of assistance_needs, seen by |_caller| diesel::QueryDsl::into_boxed(table::table);
    /// Filters of the list of needs.
    filters AssistanceNeedFilters {
        /// Only needs of this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        member_id: Id,
        /// Only needs in this state.
        #[param(inline, example = "open")]
        status: AssistanceStatus,
        /// Only needs of this kind.
        #[param(inline, example = "technical")]
        kind: AssistanceKind,
        /// Only needs on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only needs in this region.
        #[param(inline, example = "african_group")]
        region: RegionalGroup,
        /// Only the need that this offer is matched with.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
        offer_id: Id,
    }
    /// The order of the list of needs.
    sorts AssistanceNeedSort = "-created_at" {
        "created_at" by created_at: Instant,
    }
}

impl AssistanceNeed {
    /// Passes an open need.
    ///
    /// # Errors
    /// 409.
    pub fn require_open(&self) -> Result<(), Problem> {
        self.status.require_open(
            "The need is matched with an offer already.",
            "The need is closed.",
        )
    }

    /// Open → matched, and so the offer.
    ///
    /// # Errors
    /// 409.
    pub fn match_with(&mut self, offer: &mut AssistanceOffer, now: Instant) -> Result<(), Problem> {
        self.require_open()?;
        offer.require_open()?;
        if !self.focus_areas.meets(offer.focus_areas) {
            return Err(
                Problem::conflict("The offer is on none of the need's focus areas.")
                    .citing(clauses::FUNDING_COORDINATION.id),
            );
        }
        self.status = AssistanceStatus::Matched;
        self.offer_id = Some(offer.id);
        self.matched_at = Some(now);
        offer.status = AssistanceStatus::Matched;
        Ok(())
    }
}

impl Record for AssistanceNeed {
    const PATH: &'static str = "assistance-needs";
    type View = AssistanceNeedView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }
}
