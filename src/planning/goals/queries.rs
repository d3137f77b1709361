//! The statements beside those of the kit.

use super::model::GoalProgress;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::planning::actions::model::ActionStatus;
use crate::schema::actions;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// How far the actions of goals are, with one statement for all.
///
/// # Errors
/// When the database refuses.
pub fn progress(conn: &mut Connection, goals: &[Id]) -> Result<HashMap<Id, GoalProgress>, Problem> {
    let counts: Vec<(Option<Id>, ActionStatus, i64)> = actions::table
        .filter(actions::goal_id.eq_any(goals))
        .group_by((actions::goal_id, actions::status))
        .select((actions::goal_id, actions::status, count_star()))
        .load(conn)?;
    let mut by_goal: HashMap<Id, GoalProgress> = HashMap::new();
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
