//! When a focal point serves, and when its data is stale.

use super::model::{FocalPoint, FocalPointStatus, Ministry};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::http::ERASED;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// Days after which contact data has to be confirmed again: a year (clause `focal-point.contact`).
pub const CONFIRMED_DAYS: u64 = 365;

impl FocalPoint {
    /// Ended when the term was over before the day, or the person was erased.
    pub fn status_on(&self, day: NaiveDate) -> FocalPointStatus {
        if self.name == ERASED || self.ends_on.is_some_and(|end| end < day) {
            FocalPointStatus::Ended
        } else {
            FocalPointStatus::Active
        }
    }

    /// Whether the data of an active focal point was last confirmed over a year ago.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        self.status_on(now.date_naive()) == FocalPointStatus::Active
            && self.confirmed_at.0 < stale_before(now)
    }

    /// Refuses a change of one that has ended.
    ///
    /// # Errors
    /// 409.
    pub fn require_active(&self, today: NaiveDate) -> Result<(), Problem> {
        if self.status_on(today) == FocalPointStatus::Active {
            return Ok(());
        }
        Err(Problem::conflict("The focal point has ended; assign a new one.")
            .citing(clauses::MEMBERSHIP_FOCAL_POINT.id))
    }
}

/// Data confirmed before this moment is stale.
pub fn stale_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_sub_days(Days::new(CONFIRMED_DAYS))
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// The ministry on a day.
pub fn ministry_on(day: NaiveDate, ministries: &[Ministry]) -> Option<&str> {
    let held = ministries.iter().filter(|ministry| ministry.starts_on <= day);
    held.max_by_key(|ministry| ministry.starts_on)
        .map(|ministry| ministry.ministry.as_str())
}
