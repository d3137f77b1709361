//! What a funding programme is, whose it is, and what lists of them are narrowed to.

use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Id, Instant, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, clauses, tagged};
use crate::membership::members::model::RegionalGroup;
use crate::records::{Audience, Record, define, list};
use crate::schema::funding_programmes as table;
use crate::support::regions::Regions;
use chrono::NaiveDate;

words! {
    /// The state of a funding programme.
    pub enum ProgrammeStatus {
        /// It funds.
        Open = "open",
        /// It is over.
        Closed = "closed",
    }
}

define! {
    /// A row of `funding_programmes`.
    FundingProgramme of funding_programmes,
    /// A programme by which a donor funds work on women, peace and security.
    seen as FundingProgrammeView,
    /// A new funding programme, of a member or of an organization that is none.
    made of NewFundingProgramme,
    /// A change of a funding programme; what is absent stays, and null empties.
    changed by FundingProgrammeChange
    {
        /// The member that funds: the caller's own (the secretariat: any); null for an organization that is no member.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed? donor_id: Id,
        /// The organization that funds and is no member; null for a member. Recorded by the secretariat.
        #[schema(example = json!(null), min_length = 1, max_length = 300)]
        fixed? donor_name: String,
        /// Its title by language.
        #[schema(example = json!({"en": "Women in mediation"}))]
        title title,
        /// What it funds, by language, in Markdown.
        prose? description,
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// The regions that it is for; none means everywhere.
        #[schema(example = json!(["african_group"]))]
        given regions: Regions,
        /// Its first day.
        #[schema(example = "2018-01-01", format = "date", max_length = 10)]
        given starts_on: NaiveDate,
        /// Its last day; null when that is open.
        #[schema(example = "2020-12-31", format = "date", max_length = 10)]
        given? ends_on: NaiveDate,
        /// Its state.
        kept status: ProgrammeStatus = ProgrammeStatus::Open,
    }
}

list! {
    FundingProgramme of funding_programmes, seen by |_caller| diesel::QueryDsl::into_boxed(table::table);
    /// Filters of the list of funding programmes.
    filters FundingProgrammeFilters {
        /// Only programmes of this member.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        donor_id: Id,
        /// Only programmes in this state.
        #[param(inline, example = "open")]
        status: ProgrammeStatus,
        /// Only programmes on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only programmes for this region, those for everywhere among them.
        #[param(inline, example = "african_group")]
        region: RegionalGroup => |query, region| query
            .filter(table::regions.like(Regions::with(region)).or(table::regions.eq(Regions::default()))),
    }
    /// The order of the list of funding programmes.
    sorts FundingProgrammeSort = "-created_at" {
        "created_at" by created_at: Instant,
        "starts_on" by starts_on: NaiveDate,
    }
}

impl FundingProgramme {
    /// Passes the donor and the secretariat; of a donor that is no member, the secretariat alone.
    ///
    /// # Errors
    /// 403.
    pub fn require_own(&self, caller: &Caller) -> Result<(), Problem> {
        match self.donor_id {
            Some(member) => caller.require_own(member),
            None if caller.is_secretariat() => Ok(()),
            None => Err(Problem::forbidden(
                "The secretariat records programmes of organizations that are no members.",
            )),
        }
    }

    /// Only an open programme changes, commits and closes.
    ///
    /// # Errors
    /// 409.
    pub fn require_open(&self) -> Result<(), Problem> {
        if self.status == ProgrammeStatus::Open {
            return Ok(());
        }
        Err(Problem::conflict("The programme is closed. Record a new one.")
            .citing(clauses::FUNDING_COORDINATION.id))
    }
}

impl Record for FundingProgramme {
    const PATH: &'static str = "funding-programmes";
    type View = FundingProgrammeView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }
}
