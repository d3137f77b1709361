//! What else goes in and out about participations.

use crate::db::Id;
use crate::http::sorts;
use crate::partnership::ParticipationMode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

sorts! {
    /// The order of participations.
    pub ParticipationSort = "created_at", from "created_at"
}

/// Filters of the list of participations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ParticipationFilters {
    /// Only partners that take part in this way.
    #[param(inline, example = "spoke")]
    pub mode: Option<ParticipationMode>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<ParticipationSort>,
}

/// The people of partners at a meeting who agreed to be shown to members.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerAttendeeList {
    /// The people.
    #[schema(max_items = 10_000)]
    pub data: Vec<PartnerAttendeeView>,
}

/// A person of a partner who agreed to be shown to members at a meeting.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ShownPartnerAttendee)]
pub struct PartnerAttendeeView {
    /// The person.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub person_id: Id,
    /// The partner.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub partner_id: Id,
    /// The participation that names the person.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub participation_id: Id,
    /// The name.
    #[schema(example = "Amina Haddad", max_length = 200)]
    pub name: String,
    /// What the person does for the partner; null when nobody said.
    #[schema(required = true, example = "Director", max_length = 200)]
    pub role: Option<String>,
}
