//! What is kept of a nomination.

use crate::db::stored::words;
use crate::db::{Id, Instant, Localized};
use crate::membership::members::model::Full as Member;
use crate::schema::{chairmanship_nominations, nominees};
use chrono::NaiveDate;
use diesel::prelude::*;

words! {
    /// The state of a nomination.
    pub enum NominationStatus {
        /// It stands; nothing is decided yet.
        Submitted = "submitted",
        /// The secretariat recorded its selection, and the chair term came from it.
        Selected = "selected",
        /// The secretariat recorded that it was not selected.
        NotSelected = "not_selected",
        /// A nominee withdrew it.
        Withdrawn = "withdrawn",
    }
}

/// A row of `chairmanship_nominations`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = chairmanship_nominations, treat_none_as_null = true)]
pub struct Nomination {
    /// Its id.
    pub id: Id,
    /// The nominee that submitted it.
    pub submitted_by: Id,
    /// The first day of the term it is for.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The theme that the nominees propose.
    pub theme: Option<Localized>,
    /// The letter with which they nominate themselves.
    pub letter: Option<String>,
    /// Its state.
    pub status: NominationStatus,
    /// Why it was not selected, where that was said.
    pub reason: Option<String>,
    /// When it was selected, not selected or withdrawn.
    pub decided_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was submitted.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A row of `nominees`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = nominees)]
pub struct Nominee {
    /// The nomination.
    pub nomination_id: Id,
    /// The member that is nominated.
    pub member_id: Id,
    /// Its place among the nominees.
    pub position: i32,
    /// When it consented; none as long as it has not.
    pub consented_at: Option<Instant>,
}

/// A nominee with its member.
#[derive(Debug, Clone)]
pub struct FullNominee {
    /// The member.
    pub member: Member,
    /// When it consented.
    pub consented_at: Option<Instant>,
}

/// A nomination with its nominees.
#[derive(Debug, Clone)]
pub struct Full {
    /// The nomination.
    pub nomination: Nomination,
    /// The nominees, in their order.
    pub nominees: Vec<FullNominee>,
    /// The chair term that came from it.
    pub term_id: Option<Id>,
}
