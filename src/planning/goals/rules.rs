//! What may become of a goal when.

use super::model::{Goal, GoalStatus};
use crate::db::Instant;
use crate::error::Problem;
use crate::guidelines::clauses;

impl Goal {
    /// Only an open goal changes: what was reached or given up stays as it was.
    ///
    /// # Errors
    /// 409.
    pub fn require_open(&self) -> Result<(), Problem> {
        let detail = match self.status {
            GoalStatus::Open => return Ok(()),
            GoalStatus::Fulfilled => "The goal is fulfilled and no longer changes. Set a new one.",
            GoalStatus::Dropped => "The goal was dropped and no longer changes. Set a new one.",
        };
        Err(Problem::conflict(detail).citing(clauses::TROIKA_TIMELINES.id))
    }

    /// Open → fulfilled. Whether it is follows from no count of its actions: a person says so.
    ///
    /// # Errors
    /// 409.
    pub fn fulfil(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_open()?;
        self.status = GoalStatus::Fulfilled;
        self.closed_at = Some(now);
        Ok(())
    }

    /// Open → dropped.
    ///
    /// # Errors
    /// 409.
    pub fn give_up(&mut self, reason: &str, now: Instant) -> Result<(), Problem> {
        self.require_open()?;
        self.status = GoalStatus::Dropped;
        self.status_reason = Some(reason.to_owned());
        self.closed_at = Some(now);
        Ok(())
    }
}
