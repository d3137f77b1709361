//! What an offer of assistance is, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, FocusAreas, meeting, tagged};
use crate::membership::members::model::RegionalGroup;
use crate::records::{Audience, Record, define, list};
use crate::schema::assistance_offers as table;
use crate::support::assistance::{AssistanceKind, AssistanceStatus, CapacityLevel};
use crate::support::money::Money;
use diesel::prelude::*;

define! {
    /// A row of `assistance_offers`.
    AssistanceOffer of assistance_offers,
    /// Assistance that a member offers.
    seen as AssistanceOfferView,
    /// A new offer of assistance.
    made of NewAssistanceOffer,
    /// A change of an offer that is open; what is absent stays, and null empties.
    changed by AssistanceOfferChange
    {
        /// The member that offers: the caller's own (the secretariat: any).
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed member_id: Id,
        /// Its title by language.
        #[schema(example = json!({"en": "Training of women observers"}))]
        title title,
        /// What is offered, by language, in Markdown.
        prose? description,
        /// The keys of its focus areas, in the order of the guidelines; at least one.
        areas focus_areas,
        /// The region that it is for; null for any.
        #[schema(example = "african_group")]
        given? region: RegionalGroup,
        /// What is offered.
        #[schema(example = "capacity_building")]
        given kind: AssistanceKind,
        /// At what level capacity is built; always there for the building of capacity.
        #[schema(example = "national")]
        given? level: CapacityLevel,
        /// Whom it is for.
        #[schema(example = "Women who observe ceasefires", min_length = 1, max_length = 300)]
        given? audience: String,
        /// What it is worth; null when it is not told.
        #[validate(custom(function = "crate::support::money::known_currency"))]
        given? offered: Money,
        /// Its state.
        kept status: AssistanceStatus = AssistanceStatus::Open,
    }
}

list! {
    AssistanceOffer of assistance_offers, seen by |_caller| table::table.into_boxed();
    /// Filters of the list of offers.
    filters AssistanceOfferFilters {
        /// Only offers of this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        member_id: Id,
        /// Only offers in this state.
        #[param(inline, example = "open")]
        status: AssistanceStatus,
        /// Only offers of this kind.
        #[param(inline, example = "technical")]
        kind: AssistanceKind,
        /// Only offers on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only offers for this region, those for any among them.
        #[param(inline, example = "african_group")]
        region: RegionalGroup => |query, region| query
            .filter(table::region.eq(region).or(table::region.is_null())),
    }
    /// The order of the list of offers.
    sorts AssistanceOfferSort = "-created_at" {
        "created_at" by created_at: Instant,
    }
}

fn candidates(areas: FocusAreas) -> table::BoxedQuery<'static, MultiBackend> {
    table::table
        .filter(table::status.eq(AssistanceStatus::Open))
        .filter(meeting(table::focus_areas, areas))
        .into_boxed()
}

impl AssistanceOffer {
    /// One page of the open offers on one of these areas.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn candidates(
        conn: &mut Connection,
        areas: FocusAreas,
        page: &PageRequest,
        count: bool,
    ) -> Result<Slice<Self>, Problem> {
        let query = candidates(areas).select(Self::as_select());
        let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Self| Position::of(&row.created_at, row.id))
            .counted(count, || candidates(areas).count().get_result(conn))
    }

    /// Passes an open offer.
    ///
    /// # Errors
    /// 409.
    pub fn require_open(&self) -> Result<(), Problem> {
        self.status.require_open(
            "The offer is matched with a need already.",
            "The offer is closed.",
        )
    }
}

impl Record for AssistanceOffer {
    const PATH: &'static str = "assistance-offers";
    type View = AssistanceOfferView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }
}
