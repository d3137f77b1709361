//! What is kept of a chair term.

use crate::db::{Id, Instant, Localized};
use crate::membership::members::model::Full as Member;
use crate::schema::{chair_terms, chairs};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A row of `chair_terms`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = chair_terms, treat_none_as_null = true)]
pub struct ChairTerm {
    /// Its id.
    pub id: Id,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// The theme that the Chairs give it.
    pub theme: Option<Localized>,
    /// What the Chairs mean to work on.
    pub priorities: Option<Localized>,
    /// The nomination that was selected.
    pub nomination_id: Option<Id>,
    /// Where it is known from, when it was decided outside the service.
    pub source: Option<String>,
    /// Counts its changes.
    pub version: i32,
    /// When it was recorded.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A row of `chairs`: a member that chairs in a term.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = chairs)]
pub struct Chair {
    /// The term.
    pub term_id: Id,
    /// The member.
    pub member_id: Id,
    /// Its place among the co-chairs.
    pub position: i32,
}

/// A term with its Chairs.
#[derive(Debug, Clone)]
pub struct Full {
    /// The term.
    pub term: ChairTerm,
    /// Its Chairs, in their order.
    pub chairs: Vec<Member>,
}

/// The days that a term covers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = chair_terms)]
pub struct Span {
    /// The term.
    pub id: Id,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
}
