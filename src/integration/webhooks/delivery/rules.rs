//! When to try again, when to rest, when to give up: pure functions. Chance comes in as a number.

use crate::db::Id;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashSet;

/// Failures in a row after which a receiver gets a rest, whatever else waits for it.
const PATIENCE: i32 = 5;

/// The longest rest that a receiver gets.
const LONGEST_REST: TimeDelta = TimeDelta::hours(1);

/// The longest pause between two attempts at one delivery.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(6);

/// The shortest range of a pause.
const SHORTEST: TimeDelta = TimeDelta::seconds(10);

/// The longest wait that a receiver may ask for with `Retry-After`.
const LONGEST_ASKED: TimeDelta = TimeDelta::days(1);

/// A delivery that waits, as far as the order goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which one.
    pub id: Id,
    /// What its event is about.
    pub resource_id: Id,
    /// When it may be tried.
    pub due: DateTime<Utc>,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This delivery, now.
    Now(Id),
    /// Something from this moment on; nothing when nothing waits.
    Later(Option<DateTime<Utc>>),
}

/// Of what waits, in the feed's order: an event is not sent before the earlier ones about the same thing are done with.
pub fn next(waiting: &[Waiting], now: DateTime<Utc>) -> Next {
    let mut seen = HashSet::new();
    let mut heads = waiting.iter().filter(|one| seen.insert(one.resource_id));
    let mut soonest: Option<DateTime<Utc>> = None;
    match heads.find(|head| {
        soonest = Some(soonest.map_or(head.due, |soonest| soonest.min(head.due)));
        head.due <= now
    }) {
        Some(head) => Next::Now(head.id),
        None => Next::Later(soonest),
    }
}

/// When a delivery is tried again that has failed so many times and is given up at `end`; `None` when that has come. Full
/// jitter over a range that doubles with each failure.
pub fn retry_at(
    failures: i32,
    end: DateTime<Utc>,
    now: DateTime<Utc>,
    asked: Option<TimeDelta>,
    chance: u64,
) -> Option<DateTime<Utc>> {
    if now >= end {
        return None;
    }
    let pause = pause(failures, LONGEST_PAUSE, chance);
    let pause = asked.map_or(pause, |asked| pause.max(asked));
    Some((now + pause).min(end))
}

/// Until when a receiver gets a rest that has failed so many times in a row.
pub fn rest_until(
    failures: i32,
    now: DateTime<Utc>,
    asked: Option<TimeDelta>,
    chance: u64,
) -> Option<DateTime<Utc>> {
    let rest = (failures >= PATIENCE).then(|| pause(failures - PATIENCE + 1, LONGEST_REST, chance));
    rest.into_iter().chain(asked).max().map(|rest| now + rest)
}

/// What a receiver asks for with `Retry-After` (RFC 9110, 10.2.3), within bounds.
pub fn asked_wait(status: Option<u16>, header: Option<&str>, now: DateTime<Utc>) -> Option<TimeDelta> {
    if !matches!(status, Some(429 | 503)) {
        return None;
    }
    let text = header?.trim();
    let wait = match text.parse::<u32>() {
        Ok(seconds) => TimeDelta::seconds(i64::from(seconds)),
        Err(_) => DateTime::parse_from_rfc2822(text).ok()?.to_utc() - now,
    };
    Some(wait.clamp(TimeDelta::seconds(1), LONGEST_ASKED))
}

/// A second and a part, by chance, of a range that doubles with each failure.
fn pause(failures: i32, longest: TimeDelta, chance: u64) -> TimeDelta {
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(0).min(16);
    let range = (SHORTEST * 2_i32.pow(doublings)).min(longest);
    TimeDelta::seconds(1) + part(range, chance)
}

/// A part of a range, by chance.
fn part(range: TimeDelta, chance: u64) -> TimeDelta {
    let most = u64::try_from(range.num_milliseconds()).unwrap_or(0);
    let part = chance.checked_rem(most).unwrap_or(0);
    TimeDelta::milliseconds(i64::try_from(part).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn waiting(resource: Id, due: i64) -> Waiting {
        Waiting {
            id: Id::new(),
            resource_id: resource,
            due: at(due),
        }
    }

    #[test]
    fn nothing_overtakes_an_earlier_event_of_its_resource() {
        let (a, b) = (Id::new(), Id::new());
        let all = [waiting(a, 60), waiting(a, 0), waiting(b, 0), waiting(b, 0)];
        assert_eq!(next(&all, at(0)), Next::Now(all[2].id));
        assert_eq!(next(&all[..2], at(0)), Next::Later(Some(at(60))));
        assert_eq!(next(&all[..2], at(60)), Next::Now(all[0].id));
        assert_eq!(next(&[], at(0)), Next::Later(None));
    }

    #[test]
    fn it_is_tried_for_the_whole_time_and_given_up_at_its_end() {
        let end = at(3 * 24 * 3600);
        for (chance, least) in [(0, 1000), (7_777_777_777_777, 20), (6 * 3_600_000 - 1, 20)] {
            let (mut now, mut failures) = (at(0), 1);
            while let Some(next) = retry_at(failures, end, now, None, chance) {
                assert!(next > now && next <= end && next - now <= LONGEST_PAUSE + TimeDelta::seconds(1));
                now = next;
                failures += 1;
            }
            assert!(failures > least, "{failures} attempts");
            assert_eq!(now, end);
        }
    }

    #[test]
    fn a_receiver_may_ask_for_a_wait_within_bounds() {
        let wait =
            |status, text: &str| asked_wait(Some(status), Some(text), at(0)).map(|wait| wait.num_seconds());
        assert_eq!(wait(429, "120"), Some(120));
        assert_eq!(wait(503, "0"), Some(1));
        assert_eq!(wait(503, "999999999"), Some(86_400));
        assert_eq!(wait(503, "Tue, 14 Nov 2023 22:14:20 GMT"), Some(60));
        assert_eq!(wait(503, "Tue, 14 Nov 2000 22:14:20 GMT"), Some(1));
        assert_eq!(wait(500, "120"), None);
        assert_eq!(wait(429, "soon"), None);
        assert_eq!(
            retry_at(1, at(1000), at(0), Some(TimeDelta::seconds(120)), 0),
            Some(at(120))
        );
    }

    #[test]
    fn a_receiver_rests_after_five_failures_in_a_row() {
        assert_eq!(rest_until(4, at(50), None, 7), None);
        for (failures, chance, longest) in [(5, 9_999, 11), (6, 19_999, 21), (1000, 3_599_999, 3601)] {
            let rest = rest_until(failures, at(0), None, chance).unwrap();
            assert!(
                rest > at(longest - 1) && rest <= at(longest),
                "{failures}: {rest}"
            );
        }
        assert_eq!(rest_until(1, at(0), Some(TimeDelta::seconds(9)), 0), Some(at(9)));
    }
}
