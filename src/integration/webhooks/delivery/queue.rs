//! The queue in the database, which the instances work on together. A webhook with something to do is *leased* by one of
//! them at a time, for long enough to send one delivery; each result renews the lease. When an instance dies, its leases
//! run out, and another goes on. So the deliveries of one webhook are sent one after the other, and those of different
//! webhooks beside each other.

use super::rules::{self, Next, Waiting};
use super::viewer::viewer;
use crate::db::{Connection, Id, Instant, feed};
use crate::error::Problem;
use crate::integration::events::json::PREFIX;
use crate::integration::events::model::{Event, Viewer};
use crate::integration::events::queries::{self as events, Filter};
use crate::integration::webhooks::deliveries::model::{Delivery, DeliveryState};
use crate::integration::webhooks::deliveries::queries as deliveries;
use crate::integration::webhooks::model::{Webhook, WebhookStatus};
use crate::schema::{
    webhook_deliveries as waiting_table, webhook_queues as queues, webhooks as webhooks_table,
};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

/// Webhooks that are looked for at once.
const AT_ONCE: i64 = 16;

/// Deliveries that may wait for one webhook; what comes after stays in the feed until then.
const WAITING: usize = 500;

/// How soon is asked again whether a disabled account was enabled.
const ASK_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// Events that are taken up from the feed at once.
const TAKEN_UP: usize = 100;

/// A row of `webhook_queues`.
#[derive(Debug, Clone, Queryable, Selectable, AsChangeset, Identifiable)]
#[diesel(table_name = queues, primary_key(webhook_id), treat_none_as_null = true)]
pub(super) struct Queue {
    webhook_id: Id,
    position: i64,
    pub(super) due_at: Option<Instant>,
    pub(super) paused_until: Option<Instant>,
    pub(super) failures: i32,
    pub(super) failing_since: Option<Instant>,
    pub(super) lease_id: Option<Id>,
    pub(super) lease_until: Option<Instant>,
}

/// The right to deliver to a webhook, for a while.
#[derive(Debug, Clone, Copy)]
pub struct Lease {
    /// The webhook.
    pub webhook_id: Id,
    /// Tells it from others' leases of the same webhook.
    pub id: Id,
    /// How long it lasts from each renewal.
    pub lasts: TimeDelta,
}

/// What is to be sent next.
#[derive(Debug, Clone)]
pub struct Load {
    /// Where to.
    pub webhook: Webhook,
    /// As which delivery.
    pub delivery: Id,
    /// What.
    pub event: Event,
}

/// The next moment in a column.
macro_rules! soonest {
    ($conn:expr, $column:expr, $now:expr) => {
        queues::table
            .filter($column.gt($now))
            .order($column)
            .select($column.assume_not_null())
            .first::<Instant>($conn)
            .optional()?
    };
}

/// The webhooks that have something to do now, and when to look again.
///
/// # Errors
/// When the database refuses.
pub fn look(conn: &mut Connection, now: DateTime<Utc>) -> Result<(Vec<Id>, Option<Instant>), Problem> {
    let now = Instant::from(now);
    let newest = feed::newest(conn)?;
    let ready = queues::table
        .inner_join(webhooks_table::table.on(webhooks_table::id.eq(queues::webhook_id)))
        .filter(webhooks_table::status.eq(WebhookStatus::Enabled))
        .filter(queues::lease_until.is_null().or(queues::lease_until.le(now)))
        .filter(queues::paused_until.is_null().or(queues::paused_until.le(now)))
        .filter(queues::due_at.le(now).or(queues::position.lt(newest).nullable()))
        .order(queues::webhook_id)
        .limit(AT_ONCE)
        .select(queues::webhook_id)
        .load(conn)?;
    let moments = [
        soonest!(conn, queues::due_at, now),
        soonest!(conn, queues::paused_until, now),
        soonest!(conn, queues::lease_until, now),
    ];
    Ok((ready, moments.into_iter().flatten().min()))
}

/// Takes the lease of a webhook, if it is free, and gives what is to be sent; without anything, the lease ends at once.
///
/// # Errors
/// When the database refuses.
pub fn take(conn: &mut Connection, lease: Lease, now: DateTime<Utc>) -> Result<Option<Load>, Problem> {
    if !is_free(conn, lease.webhook_id)? {
        return Ok(None);
    }
    let free = queues::lease_until
        .is_null()
        .or(queues::lease_until.le(Instant::from(now)));
    let taken = diesel::update(queues::table.find(lease.webhook_id))
        .filter(free)
        .set((
            queues::lease_id.eq(Some(lease.id)),
            queues::lease_until.eq(Some(Instant::from(now + lease.lasts))),
        ))
        .execute(conn)?;
    if taken == 0 {
        return Ok(None);
    }
    match held(conn, lease)? {
        Some(queue) => go_on(conn, lease, queue, now),
        None => Ok(None),
    }
}

/// Whether no other transaction is at this webhook just now; if none is, it is ours until the end of this one. `SQLite`
/// has one writer.
fn is_free(conn: &mut Connection, webhook: Id) -> Result<bool, Problem> {
    let Connection::Postgres(conn) = conn else {
        return Ok(true);
    };
    let row: Option<Id> = queues::table
        .find(webhook)
        .select(queues::webhook_id)
        .for_update()
        .skip_locked()
        .get_result(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The queue, as long as the lease on it is ours.
pub(super) fn held(conn: &mut Connection, lease: Lease) -> Result<Option<Queue>, Problem> {
    Ok(queues::table
        .find(lease.webhook_id)
        .filter(queues::lease_id.eq(lease.id))
        .select(Queue::as_select())
        .get_result(conn)
        .optional()?)
}

pub(super) fn save(conn: &mut Connection, queue: &Queue) -> Result<(), Problem> {
    diesel::update(queues::table.find(queue.webhook_id))
        .set(queue)
        .execute(conn)?;
    Ok(())
}

/// Takes up what is new in the feed, and gives the next delivery with the lease renewed, or ends the lease.
pub(super) fn go_on(
    conn: &mut Connection,
    lease: Lease,
    mut queue: Queue,
    now: DateTime<Utc>,
) -> Result<Option<Load>, Problem> {
    queue.due_at = None;
    let mut load = None;
    let webhook: Webhook = webhooks_table::table
        .find(lease.webhook_id)
        .select(Webhook::as_select())
        .get_result(conn)?;
    if webhook.status == WebhookStatus::Enabled {
        if let Some(viewer) = viewer(conn, webhook.account_id, now)? {
            load = next_load(conn, &webhook, viewer, &mut queue, now)?;
        } else {
            // Whether it may again is asked later.
            queue.paused_until = Some((now + ASK_AGAIN).into());
            queue.due_at = queue.paused_until;
        }
    }
    if load.is_some() {
        queue.lease_until = Some((now + lease.lasts).into());
        // Should this instance die, it is due as soon as the lease has run out.
        queue.due_at = Some(now.into());
    } else {
        queue.lease_id = None;
        queue.lease_until = None;
    }
    save(conn, &queue)?;
    Ok(load)
}

/// Takes up what is new, and finds what may be sent now; without that, notes when there is.
fn next_load(
    conn: &mut Connection,
    webhook: &Webhook,
    viewer: Viewer,
    queue: &mut Queue,
    now: DateTime<Utc>,
) -> Result<Option<Load>, Problem> {
    if queue.paused_until.is_some_and(|end| end.0 > now) {
        queue.due_at = queue.paused_until;
        return Ok(None);
    }
    let mut waiting = waiting(conn, webhook.id)?;
    if waiting.is_empty() {
        // It took nothing because it was sent nothing: what failed before says nothing of what comes next.
        queue.failing_since = None;
        queue.failures = 0;
    }
    let full = waiting.len() >= WAITING;
    if !full {
        take_up(conn, webhook, viewer, queue, now)?;
        waiting = self::waiting(conn, webhook.id)?;
    }
    loop {
        match rules::next(&waiting, now) {
            Next::Now(id) => {
                let load = load_of(conn, webhook, viewer, id, now)?;
                if load.is_some() {
                    return Ok(load);
                }
                waiting.retain(|one| one.id != id);
            }
            Next::Later(due) => {
                queue.due_at = due.map(Instant::from);
                if full {
                    // Nothing more is taken up until then: the feed alone is no reason to look.
                    queue.paused_until = queue.due_at;
                }
                return Ok(None);
            }
        }
    }
}

/// What waits for a webhook, in the feed's order.
fn waiting(conn: &mut Connection, webhook: Id) -> Result<Vec<Waiting>, Problem> {
    let rows: Vec<(Id, Id, Option<Instant>)> = waiting_table::table
        .filter(waiting_table::webhook_id.eq(webhook))
        .filter(waiting_table::state.eq(DeliveryState::Pending))
        .order(waiting_table::position)
        .select((
            waiting_table::id,
            waiting_table::resource_id,
            waiting_table::next_attempt_at,
        ))
        .load(conn)?;
    let waiting = |(id, resource_id, due): (Id, Id, Option<Instant>)| {
        Some(Waiting {
            id,
            resource_id,
            due: due?.0,
        })
    };
    Ok(rows.into_iter().filter_map(waiting).collect())
}

/// Makes deliveries of the events that came since the last time, as far as the webhook wants them and its account may
/// learn of them.
fn take_up(
    conn: &mut Connection,
    webhook: &Webhook,
    viewer: Viewer,
    queue: &mut Queue,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let action = |kind: &String| kind.strip_prefix(PREFIX).map(str::to_owned);
    let filter = Filter {
        actions: webhook.types.0.iter().filter_map(action).collect(),
        resources: webhook.resources.0.clone(),
    };
    let batch = events::after(conn, viewer, &filter, queue.position, TAKEN_UP)?;
    for event in batch.events {
        let delivery = Delivery {
            id: Id::new(),
            webhook_id: webhook.id,
            event_id: event.id,
            position: event.position,
            event_type: format!("{PREFIX}{}", event.action),
            resource: event.resource,
            resource_id: event.resource_id,
            state: DeliveryState::Pending,
            attempts: 0,
            failures: 0,
            next_attempt_at: Some(now.into()),
            retry_until: None,
            finished_at: None,
            created_at: now.into(),
        };
        deliveries::insert(conn, &delivery)?;
    }
    queue.position = batch.upto;
    Ok(())
}

/// The event of a delivery, if the account may still learn of it.
fn load_of(
    conn: &mut Connection,
    webhook: &Webhook,
    viewer: Viewer,
    id: Id,
    now: DateTime<Utc>,
) -> Result<Option<Load>, Problem> {
    let mut delivery = delivery(conn, id)?;
    let batch = events::after(conn, viewer, &Filter::default(), delivery.position - 1, 1)?;
    let event = batch
        .events
        .into_iter()
        .find(|event| event.id == delivery.event_id);
    if let Some(event) = event {
        let webhook = webhook.clone();
        return Ok(Some(Load {
            webhook,
            delivery: id,
            event,
        }));
    }
    finish(&mut delivery, DeliveryState::Withheld, now);
    deliveries::save(conn, &delivery)?;
    Ok(None)
}

pub(super) fn delivery(conn: &mut Connection, id: Id) -> Result<Delivery, Problem> {
    Ok(waiting_table::table
        .find(id)
        .select(Delivery::as_select())
        .get_result(conn)?)
}

pub(super) fn finish(delivery: &mut Delivery, state: DeliveryState, now: DateTime<Utc>) {
    delivery.state = state;
    delivery.next_attempt_at = None;
    delivery.finished_at = Some(now.into());
}

/// Makes a webhook go on after it was disabled: what waits is due now, for another while.
///
/// # Errors
/// When the database refuses.
pub fn revive(conn: &mut Connection, id: Id, now: DateTime<Utc>) -> Result<(), Problem> {
    let waits = waiting_table::table
        .filter(waiting_table::webhook_id.eq(id))
        .filter(waiting_table::state.eq(DeliveryState::Pending));
    diesel::update(waits)
        .set((
            waiting_table::next_attempt_at.eq(Some(Instant::from(now))),
            waiting_table::retry_until.eq(None::<Instant>),
            waiting_table::failures.eq(0),
        ))
        .execute(conn)?;
    wake(conn, id, now.into())
}

/// Makes a webhook due now, whatever it rests for.
///
/// # Errors
/// When the database refuses.
pub fn wake(conn: &mut Connection, id: Id, now: Instant) -> Result<(), Problem> {
    diesel::update(queues::table.find(id))
        .set((
            queues::due_at.eq(Some(now)),
            queues::paused_until.eq(None::<Instant>),
            queues::failures.eq(0),
            queues::failing_since.eq(None::<Instant>),
        ))
        .execute(conn)?;
    Ok(())
}
