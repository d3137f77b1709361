//! The clock: every "now" and "today" of the service comes from here, so that tests can let a year pass.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use std::sync::Arc;
use tokio::sync::watch;

/// A source of the present moment: the system's, or one whose hands a test moves.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Hands(Arc<watch::Sender<DateTime<Utc>>>),
}

impl Clock {
    /// The system's clock, in UTC.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at `start` until [`Clock::set`] moves it.
    pub fn standing_at(start: DateTime<Utc>) -> Self {
        Self(Source::Hands(Arc::new(watch::Sender::new(start))))
    }

    /// Moves the hands of a standing clock and of all its clones; the system's clock is not ours to move.
    pub fn set(&self, moment: DateTime<Utc>) {
        if let Source::Hands(hands) = &self.0 {
            hands.send_replace(moment);
        }
    }

    /// The present moment in UTC, cut to microseconds: what `PostgreSQL` can store, so that an answer equals what is read back.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System => Utc::now().trunc_subsecs(6),
            Source::Hands(hands) => hands.borrow().trunc_subsecs(6),
        }
    }

    /// Waits until a standing clock shows another moment than `seen`: whoever waits for a moment to come has to look
    /// again. The system's clock is not moved.
    pub async fn moved(&self, seen: DateTime<Utc>) {
        match &self.0 {
            Source::System => std::future::pending().await,
            Source::Hands(hands) => {
                let mut hands = hands.subscribe();
                // It cannot have ended: this clock holds it.
                let _ = hands.wait_for(|moment| moment.trunc_subsecs(6) != seen).await;
            }
        }
    }

    /// The present day in UTC: chair terms and membership periods begin and end with it.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}
