//! The clock: every "now" and "today" of the service comes from here, so that tests can let a year pass.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A source of the present moment: the system's, or one whose hands a test moves.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Hands(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock, in UTC.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at `start` until [`Clock::set`] moves it.
    pub fn standing_at(start: DateTime<Utc>) -> Self {
        Self(Source::Hands(Arc::new(AtomicI64::new(start.timestamp_micros()))))
    }

    /// Moves the hands of a standing clock and of all its clones; the system's clock is not ours to move.
    pub fn set(&self, moment: DateTime<Utc>) {
        if let Source::Hands(hands) = &self.0 {
            hands.store(moment.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// The present moment in UTC, cut to microseconds: what `PostgreSQL` can store, so that an answer equals what is read back.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System => Utc::now().trunc_subsecs(6),
            Source::Hands(hands) => {
                DateTime::from_timestamp_micros(hands.load(Ordering::SeqCst)).unwrap_or(DateTime::UNIX_EPOCH)
            }
        }
    }

    /// The present day in UTC: chair terms and membership periods begin and end with it.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}
