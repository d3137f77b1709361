//! How far what the troika has set is: the states of an action, and how many of a goal's actions are in each.

use crate::db::stored::words;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::actions;
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

words! {
    /// The state of an action.
    pub enum ActionStatus {
        /// Nobody has begun.
        Open = "open",
        /// The owner works on it.
        InProgress = "in_progress",
        /// It is carried out.
        Done = "done",
        /// It was given up.
        Dropped = "dropped",
    }
}

/// How many of a goal's actions are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct GoalProgress {
    /// Nobody has begun.
    #[schema(example = 1, minimum = 0, maximum = 1_000_000)]
    pub open: i64,
    /// The owner works on it.
    #[schema(example = 2, minimum = 0, maximum = 1_000_000)]
    pub in_progress: i64,
    /// Done.
    #[schema(example = 4, minimum = 0, maximum = 1_000_000)]
    pub done: i64,
    /// Given up.
    #[schema(example = 0, minimum = 0, maximum = 1_000_000)]
    pub dropped: i64,
}

impl GoalProgress {
    /// How far the actions of goals are, with one statement for all.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn of(conn: &mut Connection, goals: &[Id]) -> Result<HashMap<Id, Self>, Problem> {
        let counts: Vec<(Option<Id>, ActionStatus, i64)> = actions::table
            .filter(actions::goal_id.eq_any(goals))
            .group_by((actions::goal_id, actions::status))
            .select((actions::goal_id, actions::status, count_star()))
            .load(conn)?;
        let mut by_goal: HashMap<Id, Self> = HashMap::new();
        for (goal, status, count) in counts {
            let Some(goal) = goal else { continue };
            let progress = by_goal.entry(goal).or_default();
            match status {
                ActionStatus::Open => progress.open = count,
                ActionStatus::InProgress => progress.in_progress = count,
                ActionStatus::Done => progress.done = count,
                ActionStatus::Dropped => progress.dropped = count,
            }
        }
        Ok(by_goal)
    }
}
