//! Sends what the outbox holds, in the background of every instance: looks into it when there is news in the feed (whoever
//! writes a message decides something, too), when something is due, and every five seconds.

use super::mailing;
use crate::auth::Sealer;
use crate::backoff::{self, chance};
use crate::clock::Clock;
use crate::communication::mail::courier::{AT_ONCE, Courier, Line, Parcel};
use crate::communication::mail::model::MessageState;
use crate::communication::mail::outbox;
use crate::communication::mail::queue::{self, Leased};
use crate::communication::mail::rules::{Failure, FailureKind};
use crate::communication::subscriptions;
use crate::db::{Db, Id};
use crate::error::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// How often the outbox is looked into without a reason: for what another process or instance left there.
const LOOK: Duration = Duration::from_secs(5);

/// How often is cleared what is old.
const CLEAR: TimeDelta = TimeDelta::hours(1);

/// How long a database that does not answer is left alone.
const OUTAGE: Duration = Duration::from_secs(1);

/// The longest that a mail server which takes nothing is left alone.
const LONGEST_REST: TimeDelta = TimeDelta::minutes(1);

/// What the worker works with.
pub struct Mailroom {
    /// The database.
    pub db: Db,
    /// The clock that decides what is due.
    pub clock: Clock,
    /// Opens the addresses.
    pub sealer: Sealer,
    /// Speaks SMTP; without it, mail waits.
    pub courier: Option<Courier>,
    /// How long a message is tried.
    pub give_up_after: TimeDelta,
    /// The service's public address, for links.
    pub public_url: String,
}

/// The worker of one instance.
pub struct MailWorker {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl MailWorker {
    /// Starts it on the present event loop.
    pub fn start(room: Mailroom) -> Self {
        if room.courier.is_none() {
            log::warn!("mail waits: WPS_SMTP_URL says no mail server");
        }
        let (stop, stopping) = watch::channel(false);
        let task = tokio::spawn(work(Arc::new(room), stopping));
        Self { stop, task }
    }

    /// Takes up nothing more, and waits for what is under way, for `patience` at the most. What is broken off is sent again
    /// by another instance.
    pub async fn stop(mut self, patience: Duration) {
        self.stop.send_replace(true);
        if tokio::time::timeout(patience, &mut self.task).await.is_err() {
            log::warn!("sending mail was broken off");
            self.task.abort();
        }
    }
}

async fn work(room: Arc<Mailroom>, mut stopping: watch::Receiver<bool>) {
    let line = room.courier.as_ref().map(Courier::line);
    let mut newest = room.db.newest_event();
    let mut cleared: Option<DateTime<Utc>> = None;
    let mut outages = 0;
    while !*stopping.borrow_and_update() {
        newest.mark_unchanged();
        let now = room.clock.now();
        if cleared.is_none_or(|at| now - at >= CLEAR) {
            cleared = Some(now);
            room.clear(now).await;
        }
        let wait = match room.round(line.as_ref(), &stopping, &mut outages).await {
            Ok(wait) => wait,
            Err(problem) => {
                log::warn!("mail waits: {problem}");
                OUTAGE
            }
        };
        tokio::select! {
            _ = stopping.changed() => {}
            // A server that takes nothing is not asked again for every piece of news.
            _ = newest.changed(), if outages == 0 => {}
            () = room.clock.moved(now) => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
    if let Some(line) = line {
        line.close().await;
    }
}

impl Mailroom {
    async fn clear(&self, now: DateTime<Utc>) {
        let cleared = self
            .db
            .write(move |conn| {
                subscriptions::queries::purge(conn, now)?;
                queue::clear(conn, now)
            })
            .await;
        if let Err(problem) = cleared {
            log::warn!("old mail was not cleared: {problem}");
        }
    }

    /// Sends all that is due; says how long there is nothing to do.
    async fn round(
        self: &Arc<Self>,
        line: Option<&Line>,
        stopping: &watch::Receiver<bool>,
        outages: &mut i32,
    ) -> Result<Duration, Problem> {
        while !*stopping.borrow() && self.write_letters().await? {}
        let Some(line) = line else { return Ok(LOOK) };
        while !*stopping.borrow() {
            let lease = Id::new();
            let batch = self.take(lease).await?;
            if batch.is_empty() {
                break;
            }
            if let Err(failure) = line.open().await {
                *outages = outages.saturating_add(1);
                log::warn!("mail waits: the mail server does not take it ({})", failure.word);
                for one in &batch {
                    self.record(lease, one.message.id, Err(&failure)).await?;
                }
                let rest = backoff::pause(*outages, LONGEST_REST, chance()?);
                return Ok(rest.to_std().unwrap_or(LOOK));
            }
            *outages = 0;
            self.send(line, lease, batch).await;
        }
        let now = self.clock.now();
        let soonest = self.db.read(move |conn| queue::soonest(conn, now)).await?;
        let due = soonest.map(|at| (at.0 - now).to_std().unwrap_or_default());
        Ok(due.unwrap_or(LOOK).min(LOOK))
    }

    /// Makes a part of the messages of an issue; false when there are none to make.
    async fn write_letters(&self) -> Result<bool, Problem> {
        let (sealer, url, now) = (self.sealer.clone(), self.public_url.clone(), self.clock.now());
        self.db
            .write(move |conn| mailing::next_part(conn, &sealer, &url, now.into()))
            .await
    }

    async fn take(&self, lease: Id) -> Result<Vec<Leased>, Problem> {
        let patience = self.courier.as_ref().map(Courier::patience).unwrap_or_default();
        // Time to send, and to write down what became of it.
        let lasts = TimeDelta::from_std(patience).unwrap_or_default() + TimeDelta::seconds(45);
        let now = self.clock.now();
        self.db
            .write(move |conn| queue::take(conn, lease, lasts, i64::from(AT_ONCE), now))
            .await
    }

    /// Sends beside each other, and waits for all of them.
    async fn send(self: &Arc<Self>, line: &Line, lease: Id, batch: Vec<Leased>) {
        let mut tasks = JoinSet::new();
        for one in batch {
            let (room, line) = (self.clone(), line.clone());
            tasks.spawn(async move {
                let id = one.message.id;
                let outcome = room.deliver(&line, one).await;
                if let Err(problem) = room.record(lease, id, outcome.as_ref().copied()).await {
                    // The lease runs out, and whoever comes next sends it again.
                    log::warn!("what became of a message was not written down: {problem}");
                }
            });
        }
        while tasks.join_next().await.is_some() {}
    }

    async fn deliver(&self, line: &Line, one: Leased) -> Result<(), Failure> {
        let sealed = one.message.recipient.as_deref().unwrap_or_default();
        let (letter, recipient) = outbox::open(&self.sealer, &one.content, sealed)
            .ok_or_else(|| Failure::new(FailureKind::Refused, "sealed"))?;
        line.send(Parcel {
            id: one.message.id,
            letter,
            recipient,
            written_at: one.message.created_at.0,
        })
        .await
    }

    async fn record(&self, lease: Id, id: Id, outcome: Result<(), &Failure>) -> Result<(), Problem> {
        let (now, chance, give_up_after) = (self.clock.now(), chance()?, self.give_up_after);
        let outcome = outcome.map_err(Failure::clone);
        let word = outcome.as_ref().err().map(|failure| failure.word.clone());
        let state = self
            .db
            .write(move |conn| {
                let outcome = outcome.as_ref().copied();
                queue::record(conn, lease, id, outcome, give_up_after, now, chance)
            })
            .await?;
        if state == Some(MessageState::Failed) {
            log::warn!("message {id} was given up ({})", word.unwrap_or_default());
        }
        Ok(())
    }
}
