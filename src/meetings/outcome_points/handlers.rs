//! The operations on the points of an outcome.

use super::model::{
    NewOutcomePoint, OutcomePoint, OutcomePointChange, OutcomePointFilters, OutcomePointSort,
    OutcomePointView,
};
use super::queries;
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Ids, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::meetings::outcomes::{model::Outcome, queries as outcomes};
use actix_web::{delete, get, patch, post};

/// The last place among the points of an outcome.
const LAST: i32 = 10_000;

/// List the points of an outcome
///
/// In their order. Whoever sees the outcome sees its points.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), PagingParams, OutcomePointFilters), responses((status = 200, body = Page<OutcomePointView>, description = "A page of points.")))]
#[get("/v1/meetings/{id}/outcome-points")]
pub async fn list_outcome_points(
    view: View,
    PathId(id): PathId,
    Query(filters): Query<OutcomePointFilters>,
    paging: Paging<OutcomePointSort>,
) -> Reply {
    view.list_under::<OutcomePoint, _>(id, filters, paging).await
}

/// Get a point of an outcome
///
/// One point by its id.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("point_id" = Id, Path, description = "The point's id.")), responses((status = 200, body = OutcomePointView, description = "The point.")))]
#[get("/v1/meetings/{id}/outcome-points/{point_id}")]
pub async fn get_outcome_point(view: View, Ids(ids): Ids<2>) -> Reply {
    let [id, point_id] = ids;
    view.record_under::<OutcomePoint>(id, point_id).await
}

/// Add a point to an outcome
///
/// After the last one, unless `position` says otherwise. As long as the outcome is a draft.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = NewOutcomePoint, responses((status = 201, body = OutcomePointView, description = "Added.")))]
#[post("/v1/meetings/{id}/outcome-points")]
pub async fn add_outcome_point(act: Act, PathId(id): PathId, Valid(new): Valid<NewOutcomePoint>) -> Reply {
    act.commit(move |tx| {
        open_draft(tx, id)?;
        let mut point = OutcomePoint::of(new.clone(), tx.caller.now, id);
        if new.position.is_none() {
            point.position = queries::last_position(tx, id)?.saturating_add(1);
        }
        if point.position > LAST {
            return Err(Problem::invalid(
                "/position",
                "too_large",
                "The last place is taken; give this point another.",
            ));
        }
        tx.add(point, "outcome_point.added")
    })
    .await
}

/// Change a point of an outcome
///
/// As long as the outcome is a draft.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("point_id" = Id, Path, description = "The point's id.")), request_body = OutcomePointChange, responses((status = 200, body = OutcomePointView, description = "Changed.")))]
#[patch("/v1/meetings/{id}/outcome-points/{point_id}")]
pub async fn change_outcome_point(
    act: Act,
    Ids(ids): Ids<2>,
    Valid(change): Valid<OutcomePointChange>,
) -> Reply {
    let [id, point_id] = ids;
    act.commit(move |tx| {
        let mut point = open_point(tx, id, point_id)?;
        change.apply(&mut point)?;
        tx.keep(point, "outcome_point.changed")
    })
    .await
}

/// Remove a point of an outcome
///
/// As long as the outcome is a draft.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("point_id" = Id, Path, description = "The point's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/meetings/{id}/outcome-points/{point_id}")]
pub async fn remove_outcome_point(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, point_id] = ids;
    act.commit(move |tx| {
        let point = open_point(tx, id, point_id)?;
        tx.remove(point, "outcome_point.removed")
    })
    .await
}

/// The outcome of a meeting, which is still a draft.
fn open_draft(tx: &mut Tx<'_>, meeting: Id) -> Result<Outcome, Problem> {
    let caller = tx.caller;
    let outcome = outcomes::of_meeting(tx, caller, meeting)?;
    outcome.require_draft()?;
    Ok(outcome)
}

/// A point of such an outcome, in the version that the caller has read.
fn open_point(tx: &mut Tx<'_>, meeting: Id, point: Id) -> Result<OutcomePoint, Problem> {
    let point: OutcomePoint = tx.open_under(meeting, point)?;
    tx.require_read(&point)?;
    open_draft(tx, meeting)?;
    Ok(point)
}
