//! The operations on offers of assistance.

use super::model::{
    AssistanceOffer, AssistanceOfferChange, AssistanceOfferFilters, AssistanceOfferSort, AssistanceOfferView,
    NewAssistanceOffer,
};
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::support::{assistance, named_member};
use actix_web::{get, patch, post};

/// List offers of assistance
///
/// Of all members, the latest first.
#[utoipa::path(tag = "Funding", params(PagingParams, AssistanceOfferFilters), responses((status = 200, body = Page<AssistanceOfferView>, description = "A page of offers.")))]
#[get("/v1/assistance-offers")]
pub async fn list_assistance_offers(
    view: View,
    Query(filters): Query<AssistanceOfferFilters>,
    paging: Paging<AssistanceOfferSort>,
) -> Reply {
    view.list::<AssistanceOffer, _>(filters, paging).await
}

/// Get an offer of assistance
///
/// One offer by its id.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The offer's id.")), responses((status = 200, body = AssistanceOfferView, description = "The offer.")))]
#[get("/v1/assistance-offers/{id}")]
pub async fn get_assistance_offer(view: View, PathId(id): PathId) -> Reply {
    view.record::<AssistanceOffer>(id).await
}

/// Make an offer of assistance
///
/// By one's own member. While it is open, a member in need may match it.
#[utoipa::path(tag = "Funding", request_body = NewAssistanceOffer, responses((status = 201, body = AssistanceOfferView, description = "Made.")))]
#[post("/v1/assistance-offers")]
pub async fn make_assistance_offer(act: Act, Valid(new): Valid<NewAssistanceOffer>) -> Reply {
    act.commit(move |tx| {
        tx.caller.require_own(new.member_id)?;
        named_member(tx, new.member_id, "/member_id")?;
        let offer = AssistanceOffer::of(new.clone(), tx.caller.now);
        assistance::check(offer.focus_areas, offer.kind, offer.level)?;
        tx.add(offer, "assistance_offer.made")
    })
    .await
}

/// Change an offer of assistance
///
/// As long as it is open.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The offer's id.")), request_body = AssistanceOfferChange, responses((status = 200, body = AssistanceOfferView, description = "Changed.")))]
#[patch("/v1/assistance-offers/{id}")]
pub async fn change_assistance_offer(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<AssistanceOfferChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut offer: AssistanceOffer = tx.open_as_read(id)?;
        tx.caller.require_own(offer.member_id)?;
        offer.require_open()?;
        change.apply(&mut offer)?;
        assistance::check(offer.focus_areas, offer.kind, offer.level)?;
        tx.keep(offer, "assistance_offer.changed")
    })
    .await
}

/// Close an offer of assistance
///
/// One that is withdrawn, or whose assistance was given.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The offer's id.")), responses((status = 200, body = AssistanceOfferView, description = "Closed.")))]
#[post("/v1/assistance-offers/{id}/close")]
pub async fn close_assistance_offer(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut offer: AssistanceOffer = tx.open(id)?;
        tx.caller.require_own(offer.member_id)?;
        offer.status.close()?;
        tx.keep(offer, "assistance_offer.closed")
    })
    .await
}
