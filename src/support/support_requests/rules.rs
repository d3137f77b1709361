//! Who sees a support request, and what may become of it when.

use super::model::{SupportRequest, SupportStatus};
use crate::auth::Caller;
use crate::db::{Instant, Localized, MultiBackend};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::schema::support_requests as table;
use diesel::prelude::*;

/// What a list begins with: one's own; for the secretariat, all.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let all = table::table.into_boxed();
    match caller.member() {
        Some(member) => all.filter(table::member_id.eq(member)),
        None => all,
    }
}

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::SECRETARIAT_SUPPORT.id)
}

impl SupportRequest {
    /// Only an open request changes: later the secretariat works on what it has read.
    ///
    /// # Errors
    /// 409.
    pub fn require_open(&self) -> Result<(), Problem> {
        match self.status {
            SupportStatus::Open => Ok(()),
            SupportStatus::InProgress => Err(refused("The secretariat has taken the request up already.")),
            SupportStatus::Resolved => Err(refused("The request is resolved already. Submit a new one.")),
        }
    }

    /// Open → in progress.
    ///
    /// # Errors
    /// 409.
    pub fn take_up(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_open()?;
        self.status = SupportStatus::InProgress;
        self.taken_up_at = Some(now);
        Ok(())
    }

    /// In progress → resolved.
    ///
    /// # Errors
    /// 409.
    pub fn resolve(&mut self, answer: Localized, now: Instant) -> Result<(), Problem> {
        match self.status {
            SupportStatus::InProgress => {
                self.status = SupportStatus::Resolved;
                self.answer = Some(answer);
                self.resolved_at = Some(now);
                Ok(())
            }
            SupportStatus::Open => Err(refused("Nobody has taken the request up. Take it up first.")),
            SupportStatus::Resolved => Err(refused("The request is resolved already.")),
        }
    }
}
