//! What is kept of a delivery.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::schema::{webhook_attempts, webhook_deliveries};
use diesel::prelude::*;

words! {
    /// How far a delivery has come.
    pub enum DeliveryState {
        /// It waits for its next attempt.
        Pending = "pending",
        /// The receiver took it.
        Succeeded = "succeeded",
        /// It was given up after three days, or because the receiver answered 410.
        Failed = "failed",
        /// The account may not learn of the event any more, so it was not sent.
        Withheld = "withheld",
    }
}

/// A row of `webhook_deliveries`: an event on its way to a webhook.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = webhook_deliveries, treat_none_as_null = true)]
pub struct Delivery {
    /// Its id.
    pub id: Id,
    /// The webhook.
    pub webhook_id: Id,
    /// The event.
    pub event_id: Id,
    /// The event's place in the feed.
    pub position: i64,
    /// The event's type.
    pub event_type: String,
    /// What it is about: the resource,
    pub resource: String,
    /// and which one.
    pub resource_id: Id,
    /// How far it has come.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: i32,
    /// How often it failed since it was last asked for: decides the pause.
    pub failures: i32,
    /// When it is tried next.
    pub next_attempt_at: Option<Instant>,
    /// When it is given up: set by the first attempt that fails.
    pub retry_until: Option<Instant>,
    /// When it was done with.
    pub finished_at: Option<Instant>,
    /// When it was taken up from the feed.
    pub created_at: Instant,
}

/// A row of `webhook_attempts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_attempts)]
pub struct Attempt {
    /// Its id.
    pub id: Id,
    /// The delivery.
    pub delivery_id: Id,
    /// When.
    pub attempted_at: Instant,
    /// The status of the answer.
    pub status: Option<i32>,
    /// Why it was not taken.
    pub error: Option<String>,
    /// How long it took.
    pub duration_ms: i32,
}
