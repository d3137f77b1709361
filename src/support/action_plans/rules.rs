//! Who sees an action plan, when it expires, and what may become of it when.

use super::model::{ActionPlan, ActionPlanLevel, ActionPlanStatus};
use crate::auth::Caller;
use crate::db::{Instant, MultiBackend};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::http::Warning;
use crate::membership::members::MemberKind;
use crate::schema::action_plans as table;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;

/// Days before its end in which a plan is about to expire; the guidelines name no number.
pub const SOON_DAYS: u64 = 180;

type Plans = table::BoxedQuery<'static, MultiBackend>;

/// What a list begins with: drafts are their member's and the secretariat's.
pub fn visible_to(caller: &Caller) -> Plans {
    let all = table::table.into_boxed();
    if caller.is_secretariat() {
        return all;
    }
    let adopted = table::status.ne(ActionPlanStatus::Draft);
    match caller.member() {
        Some(member) => all.filter(adopted.or(table::member_id.eq(member))),
        None => all.filter(adopted),
    }
}

/// Plans in a state on a day.
pub fn in_state(plans: Plans, status: ActionPlanStatus, today: NaiveDate) -> Plans {
    match status {
        ActionPlanStatus::Adopted => plans
            .filter(table::status.eq(status))
            .filter(table::ends_on.ge(today)),
        ActionPlanStatus::Expired => alerting_before(plans, today),
        ActionPlanStatus::Draft | ActionPlanStatus::Superseded => plans.filter(table::status.eq(status)),
    }
}

/// Adopted plans without a successor whose last day is before a day.
pub fn alerting_before(plans: Plans, day: NaiveDate) -> Plans {
    plans
        .filter(table::status.eq(ActionPlanStatus::Adopted))
        .filter(table::ends_on.lt(day))
}

impl ActionPlanLevel {
    /// A State's plan is national, a regional organization's regional.
    pub fn of(kind: MemberKind) -> Self {
        match kind {
            MemberKind::MemberState => Self::National,
            MemberKind::RegionalOrganization => Self::Regional,
        }
    }
}

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::FOCUS_ACTION_PLANS.id)
}

impl ActionPlan {
    /// Its state on a day.
    pub fn status_on(&self, day: NaiveDate) -> ActionPlanStatus {
        if self.status == ActionPlanStatus::Adopted && self.ends_on < day {
            ActionPlanStatus::Expired
        } else {
            self.status
        }
    }

    /// Whether it is in force on a day and ends soon after.
    pub fn expires_soon(&self, day: NaiveDate) -> bool {
        let soon = day.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(day);
        self.status_on(day) == ActionPlanStatus::Adopted && self.ends_on <= soon
    }

    /// The alert of a day (clause `focus.action-plans`).
    pub fn alert(&self, day: NaiveDate) -> Option<Warning> {
        let detail = if self.expires_soon(day) {
            "The plan expires soon. Prepare one that succeeds it."
        } else if self.status_on(day) == ActionPlanStatus::Expired {
            "The plan has expired, and no plan has succeeded it. Adopt one that supersedes it."
        } else {
            return None;
        };
        Some(Warning::new(clauses::FOCUS_ACTION_PLANS.id, detail))
    }

    /// Only a draft changes: what was adopted stays as it was.
    ///
    /// # Errors
    /// 409.
    pub fn require_draft(&self) -> Result<(), Problem> {
        if self.status == ActionPlanStatus::Draft {
            return Ok(());
        }
        Err(refused(
            "The plan is adopted and stays as it is. Draft one that supersedes it.",
        ))
    }

    /// Draft → adopted.
    ///
    /// # Errors
    /// 409.
    pub fn adopt(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_draft()?;
        self.status = ActionPlanStatus::Adopted;
        self.adopted_at = Some(now);
        Ok(())
    }

    /// Adopted, or expired → superseded.
    ///
    /// # Errors
    /// 409.
    pub fn supersede(&mut self) -> Result<(), Problem> {
        match self.status {
            ActionPlanStatus::Adopted | ActionPlanStatus::Expired => {
                self.status = ActionPlanStatus::Superseded;
                Ok(())
            }
            ActionPlanStatus::Draft => Err(refused(
                "The plan that this one supersedes is a draft. Adopt that one first, or name none.",
            )),
            ActionPlanStatus::Superseded => Err(refused(
                "The plan that this one supersedes has been superseded by another already.",
            )),
        }
    }
}
