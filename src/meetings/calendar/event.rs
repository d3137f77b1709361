//! A meeting as an event of a calendar.

use crate::communication::languages::{Told, told};
use crate::communication::words::words;
use crate::db::{Instant, Localized};
use crate::meetings::meetings::model::{DatePrecision, Meeting, MeetingStatus, MeetingVisibility};
use crate::meetings::meetings::rules::local_day;
use chrono::{Datelike, Days, Duration, Months, NaiveDate};
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};

/// How often who subscribes looks again.
const REFRESH: Duration = Duration::hours(1);

/// A calendar of these events. It has no METHOD: it is published, and nobody is invited by it, so `DTSTAMP` is when an event
/// last changed (RFC 5545, 3.8.7.2).
pub fn calendar(wanted: &str, events: impl IntoIterator<Item = Event>) -> Calendar {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", "-//UN-Women//WPS Network API//EN"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(property);
    }
    let name = words(wanted).network;
    calendar.append_property(Property::new("NAME", name).add_parameter("VALUE", "TEXT").done());
    calendar.append_property(("X-WR-CALNAME", name));
    calendar.ttl(&REFRESH);
    calendar.extend(events);
    calendar
}

/// A meeting as an event. Its id names it in every calendar that has it (RFC 7986, 5.3), and its version tells an older copy
/// from a newer one.
pub fn event(meeting: &Meeting, wanted: &str, public_url: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(&meeting.id.to_string())
        .sequence(u32::try_from(meeting.version - 1).unwrap_or_default())
        .timestamp(meeting.updated_at.0)
        .created(meeting.created_at.0)
        .last_modified(meeting.updated_at.0)
        .status(status(meeting.status))
        .class(class(meeting.visibility))
        .categories([meeting.kind.as_str()])
        .url(&format!("{public_url}/v1/meetings/{}", meeting.id));
    event.append_property(text("SUMMARY", &meeting.title, wanted));
    if let Some(description) = &meeting.description {
        event.append_property(text("DESCRIPTION", description, wanted));
    }
    if let Some(reason) = &meeting.status_reason {
        event.add_property("COMMENT", reason);
    }
    if let Some(place) = place(meeting) {
        event.location(&place);
    }
    if let Some(followed) = meeting.follow_up_of_id {
        event.add_property("RELATED-TO", followed.to_string());
    }
    set_time(&mut event, meeting);
    event
}

/// Times go out in UTC, which they are kept in: a calendar shows them in its owner's zone, and no rule on daylight saving time
/// has to travel with them. Where only days are known, they are those of the place, and the end is the day after the last
/// (RFC 5545, 3.6.1).
fn set_time(event: &mut Event, meeting: &Meeting) {
    let day = |moment: Instant| local_day(moment, &meeting.time_zone);
    let (first, last) = (day(meeting.starts_at), day(meeting.ends_at));
    match meeting.date_precision {
        DatePrecision::Minute => {
            event.starts(meeting.starts_at.0);
            // An end at the beginning is none.
            if meeting.ends_at > meeting.starts_at {
                event.ends(meeting.ends_at.0);
            }
        }
        DatePrecision::Day => {
            event.starts(first);
            event.ends(last.checked_add_days(Days::new(1)).unwrap_or(last));
        }
        DatePrecision::Month => {
            event.starts(first_of(first));
            let next = first_of(last).checked_add_months(Months::new(1));
            event.ends(next.unwrap_or(last));
            // It is not known on which of the days, so nobody is busy on them.
            event.add_property("TRANSP", "TRANSPARENT");
        }
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn status(status: MeetingStatus) -> EventStatus {
    match status {
        MeetingStatus::Planned => EventStatus::Tentative,
        MeetingStatus::Confirmed | MeetingStatus::Held => EventStatus::Confirmed,
        MeetingStatus::Cancelled => EventStatus::Cancelled,
    }
}

fn class(visibility: MeetingVisibility) -> Class {
    match visibility {
        MeetingVisibility::Public => Class::Public,
        MeetingVisibility::Network => Class::Private,
    }
}

/// City and country, as far as they are known.
fn place(meeting: &Meeting) -> Option<String> {
    let country = meeting
        .country
        .as_deref()
        .and_then(rust_iso3166::from_alpha3)
        .map(|country| country.name.to_owned());
    let known: Vec<String> = meeting.city.clone().into_iter().chain(country).collect();
    (!known.is_empty()).then(|| known.join(", "))
}

/// A text in the language nearest to the one wanted, or in English, or in what there is.
fn text(name: &str, text: &Localized, wanted: &str) -> Property {
    let first = text.0.keys().next().map_or("en", String::as_str);
    let original = if text.0.contains_key("en") { "en" } else { first };
    let Told { text, language } = told(text, wanted, original);
    Property::new(name, text)
        .add_parameter("LANGUAGE", &language)
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_told_in_the_language_wanted_in_english_or_in_what_there_is() {
        let title = |of: &[(&str, &str)]| {
            Localized(
                of.iter()
                    .map(|(l, t)| ((*l).to_owned(), (*t).to_owned()))
                    .collect(),
            )
        };
        let both = title(&[("de", "Treffen"), ("en", "Meeting")]);
        for (text_of, wanted, expected) in [
            (&both, "de", "Treffen"),
            (&both, "fr", "Meeting"),
            (&title(&[("fr", "Réunion"), ("es", "Reunión")]), "ar", "Reunión"),
        ] {
            assert_eq!(text("SUMMARY", text_of, wanted).value(), expected);
        }
    }
}
