//! The soft rules on meetings: what is accepted, and warned about.

use super::model::{Meeting, MeetingKind, MeetingStatus, Surroundings, Yearly};
use super::rules::local_day;
use crate::guidelines::clauses;
use crate::http::{Warning, fold};

/// Whether a place is New York, which the guidelines name for the follow-up.
pub fn is_new_york(city: Option<&str>, country: Option<&str>) -> bool {
    country == Some("USA") && city.is_some_and(|city| fold(city.trim()) == "new york")
}

impl Surroundings {
    /// The soft rules that a meeting departs from; a cancelled one departs from none.
    pub fn warnings(&self, meeting: &Meeting) -> Vec<Warning> {
        if meeting.status == MeetingStatus::Cancelled {
            return Vec::new();
        }
        match meeting.kind {
            MeetingKind::Annual => [
                self.second_of_the_year(meeting),
                self.other_host(meeting),
                self.no_follow_up(meeting),
            ]
            .into_iter()
            .flatten()
            .collect(),
            MeetingKind::FollowUp => elsewhere(meeting).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn of_year(&self, kind: MeetingKind, year: i32) -> impl Iterator<Item = &Yearly> {
        self.yearly
            .iter()
            .filter(move |other| other.kind == kind && other.year == year)
    }

    /// Clause `meeting.annual`: "once a year".
    fn second_of_the_year(&self, meeting: &Meeting) -> Option<Warning> {
        let mut others = self.of_year(MeetingKind::Annual, meeting.year);
        others.any(|other| other.id != meeting.id).then(|| {
            let year = meeting.year;
            Warning::new(clauses::MEETING_ANNUAL.id,
                format!("The Network meets once a year, and {year} has another annual meeting. Cancel one of them, or make it of another kind."),
            )
        })
    }

    /// Clause `meeting.host`: "generally being hosted by the incumbent Chair".
    fn other_host(&self, meeting: &Meeting) -> Option<Warning> {
        let day = local_day(meeting.starts_at, &meeting.time_zone);
        let mut chairs = self
            .chairs
            .iter()
            .filter(|chair| chair.starts_on <= day && day <= chair.ends_on)
            .peekable();
        let vacant = chairs.peek().is_none();
        if chairs.any(|chair| Some(chair.member_id) == meeting.host_id) {
            return None;
        }
        let fact = if vacant {
            format!("No Chair is on record for {day}, so the host is another than the incumbent Chair.")
        } else {
            format!("The host is not the incumbent Chair on {day}.")
        };
        let advice = match meeting.host_reason {
            None => " Record the reason in `host_reason`.",
            Some(_) => " `host_reason` says why.",
        };
        Some(Warning::new(clauses::MEETING_HOST.id, fact + advice))
    }

    /// Clause `meeting.follow-up`: "at least one additional follow-up meeting in New York".
    fn no_follow_up(&self, meeting: &Meeting) -> Option<Warning> {
        let mut follow_ups = self.of_year(MeetingKind::FollowUp, meeting.year);
        let any = follow_ups.any(|other| is_new_york(other.city.as_deref(), other.country.as_deref()));
        (!any).then(|| {
            let year = meeting.year;
            Warning::new(clauses::MEETING_FOLLOW_UP.id,
                format!("There is no follow-up meeting in New York in {year}. Plan one: kind `follow_up`, city New York, country USA."),
            )
        })
    }
}

/// Clause `meeting.follow-up`, for the follow-up itself.
fn elsewhere(meeting: &Meeting) -> Option<Warning> {
    (!is_new_york(meeting.city.as_deref(), meeting.country.as_deref())).then(|| {
        Warning::new(
            clauses::MEETING_FOLLOW_UP.id,
            "This follow-up is not in New York; the guidelines ask for at least one a year that is.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_york_is_a_city_in_the_united_states() {
        assert!(is_new_york(Some("New York"), Some("USA")));
        assert!(is_new_york(Some(" new york "), Some("USA")));
        assert!(!is_new_york(Some("New York"), Some("GBR")));
        assert!(!is_new_york(Some("York"), Some("USA")));
        assert!(!is_new_york(None, Some("USA")));
        assert!(!is_new_york(Some("New York"), None));
    }
}
