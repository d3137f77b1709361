//! The operations on goals.

use super::model::{Goal, GoalChange, GoalFilters, GoalSort, GoalView, NewGoal};
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::planning::{DropReason, timelines};
use actix_web::{get, patch, post};

/// List goals
///
/// What the troikas of all terms have set, the latest first, with how far their actions are.
#[utoipa::path(tag = "Planning", params(PagingParams, GoalFilters), responses((status = 200, body = Page<GoalView>, description = "A page of goals.")))]
#[get("/v1/goals")]
pub async fn list_goals(view: View, Query(filters): Query<GoalFilters>, paging: Paging<GoalSort>) -> Reply {
    view.list::<Goal, _>(filters, paging).await
}

/// Get a goal
///
/// One goal by its id.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The goal's id.")), responses((status = 200, body = GoalView, description = "The goal.")))]
#[get("/v1/goals/{id}")]
pub async fn get_goal(view: View, PathId(id): PathId) -> Reply {
    view.record::<Goal>(id).await
}

/// Set a goal
///
/// For the troika of the day and the secretariat. It names the meeting of the troika that set it (clause
/// `troika.timelines`), which is not cancelled.
#[utoipa::path(tag = "Planning", request_body = NewGoal, responses((status = 201, body = GoalView, description = "Set.")))]
#[post("/v1/goals")]
pub async fn set_goal(act: Act, Valid(new): Valid<NewGoal>) -> Reply {
    act.commit(move |tx| {
        let goal = Goal::of(new.clone(), tx.caller.now);
        timelines::set_at(tx, goal.meeting_id)?;
        tx.add(goal, "goal.set")
    })
    .await
}

/// Change a goal
///
/// As long as it is open.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The goal's id.")), request_body = GoalChange, responses((status = 200, body = GoalView, description = "Changed.")))]
#[patch("/v1/goals/{id}")]
pub async fn change_goal(act: Act, PathId(id): PathId, Valid(change): Valid<GoalChange>) -> Reply {
    act.commit(move |tx| {
        let mut goal: Goal = tx.open_as_read(id)?;
        goal.require_open()?;
        change.apply(&mut goal)?;
        tx.keep(goal, "goal.changed")
    })
    .await
}

/// Fulfil a goal
///
/// Records that it is reached. Whether it is, people say; its actions are for them to weigh.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The goal's id.")), responses((status = 200, body = GoalView, description = "Fulfilled.")))]
#[post("/v1/goals/{id}/fulfil")]
pub async fn fulfil_goal(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut goal: Goal = tx.open(id)?;
        goal.fulfil(tx.caller.now.into())?;
        tx.keep(goal, "goal.fulfilled")
    })
    .await
}

/// Drop a goal
///
/// With the reason. Its actions stay as they are.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The goal's id.")), request_body = DropReason, responses((status = 200, body = GoalView, description = "Dropped.")))]
#[post("/v1/goals/{id}/drop")]
pub async fn drop_goal(act: Act, PathId(id): PathId, Valid(given): Valid<DropReason>) -> Reply {
    act.commit(move |tx| {
        let mut goal: Goal = tx.open(id)?;
        goal.give_up(&given.reason, tx.caller.now.into())?;
        tx.keep(goal, "goal.dropped")
    })
    .await
}
