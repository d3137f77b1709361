//! Who moves an action, when it is overdue, into which terms it was carried over, and what may become of it when.

use super::model::{Action, ActionOwner};
use crate::auth::Caller;
use crate::chairmanship::terms::model::Span;
use crate::db::{Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::planning::progress::ActionStatus;
use crate::schema::{actions as table, outcome_point_actions};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

type Actions = table::BoxedQuery<'static, MultiBackend>;

/// The states in which something is still to be done.
pub const MOVING: [ActionStatus; 2] = [ActionStatus::Open, ActionStatus::InProgress];

/// Those that are overdue on a day, or those that are not.
pub fn overdue(actions: Actions, wanted: bool, today: NaiveDate) -> Actions {
    if wanted {
        return actions
            .filter(table::status.eq_any(MOVING))
            .filter(table::due_on.lt(today));
    }
    actions.filter(table::status.ne_all(MOVING).or(table::due_on.ge(today)))
}

/// Those that a point of a meeting's outcome has become.
pub fn made_of(actions: Actions, point: Id) -> Actions {
    let made = outcome_point_actions::table
        .filter(outcome_point_actions::point_id.eq(point))
        .select(outcome_point_actions::action_id);
    actions.filter(table::id.eq_any(made))
}

/// The chair terms of a time, and on which days meetings were in it.
#[derive(Debug, Default)]
pub struct Terms {
    /// The day of each meeting.
    pub days: HashMap<Id, NaiveDate>,
    /// The terms.
    pub spans: Vec<Span>,
}

impl Terms {
    /// The term that covers the day on which an action was set.
    pub fn of(&self, action: &Action) -> Option<Id> {
        let day = *self.days.get(&action.meeting_id)?;
        let covers = |term: &&Span| term.starts_on <= day && day <= term.ends_on;
        self.spans.iter().find(covers).map(|term| term.id)
    }

    /// How many terms have begun since, until today or until it was done or dropped. Terms do not overlap, so one that
    /// begins later is a later one.
    pub fn carried_over(&self, action: &Action, today: NaiveDate) -> usize {
        let Some(set_on) = self.days.get(&action.meeting_id) else {
            return 0;
        };
        let until = action.closed_at.map_or(today, |at| at.0.date_naive());
        let later = |term: &&Span| *set_on < term.starts_on && term.starts_on <= until;
        self.spans.iter().filter(later).count()
    }
}

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::TROIKA_TIMELINES.id)
}

impl Action {
    /// Whether its day is over on another one and something is still to be done.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        MOVING.contains(&self.status) && self.due_on < today
    }

    /// Passes an owner of the kind that it is said to be.
    ///
    /// # Errors
    /// 422 at `/owner_id`.
    pub fn require_owner(&self) -> Result<(), Problem> {
        let (code, detail) = match (self.owner, self.owner_id) {
            (ActionOwner::Member, Some(_)) | (ActionOwner::Secretariat, None) => return Ok(()),
            (ActionOwner::Member, None) => ("required", "Name the member that carries it out."),
            (ActionOwner::Secretariat, Some(_)) => (
                "not_allowed",
                "The secretariat carries it out, which is no member; leave it null.",
            ),
        };
        Err(Problem::invalid("/owner_id", code, detail))
    }

    /// Passes its owner, the troika of the day, which set it, and the secretariat.
    ///
    /// # Errors
    /// 403.
    pub fn require_mover(&self, caller: &Caller) -> Result<(), Problem> {
        let owns = self.owner_id.is_some() && caller.member() == self.owner_id;
        if owns || caller.seat().is_some() || caller.is_secretariat() {
            return Ok(());
        }
        Err(Problem::forbidden(
            "An action is moved on by its owner, the troika and the secretariat.",
        ))
    }

    /// Passes an action of which something is still to be done.
    ///
    /// # Errors
    /// 409.
    pub fn require_moving(&self) -> Result<(), Problem> {
        match self.status {
            ActionStatus::Open | ActionStatus::InProgress => Ok(()),
            ActionStatus::Done => Err(refused(
                "The action is done and no longer changes. Set a new one.",
            )),
            ActionStatus::Dropped => Err(refused(
                "The action was dropped and no longer changes. Set a new one.",
            )),
        }
    }

    /// Open → in progress.
    ///
    /// # Errors
    /// 409.
    pub fn start(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_moving()?;
        if self.status == ActionStatus::InProgress {
            return Err(refused("The action is in progress already."));
        }
        self.status = ActionStatus::InProgress;
        self.started_at = Some(now);
        Ok(())
    }

    /// In progress → done.
    ///
    /// # Errors
    /// 409.
    pub fn complete(&mut self, now: Instant) -> Result<(), Problem> {
        self.require_moving()?;
        if self.status == ActionStatus::Open {
            return Err(refused("Nobody has begun. Start the action first."));
        }
        self.status = ActionStatus::Done;
        self.closed_at = Some(now);
        Ok(())
    }

    /// Open or in progress → dropped.
    ///
    /// # Errors
    /// 409.
    pub fn give_up(&mut self, reason: &str, now: Instant) -> Result<(), Problem> {
        self.require_moving()?;
        self.status = ActionStatus::Dropped;
        self.status_reason = Some(reason.to_owned());
        self.closed_at = Some(now);
        Ok(())
    }

    /// Evidence is shown of what goes on or is done.
    ///
    /// # Errors
    /// 409.
    pub fn require_not_dropped(&self) -> Result<(), Problem> {
        if self.status == ActionStatus::Dropped {
            return Err(refused("The action was dropped, so there is nothing to show."));
        }
        Ok(())
    }
}
