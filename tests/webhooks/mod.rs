//! Webhooks: to a receiver that a stranger could have written, with the public Standard Webhooks library.

mod delivering;
mod endpoints;
mod guard;
mod receiver;
mod sharing;
mod trouble;

use crate::support::{Answer, App, Case, Client};
use chrono::TimeDelta;
use receiver::Receiver;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use wps_network::auth::Caller;
use wps_network::db::{Id, Visibility};
use wps_network::journal::{self, Entry};

pub fn tests() -> Vec<Case> {
    [
        endpoints::tests(),
        delivering::tests(),
        trouble::tests(),
        sharing::tests(),
        guard::tests(),
    ]
    .concat()
}

/// The longest that a condition may take.
const DEADLINE: Duration = Duration::from_mins(1);

/// Waits until there is something.
#[track_caller]
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < DEADLINE, "{what}: not within {DEADLINE:?}");
        std::thread::park_timeout(Duration::from_millis(10));
    }
}

/// A webhook to a receiver, and its secret.
fn hook(client: &Client, receiver: &Receiver) -> (String, String) {
    let made = client
        .post("/v1/webhooks", json!({"url": receiver.url()}))
        .expect(201);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&made["webhook"]["id"]), text(&made["secret"]))
}

/// Something happens to a meeting, seen by the Network.
fn happen(app: &App, meeting: Id, version: i32) {
    happens(app, meeting, version, Visibility::Network, None);
}

fn happens(app: &App, meeting: Id, version: i32, visibility: Visibility, member: Option<Id>) {
    let now = app.clock.now();
    app.write(move |conn| {
        let entry = Entry {
            action: "meeting.changed",
            resource: "meetings",
            parent: None,
            id: meeting,
            version,
            visibility,
            member,
        };
        journal::write(conn, &Caller::system(now), &entry)
    })
    .unwrap();
}

fn pass(app: &App, time: TimeDelta) {
    app.clock.set(app.clock.now() + time);
}

/// The deliveries to a webhook, newest first.
fn deliveries(client: &Client, webhook: &str) -> Answer {
    client
        .get(&format!("/v1/webhook-deliveries?webhook_id={webhook}&limit=100"))
        .expect(200)
}

/// Waits until the only delivery to a webhook is as wanted.
#[track_caller]
fn delivery_when(client: &Client, webhook: &str, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    until(what, || {
        let all = deliveries(client, webhook);
        all.data().first().filter(|delivery| wanted(delivery)).cloned()
    })
}
