//! What becomes of attempts: written down, and the delivery done, tried again later, or given up; a webhook that takes
//! nothing for too long is disabled.

use super::Policy;
use super::queue::{self, Lease, Load, Queue, finish};
use super::rules;
use crate::auth::Caller;
use crate::backoff;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::integration::webhooks::deliveries::model::{Attempt, Delivery, DeliveryState};
use crate::integration::webhooks::deliveries::queries as deliveries;
use crate::integration::webhooks::model::{Webhook, WebhookStatus};
use crate::integration::webhooks::queries as webhooks;
use crate::journal;
use crate::schema::webhooks as webhooks_table;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

/// What became of an attempt.
#[derive(Debug, Clone)]
pub struct Report {
    /// The status of the answer.
    pub status: Option<u16>,
    /// Why it does not count as delivered.
    pub error: Option<&'static str>,
    /// What the receiver asks for with `Retry-After`.
    pub asked: Option<TimeDelta>,
    /// Milliseconds that it took.
    pub duration_ms: i32,
    /// Decides the length of pauses.
    pub chance: u64,
}

/// Records an attempt and gives what is to be sent next under the same lease; nothing when it has ended, or when
/// `stopping`.
///
/// # Errors
/// When the database refuses.
pub fn record(
    conn: &mut Connection,
    lease: Lease,
    id: Id,
    report: &Report,
    policy: &Policy,
    now: DateTime<Utc>,
    stopping: bool,
) -> Result<Option<Load>, Problem> {
    let Some(mut held) = queue::held(conn, lease)? else {
        return Ok(None);
    };
    let mut delivery = queue::delivery(conn, id)?;
    deliveries::insert_attempt(conn, &attempt(id, report, now))?;
    delivery.attempts += 1;
    let refused = match report.error {
        None => {
            finish(&mut delivery, DeliveryState::Succeeded, now);
            held.failures = 0;
            held.failing_since = None;
            held.paused_until = None;
            None
        }
        Some(_) => failed(&mut held, &mut delivery, report, policy, now),
    };
    deliveries::save(conn, &delivery)?;
    if let Some(notice) = refused {
        disable(conn, lease.webhook_id, notice, now)?;
    }
    if stopping {
        held.due_at = Some(now.into());
        held.lease_id = None;
        held.lease_until = None;
        queue::save(conn, &held)?;
        return Ok(None);
    }
    queue::go_on(conn, lease, held, now)
}

fn attempt(delivery_id: Id, report: &Report, now: DateTime<Utc>) -> Attempt {
    Attempt {
        id: Id::new(),
        delivery_id,
        attempted_at: now.into(),
        status: report.status.map(i32::from),
        error: report.error.map(str::to_owned),
        duration_ms: report.duration_ms,
    }
}

/// What a failed attempt means for the delivery and the queue, and why the webhook is to be disabled, if it is.
fn failed(
    queue: &mut Queue,
    delivery: &mut Delivery,
    report: &Report,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Option<String> {
    queue.failures = queue.failures.saturating_add(1);
    let since = queue.failing_since.get_or_insert(now.into()).0;
    let rest = rules::rest_until(queue.failures, now, report.asked, report.chance);
    queue.paused_until = rest.map(Instant::from);
    let end = delivery
        .retry_until
        .get_or_insert((now + policy.give_up_after).into())
        .0;
    delivery.failures = delivery.failures.saturating_add(1);
    let gone = report.status == Some(410);
    let retry = backoff::retry_at(delivery.failures, end, now, report.asked, report.chance);
    match retry.filter(|_| !gone) {
        Some(at) => delivery.next_attempt_at = Some(at.into()),
        None => finish(delivery, DeliveryState::Failed, now),
    }
    if gone {
        return Some("The receiver answered 410 Gone.".to_owned());
    }
    (now - since >= policy.give_up_after).then(|| {
        format!(
            "The receiver has taken nothing since {}; the last attempt: {}.",
            since.format("%Y-%m-%d %H:%M UTC"),
            report.error.unwrap_or_default()
        )
    })
}

fn disable(conn: &mut Connection, id: Id, notice: String, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut webhook: Webhook = webhooks_table::table
        .find(id)
        .select(Webhook::as_select())
        .get_result(conn)?;
    webhook.status = WebhookStatus::Disabled;
    webhook.notice = Some(notice);
    webhook.version += 1;
    webhook.updated_at = now.into();
    webhooks::save(conn, &webhook)?;
    journal::write(conn, &Caller::system(now), &webhook.entry("webhook.disabled"))
}
