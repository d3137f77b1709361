//! How an action and its timelines come about, whatever it is made of.

use super::json::{ActionTimeline, MOST};
use super::model::Action;
use super::queries;
use crate::error::Problem;
use crate::http::Tx;
use crate::planning::goals::model::Goal;
use crate::planning::timelines;
use crate::records::Stored;
use crate::support::named_member;

/// Writes a new action with its first timeline, and tells of it.
///
/// # Errors
/// 422 when no meeting of the troika set it, citing `troika.timelines`, and when its owner or its goal is unknown.
pub fn set(tx: &mut Tx<'_>, action: &Action) -> Result<(), Problem> {
    check(tx, action)?;
    let meeting = timelines::set_at(tx, action.meeting_id)?;
    timelines::require_order(&meeting, action.due_on)?;
    action.insert(tx)?;
    let first = ActionTimeline {
        action_id: action.id,
        position: 1,
        due_on: action.due_on,
        meeting_id: action.meeting_id,
        decided_at: action.created_at,
    };
    queries::insert_timeline(tx, &first)?;
    tx.tell(action, "action.set")
}

/// Passes an action whose owner and goal are known.
///
/// # Errors
/// 422.
pub fn check(tx: &mut Tx<'_>, action: &Action) -> Result<(), Problem> {
    action.require_owner()?;
    if let Some(owner) = action.owner_id {
        named_member(tx, owner, "/owner_id")?;
    }
    if let Some(goal) = action.goal_id {
        tx.require_known::<Goal>(goal, "/goal_id")?;
    }
    Ok(())
}

/// The place of the next of an action's parts, of which there are so many.
///
/// # Errors
/// 409 when there is no place left.
pub fn next_place(there: i64) -> Result<i32, Problem> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    if there >= most {
        return Err(Problem::conflict(format!(
            "An action has {MOST} of them at the most. Set a new action."
        )));
    }
    i32::try_from(there + 1).map_err(Problem::internal)
}
