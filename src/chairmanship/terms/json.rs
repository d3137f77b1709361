//! What goes in and out about chair terms.

use super::model::Full;
use crate::chairmanship::json::{MemberSummary, check_days, check_text, each_once};
use crate::db::stored::words;
use crate::db::{Id, Instant, Localized};
use crate::http::sorts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

/// A term in which one or more members chair the Network.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5b02",
    "starts_on": "2018-01-01",
    "ends_on": "2018-12-31",
    "chairs": [{
        "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a19",
        "name": "Germany",
        "iso_alpha3": "DEU",
        "acronym": null
    }],
    "theme": null,
    "priorities": null,
    "nomination_id": null,
    "source": "A/72/782–S/2018/178, annex",
    "created_at": "2026-11-24T09:00:00Z",
    "updated_at": "2026-11-24T09:00:00Z"
}))]
pub struct ChairTermView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5b01")]
    pub id: Id,
    /// Its first day.
    #[schema(example = "2018-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// Its last day.
    #[schema(example = "2018-12-31", format = "date", max_length = 10)]
    pub ends_on: NaiveDate,
    /// The member that chairs, or the co-chairs in their order, each under its name on the first day of the
    /// term.
    #[schema(min_items = 1, max_items = 10)]
    pub chairs: Vec<MemberSummary>,
    /// The theme of the term, by language; null when none is given.
    #[schema(required = true)]
    pub theme: Option<Localized>,
    /// What the Chairs mean to work on, by language; null when nothing is given.
    #[schema(required = true)]
    pub priorities: Option<Localized>,
    /// The nomination that was selected; null for a term that was decided outside this service.
    #[schema(required = true, example = json!(null))]
    pub nomination_id: Option<Id>,
    /// Where the term is known from; null for one that was selected here as it stands.
    #[schema(required = true, example = "A/72/782–S/2018/178, annex", max_length = 500)]
    pub source: Option<String>,
    /// When it was recorded.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub updated_at: Instant,
}

impl From<Full> for ChairTermView {
    fn from(Full { term, chairs }: Full) -> Self {
        Self {
            id: term.id,
            starts_on: term.starts_on,
            ends_on: term.ends_on,
            chairs: chairs
                .iter()
                .map(|chair| MemberSummary::on(term.starts_on, chair))
                .collect(),
            theme: term.theme,
            priorities: term.priorities,
            nomination_id: term.nomination_id,
            source: term.source,
            created_at: term.created_at,
            updated_at: term.updated_at,
        }
    }
}

/// A term that was decided outside this service.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "check_new"))]
#[schema(example = json!({
    "chairs": ["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a0f", "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a48"],
    "starts_on": "2020-01-01",
    "ends_on": "2021-12-31",
    "theme": {"en": "Women as agents of prevention"},
    "source": "Joint communiqué of the annual meeting in Windhoek, April 2019"
}))]
pub struct NewChairTerm {
    /// The ids of the members that chair, in their order.
    #[schema(example = json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"]), min_items = 1, max_items = 10)]
    pub chairs: Vec<Id>,
    /// Its first day.
    #[schema(example = "2020-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// Its last day. A term lasts ten years at the most.
    #[schema(example = "2021-12-31", format = "date", max_length = 10)]
    pub ends_on: NaiveDate,
    /// The theme of the term, by language.
    pub theme: Option<Localized>,
    /// What the Chairs mean to work on, by language.
    pub priorities: Option<Localized>,
    /// Where the term is known from.
    #[schema(
        example = "Joint communiqué of the annual meeting in Windhoek, April 2019",
        min_length = 1,
        max_length = 500
    )]
    pub source: String,
}

fn check_new(new: &NewChairTerm) -> Result<(), ValidationError> {
    each_once("/chairs", &new.chairs)?;
    check_days(new.starts_on, new.ends_on)?;
    check_text("/theme", new.theme.as_ref())?;
    check_text("/priorities", new.priorities.as_ref())
}

/// A change of a chair term; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "check_change"))]
#[schema(example = json!({"theme": {"en": "Women as agents of prevention"}}))]
#[allow(clippy::option_option)] // what is absent, null, or given
pub struct ChairTermChange {
    /// The ids of the members that chair, in their order.
    #[schema(example = json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"]), min_items = 1, max_items = 10, nullable = false)]
    pub chairs: Option<Vec<Id>>,
    /// Its first day.
    #[schema(example = "2020-01-01", format = "date", max_length = 10, nullable = false)]
    pub starts_on: Option<NaiveDate>,
    /// Its last day. A term lasts ten years at the most.
    #[schema(example = "2021-12-31", format = "date", max_length = 10, nullable = false)]
    pub ends_on: Option<NaiveDate>,
    /// The theme of the term, by language; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Localized>)]
    pub theme: Option<Option<Localized>>,
    /// What the Chairs mean to work on, by language; null for nothing.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Localized>)]
    pub priorities: Option<Option<Localized>>,
    /// Where the term, or its change, is known from. Other days or Chairs of a term that was selected here
    /// need it.
    #[schema(
        example = "Joint communiqué of the annual meeting in Windhoek, April 2019",
        min_length = 1,
        max_length = 500,
        nullable = false
    )]
    pub source: Option<String>,
}

fn check_change(change: &ChairTermChange) -> Result<(), ValidationError> {
    each_once("/chairs", change.chairs.as_deref().unwrap_or_default())?;
    check_text("/theme", change.theme.iter().flatten().next())?;
    check_text("/priorities", change.priorities.iter().flatten().next())
}

words! {
    /// Where a chair term was decided.
    pub enum Decided {
        /// Here, by the selection of a nomination.
        Here = "selection",
        /// Outside this service; the secretariat recorded it with its source.
        Elsewhere = "source",
    }
}

sorts! {
    /// The order of the list of chair terms.
    pub ChairTermSort = "-starts_on", from "starts_on"
}

/// Filters of the list of chair terms.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChairTermFilters {
    /// Only the term that covers this day.
    #[param(example = "2018-06-01", format = Date, max_length = 10)]
    pub on: Option<NaiveDate>,
    /// Only terms in which this member chairs.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// Only terms that were selected here, or only those recorded with their source.
    #[param(inline, example = "source")]
    pub decided: Option<Decided>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    _sort: Option<ChairTermSort>,
}
