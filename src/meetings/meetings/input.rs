//! What comes in about meetings.

use super::model::{
    DatePrecision, Full, Meeting, MeetingFormat, MeetingKind, MeetingStatus, MeetingVisibility,
};
use super::rules::local_year;
use crate::db::stored::words;
use crate::db::{Id, Instant, Localized};
use crate::http::{LocalizedChange, LocalizedTitle, LocalizedTitleChange};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// A meeting to plan, or, with `record`, one to put on record.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "annual",
    "format": "in_person",
    "title": {"en": "Annual meeting 2018", "fr": "Réunion annuelle 2018"},
    "description": {"en": "Building alliances to advance the women, peace and security agenda."},
    "starts_at": "2018-09-24T07:00:00Z",
    "ends_at": "2018-09-25T16:00:00Z",
    "time_zone": "Europe/Berlin",
    "city": "Berlin",
    "country": "DEU",
    "host_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c",
    "visibility": "public"
}))]
pub struct NewMeeting {
    /// What it is. The founding meeting is on record and is not planned again.
    #[schema(example = "annual")]
    pub kind: MeetingKind,
    /// How people meet. With a place, `city` and `country` are required.
    #[schema(example = "in_person")]
    pub format: MeetingFormat,
    /// Its title by language.
    #[schema(value_type = LocalizedTitle, example = json!({"en": "Annual meeting 2018", "fr": "Réunion annuelle 2018"}))]
    pub title: Localized,
    /// What it is about, by language.
    #[schema(example = json!({"en": "Building alliances to advance the women, peace and security agenda."}))]
    pub description: Option<Localized>,
    /// Its beginning.
    #[schema(example = "2018-09-24T07:00:00Z")]
    pub starts_at: Instant,
    /// Its end, 31 days after its beginning at the latest.
    #[schema(example = "2018-09-25T16:00:00Z")]
    pub ends_at: Instant,
    /// The time zone of its place, by its IANA name; it decides to which year the meeting belongs.
    #[schema(example = "Europe/Berlin", min_length = 1, max_length = 60)]
    pub time_zone: String,
    /// The city, as it is called in English.
    #[schema(example = "Berlin", min_length = 1, max_length = 200)]
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-3.
    #[schema(example = "DEU", min_length = 3, max_length = 3)]
    pub country: Option<String>,
    /// The member that hosts it. An annual meeting needs one, and it is a State.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub host_id: Option<Id>,
    /// Why the host of an annual meeting is not the incumbent Chair.
    #[schema(example = json!(null), min_length = 1, max_length = 1000)]
    pub host_reason: Option<String>,
    /// The member that organizes it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub organizer_id: Option<Id>,
    /// The members that sponsor it together.
    #[serde(default)]
    #[schema(max_items = 100, example = json!([]))]
    pub co_sponsor_ids: Vec<Id>,
    /// The meeting that it follows up; required for a follow-up.
    #[schema(example = json!(null))]
    pub follow_up_of_id: Option<Id>,
    /// Who may see it and its agenda. When left out: `public` for an annual meeting and for the follow-up of a public
    /// one, `network` for any other.
    #[schema(example = "public")]
    pub visibility: Option<MeetingVisibility>,
    /// For a meeting that the service did not see: what became of it, and where that is known from. The secretariat's
    /// only. Leave it out to plan a meeting.
    #[schema(example = json!(null))]
    pub record: Option<MeetingRecord>,
}

/// What became of a meeting that the service did not see.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MeetingRecord {
    /// Whether it was held or cancelled.
    #[schema(example = "held")]
    pub status: MeetingOutcome,
    /// Where this is known from.
    #[schema(
        example = "Report of the annual meeting, Alicante 2017",
        min_length = 1,
        max_length = 500
    )]
    pub source: String,
    /// Why it was cancelled, as far as it is known.
    #[schema(example = json!(null), min_length = 1, max_length = 1000)]
    pub reason: Option<String>,
    /// How exactly its time is known; `minute` when left out.
    #[schema(example = "day")]
    pub date_precision: Option<DatePrecision>,
}

words! {
    /// What became of a meeting.
    pub enum MeetingOutcome {
        /// It has taken place.
        Held = "held",
        /// It has not.
        Cancelled = "cancelled",
    }
}

impl NewMeeting {
    /// The meeting as it is to be stored, for whom it is said to be.
    pub fn to_row(&self, visibility: MeetingVisibility, now: Instant) -> Full {
        let record = self.record.as_ref();
        let meeting = Meeting {
            id: Id::new(),
            kind: self.kind,
            format: Some(self.format),
            title: self.title.clone(),
            description: self.description.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            date_precision: record
                .and_then(|record| record.date_precision)
                .unwrap_or(DatePrecision::Minute),
            time_zone: self.time_zone.clone(),
            year: local_year(self.starts_at, &self.time_zone),
            city: self.city.clone(),
            country: self.country.as_deref().map(str::to_uppercase),
            host_id: self.host_id,
            host_reason: self.host_reason.clone(),
            organizer_id: self.organizer_id,
            follow_up_of_id: self.follow_up_of_id,
            visibility,
            status: match record.map(|record| record.status) {
                None => MeetingStatus::Planned,
                Some(MeetingOutcome::Held) => MeetingStatus::Held,
                Some(MeetingOutcome::Cancelled) => MeetingStatus::Cancelled,
            },
            status_reason: record.and_then(|record| record.reason.clone()),
            source: record.map(|record| record.source.clone()),
            version: 1,
            created_at: now,
            updated_at: now,
        };
        Full {
            meeting,
            co_sponsor_ids: self.co_sponsor_ids.clone(),
        }
    }
}

/// A change of a meeting that is planned or confirmed; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
#[schema(example = json!({
    "title": {"es": "Reunión anual 2018"},
    "host_reason": null,
    "co_sponsor_ids": ["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"]
}))]
pub struct MeetingChange {
    /// What it is.
    #[schema(example = "annual", nullable = false)]
    pub kind: Option<MeetingKind>,
    /// How people meet.
    #[schema(example = "hybrid", nullable = false)]
    pub format: Option<MeetingFormat>,
    /// Its title, by language.
    #[schema(value_type = Option<LocalizedTitleChange>, nullable = false, example = json!({"es": "Reunión anual 2018"}))]
    pub title: Option<LocalizedChange>,
    /// What it is about, by language; null for nothing.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<LocalizedChange>, example = json!({"en": "Building alliances."}))]
    pub description: Option<Option<LocalizedChange>>,
    /// Its beginning; a meeting is not moved into the past.
    #[schema(example = "2018-09-24T07:00:00Z", nullable = false)]
    pub starts_at: Option<Instant>,
    /// Its end.
    #[schema(example = "2018-09-25T16:00:00Z", nullable = false)]
    pub ends_at: Option<Instant>,
    /// The time zone of its place, by its IANA name.
    #[schema(example = "Europe/Berlin", min_length = 1, max_length = 60, nullable = false)]
    pub time_zone: Option<String>,
    /// The city; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "Berlin", min_length = 1, max_length = 200)]
    pub city: Option<Option<String>>,
    /// The country, ISO 3166-1 alpha-3; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "DEU", min_length = 3, max_length = 3)]
    pub country: Option<Option<String>>,
    /// The member that hosts it; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Id>, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub host_id: Option<Option<Id>>,
    /// Why the host of an annual meeting is not the incumbent Chair; null for nothing.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<String>, example = "Namibia and Germany changed places.", min_length = 1, max_length = 1000)]
    pub host_reason: Option<Option<String>>,
    /// The member that organizes it; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Id>, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub organizer_id: Option<Option<Id>>,
    /// The members that sponsor it together: the whole list.
    #[schema(max_items = 100, nullable = false, example = json!(["0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"]))]
    pub co_sponsor_ids: Option<Vec<Id>>,
    /// The meeting that it follows up; null for none.
    #[serde(default, deserialize_with = "crate::http::given")]
    #[schema(value_type = Option<Id>, example = json!(null))]
    pub follow_up_of_id: Option<Option<Id>>,
    /// Who may see it and its agenda.
    #[schema(example = "public", nullable = false)]
    pub visibility: Option<MeetingVisibility>,
}

impl MeetingChange {
    /// The meeting after the change.
    pub fn applied_to(&self, full: Full) -> Full {
        let Full {
            meeting: old,
            co_sponsor_ids,
        } = full;
        let title = match &self.title {
            Some(change) => change.applied_to(old.title),
            None => old.title,
        };
        let description = match &self.description {
            None => old.description,
            Some(None) => None,
            Some(Some(change)) => Some(change.applied_to(old.description.unwrap_or_default())),
        };
        let mut meeting = Meeting {
            kind: self.kind.unwrap_or(old.kind),
            format: self.format.or(old.format),
            title,
            description,
            starts_at: self.starts_at.unwrap_or(old.starts_at),
            ends_at: self.ends_at.unwrap_or(old.ends_at),
            time_zone: self.time_zone.clone().unwrap_or(old.time_zone),
            city: self.city.clone().unwrap_or(old.city),
            country: match &self.country {
                None => old.country,
                Some(code) => code.as_deref().map(str::to_uppercase),
            },
            host_id: self.host_id.unwrap_or(old.host_id),
            host_reason: self.host_reason.clone().unwrap_or(old.host_reason),
            organizer_id: self.organizer_id.unwrap_or(old.organizer_id),
            follow_up_of_id: self.follow_up_of_id.unwrap_or(old.follow_up_of_id),
            visibility: self.visibility.unwrap_or(old.visibility),
            ..old
        };
        meeting.year = local_year(meeting.starts_at, &meeting.time_zone);
        Full {
            meeting,
            co_sponsor_ids: self.co_sponsor_ids.clone().unwrap_or(co_sponsor_ids),
        }
    }
}

/// Why a meeting does not take place.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MeetingCancellation {
    /// The reason, shown to whoever sees the meeting.
    #[schema(
        example = "The host postponed it to the next year.",
        min_length = 1,
        max_length = 1000
    )]
    pub reason: String,
}
