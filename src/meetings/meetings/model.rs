//! What is kept of a meeting.

use crate::db::stored::words;
use crate::db::{Id, Instant, Localized, Visibility};
use crate::schema::meetings;
use chrono::NaiveDate;
use diesel::prelude::*;

words! {
    /// What a meeting is.
    pub enum MeetingKind {
        /// The annual meeting of the Network.
        Annual = "annual",
        /// A meeting on a theme.
        Thematic = "thematic",
        /// A follow-up of another meeting, in New York as a rule.
        FollowUp = "follow_up",
        /// Beside an event of others.
        SideEvent = "side_event",
        /// The troika with the secretariat.
        Troika = "troika",
        /// The meeting that founded the Network, in 2016.
        Founding = "founding",
    }
}

words! {
    /// How people meet.
    pub enum MeetingFormat {
        /// At a place.
        InPerson = "in_person",
        /// Online only.
        Virtual = "virtual",
        /// At a place and online.
        Hybrid = "hybrid",
    }
}

words! {
    /// How exactly the time of a meeting is known.
    pub enum DatePrecision {
        /// To the minute.
        Minute = "minute",
        /// Its days, not its hours.
        Day = "day",
        /// Its month, not its days.
        Month = "month",
    }
}

words! {
    /// The state of a meeting.
    pub enum MeetingStatus {
        /// May still change.
        Planned = "planned",
        /// Its place and time stand.
        Confirmed = "confirmed",
        /// Has taken place.
        Held = "held",
        /// Does not take place.
        Cancelled = "cancelled",
    }
}

words! {
    /// Who may see a meeting and its agenda.
    pub enum MeetingVisibility {
        /// Anyone.
        Public = "public",
        /// Members of the Network and the secretariat.
        Network = "network",
    }
}

impl From<MeetingVisibility> for Visibility {
    fn from(visibility: MeetingVisibility) -> Self {
        match visibility {
            MeetingVisibility::Public => Self::Public,
            MeetingVisibility::Network => Self::Network,
        }
    }
}

/// A row of `meetings`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = meetings, treat_none_as_null = true)]
pub struct Meeting {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: MeetingKind,
    /// How people meet; none where the source of a past meeting does not state it.
    pub format: Option<MeetingFormat>,
    /// Its title.
    pub title: Localized,
    /// What it is about.
    pub description: Option<Localized>,
    /// Its beginning.
    pub starts_at: Instant,
    /// Its end.
    pub ends_at: Instant,
    /// How exactly both are known.
    pub date_precision: DatePrecision,
    /// The time zone of its place, by its IANA name.
    pub time_zone: String,
    /// The calendar year in which it begins in its time zone.
    pub year: i32,
    /// The city.
    pub city: Option<String>,
    /// The country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The member that hosts it.
    pub host_id: Option<Id>,
    /// Why the host of an annual meeting is not the incumbent Chair.
    pub host_reason: Option<String>,
    /// The member that organizes it.
    pub organizer_id: Option<Id>,
    /// The meeting that it follows up.
    pub follow_up_of_id: Option<Id>,
    /// Who may see it.
    pub visibility: MeetingVisibility,
    /// Its state.
    pub status: MeetingStatus,
    /// Why it has this state, for a cancelled one.
    pub status_reason: Option<String>,
    /// Where a past meeting is known from.
    pub source: Option<String>,
    /// Counts its changes.
    pub version: i32,
    /// When it was planned or recorded.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A meeting with the members that sponsor it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Full {
    /// The meeting.
    pub meeting: Meeting,
    /// Its co-sponsors, in the order in which they were named.
    pub co_sponsor_ids: Vec<Id>,
}

/// What the yearly rules need of an annual or a follow-up meeting.
#[derive(Debug, Clone)]
pub struct Yearly {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: MeetingKind,
    /// The calendar year in which it begins in its time zone.
    pub year: i32,
    /// The city.
    pub city: Option<String>,
    /// The country.
    pub country: Option<String>,
}

/// A Chair, for the days of its term.
#[derive(Debug, Clone, Copy)]
pub struct Chair {
    /// The member.
    pub member_id: Id,
    /// The first day of the term.
    pub starts_on: NaiveDate,
    /// The last.
    pub ends_on: NaiveDate,
}

/// What the warnings on some meetings depend on beside the meetings themselves.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The annual and follow-up meetings of the same years that the caller may see, without the cancelled ones.
    pub yearly: Vec<Yearly>,
    /// Who chairs on their days.
    pub chairs: Vec<Chair>,
}
