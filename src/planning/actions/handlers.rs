//! The operations on actions.

use super::json::{ActionEvidence, ActionTimeline, NewActionEvidence, NewActionTimeline};
use super::model::{Action, ActionChange, ActionFilters, ActionSort, ActionView, NewAction};
use super::{queries, setting};
use crate::communication::updates::{self, UpdateStatus};
use crate::db::Id;
use crate::error::{Kind, Problem};
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::planning::{DropReason, timelines};
use crate::records::{Record, Stored, shown};
use actix_web::{get, patch, post};

/// List actions
///
/// What the troikas of all terms have set, what is due first before the others. `overdue` finds what is late.
#[utoipa::path(tag = "Planning", params(PagingParams, ActionFilters), responses((status = 200, body = Page<ActionView>, description = "A page of actions.")))]
#[get("/v1/actions")]
pub async fn list_actions(
    view: View,
    Query(filters): Query<ActionFilters>,
    paging: Paging<ActionSort>,
) -> Reply {
    view.list::<Action, _>(filters, paging).await
}

/// Get an action
///
/// One action by its id, with its timelines and its evidence.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), responses((status = 200, body = ActionView, description = "The action.")))]
#[get("/v1/actions/{id}")]
pub async fn get_action(view: View, PathId(id): PathId) -> Reply {
    view.record::<Action>(id).await
}

/// Set an action
///
/// For the troika of the day and the secretariat. It names the meeting of the troika that set its timeline (clause
/// `troika.timelines`), which is not cancelled.
#[utoipa::path(tag = "Planning", request_body = NewAction, responses((status = 201, body = ActionView, description = "Set.")))]
#[post("/v1/actions")]
pub async fn set_action(act: Act, Valid(new): Valid<NewAction>) -> Reply {
    act.commit(move |tx| {
        let action = Action::of(new.clone(), tx.caller.now);
        setting::set(tx, &action)?;
        let caller = tx.caller;
        Answer::created(action.path(), &shown(tx, caller, action)?)
    })
    .await
}

/// Change an action
///
/// As long as it is open or in progress, by the troika of the day and the secretariat. The day on which it is due is another
/// decision: `reschedule`.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), request_body = ActionChange, responses((status = 200, body = ActionView, description = "Changed.")))]
#[patch("/v1/actions/{id}")]
pub async fn change_action(act: Act, PathId(id): PathId, Valid(change): Valid<ActionChange>) -> Reply {
    act.commit(move |tx| {
        let mut action: Action = tx.open_as_read(id)?;
        action.require_moving()?;
        change.apply(&mut action)?;
        setting::check(tx, &action)?;
        tx.keep(action, "action.changed")
    })
    .await
}

/// Start an action
///
/// Its owner has begun. By the owner, the troika of the day and the secretariat.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), responses((status = 200, body = ActionView, description = "In progress.")))]
#[post("/v1/actions/{id}/start")]
pub async fn start_action(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut action: Action = tx.open(id)?;
        action.require_mover(tx.caller)?;
        action.start(tx.caller.now.into())?;
        tx.keep(action, "action.started")
    })
    .await
}

/// Complete an action
///
/// It is carried out. By the owner, the troika of the day and the secretariat, once it is in progress.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), responses((status = 200, body = ActionView, description = "Done.")))]
#[post("/v1/actions/{id}/complete")]
pub async fn complete_action(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut action: Action = tx.open(id)?;
        action.require_mover(tx.caller)?;
        action.complete(tx.caller.now.into())?;
        tx.keep(action, "action.completed")
    })
    .await
}

/// Drop an action
///
/// It is given up, with the reason. By the troika of the day and the secretariat.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), request_body = DropReason, responses((status = 200, body = ActionView, description = "Dropped.")))]
#[post("/v1/actions/{id}/drop")]
pub async fn drop_action(act: Act, PathId(id): PathId, Valid(given): Valid<DropReason>) -> Reply {
    act.commit(move |tx| {
        let mut action: Action = tx.open(id)?;
        action.give_up(&given.reason, tx.caller.now.into())?;
        tx.keep(action, "action.dropped")
    })
    .await
}

/// Reschedule an action
///
/// Records another day, with the meeting of the troika that set it; the days before stay on record. As long as the action is
/// open or in progress, in its own chair term or in one into which it was carried over.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), request_body = NewActionTimeline, responses((status = 200, body = ActionView, description = "Rescheduled.")))]
#[post("/v1/actions/{id}/reschedule")]
pub async fn reschedule_action(act: Act, PathId(id): PathId, Valid(new): Valid<NewActionTimeline>) -> Reply {
    act.commit(move |tx| {
        let mut action: Action = tx.open(id)?;
        action.require_moving()?;
        let meeting = timelines::set_at(tx, new.meeting_id)?;
        timelines::require_order(&meeting, new.due_on)?;
        action.due_on = new.due_on;
        write(tx, &mut action)?;
        let (there, _) = queries::counts(tx, id)?;
        let timeline = ActionTimeline {
            action_id: id,
            position: setting::next_place(there)?,
            due_on: new.due_on,
            meeting_id: new.meeting_id,
            decided_at: action.updated_at,
        };
        queries::insert_timeline(tx, &timeline)?;
        told(tx, action, "action.rescheduled")
    })
    .await
}

/// Add evidence to an action
///
/// What shows how far it is: a text, a link, or an update of a member. By the owner, the troika of the day and the
/// secretariat, unless the action was dropped.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The action's id.")), request_body = NewActionEvidence, responses((status = 200, body = ActionView, description = "Added.")))]
#[post("/v1/actions/{id}/add-evidence")]
pub async fn add_action_evidence(
    act: Act,
    PathId(id): PathId,
    Valid(new): Valid<NewActionEvidence>,
) -> Reply {
    act.commit(move |tx| {
        let mut action: Action = tx.open(id)?;
        action.require_mover(tx.caller)?;
        action.require_not_dropped()?;
        require_something(tx, &new)?;
        write(tx, &mut action)?;
        let (_, there) = queries::counts(tx, id)?;
        let piece = ActionEvidence {
            action_id: id,
            position: setting::next_place(there)?,
            text: new.text.clone(),
            url: new.url.clone(),
            update_id: new.update_id,
            member_id: tx.caller.member(),
            added_at: action.updated_at,
        };
        queries::insert_evidence(tx, &piece)?;
        told(tx, action, "action.evidence_added")
    })
    .await
}

/// Evidence says something, and the update that it names is one that the Network reads.
fn require_something(tx: &mut Tx<'_>, new: &NewActionEvidence) -> Result<(), Problem> {
    if new.text.is_none() && new.url.is_none() && new.update_id.is_none() {
        let detail = "Give a text, a link or an update.";
        return Err(Problem::invalid("/text", "required", detail));
    }
    let Some(id) = new.update_id else { return Ok(()) };
    match updates::queries::load(tx, id) {
        Ok(update) if update.status == UpdateStatus::Published => Ok(()),
        Err(problem) if problem.kind != Kind::NotFound => Err(problem),
        _ => Err(Problem::invalid(
            "/update_id",
            "unknown",
            "There is no such update, or it is not published.",
        )),
    }
}

/// Writes the action before its parts: two decisions on one meet at its row, and the later runs again.
fn write(tx: &mut Tx<'_>, action: &mut Action) -> Result<(), Problem> {
    action.touch(tx.caller.now);
    action.save(tx)
}

fn told(tx: &mut Tx<'_>, action: Action, event: &'static str) -> Result<Answer, Problem> {
    tx.tell(&action, event)?;
    let caller = tx.caller;
    Answer::ok(&shown(tx, caller, action)?)
}
