//! What is kept of a focal point.

use crate::db::stored::words;
use crate::db::{Id, Instant, Visibility};
use crate::schema::{focal_point_ministries, focal_points};
use chrono::NaiveDate;
use diesel::prelude::*;

words! {
    /// What a focal point is.
    pub enum FocalPointKind {
        /// A person.
        Person = "person",
        /// An office, whoever holds it.
        Office = "office",
    }
}

words! {
    /// The place of a focal point among those of its member.
    pub enum Designation {
        /// The one to turn to first; a member has one at a time.
        Primary = "primary",
        /// Another one; a member may have several.
        Alternate = "alternate",
    }
}

words! {
    /// Whether a focal point serves on a day.
    pub enum FocalPointStatus {
        /// Its term covers the day, or will begin.
        Active = "active",
        /// Its term is over.
        Ended = "ended",
    }
}

/// A row of `focal_points`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = focal_points, treat_none_as_null = true)]
pub struct FocalPoint {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub member_id: Id,
    /// What it is.
    pub kind: FocalPointKind,
    /// Its place.
    pub designation: Designation,
    /// The person's or the office's name.
    pub name: String,
    /// Who sees the name.
    pub name_visibility: Visibility,
    /// The position held.
    pub position: Option<String>,
    /// Who sees the position.
    pub position_visibility: Visibility,
    /// The e-mail address.
    pub email: Option<String>,
    /// Who sees the address.
    pub email_visibility: Visibility,
    /// The telephone number.
    pub phone: Option<String>,
    /// Who sees the number.
    pub phone_visibility: Visibility,
    /// The postal address.
    pub address: Option<String>,
    /// Who sees the postal address.
    pub address_visibility: Visibility,
    /// The first day of the term.
    pub starts_on: NaiveDate,
    /// The last day; none while it lasts.
    pub ends_on: Option<NaiveDate>,
    /// When the member last said that the data is right.
    pub confirmed_at: Instant,
    /// Counts its changes.
    pub version: i32,
    /// When it was assigned here.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A row of `focal_point_ministries`: the ministry or body from a day on.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = focal_point_ministries)]
pub struct Ministry {
    /// Whose it is.
    pub focal_point_id: Id,
    /// The day from which it holds.
    pub starts_on: NaiveDate,
    /// Its name.
    pub ministry: String,
}

/// A focal point with its ministries, oldest first.
#[derive(Debug, Clone)]
pub struct Full {
    /// The focal point.
    pub focal_point: FocalPoint,
    /// Its ministries.
    pub ministries: Vec<Ministry>,
}
