//! The operations on deliveries.

use super::json::{
    WebhookAttemptView, WebhookDeliveryFilters, WebhookDeliveryReport, WebhookDeliverySort,
    WebhookDeliveryView,
};
use super::model::DeliveryState;
use super::queries::{self, Filter};
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, View};
use crate::integration::webhooks::delivery::queue;
use crate::integration::webhooks::model::WebhookStatus;
use crate::integration::webhooks::queries as webhooks;
use crate::journal::Entry;
use actix_web::{get, post};

/// List deliveries
///
/// The log of deliveries to the webhooks of the caller's member, newest first; the secretariat sees all. A delivery stays
/// for thirty days after it was done with.
#[utoipa::path(tag = "Webhooks", params(PagingParams, WebhookDeliveryFilters), responses((status = 200, body = Page<WebhookDeliveryView>, description = "A page of deliveries.")))]
#[get("/v1/webhook-deliveries")]
pub async fn list_webhook_deliveries(
    view: View,
    Query(filters): Query<WebhookDeliveryFilters>,
    paging: Paging<WebhookDeliverySort>,
) -> Reply {
    let filter = Filter {
        webhook_id: filters.webhook_id,
        state: filters.state,
    };
    view.json(move |conn, caller| {
        let slice = queries::list(conn, caller, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(WebhookDeliveryView::from)))
    })
    .await
}

/// Get a delivery
///
/// One delivery, with its attempts.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The delivery's id.")), responses((status = 200, body = WebhookDeliveryReport, description = "The delivery.")))]
#[get("/v1/webhook-deliveries/{id}")]
pub async fn get_webhook_delivery(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| {
        let delivery = queries::load(conn, caller, id)?;
        let attempts = queries::attempts_at(conn, id)?;
        Ok(WebhookDeliveryReport {
            delivery: delivery.into(),
            attempts: attempts.into_iter().map(WebhookAttemptView::from).collect(),
        })
    })
    .await
}

/// Deliver again
///
/// Sends an event that was delivered or given up once more, with the same `webhook-id`, and tries for three days.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The delivery's id.")), responses((status = 200, body = WebhookDeliveryView, description = "It waits for its next attempt.")))]
#[post("/v1/webhook-deliveries/{id}/redeliver")]
pub async fn redeliver_webhook_delivery(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut delivery = queries::load(tx, caller, id)?;
        if delivery.state == DeliveryState::Pending {
            return Err(Problem::conflict(
                "The delivery waits for its next attempt already.",
            ));
        }
        let webhook = webhooks::load(tx, caller, delivery.webhook_id)?;
        if webhook.status == WebhookStatus::Disabled {
            return Err(Problem::conflict("The webhook is disabled; enable it first."));
        }
        let now = caller.now.into();
        delivery.state = DeliveryState::Pending;
        delivery.next_attempt_at = Some(now);
        delivery.retry_until = None;
        delivery.failures = 0;
        delivery.finished_at = None;
        queries::save(tx, &delivery)?;
        queue::wake(tx, webhook.id, now)?;
        tx.record(Entry {
            action: "webhook_delivery.requested",
            resource: "webhook-deliveries",
            parent: None,
            id,
            version: delivery.attempts + 1,
            visibility: Visibility::Secretariat,
            member: webhook.member_id,
        })?;
        Answer::ok(&WebhookDeliveryView::from(delivery))
    })
    .await
}
