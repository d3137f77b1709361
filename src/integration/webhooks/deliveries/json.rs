//! What goes out about deliveries.

use super::model::{Attempt, Delivery, DeliveryState};
use crate::db::{Id, Instant};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An event on its way to a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookDeliveryView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The webhook.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub webhook_id: Id,
    /// The event: the `webhook-id` of every attempt.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub event_id: Id,
    /// The event's type.
    #[schema(max_length = 100, example = "wps.membership_request.admitted")]
    pub event_type: String,
    /// The path segment of what the event is about.
    #[schema(max_length = 60, example = "membership-requests")]
    pub resource: String,
    /// Which one.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
    pub resource_id: Id,
    /// How far it has come.
    pub state: DeliveryState,
    /// How often it was tried.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 1)]
    pub attempts: i32,
    /// When it is tried next, at the earliest; null when it is done with.
    #[schema(required = true, example = json!(null))]
    pub next_attempt_at: Option<Instant>,
    /// When it was done with; null while it waits.
    #[schema(required = true, example = "2026-11-24T09:00:01Z")]
    pub finished_at: Option<Instant>,
    /// When it was taken up.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
}

impl From<Delivery> for WebhookDeliveryView {
    fn from(row: Delivery) -> Self {
        Self {
            id: row.id,
            webhook_id: row.webhook_id,
            event_id: row.event_id,
            event_type: row.event_type,
            resource: row.resource,
            resource_id: row.resource_id,
            state: row.state,
            attempts: row.attempts,
            next_attempt_at: row.next_attempt_at,
            finished_at: row.finished_at,
            created_at: row.created_at,
        }
    }
}

/// A delivery with its attempts.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookDeliveryReport {
    /// The delivery.
    pub delivery: WebhookDeliveryView,
    /// Its last hundred attempts, newest first.
    #[schema(max_items = 100)]
    pub attempts: Vec<WebhookAttemptView>,
}

/// One attempt at a delivery.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookAttemptView {
    /// When.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub attempted_at: Instant,
    /// The status of the receiver's answer; null when there was none.
    #[schema(required = true, minimum = 100, maximum = 999, example = 204)]
    pub status: Option<i32>,
    /// Why it was not taken: `name_not_found`, `address_refused`, `not_connected`, `tls_failed`, `timed_out`, `not_http` or
    /// `refused`; null when it was.
    #[schema(required = true, max_length = 40, example = json!(null))]
    pub error: Option<String>,
    /// Milliseconds that it took.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 143)]
    pub duration_ms: i32,
}

impl From<Attempt> for WebhookAttemptView {
    fn from(row: Attempt) -> Self {
        Self {
            attempted_at: row.attempted_at,
            status: row.status,
            error: row.error,
            duration_ms: row.duration_ms,
        }
    }
}

/// Filters of the list of deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WebhookDeliveryFilters {
    /// Only those of this webhook.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub webhook_id: Option<Id>,
    /// Only those in this state.
    #[param(inline)]
    pub state: Option<DeliveryState>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<WebhookDeliverySort>,
}

sorts! {
    /// The order of the list of deliveries.
    pub WebhookDeliverySort = "-created_at", from "created_at"
}
