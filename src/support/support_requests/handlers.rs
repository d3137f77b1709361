//! The operations on support requests.

use super::model::{
    NewSupportRequest, SupportAnswer, SupportRequest, SupportRequestChange, SupportRequestFilters,
    SupportRequestSort, SupportRequestView,
};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use actix_web::{get, patch, post};

/// List support requests
///
/// A member's own, the latest first; for the secretariat, all.
#[utoipa::path(tag = "Secretariat", params(PagingParams, SupportRequestFilters), responses((status = 200, body = Page<SupportRequestView>, description = "A page of support requests.")))]
#[get("/v1/support-requests")]
pub async fn list_support_requests(
    view: View,
    Query(filters): Query<SupportRequestFilters>,
    paging: Paging<SupportRequestSort>,
) -> Reply {
    view.list::<SupportRequest, _>(filters, paging).await
}

/// Get a support request
///
/// One support request by its id.
#[utoipa::path(tag = "Secretariat", params(("id" = Id, Path, description = "The support request's id.")), responses((status = 200, body = SupportRequestView, description = "The support request.")))]
#[get("/v1/support-requests/{id}")]
pub async fn get_support_request(view: View, PathId(id): PathId) -> Reply {
    view.record::<SupportRequest>(id).await
}

/// Submit a support request
///
/// To the secretariat, which alone sees it beside the member. A member of the troika of the day asks from its seat.
#[utoipa::path(tag = "Secretariat", request_body = NewSupportRequest, responses((status = 201, body = SupportRequestView, description = "Submitted.")))]
#[post("/v1/support-requests")]
pub async fn submit_support_request(act: Act, Valid(new): Valid<NewSupportRequest>) -> Reply {
    act.commit(move |tx| {
        let member = tx.caller.member().ok_or_else(Problem::not_found)?;
        let request = SupportRequest::of(new.clone(), tx.caller.now, member, tx.caller.seat());
        tx.add(request, "support_request.submitted")
    })
    .await
}

/// Change a support request
///
/// As long as it is open, by the member that asked.
#[utoipa::path(tag = "Secretariat", params(("id" = Id, Path, description = "The support request's id.")), request_body = SupportRequestChange, responses((status = 200, body = SupportRequestView, description = "Changed.")))]
#[patch("/v1/support-requests/{id}")]
pub async fn change_support_request(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<SupportRequestChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut request: SupportRequest = tx.open_as_read(id)?;
        request.require_open()?;
        change.apply(&mut request)?;
        tx.keep(request, "support_request.changed")
    })
    .await
}

/// Take up a support request
///
/// The member sees that the secretariat works on it.
#[utoipa::path(tag = "Secretariat", params(("id" = Id, Path, description = "The support request's id.")), responses((status = 200, body = SupportRequestView, description = "Taken up.")))]
#[post("/v1/support-requests/{id}/take-up")]
pub async fn take_up_support_request(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut request: SupportRequest = tx.open(id)?;
        request.take_up(tx.caller.now.into())?;
        tx.keep(request, "support_request.taken_up")
    })
    .await
}

/// Resolve a support request
///
/// With the secretariat's answer, after which it no longer changes.
#[utoipa::path(tag = "Secretariat", params(("id" = Id, Path, description = "The support request's id.")), request_body = SupportAnswer, responses((status = 200, body = SupportRequestView, description = "Resolved.")))]
#[post("/v1/support-requests/{id}/resolve")]
pub async fn resolve_support_request(
    act: Act,
    PathId(id): PathId,
    Valid(answer): Valid<SupportAnswer>,
) -> Reply {
    act.commit(move |tx| {
        let mut request: SupportRequest = tx.open(id)?;
        request.resolve(answer.answer.clone(), tx.caller.now.into())?;
        tx.keep(request, "support_request.resolved")
    })
    .await
}
