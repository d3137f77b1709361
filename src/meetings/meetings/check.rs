//! The hard rules on what a meeting says (clause `meeting.annual`).

use super::model::{Full, Meeting, MeetingFormat, MeetingKind};
use super::rules::local_day;
use crate::db::{Id, Localized};
use crate::error::{FieldError, Kind, Problem};
use crate::guidelines::clauses;
use crate::http::check_localized;
use crate::membership::members::MemberKind;
use crate::membership::members::model::{Full as Member, MemberStatus};
use crate::membership::members::rules::status_on;
use chrono::{DateTime, Datelike, Duration, Utc};
use chrono_tz::Tz;
use std::borrow::Cow;

/// Days for which a meeting may last.
const LONGEST: i64 = 31;

/// Languages in which a text may stand.
const MOST_LANGUAGES: usize = 30;

/// The years in which a meeting may be.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What a meeting names, as the database has it.
#[derive(Debug, Default)]
pub struct Named {
    /// The members that it names, as far as there are such.
    pub members: Vec<Member>,
    /// The meeting that it follows up, the one that that one follows up, and so on.
    pub line: Vec<Meeting>,
}

/// What is asked about the time of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// It has to lie ahead.
    Ahead,
    /// A meeting that was held has begun.
    Begun,
    /// Anything goes.
    Any,
}

/// Passes a meeting that keeps all hard rules.
///
/// # Errors
/// 422 with every fault, citing `meeting.annual` where the host is one.
pub fn check(full: &Full, named: &Named, timing: Timing, now: DateTime<Utc>) -> Result<(), Problem> {
    let meeting = &full.meeting;
    let mut faults = Faults::default();
    faults.of_text("/title", &meeting.title);
    if let Some(description) = &meeting.description {
        faults.of_text("/description", description);
    }
    faults.of_time(meeting, timing, now);
    faults.of_place(meeting);
    faults.of_host(meeting, &named.members);
    faults.of_others(full, &named.members);
    faults.of_series(meeting, &named.line);
    faults.into_result()
}

#[derive(Default)]
struct Faults {
    errors: Vec<FieldError>,
    clause: Option<&'static str>,
}

impl Faults {
    fn add(&mut self, pointer: impl Into<String>, code: &'static str, detail: impl Into<Cow<'static, str>>) {
        self.errors.push(FieldError {
            pointer: pointer.into(),
            code,
            detail: detail.into(),
        });
    }

    fn into_result(self) -> Result<(), Problem> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(Problem {
            clause: self.clause,
            ..Problem::of_fields(Kind::InvalidContent, self.errors)
        })
    }

    fn of_text(&mut self, pointer: &str, text: &Localized) {
        if text.0.is_empty() {
            self.add(pointer, "required", "Leave the text in one language at least.");
        }
        if text.0.len() > MOST_LANGUAGES {
            self.add(
                pointer,
                "too_many",
                format!("Give at most {MOST_LANGUAGES} languages."),
            );
        }
        if let Err(error) = check_localized(&text.0) {
            self.add(pointer, "language", error.message.unwrap_or_default());
        }
    }

    fn of_time(&mut self, meeting: &Meeting, timing: Timing, now: DateTime<Utc>) {
        let (start, end) = (meeting.starts_at.0, meeting.ends_at.0);
        if !YEARS.contains(&start.year()) {
            self.add(
                "/starts_at",
                "out_of_range",
                "Give a time of the years 1900 to 2200.",
            );
        } else if timing == Timing::Ahead && start < now {
            self.add(
                "/starts_at",
                "past",
                "A meeting is planned for a time to come; the secretariat records a past one, with `record`.",
            );
        } else if timing == Timing::Begun && start > now {
            self.add(
                "/starts_at",
                "future",
                "It has not begun, so it was not held; plan it instead.",
            );
        }
        if end < start {
            self.add("/ends_at", "too_early", "A meeting ends after it has begun.");
        } else if end - start > Duration::days(LONGEST) {
            self.add(
                "/ends_at",
                "too_late",
                format!("A meeting lasts {LONGEST} days at the most."),
            );
        }
        if meeting.time_zone.parse::<Tz>().is_err() {
            self.add(
                "/time_zone",
                "unknown",
                "Use the IANA name of a time zone, such as Europe/Berlin.",
            );
        }
    }

    fn of_place(&mut self, meeting: &Meeting) {
        if let Some(country) = &meeting.country
            && rust_iso3166::from_alpha3(country).is_none()
        {
            self.add(
                "/country",
                "unknown",
                "Use the ISO 3166-1 alpha-3 code of a country, such as DEU.",
            );
        }
        if matches!(meeting.format, None | Some(MeetingFormat::Virtual)) {
            return;
        }
        let place = "People meet at a place: name its city and its country.";
        if meeting.city.is_none() {
            self.add("/city", "required", place);
        }
        if meeting.country.is_none() {
            self.add("/country", "required", place);
        }
    }

    /// Clause `meeting.annual`: "in one of its member States".
    fn of_host(&mut self, meeting: &Meeting, members: &[Member]) {
        let host = meeting.host_id.map(|id| find(members, id));
        let annual = meeting.kind == MeetingKind::Annual;
        let day = local_day(meeting.starts_at, &meeting.time_zone);
        let (code, detail) = match host {
            Some(None) => return self.add("/host_id", "unknown", "There is no such member."),
            _ if !annual => return,
            None => (
                "required",
                "An annual meeting is in one of the member States: name its host.",
            ),
            Some(Some(host)) if host.member.kind != MemberKind::MemberState => (
                "not_a_state",
                "The host of an annual meeting is a State; name a member State.",
            ),
            Some(Some(host)) if status_on(day, &host.periods) != MemberStatus::Active => (
                "not_a_member",
                "The host of an annual meeting is in the Network on that day. If it was, record its membership \
                 period first.",
            ),
            Some(Some(_)) => return,
        };
        self.clause = Some(clauses::MEETING_ANNUAL.id);
        self.add("/host_id", code, detail);
    }

    fn of_others(&mut self, full: &Full, members: &[Member]) {
        let organizer = full.meeting.organizer_id;
        if organizer.is_some_and(|id| find(members, id).is_none()) {
            self.add("/organizer_id", "unknown", "There is no such member.");
        }
        for (index, id) in full.co_sponsor_ids.iter().enumerate() {
            let pointer = format!("/co_sponsor_ids/{index}");
            if find(members, *id).is_none() {
                self.add(pointer, "unknown", "There is no such member.");
            } else if full
                .co_sponsor_ids
                .iter()
                .take(index)
                .any(|earlier| earlier == id)
            {
                self.add(pointer, "repeated", "Name each co-sponsor only once.");
            }
        }
    }

    fn of_series(&mut self, meeting: &Meeting, line: &[Meeting]) {
        match (meeting.kind, meeting.follow_up_of_id, line.first()) {
            (MeetingKind::Founding, ..) => {
                self.add(
                    "/kind",
                    "not_allowed",
                    "The Network was founded once, and that meeting is on record.",
                );
            }
            (MeetingKind::FollowUp, None, _) => {
                self.add(
                    "/follow_up_of_id",
                    "required",
                    "Name the meeting that this one follows up.",
                );
            }
            (_, Some(_), None) => self.add("/follow_up_of_id", "unknown", "There is no such meeting."),
            (_, Some(_), Some(_)) if line.iter().any(|earlier| earlier.id == meeting.id) => {
                let detail = "A meeting does not follow up itself, nor one of its own follow-ups.";
                self.add("/follow_up_of_id", "circle", detail);
            }
            (_, Some(_), Some(followed)) if followed.visibility > meeting.visibility => {
                let detail = "The meeting that it follows up is for the Network; so is this one.";
                self.add("/visibility", "not_allowed", detail);
            }
            _ => {}
        }
    }
}

fn find(members: &[Member], id: Id) -> Option<&Member> {
    members.iter().find(|known| known.member.id == id)
}
