//! What goes in and out about focal points.

use super::model::{Designation, FocalPoint, FocalPointKind, FocalPointStatus, Full, Ministry};
use super::rules::ministry_on;
use crate::auth::Caller;
use crate::db::{Id, Instant, Visibility};
use crate::http::{given, sorts};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A focal point, as far as the caller may see it: a field that is not for the caller is null, like one that is empty.
#[derive(Debug, Serialize, ToSchema)]
pub struct FocalPointView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The member that assigned it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// What it is.
    pub kind: FocalPointKind,
    /// Its place among the member's focal points.
    pub designation: Designation,
    /// The person's or the office's name; `[erased]` where the person asked for it.
    #[schema(required = true, example = "Selma Ashipala", max_length = 200)]
    pub name: Option<String>,
    /// The position held.
    #[schema(required = true, example = "Director, Multilateral Affairs", max_length = 200)]
    pub position: Option<String>,
    /// The ministry or body today.
    #[schema(
        required = true,
        example = "Ministry of International Relations and Cooperation",
        max_length = 300
    )]
    pub ministry: Option<String>,
    /// The ministries over time, oldest first.
    #[schema(max_items = 100)]
    pub ministries: Vec<MinistryView>,
    /// The e-mail address.
    #[schema(required = true, example = "gender@mirco.gov.na", max_length = 254)]
    pub email: Option<String>,
    /// The telephone number.
    #[schema(required = true, example = "+264 61 282 9111", max_length = 60)]
    pub phone: Option<String>,
    /// The postal address.
    #[schema(required = true, example = "Robert Mugabe Avenue, Windhoek", max_length = 500)]
    pub address: Option<String>,
    /// Who sees which field; null for callers who may not change the focal point.
    #[schema(required = true, nullable = true)]
    pub visibility: Option<FieldVisibility>,
    /// Whether it serves today.
    pub status: FocalPointStatus,
    /// The first day of its term.
    #[schema(example = "2018-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// The last day; null while it lasts.
    #[schema(required = true, example = json!(null), format = "date", max_length = 10)]
    pub ends_on: Option<NaiveDate>,
    /// When the member last said that the data is right; null for the public.
    #[schema(required = true, example = "2018-01-15T09:00:00Z", max_length = 40)]
    pub confirmed_at: Option<Instant>,
    /// Whether that was over a year ago; null for the public.
    #[schema(required = true, example = false)]
    pub stale: Option<bool>,
    /// When it was assigned.
    #[schema(example = "2018-01-15T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed; null for the public, to whom not every change shows.
    #[schema(required = true, example = "2018-01-15T09:00:00Z", max_length = 40)]
    pub updated_at: Option<Instant>,
}

/// A ministry from a day on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FocalPointMinistry)]
pub struct MinistryView {
    /// The first day.
    #[schema(example = "2018-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// Its name.
    #[schema(
        example = "Ministry of International Relations and Cooperation",
        max_length = 300
    )]
    pub ministry: String,
}

/// Who sees which field of contact.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct FieldVisibility {
    /// Of the name.
    pub name: Visibility,
    /// Of the position.
    pub position: Visibility,
    /// Of the e-mail address.
    pub email: Visibility,
    /// Of the telephone number.
    pub phone: Visibility,
    /// Of the postal address.
    pub address: Visibility,
}

impl FocalPointView {
    /// The focal point as a caller sees it.
    pub fn seen_by(caller: &Caller, full: Full) -> Self {
        let Full {
            focal_point: row,
            ministries,
        } = full;
        let own = caller.is_secretariat() || caller.member() == Some(row.member_id);
        let network = own || caller.level() >= Visibility::Network;
        let seen =
            |level: Visibility, value: Option<String>| value.filter(|_| own || caller.sees(level, None));
        Self {
            status: row.status_on(caller.today()),
            stale: network.then(|| row.is_stale(caller.now)),
            visibility: own.then(|| FieldVisibility::of(&row)),
            confirmed_at: network.then_some(row.confirmed_at),
            updated_at: network.then_some(row.updated_at),
            id: row.id,
            member_id: row.member_id,
            kind: row.kind,
            designation: row.designation,
            name: seen(row.name_visibility, Some(row.name)),
            position: seen(row.position_visibility, row.position),
            email: seen(row.email_visibility, row.email),
            phone: seen(row.phone_visibility, row.phone),
            address: seen(row.address_visibility, row.address),
            ministry: ministry_on(caller.today(), &ministries).map(str::to_owned),
            ministries: ministries.into_iter().map(MinistryView::from).collect(),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            created_at: row.created_at,
        }
    }
}

impl FieldVisibility {
    fn of(row: &FocalPoint) -> Self {
        Self {
            name: row.name_visibility,
            position: row.position_visibility,
            email: row.email_visibility,
            phone: row.phone_visibility,
            address: row.address_visibility,
        }
    }
}

impl From<Ministry> for MinistryView {
    fn from(ministry: Ministry) -> Self {
        Self {
            starts_on: ministry.starts_on,
            ministry: ministry.ministry,
        }
    }
}

/// Who shall see which field; what is absent stays, and is `network` for a new focal point.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisibilityChoice {
    /// Of the name.
    pub name: Option<Visibility>,
    /// Of the position.
    pub position: Option<Visibility>,
    /// Of the e-mail address.
    pub email: Option<Visibility>,
    /// Of the telephone number.
    pub phone: Option<Visibility>,
    /// Of the postal address.
    pub address: Option<Visibility>,
}

/// The data of a new focal point.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFocalPointData)]
pub struct NewFocalPointData {
    /// A person, or an office whoever holds it.
    pub kind: FocalPointKind,
    /// Primary, the one to turn to first, or alternate.
    pub designation: Designation,
    /// The person's or the office's name.
    #[schema(example = "Selma Ashipala", min_length = 1, max_length = 200)]
    pub name: String,
    /// The position held.
    #[schema(example = "Director, Multilateral Affairs", min_length = 1, max_length = 200)]
    pub position: Option<String>,
    /// The ministry or body.
    #[schema(
        example = "Ministry of International Relations and Cooperation",
        min_length = 1,
        max_length = 300
    )]
    pub ministry: Option<String>,
    /// The e-mail address.
    #[schema(
        example = "gender@mirco.gov.na",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: Option<String>,
    /// The telephone number.
    #[schema(example = "+264 61 282 9111", min_length = 1, max_length = 60)]
    pub phone: Option<String>,
    /// The postal address.
    #[schema(example = "Robert Mugabe Avenue, Windhoek", min_length = 1, max_length = 500)]
    pub address: Option<String>,
    /// Who shall see which field; the Network unless said otherwise.
    #[schema(nullable = true)]
    pub visibility: Option<VisibilityChoice>,
}

/// A new focal point.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewFocalPoint {
    /// The member that assigns it: the caller's own (the secretariat: any).
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// The first day of its term; today when left out.
    #[schema(example = "2018-01-01", format = "date", max_length = 10)]
    pub starts_on: Option<NaiveDate>,
    /// Who it is.
    #[validate(nested)]
    pub focal_point: NewFocalPointData,
}

/// A change of a focal point; what is absent stays, and null empties.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
pub struct FocalPointChange {
    /// A person, or an office whoever holds it.
    #[schema(nullable = false)]
    pub kind: Option<FocalPointKind>,
    /// Primary or alternate.
    #[schema(nullable = false)]
    pub designation: Option<Designation>,
    /// The name.
    #[schema(
        example = "Selma Ashipala",
        min_length = 1,
        max_length = 200,
        nullable = false
    )]
    pub name: Option<String>,
    /// The position held.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "Director, Multilateral Affairs", min_length = 1, max_length = 200)]
    pub position: Option<Option<String>>,
    /// The ministry or body, from today on; the one before stays on record.
    #[schema(
        example = "Ministry of Gender Equality",
        min_length = 1,
        max_length = 300,
        nullable = false
    )]
    pub ministry: Option<String>,
    /// The e-mail address.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "gender@mirco.gov.na", format = "email", min_length = 3, max_length = 254)]
    pub email: Option<Option<String>>,
    /// The telephone number.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "+264 61 282 9111", min_length = 1, max_length = 60)]
    pub phone: Option<Option<String>>,
    /// The postal address.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "Robert Mugabe Avenue, Windhoek", min_length = 1, max_length = 500)]
    pub address: Option<Option<String>>,
    /// Who shall see which field.
    #[schema(nullable = false)]
    pub visibility: Option<VisibilityChoice>,
}

/// The end of a focal point's term.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FocalPointEnd {
    /// The last day; today when left out.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub on: Option<NaiveDate>,
}

sorts! {
    /// The order of the list of focal points.
    pub FocalPointSort = "-created_at", from "created_at", "starts_on"
}

/// Filters of the list of focal points.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FocalPointFilters {
    /// Only focal points of this member.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// Only primary, or only alternate ones.
    #[param(inline, example = "primary")]
    pub designation: Option<Designation>,
    /// Only active, or only ended ones; all when left out.
    #[param(inline, example = "active")]
    pub status: Option<FocalPointStatus>,
    /// Only those whose data is stale (true) or is not (false). For members and the secretariat.
    #[param(example = true)]
    pub stale: Option<bool>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<FocalPointSort>,
}
