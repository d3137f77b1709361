//! What goes in and out about members.

use super::model::{Full, MemberKind, MemberName, MemberStatus, Period, RegionalGroup};
use super::rules::{name_on, status_on};
use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::http::sorts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

/// A member of the Network.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub id: Id,
    /// What it is.
    pub kind: MemberKind,
    /// Its English name on the day asked for.
    #[schema(example = "Namibia", max_length = 200)]
    pub name: String,
    /// All its names, in every language and of every time.
    #[schema(max_items = 200)]
    pub names: Vec<NameView>,
    /// ISO 3166-1 alpha-3; null for an organization.
    #[schema(required = true, example = "NAM", max_length = 3)]
    pub iso_alpha3: Option<String>,
    /// UN M49 with its leading zeros; null for an organization.
    #[schema(required = true, example = "516", max_length = 3)]
    pub m49: Option<String>,
    /// Its acronym; null for a State.
    #[schema(required = true, example = json!(null), max_length = 20)]
    pub acronym: Option<String>,
    /// Its regional group; null for an organization, or for a State in none.
    #[schema(required = true, example = "african_group", value_type = Option<String>, max_length = 60)]
    pub regional_group: Option<RegionalGroup>,
    /// Whether it is in the Network on the day asked for.
    pub status: MemberStatus,
    /// When it was in the Network, oldest first.
    #[schema(max_items = 100)]
    pub periods: Vec<PeriodView>,
    /// Where it is known from.
    #[schema(example = "A/72/782–S/2018/178, annex", max_length = 500)]
    pub source: String,
    /// When it was recorded.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub updated_at: Instant,
}

/// A name of a member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemberName)]
pub struct NameView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub id: Id,
    /// Its language, BCP 47.
    #[schema(example = "fr", max_length = 35)]
    pub language: String,
    /// The name.
    #[schema(example = "Namibie", max_length = 200)]
    pub name: String,
    /// The first day on which it was the name; null when it always was.
    #[schema(required = true, example = "1990-03-21", format = "date", max_length = 10)]
    pub starts_on: Option<NaiveDate>,
    /// The last day; null when it still is.
    #[schema(required = true, example = json!(null), format = "date", max_length = 10)]
    pub ends_on: Option<NaiveDate>,
}

/// A time in the Network.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MembershipPeriod)]
pub struct PeriodView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub id: Id,
    /// The first day for which the source states the membership.
    #[schema(example = "2017-12-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// The last day; null while it lasts.
    #[schema(required = true, example = json!(null), format = "date", max_length = 10)]
    pub ends_on: Option<NaiveDate>,
    /// Where it is known from.
    #[schema(example = "A/72/782–S/2018/178, annex, footnote 1", max_length = 500)]
    pub source: String,
}

impl MemberView {
    /// The member as it was on a day.
    pub fn on(day: NaiveDate, full: Full) -> Self {
        let Full {
            member,
            names,
            periods,
        } = full;
        Self {
            id: member.id,
            kind: member.kind,
            name: name_on(day, &names).unwrap_or(&member.name).to_owned(),
            status: status_on(day, &periods),
            names: names.into_iter().map(NameView::from).collect(),
            iso_alpha3: member.iso_alpha3,
            m49: member.m49,
            acronym: member.acronym,
            regional_group: member.regional_group,
            periods: periods.into_iter().map(PeriodView::from).collect(),
            source: member.source,
            created_at: member.created_at,
            updated_at: member.updated_at,
        }
    }
}

impl From<MemberName> for NameView {
    fn from(name: MemberName) -> Self {
        Self {
            id: name.id,
            language: name.language,
            name: name.name,
            starts_on: name.starts_on,
            ends_on: name.ends_on,
        }
    }
}

impl From<Period> for PeriodView {
    fn from(period: Period) -> Self {
        Self {
            id: period.id,
            starts_on: period.starts_on,
            ends_on: period.ends_on,
            source: period.source,
        }
    }
}

/// A member that is known from outside the service.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "one_identity"))]
pub struct NewMember {
    /// What it is.
    pub kind: MemberKind,
    /// Its English name.
    #[schema(example = "Mexico", min_length = 1, max_length = 200)]
    pub name: String,
    /// ISO 3166-1 alpha-3; required for a State. Its M49 code follows from it.
    #[schema(example = "MEX", min_length = 3, max_length = 3)]
    pub iso_alpha3: Option<String>,
    /// Its acronym; required for an organization.
    #[schema(example = json!(null), min_length = 1, max_length = 20)]
    pub acronym: Option<String>,
    /// Its regional group, if it is in one.
    #[schema(example = "latin_american_and_caribbean")]
    pub regional_group: Option<RegionalGroup>,
    /// The first day of its membership.
    #[schema(example = "2019-04-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// The last day; leave it out while the membership lasts.
    #[schema(example = json!(null), format = "date", max_length = 10)]
    pub ends_on: Option<NaiveDate>,
    /// Where this is known from.
    #[schema(
        example = "Report of the Network's annual meeting, Windhoek 2019",
        min_length = 1,
        max_length = 500
    )]
    pub source: String,
}

fn fault(pointer: &'static str, message: &'static str) -> ValidationError {
    let mut error = ValidationError::new("invalid").with_message(message.into());
    error.add_param("pointer".into(), &pointer);
    error
}

fn one_identity(new: &NewMember) -> Result<(), ValidationError> {
    if new.ends_on.is_some_and(|end| end < new.starts_on) {
        return Err(fault(
            "/ends_on",
            "A membership ends on or after the day on which it begins.",
        ));
    }
    match (new.kind, &new.iso_alpha3, &new.acronym) {
        (MemberKind::MemberState, Some(code), None) if super::rules::state_codes(code).is_some() => Ok(()),
        (MemberKind::MemberState, _, None) => Err(fault(
            "/iso_alpha3",
            "Give the State's ISO 3166-1 alpha-3 code, such as MEX.",
        )),
        (MemberKind::MemberState, _, Some(_)) => Err(fault(
            "/acronym",
            "A State is known by its code; leave the acronym out.",
        )),
        (MemberKind::RegionalOrganization, None, Some(_)) => Ok(()),
        (MemberKind::RegionalOrganization, Some(_), _) => Err(fault(
            "/iso_alpha3",
            "An organization has no ISO code; leave this out.",
        )),
        (MemberKind::RegionalOrganization, None, None) => {
            Err(fault("/acronym", "Give the organization's acronym, such as AU."))
        }
    }
}

/// A change of a member; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
pub struct MemberChange {
    /// Its regional group; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<RegionalGroup>, example = "african_group")]
    pub regional_group: Option<Option<RegionalGroup>>,
    /// Where it is known from.
    #[schema(
        example = "A/72/782–S/2018/178, annex",
        min_length = 1,
        max_length = 500,
        nullable = false
    )]
    pub source: Option<String>,
}

/// A name for a member.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "in_order"))]
pub struct NewMemberName {
    /// Its language, BCP 47.
    #[schema(example = "en", min_length = 2, max_length = 35)]
    pub language: String,
    /// The name.
    #[schema(example = "Türkiye", min_length = 1, max_length = 200)]
    pub name: String,
    /// The first day on which it is the name; leave it out when it always was.
    #[schema(example = "2022-06-01", format = "date", max_length = 10)]
    pub starts_on: Option<NaiveDate>,
    /// The last day; leave it out while it is.
    #[schema(example = json!(null), format = "date", max_length = 10)]
    pub ends_on: Option<NaiveDate>,
}

fn in_order(new: &NewMemberName) -> Result<(), ValidationError> {
    if oxilangtag::LanguageTag::parse(new.language.as_str()).is_err() {
        return Err(fault(
            "/language",
            "Use a BCP 47 language tag, such as \"en\", \"fr\" or \"ar\".",
        ));
    }
    match (new.starts_on, new.ends_on) {
        (Some(start), Some(end)) if end < start => Err(fault(
            "/ends_on",
            "A name ends on or after the day on which it begins.",
        )),
        _ => Ok(()),
    }
}

/// A time in the Network that is known from outside the service.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "period_in_order"))]
pub struct NewMembershipPeriod {
    /// Its first day.
    #[schema(example = "2016-09-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// Its last day; leave it out while it lasts.
    #[schema(example = "2017-11-30", format = "date", max_length = 10)]
    pub ends_on: Option<NaiveDate>,
    /// Where it is known from.
    #[schema(
        example = "List of participants of the founding meeting",
        min_length = 1,
        max_length = 500
    )]
    pub source: String,
}

fn period_in_order(new: &NewMembershipPeriod) -> Result<(), ValidationError> {
    if new.ends_on.is_some_and(|end| end < new.starts_on) {
        return Err(fault(
            "/ends_on",
            "A membership ends on or after the day on which it begins.",
        ));
    }
    Ok(())
}

/// A withdrawal from the Network.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The last day of the membership; today when left out.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub on: Option<NaiveDate>,
    /// How the withdrawal is known.
    #[schema(example = "Note verbale of 3 December 2018", min_length = 1, max_length = 500)]
    pub source: String,
}

words! {
    /// Which members a list shows.
    pub enum Standing {
        /// Those in the Network on the day.
        Active = "active",
        /// Those that are not, but were or will be.
        Withdrawn = "withdrawn",
        /// All.
        Any = "any",
    }
}

sorts! {
    /// The order of the list of members.
    pub MemberSort = "name", from "name", "created_at"
}

/// Filters of the list of members.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MemberFilters {
    /// The day that counts; today when left out.
    #[param(example = "2018-06-01", format = Date, max_length = 10)]
    pub on: Option<NaiveDate>,
    /// Which members, on that day; active ones when left out.
    #[param(inline, example = "active")]
    pub status: Option<Standing>,
    /// Only States, or only organizations.
    #[param(inline, example = "member_state")]
    pub kind: Option<MemberKind>,
    /// Only this regional group.
    #[param(inline, example = "african_group")]
    pub regional_group: Option<RegionalGroup>,
    /// Only the member with this ISO alpha-3 code, M49 code or acronym.
    #[param(example = "NAM", min_length = 1, max_length = 20)]
    pub code: Option<String>,
    /// Only members with this in one of their names; case and diacritics do not count.
    #[param(example = "namib", min_length = 1, max_length = 100)]
    pub q: Option<String>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<MemberSort>,
}
