//! Several instances deliver together, and some of them die.

use super::receiver::{Received, Reply};
use super::{Receiver, delivery_when, happen, hook, pass, until};
use crate::support::{App, Engine};
use chrono::TimeDelta;
use serde_json::json;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use wps_network::auth::Caller;
use wps_network::db::{Id, Visibility};
use wps_network::journal::{self, Entry};

fn another_instance_goes_on_when_one_has_died(app: &App) {
    let [held, free] = [(); 2].map(|()| Receiver::start());
    let namibia = app.member("NAM");
    let (id, _) = hook(&namibia, &held);
    held.wait_for(1);
    delivery_when(&namibia, &id, "on record as taken", |one| {
        one["state"] == "succeeded"
    });
    hook(&app.member("ESP"), &free);
    free.wait_for(1);
    // What an instance leaves behind that died while it delivered.
    let lease = Id::new().to_string();
    let id = if app.engine() == Engine::Postgres {
        app.execute(&format!(
            "UPDATE webhook_queues SET lease_id = '{lease}', lease_until = '2018-06-01T09:00:47Z' WHERE webhook_id = '{id}'"
        ));
        id
    } else {
        let until = (app.clock.now() + TimeDelta::seconds(47)).timestamp_micros();
        let bytes = |id: &str| id.replace('-', "");
        app.execute(&format!(
            "UPDATE webhook_queues SET lease_id = x'{}', lease_until = {until} WHERE webhook_id = x'{}'",
            bytes(&lease),
            bytes(&id)
        ));
        id
    };
    let meeting = Id::new();
    happen(app, meeting, 1);
    free.wait_for(2);
    pass(app, TimeDelta::seconds(46));
    happen(app, meeting, 2);
    free.wait_for(3);
    assert_eq!(held.connections(), 1, "{id}");
    pass(app, TimeDelta::seconds(1));
    let got = held.wait_for(3);
    let versions: Vec<i64> = got[1..].iter().map(|one| one.change().1).collect();
    assert_eq!(versions, [1, 2]);
}

/// What a receiver has taken, in its order: of each meeting, the versions.
#[derive(Default)]
struct Taken(Mutex<HashMap<String, Vec<i64>>>);

impl Taken {
    fn take(&self, one: &Received) {
        let (meeting, version) = one.change();
        let mut all = self.0.lock().unwrap();
        let versions = all.entry(meeting).or_default();
        // At least once: again is no fault, too early would be.
        if !versions.contains(&version) {
            versions.push(version);
        }
    }

    fn count(&self) -> usize {
        self.0.lock().unwrap().values().map(Vec::len).sum()
    }
}

fn events() -> usize {
    let wanted = std::env::var("WPS_WEBHOOK_EVENTS").ok();
    wanted.and_then(|count| count.parse().ok()).unwrap_or(300)
}

fn nothing_is_lost_and_nothing_overtakes(app: &App) {
    let events = events();
    let namibia = app.member("NAM");
    let faults = Arc::new(AtomicUsize::new(0));
    let receivers: Vec<(Receiver, Arc<Taken>)> = (0..3_usize)
        .map(|number| {
            let (receiver, taken) = (Receiver::start(), Arc::new(Taken::default()));
            let (counting, faults) = (taken.clone(), faults.clone());
            let turn = AtomicUsize::new(0);
            receiver.answers(move |one| {
                let turn = turn.fetch_add(1, Ordering::SeqCst);
                let fault = match (number, turn % 50) {
                    // One is well, one fails now and then, one fails and hangs.
                    (1, 7 | 8) | (2, 3..=5) => Some(Reply::Status(500, "")),
                    (1, 20) | (2, 21) => Some(Reply::Close),
                    (2, 40) => Some(Reply::Hang),
                    (2, 30) => Some(Reply::Status(429, "Retry-After: 2")),
                    _ => None,
                };
                if fault.is_some() {
                    faults.fetch_add(1, Ordering::SeqCst);
                } else {
                    counting.take(one);
                }
                fault.unwrap_or(Reply::Status(204, ""))
            });
            let body = json!({"url": receiver.url(), "resources": ["meetings"]});
            namibia.post("/v1/webhooks", body).expect(201);
            (receiver, taken)
        })
        .collect();

    let began = (Instant::now(), app.clock.now());
    let ended = AtomicBool::new(false);
    let deaths = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        // Ten seconds pass in one, so that pauses are short and leases are not.
        scope.spawn(|| {
            while !ended.load(Ordering::SeqCst) {
                let passed = TimeDelta::from_std(began.0.elapsed() * 10).unwrap();
                app.clock.set(began.1 + passed);
                std::thread::park_timeout(std::time::Duration::from_millis(20));
            }
        });
        // A second instance comes, works, and dies, again and again.
        scope.spawn(|| {
            while !ended.load(Ordering::SeqCst) {
                let other = app.second_instance();
                let before = receivers[0].1.count();
                let lived = Instant::now();
                while lived.elapsed().as_secs() < 2 && receivers[0].1.count() < before + events / 10 {
                    std::thread::park_timeout(std::time::Duration::from_millis(20));
                }
                drop(other);
                deaths.fetch_add(1, Ordering::SeqCst);
            }
        });
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            write_events(app, events);
            let what = format!("{events} events at each of three receivers");
            wait_for_all(&what, &receivers, events);
        }));
        ended.store(true, Ordering::SeqCst);
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    for (_, taken) in &receivers {
        for (meeting, versions) in taken.0.lock().unwrap().iter() {
            assert!(versions.is_sorted(), "{meeting}: {versions:?}");
        }
    }
    assert!(faults.load(Ordering::SeqCst) > 0 && deaths.load(Ordering::SeqCst) > 0);
    println!(
        "{events} events to three receivers in {:.0?}, {} faults, {} instances died: 0 lost, 0 out of order",
        began.0.elapsed(),
        faults.load(Ordering::SeqCst),
        deaths.load(Ordering::SeqCst)
    );
}

/// Waits as long as something comes.
fn wait_for_all(what: &str, receivers: &[(Receiver, Arc<Taken>)], events: usize) {
    let count = || receivers.iter().map(|(_, taken)| taken.count()).sum::<usize>();
    let mut seen = 0;
    while seen < events * receivers.len() {
        seen = until(&format!("{what}: more than {seen}"), || {
            let now = count();
            (now > seen).then_some(now)
        });
    }
}

/// In transactions of twenty, about ten meetings.
fn write_events(app: &App, events: usize) {
    let meetings: Vec<Id> = (0..10).map(|_| Id::new()).collect();
    for first in (0..events).step_by(20) {
        let (meetings, now) = (meetings.clone(), app.clock.now());
        app.write(move |conn| {
            for number in first..events.min(first + 20) {
                let entry = Entry {
                    action: "meeting.changed",
                    resource: "meetings",
                    parent: None,
                    id: meetings[number % 10],
                    version: i32::try_from(number / 10 + 1).unwrap(),
                    visibility: Visibility::Network,
                    member: None,
                };
                journal::write(conn, &Caller::system(now), &entry)?;
            }
            Ok(())
        })
        .unwrap();
    }
}

cases! { another_instance_goes_on_when_one_has_died, nothing_is_lost_and_nothing_overtakes }
