//! When to try again what failed: pauses that double, each cut by chance (full jitter), so that what failed together does
//! not come back together. Pure functions; chance comes in as a number.

use crate::error::Problem;
use chrono::{DateTime, TimeDelta, Utc};

/// The longest pause between two attempts.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(6);

/// The shortest range of a pause.
const SHORTEST: TimeDelta = TimeDelta::seconds(10);

/// When something is tried again that has failed so many times and is given up at `end`; `None` when that has come.
/// `asked` is the least that the other side asks for.
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

/// A second and a part, by chance, of a range that doubles with each failure.
pub fn pause(failures: i32, longest: TimeDelta, chance: u64) -> TimeDelta {
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

/// A number by chance.
///
/// # Errors
/// 500 when the system gives no randomness.
pub fn chance() -> Result<u64, Problem> {
    let mut bytes = [0; 8];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Problem::internal)?;
    Ok(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
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
    fn what_the_other_side_asks_for_is_kept() {
        assert_eq!(
            retry_at(1, at(1000), at(0), Some(TimeDelta::seconds(120)), 0),
            Some(at(120))
        );
    }
}
