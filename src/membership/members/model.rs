//! What is kept of a member.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::schema::{member_names, members, membership_periods};
use chrono::NaiveDate;
use diesel::prelude::*;

words! {
    /// What a member is.
    pub enum MemberKind {
        /// A Member State of the United Nations.
        MemberState = "member_state",
        /// A regional organization.
        RegionalOrganization = "regional_organization",
    }
}

words! {
    /// The regional groups of the United Nations.
    pub enum RegionalGroup {
        /// African Group.
        AfricanGroup = "african_group",
        /// Asia-Pacific Group.
        AsiaPacific = "asia_pacific",
        /// Eastern European Group.
        EasternEuropean = "eastern_european",
        /// Latin American and Caribbean Group.
        LatinAmericanAndCaribbean = "latin_american_and_caribbean",
        /// Western European and Others Group.
        WesternEuropeanAndOthers = "western_european_and_others",
    }
}

words! {
    /// Whether a member is in the Network on a day.
    pub enum MemberStatus {
        /// A period covers the day.
        Active = "active",
        /// None does.
        Withdrawn = "withdrawn",
    }
}

/// A row of `members`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = members, treat_none_as_null = true)]
pub struct Member {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: MemberKind,
    /// Its English name today, by which lists are sorted.
    pub name: String,
    /// ISO 3166-1 alpha-3, for a State.
    pub iso_alpha3: Option<String>,
    /// UN M49, as text with its leading zeros, for a State.
    pub m49: Option<String>,
    /// Its acronym, for an organization.
    pub acronym: Option<String>,
    /// Its regional group, for a State that is in one.
    pub regional_group: Option<RegionalGroup>,
    /// Where it is known from.
    pub source: String,
    /// Counts its changes.
    pub version: i32,
    /// When it was recorded.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A row of `member_names`: a name in one language, for some days or for all.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = member_names)]
pub struct MemberName {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub member_id: Id,
    /// BCP 47.
    pub language: String,
    /// The name.
    pub name: String,
    /// The name for searching.
    pub folded: String,
    /// The first day on which it was the name; none when it always was.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

/// A row of `membership_periods`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = membership_periods)]
pub struct Period {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub member_id: Id,
    /// The first day for which the source states the membership.
    pub starts_on: NaiveDate,
    /// The last day; none while it lasts.
    pub ends_on: Option<NaiveDate>,
    /// Where it is known from.
    pub source: String,
}

/// A member with its names and periods.
#[derive(Debug, Clone)]
pub struct Full {
    /// The member.
    pub member: Member,
    /// Its names.
    pub names: Vec<MemberName>,
    /// Its periods, oldest first.
    pub periods: Vec<Period>,
}
