//! What comes next, when to rest, how long a receiver may ask for: pure functions. Chance comes in as a number.

use crate::backoff::pause;
use crate::db::Id;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashSet;

/// Failures in a row after which a receiver gets a rest, whatever else waits for it.
const PATIENCE: i32 = 5;

/// The longest rest that a receiver gets.
const LONGEST_REST: TimeDelta = TimeDelta::hours(1);

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
