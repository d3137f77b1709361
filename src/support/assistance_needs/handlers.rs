//! The operations on needs of assistance.

use super::model::{
    AssistanceMatch, AssistanceNeed, AssistanceNeedChange, AssistanceNeedFilters, AssistanceNeedSort,
    AssistanceNeedView, NewAssistanceNeed,
};
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::records::{Stored, seen};
use crate::support::assistance_offers::model::{AssistanceOffer, AssistanceOfferSort, AssistanceOfferView};
use crate::support::{assistance, named_member};
use actix_web::{get, patch, post};
use serde::Deserialize;
use utoipa::IntoParams;

/// List needs of assistance
///
/// Of all members, the latest first.
#[utoipa::path(tag = "Funding", params(PagingParams, AssistanceNeedFilters), responses((status = 200, body = Page<AssistanceNeedView>, description = "A page of needs.")))]
#[get("/v1/assistance-needs")]
pub async fn list_assistance_needs(
    view: View,
    Query(filters): Query<AssistanceNeedFilters>,
    paging: Paging<AssistanceNeedSort>,
) -> Reply {
    view.list::<AssistanceNeed, _>(filters, paging).await
}

/// Get a need of assistance
///
/// One need by its id.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The need's id.")), responses((status = 200, body = AssistanceNeedView, description = "The need.")))]
#[get("/v1/assistance-needs/{id}")]
pub async fn get_assistance_need(view: View, PathId(id): PathId) -> Reply {
    view.record::<AssistanceNeed>(id).await
}

/// State a need of assistance
///
/// Of one's own member.
#[utoipa::path(tag = "Funding", request_body = NewAssistanceNeed, responses((status = 201, body = AssistanceNeedView, description = "Stated.")))]
#[post("/v1/assistance-needs")]
pub async fn state_assistance_need(act: Act, Valid(new): Valid<NewAssistanceNeed>) -> Reply {
    act.commit(move |tx| {
        tx.caller.require_own(new.member_id)?;
        named_member(tx, new.member_id, "/member_id")?;
        let need = AssistanceNeed::of(new.clone(), tx.caller.now);
        assistance::check(need.focus_areas, need.kind, need.level)?;
        tx.add(need, "assistance_need.stated")
    })
    .await
}

/// Change a need of assistance
///
/// As long as it is open.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The need's id.")), request_body = AssistanceNeedChange, responses((status = 200, body = AssistanceNeedView, description = "Changed.")))]
#[patch("/v1/assistance-needs/{id}")]
pub async fn change_assistance_need(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<AssistanceNeedChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut need: AssistanceNeed = tx.open_as_read(id)?;
        tx.caller.require_own(need.member_id)?;
        need.require_open()?;
        change.apply(&mut need)?;
        assistance::check(need.focus_areas, need.kind, need.level)?;
        tx.keep(need, "assistance_need.changed")
    })
    .await
}

/// The order of the candidates for a need.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // read through `Paging`; this is its place in the contract
pub struct CandidateOrder {
    /// The order; `-` for descending.
    #[param(inline)]
    sort: Option<AssistanceOfferSort>,
}

/// List the offers that may meet a need
///
/// Those that are open and on one of the need's focus areas, the latest first. Kind and region are for people to weigh.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The need's id."), PagingParams, CandidateOrder), responses((status = 200, body = Page<AssistanceOfferView>, description = "A page of offers.")))]
#[get("/v1/assistance-needs/{id}/candidates")]
pub async fn list_assistance_candidates(
    view: View,
    PathId(id): PathId,
    paging: Paging<AssistanceOfferSort>,
) -> Reply {
    view.json(move |conn, caller| {
        let need: AssistanceNeed = seen(conn, caller, id)?;
        let slice = AssistanceOffer::candidates(conn, need.focus_areas, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(AssistanceOfferView::from)))
    })
    .await
}

/// Match a need with an offer
///
/// By the member in need or the secretariat. Both are matched at once, or neither: an offer meets one need.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The need's id.")), request_body = AssistanceMatch, responses((status = 200, body = AssistanceNeedView, description = "Matched.")))]
#[post("/v1/assistance-needs/{id}/match")]
pub async fn match_assistance_need(
    act: Act,
    PathId(id): PathId,
    Valid(chosen): Valid<AssistanceMatch>,
) -> Reply {
    act.commit(move |tx| {
        let mut need: AssistanceNeed = tx.open(id)?;
        tx.caller.require_own(need.member_id)?;
        tx.require_known::<AssistanceOffer>(chosen.offer_id, "/offer_id")?;
        let mut offer: AssistanceOffer = tx.open(chosen.offer_id)?;
        need.match_with(&mut offer, tx.caller.now.into())?;
        offer.touch(tx.caller.now);
        offer.save(tx)?;
        tx.tell(&offer, "assistance_offer.matched")?;
        tx.keep(need, "assistance_need.matched")
    })
    .await
}

/// Close a need of assistance
///
/// One that is met, or that is no more.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The need's id.")), responses((status = 200, body = AssistanceNeedView, description = "Closed.")))]
#[post("/v1/assistance-needs/{id}/close")]
pub async fn close_assistance_need(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut need: AssistanceNeed = tx.open(id)?;
        tx.caller.require_own(need.member_id)?;
        need.status.close()?;
        tx.keep(need, "assistance_need.closed")
    })
    .await
}
