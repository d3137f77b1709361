//! The workers that deliver, in the background of every instance: they look into the queue when the feed has news, when
//! something is due, and when the clock was moved; each webhook that has something to do gets a task of its own, so that a
//! slow receiver keeps nobody waiting but itself.

mod outcome;
pub mod queue;
pub mod rules;
mod viewer;

use super::deliveries;
use super::sender::{Outcome, Parcel, Sender, headers};
use crate::auth::Sealer;
use crate::backoff::chance;
use crate::clock::Clock;
use crate::db::{Db, Id};
use crate::error::Problem;
use crate::integration::events::json::EventView;
use crate::net::Failure;
use chrono::{DateTime, TimeDelta, Utc};
use outcome::Report;
use queue::{Lease, Load};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{self, JoinHandle, JoinSet};
use url::Url;

/// How often the queue is looked into without a reason: for what another process or instance left there.
const LOOK: Duration = Duration::from_secs(5);

/// How often the log is cleared of what is old.
const CLEAR: TimeDelta = TimeDelta::hours(1);

/// How long a database that does not answer is left alone.
const OUTAGE: Duration = Duration::from_secs(1);

/// What the operator set.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// Deliveries under way at the same time, on this instance.
    pub at_once: usize,
    /// How long a failing delivery is tried, and a failing webhook kept.
    pub give_up_after: TimeDelta,
    /// How long a lease lasts: longer than any attempt.
    pub lease: TimeDelta,
}

/// What the workers work with.
#[derive(Clone)]
pub struct Post {
    /// The database.
    pub db: Db,
    /// The clock that decides what is due.
    pub clock: Clock,
    /// Opens the keys.
    pub sealer: Sealer,
    /// Sends.
    pub sender: Sender,
    /// What the operator set.
    pub policy: Policy,
    /// The service's public address.
    pub source: String,
}

/// The workers of one instance.
pub struct Workers {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Workers {
    /// Starts them on the present event loop.
    pub fn start(post: Post) -> Self {
        let (stop, stopping) = watch::channel(false);
        let task = tokio::spawn(work(Arc::new(post), stopping));
        Self { stop, task }
    }

    /// Takes up nothing more, and waits for what is under way, for `patience` at the most. What is broken off is sent again
    /// by another instance.
    pub async fn stop(mut self, patience: Duration) {
        self.stop.send_replace(true);
        if tokio::time::timeout(patience, &mut self.task).await.is_err() {
            log::warn!("deliveries of webhooks were broken off");
            self.task.abort();
        }
    }
}

/// Looks, hands out, and waits for a reason to look again.
async fn work(post: Arc<Post>, mut stopping: watch::Receiver<bool>) {
    let mut tasks = JoinSet::new();
    let mut busy: HashMap<task::Id, Id> = HashMap::new();
    let mut newest = post.db.newest_event();
    let mut cleared: Option<DateTime<Utc>> = None;
    while !*stopping.borrow_and_update() {
        newest.mark_unchanged();
        let now = post.clock.now();
        if cleared.is_none_or(|at| now - at >= CLEAR) {
            cleared = Some(now);
            clear(&post, now).await;
        }
        let wait = match post.db.read(move |conn| queue::look(conn, now)).await {
            Ok((ready, soonest)) => {
                for webhook in ready {
                    // When all places are taken, the others wait in the queue, for this instance or another.
                    if busy.len() < post.policy.at_once && !busy.values().any(|other| *other == webhook) {
                        let task = tasks.spawn(deliver(post.clone(), webhook, stopping.clone()));
                        busy.insert(task.id(), webhook);
                    }
                }
                let due = soonest.map(|at| (at.0 - now).to_std().unwrap_or_default());
                due.unwrap_or(LOOK).min(LOOK)
            }
            Err(problem) => {
                log::warn!("webhooks wait: {problem}");
                OUTAGE
            }
        };
        tokio::select! {
            _ = stopping.changed() => {}
            _ = newest.changed() => {}
            () = post.clock.moved(now) => {}
            () = tokio::time::sleep(wait) => {}
            Some(ended) = tasks.join_next_with_id() => {
                let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
                busy.remove(&id);
            }
        }
    }
    while tasks.join_next().await.is_some() {}
}

async fn clear(post: &Post, now: DateTime<Utc>) {
    let cleared = post
        .db
        .write(move |conn| deliveries::queries::clear(conn, now))
        .await;
    if let Err(problem) = cleared {
        log::warn!("the log of deliveries was not cleared: {problem}");
    }
}

/// Delivers to one webhook what is due, one after the other.
async fn deliver(post: Arc<Post>, webhook: Id, stopping: watch::Receiver<bool>) {
    if let Err(problem) = deliver_all(&post, webhook, &stopping).await {
        // The lease runs out, and whoever comes next goes on.
        log::warn!("deliveries to a webhook broke off: {problem}");
    }
}

async fn deliver_all(post: &Post, webhook: Id, stopping: &watch::Receiver<bool>) -> Result<(), Problem> {
    let lease = Lease {
        webhook_id: webhook,
        id: Id::new(),
        lasts: post.policy.lease,
    };
    let now = post.clock.now();
    let mut next = post.db.write(move |conn| queue::take(conn, lease, now)).await?;
    while let Some(load) = next {
        let delivery = load.delivery;
        let outcome = post.send(load).await?;
        let now = post.clock.now();
        let report = Report {
            status: outcome.status,
            error: outcome.failure.map(Failure::as_str),
            asked: rules::asked_wait(outcome.status, outcome.retry_after.as_deref(), now),
            duration_ms: outcome.took_ms(),
            chance: chance()?,
        };
        let (policy, stop) = (post.policy, *stopping.borrow());
        next = post
            .db
            .write(move |conn| outcome::record(conn, lease, delivery, &report, &policy, now, stop))
            .await?;
    }
    Ok(())
}

impl Post {
    async fn send(&self, load: Load) -> Result<Outcome, Problem> {
        let now = self.clock.now();
        let event = EventView::new(load.event, self.source.clone());
        let id = event.id.to_string();
        let body = serde_json::to_vec(&event).map_err(Problem::internal)?;
        let signatures = load.webhook.signatures(&self.sealer, &id, now, &body)?;
        let parcel = Parcel {
            url: Url::parse(&load.webhook.url).map_err(Problem::internal)?,
            headers: headers(&id, now.timestamp(), &signatures),
            body,
        };
        Ok(self.sender.send(parcel).await)
    }
}
