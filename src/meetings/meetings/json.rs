//! What goes out about meetings, and the filters of their list.

use super::model::{DatePrecision, Full, MeetingFormat, MeetingKind, MeetingStatus, MeetingVisibility};
use crate::db::{Id, Instant, Localized};
use crate::http::{LocalizedTitle, Warning, sorts};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A meeting of the Network.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b",
    "kind": "annual",
    "format": "in_person",
    "title": {"en": "Annual meeting 2018", "fr": "Réunion annuelle 2018"},
    "description": {"en": "Building alliances to advance the women, peace and security agenda."},
    "starts_at": "2018-09-24T07:00:00Z",
    "ends_at": "2018-09-25T16:00:00Z",
    "date_precision": "minute",
    "time_zone": "Europe/Berlin",
    "city": "Berlin",
    "country": "DEU",
    "host_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "host_reason": null,
    "organizer_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "co_sponsor_ids": [],
    "follow_up_of_id": null,
    "visibility": "public",
    "status": "planned",
    "status_reason": null,
    "source": null,
    "warnings": [{
        "clause": "meeting.follow-up",
        "detail": "There is no follow-up meeting in New York in 2018. Plan one: kind `follow_up`, city New York, country USA."
    }],
    "created_at": "2018-02-01T09:00:00Z",
    "updated_at": "2018-02-01T09:00:00Z"
}))]
pub struct MeetingView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// What it is.
    pub kind: MeetingKind,
    /// How people meet; null where the source of a past meeting does not state it.
    #[schema(required = true)]
    pub format: Option<MeetingFormat>,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "Annual meeting 2018", "fr": "Réunion annuelle 2018"}))]
    pub title: Localized,
    /// What it is about, by language; null when nobody said.
    #[schema(required = true, example = json!({"en": "Building alliances to advance the women, peace and security agenda."}))]
    pub description: Option<Localized>,
    /// Its beginning, UTC.
    #[schema(example = "2018-09-24T07:00:00Z")]
    pub starts_at: Instant,
    /// Its end, UTC.
    #[schema(example = "2018-09-25T16:00:00Z")]
    pub ends_at: Instant,
    /// How exactly both are known: `month` says that only their month counts.
    pub date_precision: DatePrecision,
    /// The time zone of its place, by its IANA name.
    #[schema(example = "Europe/Berlin", max_length = 60)]
    pub time_zone: String,
    /// The city; null for a virtual meeting, or where it is not known.
    #[schema(required = true, example = "Berlin", max_length = 200)]
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-3; null like the city.
    #[schema(required = true, example = "DEU", max_length = 3)]
    pub country: Option<String>,
    /// The member that hosts it; null when there is none.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub host_id: Option<Id>,
    /// Why the host of an annual meeting is not the incumbent Chair; null when it is, or nobody said.
    #[schema(required = true, example = json!(null), max_length = 1000)]
    pub host_reason: Option<String>,
    /// The member that organizes it; null when there is none.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub organizer_id: Option<Id>,
    /// The members that sponsor it together, in the order in which they were named.
    #[schema(max_items = 100, example = json!([]))]
    pub co_sponsor_ids: Vec<Id>,
    /// The meeting that it follows up; null when it follows up none.
    #[schema(required = true, example = json!(null))]
    pub follow_up_of_id: Option<Id>,
    /// Who may see it and its agenda.
    pub visibility: MeetingVisibility,
    /// Its state.
    pub status: MeetingStatus,
    /// Why it was cancelled; null otherwise.
    #[schema(required = true, example = json!(null), max_length = 1000)]
    pub status_reason: Option<String>,
    /// Where a past meeting is known from; null for one that was planned here.
    #[schema(required = true, example = json!(null), max_length = 500)]
    pub source: Option<String>,
    /// What departs from a soft rule of the guidelines, as far as the caller may see what it rests on.
    #[schema(max_items = 10)]
    pub warnings: Vec<Warning>,
    /// When it was planned or recorded.
    #[schema(example = "2018-02-01T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2018-02-01T09:00:00Z")]
    pub updated_at: Instant,
}

impl MeetingView {
    /// A meeting with what there is to warn about.
    pub fn new(full: Full, warnings: Vec<Warning>) -> Self {
        let Full {
            meeting,
            co_sponsor_ids,
        } = full;
        Self {
            id: meeting.id,
            kind: meeting.kind,
            format: meeting.format,
            title: meeting.title,
            description: meeting.description,
            starts_at: meeting.starts_at,
            ends_at: meeting.ends_at,
            date_precision: meeting.date_precision,
            time_zone: meeting.time_zone,
            city: meeting.city,
            country: meeting.country,
            host_id: meeting.host_id,
            host_reason: meeting.host_reason,
            organizer_id: meeting.organizer_id,
            co_sponsor_ids,
            follow_up_of_id: meeting.follow_up_of_id,
            visibility: meeting.visibility,
            status: meeting.status,
            status_reason: meeting.status_reason,
            source: meeting.source,
            warnings,
            created_at: meeting.created_at,
            updated_at: meeting.updated_at,
        }
    }
}

sorts! {
    /// The order of the list of meetings.
    pub MeetingSort = "starts_at", from "starts_at"
}

/// Filters of the list of meetings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MeetingFilters {
    /// Only meetings that begin in this year, at their place.
    #[param(example = 2018, minimum = 1900, maximum = 2200)]
    pub year: Option<i32>,
    /// Only meetings of this kind.
    #[param(inline, example = "annual")]
    pub kind: Option<MeetingKind>,
    /// Only meetings in this state.
    #[param(inline, example = "confirmed")]
    pub status: Option<MeetingStatus>,
    /// Only meetings that this member hosts.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub host_id: Option<Id>,
    /// Only the follow-ups of this meeting.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub follow_up_of: Option<Id>,
    /// Only meetings that begin on this day (UTC) or later.
    #[param(example = "2018-01-01", format = Date, max_length = 10)]
    pub from: Option<NaiveDate>,
    /// Only meetings that begin on this day (UTC) or earlier.
    #[param(example = "2018-12-31", format = Date, max_length = 10)]
    pub to: Option<NaiveDate>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<MeetingSort>,
}
