//! The operations on action plans.

use super::model::{
    ActionPlan, ActionPlanChange, ActionPlanFilters, ActionPlanLevel, ActionPlanSort, ActionPlanView,
    NewActionPlan,
};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::records::{Stored, seen};
use crate::support::{named_member, require_order};
use actix_web::{get, patch, post};

/// List action plans
///
/// Those that members have adopted, and one's own drafts. `expiring_before` finds what needs a successor.
#[utoipa::path(tag = "Action plans", params(PagingParams, ActionPlanFilters), responses((status = 200, body = Page<ActionPlanView>, description = "A page of action plans.")))]
#[get("/v1/action-plans")]
pub async fn list_action_plans(
    view: View,
    Query(filters): Query<ActionPlanFilters>,
    paging: Paging<ActionPlanSort>,
) -> Reply {
    view.list::<ActionPlan, _>(filters, paging).await
}

/// Get an action plan
///
/// One action plan by its id.
#[utoipa::path(tag = "Action plans", params(("id" = Id, Path, description = "The action plan's id.")), responses((status = 200, body = ActionPlanView, description = "The action plan.")))]
#[get("/v1/action-plans/{id}")]
pub async fn get_action_plan(view: View, PathId(id): PathId) -> Reply {
    view.record::<ActionPlan>(id).await
}

/// Draft an action plan
///
/// Of one's own member. The member and the secretariat see the draft.
#[utoipa::path(tag = "Action plans", request_body = NewActionPlan, responses((status = 201, body = ActionPlanView, description = "Drafted.")))]
#[post("/v1/action-plans")]
pub async fn draft_action_plan(act: Act, Valid(new): Valid<NewActionPlan>) -> Reply {
    act.commit(move |tx| {
        tx.caller.require_own(new.member_id)?;
        let member = named_member(tx, new.member_id, "/member_id")?;
        let plan = ActionPlan::of(new.clone(), tx.caller.now, ActionPlanLevel::of(member.kind));
        check(tx, &plan)?;
        tx.add(plan, "action_plan.drafted")
    })
    .await
}

/// Change an action plan
///
/// As long as it is a draft.
#[utoipa::path(tag = "Action plans", params(("id" = Id, Path, description = "The action plan's id.")), request_body = ActionPlanChange, responses((status = 200, body = ActionPlanView, description = "Changed.")))]
#[patch("/v1/action-plans/{id}")]
pub async fn change_action_plan(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<ActionPlanChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut plan: ActionPlan = tx.open_as_read(id)?;
        tx.caller.require_own(plan.member_id)?;
        plan.require_draft()?;
        change.apply(&mut plan)?;
        check(tx, &plan)?;
        tx.keep(plan, "action_plan.changed")
    })
    .await
}

/// Adopt an action plan
///
/// Records that it was adopted: everyone sees it, and it no longer changes. The plan that it names in `supersedes_id` is
/// superseded at once.
#[utoipa::path(tag = "Action plans", params(("id" = Id, Path, description = "The action plan's id.")), responses((status = 200, body = ActionPlanView, description = "Adopted.")))]
#[post("/v1/action-plans/{id}/adopt")]
pub async fn adopt_action_plan(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut plan: ActionPlan = tx.open(id)?;
        tx.caller.require_own(plan.member_id)?;
        plan.adopt(tx.caller.now.into())?;
        if let Some(former) = plan.supersedes_id {
            let mut former: ActionPlan = tx.open(former)?;
            former.supersede()?;
            former.touch(tx.caller.now);
            former.save(tx)?;
            tx.tell(&former, "action_plan.superseded")?;
        }
        tx.keep(plan, "action_plan.adopted")
    })
    .await
}

/// Its days have an order, and what it supersedes is another plan of the same member.
fn check(tx: &mut Tx<'_>, plan: &ActionPlan) -> Result<(), Problem> {
    require_order(plan.starts_on, Some(plan.ends_on))?;
    let Some(id) = plan.supersedes_id else {
        return Ok(());
    };
    let caller = tx.caller;
    match seen::<ActionPlan>(tx, caller, id) {
        Ok(former) if former.member_id == plan.member_id && former.id != plan.id => Ok(()),
        Ok(_)
        | Err(Problem {
            kind: crate::error::Kind::NotFound,
            ..
        }) => Err(Problem::invalid(
            "/supersedes_id",
            "unknown",
            "The member has no other plan of this id.",
        )),
        Err(problem) => Err(problem),
    }
}
