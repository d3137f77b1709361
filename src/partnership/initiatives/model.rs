//! What an initiative is, and what lists of them are narrowed to.

use super::rules::{no_partner, with_visible_partners};
use crate::auth::Caller;
use crate::db::stored::words;
use crate::db::{Connection, Id, Instant, Localized, Visibility};
use crate::error::Problem;
use crate::guidelines::{FocusAreaKey, tagged};
use crate::http::Warning;
use crate::partnership::lists::{MemberIds, Names, PartnerEngagements};
use crate::records::{Audience, Record, define, list};
use crate::schema::initiatives as table;
use crate::support::assistance::CapacityLevel;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

words! {
    /// What an initiative is for.
    pub enum InitiativeKind {
        /// Training and the like, at a level and for the actors that it names.
        CapacityBuilding = "capacity_building",
        /// Speaking up for the women, peace and security agenda.
        Advocacy = "advocacy",
        /// Working with others.
        Partnership = "partnership",
        /// Reaching States and organizations that are no members.
        Outreach = "outreach",
        /// Finding out.
        Research = "research",
    }
}

words! {
    /// The state of an initiative.
    pub enum InitiativeStatus {
        /// It is to come.
        Planned = "planned",
        /// It is under way.
        Running = "running",
        /// It has come to its end.
        Completed = "completed",
        /// It was given up.
        Cancelled = "cancelled",
    }
}

define! {
    /// A row of `initiatives`.
    Initiative of initiatives,
    /// An initiative of the Network.
    seen as InitiativeView,
    /// A new initiative, which begins as planned.
    made of NewInitiative,
    /// A change of an initiative that is planned or running; what is absent stays, and null empties.
    changed by InitiativeChange
    {
        /// The member that leads it: the caller's own (the secretariat: any); null for the secretariat's own.
        #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        fixed? lead_id: Id,
        /// What it is for.
        #[schema(example = "capacity_building")]
        given kind: InitiativeKind,
        /// At what level; always there for the building of capacity.
        #[schema(example = "local")]
        given? level: CapacityLevel,
        /// Its title by language.
        #[schema(example = json!({"en": "Training of women mediators"}))]
        title title,
        /// What is done, by language, in Markdown.
        prose? description,
        /// The actors whom it is for: the variety of them is not laid down.
        given actors: Names = Names::default(),
        /// The States and organizations that are no members and are reached by it.
        given non_members: Names = Names::default(),
        /// The members that take part beside the one that leads.
        given member_ids: MemberIds = MemberIds::default(),
        /// The partners that take part, as far as the caller may see them. A list that a member gives leaves those that it
        /// does not see as they are.
        given partners: PartnerEngagements = PartnerEngagements::default(),
        /// The keys of its focus areas, in the order of the guidelines.
        areas focus_areas,
        /// The first day.
        #[schema(example = "2018-07-01", format = "date", max_length = 10)]
        given starts_on: NaiveDate,
        /// The last day; null while that is open.
        #[schema(example = "2018-12-31", format = "date", max_length = 10)]
        given? ends_on: NaiveDate,
        /// Its state.
        kept status: InitiativeStatus = InitiativeStatus::Planned,
        /// What came of it, by language, in Markdown; null until it is completed.
        #[schema(example = json!(null))]
        kept? outcome: Localized,
        /// Why it was cancelled; null otherwise.
        #[schema(example = json!(null), max_length = 1000)]
        kept? status_reason: String,
        /// What departs from a soft rule of the guidelines, as far as the caller may see what it rests on.
        #[schema(max_items = 1)]
        told warnings: Vec<Warning> = Vec::new(),
    }
}

/// The end of an initiative.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InitiativeCompletion {
    /// What came of it, by language, in Markdown.
    #[schema(example = json!({"en": "Forty mediators were trained in four towns."}))]
    #[validate(custom(function = "crate::http::languages"))]
    pub outcome: Option<Localized>,
    /// The last day; the one that was planned, or today where there was none.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub ended_on: Option<NaiveDate>,
}

/// Why an initiative is given up.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InitiativeCancellation {
    /// The reason.
    #[schema(example = "The funding was withdrawn.", min_length = 1, max_length = 1000)]
    pub reason: String,
}

list! {
    Initiative of initiatives, seen by |_caller| diesel::QueryDsl::into_boxed(table::table);
    /// Filters of the list of initiatives.
    filters InitiativeFilters {
        /// Only initiatives that this member leads.
        #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
        lead_id: Id,
        /// Only initiatives of this kind.
        #[param(inline, example = "capacity_building")]
        kind: InitiativeKind,
        /// Only initiatives at this level.
        #[param(inline, example = "local")]
        level: CapacityLevel,
        /// Only initiatives in this state.
        #[param(inline, example = "running")]
        status: InitiativeStatus,
        /// Only initiatives on this focus area.
        #[param(inline, example = "participation")]
        focus_area: FocusAreaKey => |query, key| query.filter(tagged(table::focus_areas, &key)),
        /// Only initiatives that begin on this day or later.
        #[param(example = "2018-01-01", format = "date", max_length = 10)]
        from: NaiveDate => |query, day| query.filter(table::starts_on.ge(day)),
        /// Only initiatives that begin on this day or earlier.
        #[param(example = "2018-12-31", format = "date", max_length = 10)]
        to: NaiveDate => |query, day| query.filter(table::starts_on.le(day)),
    }
    /// The order of the list of initiatives.
    sorts InitiativeSort = "-starts_on" {
        "starts_on" by starts_on: NaiveDate,
        "created_at" by created_at: Instant,
    }
}

impl Initiative {
    /// The initiatives of a year that were not cancelled: that have a day in it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of_year(conn: &mut Connection, year: i32) -> Result<Vec<Self>, Problem> {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        Ok(table::table
            .filter(table::status.ne(InitiativeStatus::Cancelled))
            .filter(table::starts_on.le(day(12, 31)))
            .filter(table::ends_on.is_null().or(table::ends_on.ge(day(1, 1))))
            .order((table::starts_on, table::id))
            .select(Self::as_select())
            .load(conn)?)
    }
}

impl Record for Initiative {
    const PATH: &'static str = "initiatives";
    type View = InitiativeView;

    fn is_seen_by(&self, _caller: &Caller) -> bool {
        true // the access table lets members and the secretariat in
    }

    fn audience(&self) -> Audience {
        Audience::of(Visibility::Network)
    }

    fn shown(
        conn: &mut Connection,
        caller: &Caller,
        rows: Vec<Self>,
    ) -> Result<Vec<InitiativeView>, Problem> {
        let rows = with_visible_partners(conn, caller, rows)?;
        let of = |row: Self| InitiativeView {
            warnings: no_partner(&row).into_iter().collect(),
            ..row.into()
        };
        Ok(rows.into_iter().map(of).collect())
    }
}
