//! The operations on promotions.

use super::model::{
    NewPromotion, Promotion, PromotionChange, PromotionFilters, PromotionSort, PromotionView,
};
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::support::named_member;
use actix_web::{delete, get, patch, post};

/// List promotions
///
/// Where members have promoted the Network, the latest first.
#[utoipa::path(tag = "Forums", params(PagingParams, PromotionFilters), responses((status = 200, body = Page<PromotionView>, description = "A page of promotions.")))]
#[get("/v1/promotions")]
pub async fn list_promotions(
    view: View,
    Query(filters): Query<PromotionFilters>,
    paging: Paging<PromotionSort>,
) -> Reply {
    view.list::<Promotion, _>(filters, paging).await
}

/// Get a promotion
///
/// One promotion by its id.
#[utoipa::path(tag = "Forums", params(("id" = Id, Path, description = "The promotion's id.")), responses((status = 200, body = PromotionView, description = "The promotion.")))]
#[get("/v1/promotions/{id}")]
pub async fn get_promotion(view: View, PathId(id): PathId) -> Reply {
    view.record::<Promotion>(id).await
}

/// Log a promotion
///
/// By one's own member.
#[utoipa::path(tag = "Forums", request_body = NewPromotion, responses((status = 201, body = PromotionView, description = "Logged.")))]
#[post("/v1/promotions")]
pub async fn log_promotion(act: Act, Valid(new): Valid<NewPromotion>) -> Reply {
    act.commit(move |tx| {
        tx.caller.require_own(new.member_id)?;
        named_member(tx, new.member_id, "/member_id")?;
        let promotion = Promotion::of(new.clone(), tx.caller.now);
        promotion.forum.check(promotion.forum_name.as_deref())?;
        tx.add(promotion, "promotion.logged")
    })
    .await
}

/// Change a promotion
///
/// Corrects it; what is absent stays.
#[utoipa::path(tag = "Forums", params(("id" = Id, Path, description = "The promotion's id.")), request_body = PromotionChange, responses((status = 200, body = PromotionView, description = "Changed.")))]
#[patch("/v1/promotions/{id}")]
pub async fn change_promotion(act: Act, PathId(id): PathId, Valid(change): Valid<PromotionChange>) -> Reply {
    act.commit(move |tx| {
        let mut promotion: Promotion = tx.open_as_read(id)?;
        tx.caller.require_own(promotion.member_id)?;
        change.apply(&mut promotion)?;
        promotion.forum.check(promotion.forum_name.as_deref())?;
        tx.keep(promotion, "promotion.changed")
    })
    .await
}

/// Remove a promotion
///
/// One that was logged in error.
#[utoipa::path(tag = "Forums", params(("id" = Id, Path, description = "The promotion's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/promotions/{id}")]
pub async fn remove_promotion(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let promotion: Promotion = tx.open_as_read(id)?;
        tx.caller.require_own(promotion.member_id)?;
        tx.remove(promotion, "promotion.removed")
    })
    .await
}
