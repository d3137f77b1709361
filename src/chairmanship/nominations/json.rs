//! What goes in and out about nominations.

use super::model::{Full, FullNominee, NominationStatus};
use crate::chairmanship::json::{MemberSummary, check_days, check_text, each_once};
use crate::db::{Id, Instant, Localized};
use crate::http::sorts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

/// A nomination for the chairmanship.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5c01",
    "submitted_by": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a31",
    "nominees": [{
        "member": {
            "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a31",
            "name": "Namibia",
            "iso_alpha3": "NAM",
            "acronym": null
        },
        "consented_at": "2018-03-01T09:00:00Z"
    }],
    "starts_on": "2019-01-01",
    "ends_on": "2019-12-31",
    "theme": {"en": "Women as agents of prevention"},
    "letter": "Namibia has the honour to nominate itself for the chairmanship in 2019.",
    "status": "submitted",
    "reason": null,
    "decided_at": null,
    "chair_term_id": null,
    "created_at": "2018-03-01T09:00:00Z",
    "updated_at": "2018-03-01T09:00:00Z"
}))]
pub struct ChairmanshipNominationView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5c01")]
    pub id: Id,
    /// The member that submitted it, one of the nominees.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub submitted_by: Id,
    /// The nominees in their order; several stand for the chair together.
    #[schema(min_items = 1, max_items = 10)]
    pub nominees: Vec<NomineeView>,
    /// The first day of the term.
    #[schema(example = "2019-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// The last day of the term.
    #[schema(example = "2019-12-31", format = "date", max_length = 10)]
    pub ends_on: NaiveDate,
    /// The theme that the nominees propose, by language; null when none is given.
    #[schema(required = true)]
    pub theme: Option<Localized>,
    /// The letter of the nominees; null when none is given.
    #[schema(
        required = true,
        example = "Namibia has the honour to nominate itself for the chairmanship in 2019.",
        max_length = 20_000
    )]
    pub letter: Option<String>,
    /// Its state.
    pub status: NominationStatus,
    /// Why it was not selected; null where that was not said.
    #[schema(required = true, example = json!(null), max_length = 2_000)]
    pub reason: Option<String>,
    /// When it was selected, not selected or withdrawn; null while it is submitted.
    #[schema(required = true, example = json!(null))]
    pub decided_at: Option<Instant>,
    /// The chair term that came from it; null unless it was selected.
    #[schema(required = true, example = json!(null))]
    pub chair_term_id: Option<Id>,
    /// When it was submitted.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub updated_at: Instant,
}

/// A nominee.
#[derive(Debug, Serialize, ToSchema)]
pub struct NomineeView {
    /// The member, under its name on the first day of the term.
    pub member: MemberSummary,
    /// When it consented; null as long as it has not.
    #[schema(required = true, example = "2018-03-01T09:00:00Z")]
    pub consented_at: Option<Instant>,
}

impl From<Full> for ChairmanshipNominationView {
    fn from(full: Full) -> Self {
        let Full {
            nomination,
            nominees,
            term_id,
        } = full;
        let nominee = |nominee: FullNominee| NomineeView {
            member: MemberSummary::on(nomination.starts_on, &nominee.member),
            consented_at: nominee.consented_at,
        };
        Self {
            id: nomination.id,
            submitted_by: nomination.submitted_by,
            nominees: nominees.into_iter().map(nominee).collect(),
            starts_on: nomination.starts_on,
            ends_on: nomination.ends_on,
            theme: nomination.theme,
            letter: nomination.letter,
            status: nomination.status,
            reason: nomination.reason,
            decided_at: nomination.decided_at,
            chair_term_id: term_id,
            created_at: nomination.created_at,
            updated_at: nomination.updated_at,
        }
    }
}

/// A nomination of one's own member, alone or together with others.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "check_new"))]
#[schema(example = json!({
    "nominees": ["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a31"],
    "starts_on": "2019-01-01",
    "ends_on": "2019-12-31",
    "theme": {"en": "Women as agents of prevention"},
    "letter": "Namibia has the honour to nominate itself for the chairmanship in 2019."
}))]
pub struct NewChairmanshipNomination {
    /// The ids of the members that stand for the chair, in their order: your own, and those that stand
    /// together with it.
    #[schema(example = json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"]), min_items = 1, max_items = 10)]
    pub nominees: Vec<Id>,
    /// The first day of the term, which has not begun.
    #[schema(example = "2019-01-01", format = "date", max_length = 10)]
    pub starts_on: NaiveDate,
    /// The last day of the term. A term lasts ten years at the most.
    #[schema(example = "2019-12-31", format = "date", max_length = 10)]
    pub ends_on: NaiveDate,
    /// The theme that the nominees propose, by language.
    pub theme: Option<Localized>,
    /// The letter of the nominees, as text.
    #[schema(
        example = "Namibia has the honour to nominate itself for the chairmanship in 2019.",
        min_length = 1,
        max_length = 20_000
    )]
    pub letter: Option<String>,
}

fn check_new(new: &NewChairmanshipNomination) -> Result<(), ValidationError> {
    each_once("/nominees", &new.nominees)?;
    check_days(new.starts_on, new.ends_on)?;
    check_text("/theme", new.theme.as_ref())
}

/// A change of a nomination; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "check_change"))]
#[schema(example = json!({"theme": {"en": "Women as agents of prevention"}}))]
#[allow(clippy::option_option)] // what is absent, null, or given
pub struct ChairmanshipNominationChange {
    /// The theme that the nominees propose, by language; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Localized>)]
    pub theme: Option<Option<Localized>>,
    /// The letter of the nominees, as text; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(
        value_type = Option<String>,
        example = "Namibia has the honour to nominate itself for the chairmanship in 2019.",
        min_length = 1,
        max_length = 20_000
    )]
    pub letter: Option<Option<String>>,
}

fn check_change(change: &ChairmanshipNominationChange) -> Result<(), ValidationError> {
    check_text("/theme", change.theme.iter().flatten().next())
}

/// That a nomination was not selected.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NominationDecline {
    /// Why, if that is to stand on record. All members can read it.
    #[schema(
        example = "Another nomination was selected for this term.",
        min_length = 1,
        max_length = 2_000
    )]
    pub reason: Option<String>,
}

sorts! {
    /// The order of the list of nominations.
    pub NominationSort = "-created_at", from "created_at", "starts_on"
}

/// Filters of the list of nominations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NominationFilters {
    /// Only nominations in this state.
    #[param(inline, example = "submitted")]
    pub status: Option<NominationStatus>,
    /// Only nominations that name this member as a nominee.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    _sort: Option<NominationSort>,
}
