//! The operations on exchanges with other forums.

use super::model::{
    ForumExchange, ForumExchangeChange, ForumExchangeFilters, ForumExchangeSort, ForumExchangeView,
    NewForumExchange,
};
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use actix_web::{delete, get, patch, post};

/// List exchanges with other forums
///
/// The latest first.
#[utoipa::path(tag = "Forums", params(PagingParams, ForumExchangeFilters), responses((status = 200, body = Page<ForumExchangeView>, description = "A page of exchanges.")))]
#[get("/v1/forum-exchanges")]
pub async fn list_forum_exchanges(
    view: View,
    Query(filters): Query<ForumExchangeFilters>,
    paging: Paging<ForumExchangeSort>,
) -> Reply {
    view.list::<ForumExchange, _>(filters, paging).await
}

/// Get an exchange with another forum
///
/// One exchange by its id.
#[utoipa::path(tag = "Forums", params(("id" = Id, Path, description = "The exchange's id.")), responses((status = 200, body = ForumExchangeView, description = "The exchange.")))]
#[get("/v1/forum-exchanges/{id}")]
pub async fn get_forum_exchange(view: View, PathId(id): PathId) -> Reply {
    view.record::<ForumExchange>(id).await
}

/// Record an exchange with another forum
///
/// By the secretariat or a member of the troika of the day.
#[utoipa::path(tag = "Forums", request_body = NewForumExchange, responses((status = 201, body = ForumExchangeView, description = "Recorded.")))]
#[post("/v1/forum-exchanges")]
pub async fn record_forum_exchange(act: Act, Valid(new): Valid<NewForumExchange>) -> Reply {
    act.commit(move |tx| {
        let exchange = ForumExchange::of(new.clone(), tx.caller.now);
        exchange.forum.check(exchange.forum_name.as_deref())?;
        tx.add(exchange, "forum_exchange.recorded")
    })
    .await
}

/// Change an exchange with another forum
///
/// Corrects it; what is absent stays.
#[utoipa::path(tag = "Forums", params(("id" = Id, Path, description = "The exchange's id.")), request_body = ForumExchangeChange, responses((status = 200, body = ForumExchangeView, description = "Changed.")))]
#[patch("/v1/forum-exchanges/{id}")]
pub async fn change_forum_exchange(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<ForumExchangeChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut exchange: ForumExchange = tx.open_as_read(id)?;
        change.apply(&mut exchange)?;
        exchange.forum.check(exchange.forum_name.as_deref())?;
        tx.keep(exchange, "forum_exchange.changed")
    })
    .await
}

/// Remove an exchange with another forum
///
/// One that was recorded in error.
#[utoipa::path(tag = "Forums", params(("id" = Id, Path, description = "The exchange's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/forum-exchanges/{id}")]
pub async fn remove_forum_exchange(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let exchange: ForumExchange = tx.open_as_read(id)?;
        tx.remove(exchange, "forum_exchange.removed")
    })
    .await
}
