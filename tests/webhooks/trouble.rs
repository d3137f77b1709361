//! Receivers that fail: retries, order, rest, giving up.

use super::receiver::Reply;
use super::{Receiver, deliveries, delivery_when, happen, pass, until};
use crate::support::{App, Client, free_port};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use wps_network::db::Id;

/// A webhook that hears of meetings only.
fn of_meetings(client: &Client, url: &str) -> String {
    let body = json!({"url": url, "resources": ["meetings"]});
    let made = client.post("/v1/webhooks", body).expect(201);
    made["webhook"]["id"].as_str().unwrap().to_owned()
}

fn after(attempts: i64) -> impl Fn(&Value) -> bool {
    move |delivery| delivery["attempts"].as_i64() >= Some(attempts)
}

fn moment(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

fn what_was_not_taken_comes_again(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    receiver.answers(|_| Reply::Status(500, ""));
    happen(app, Id::new(), 1);
    let first = delivery_when(&namibia, &id, "the first attempt", after(1));
    assert_eq!(first["state"], "pending");
    let pause = moment(&first["next_attempt_at"]) - app.clock.now();
    assert!(
        pause > TimeDelta::zero() && pause <= TimeDelta::seconds(11),
        "{pause}"
    );
    pass(app, pause - TimeDelta::milliseconds(1));
    receiver.answers(|_| Reply::Nonsense);
    pass(app, TimeDelta::milliseconds(1));
    delivery_when(&namibia, &id, "the second attempt", after(2));
    receiver.answers(|_| Reply::Status(200, ""));
    pass(app, TimeDelta::minutes(1));
    let done = delivery_when(&namibia, &id, "delivered", |delivery| {
        delivery["state"] == "succeeded"
    });
    assert_eq!(done["attempts"], 3);
    let got = receiver.received();
    let ids: Vec<&str> = got.iter().map(|one| one.header("webhook-id")).collect();
    assert_eq!(ids, [ids[0]; 3]);
    assert!(got.iter().all(|one| one.body == got[0].body));
    let report = namibia
        .get(&format!(
            "/v1/webhook-deliveries/{}",
            done["id"].as_str().unwrap()
        ))
        .expect(200);
    let told: Vec<_> = report["attempts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["status"], &one["error"]))
        .collect();
    let none = json!(null);
    assert_eq!(
        told,
        [
            (&json!(200), &none),
            (&none, &json!("not_http")),
            (&json!(500), &json!("refused"))
        ]
    );

    let again = format!(
        "/v1/webhook-deliveries/{}/redeliver",
        done["id"].as_str().unwrap()
    );
    app.member("ESP").post_empty(&again).refused(404, None);
    assert_eq!(namibia.post_empty(&again).expect(200)["state"], "pending");
    assert_eq!(receiver.wait_for(4)[3].header("webhook-id"), ids[0]);
    delivery_when(&namibia, &id, "delivered again", |delivery| {
        delivery["state"] == "succeeded"
    });
}

fn a_receiver_that_is_away_or_hangs_misses_nothing(app: &App) {
    let port = free_port();
    let namibia = app.member("NAM");
    let url = format!("http://127.0.0.1:{port}/hooks?from=wps");
    let id = of_meetings(&namibia, &url);
    let meeting = Id::new();
    happen(app, meeting, 1);
    delivery_when(&namibia, &id, "nobody there", after(1));
    let receiver = Receiver::on(port);
    receiver.answers(|_| Reply::Hang);
    pass(app, TimeDelta::minutes(1));
    delivery_when(&namibia, &id, "no answer", after(2));
    receiver.answers(|_| Reply::Status(204, ""));
    happen(app, meeting, 2);
    pass(app, TimeDelta::hours(1));
    let got = receiver.wait_for(3);
    assert_eq!(got[1].change(), (meeting.to_string(), 1));
    assert_eq!(got[2].change(), (meeting.to_string(), 2));
}

fn nothing_overtakes_an_earlier_event_of_its_resource(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    let (stuck, free) = (Id::new(), Id::new());
    let stands = Arc::new(AtomicBool::new(true));
    let (stands_still, name) = (stands.clone(), stuck.to_string());
    receiver.answers(move |one| {
        let refused = stands_still.load(Ordering::SeqCst) && one.change().0 == name;
        Reply::Status(if refused { 500 } else { 204 }, "")
    });
    for version in 1..=3 {
        happen(app, stuck, version);
        happen(app, free, version);
    }
    let taken = |meeting: Id| {
        let all = receiver.received().into_iter().map(|one| one.change());
        all.filter(|one| one.0 == meeting.to_string())
            .map(|one| one.1)
            .collect::<Vec<_>>()
    };
    until("the others", || (taken(free).len() == 3).then_some(()));
    assert_eq!(taken(free), [1, 2, 3]);
    assert!(taken(stuck).iter().all(|version| *version == 1));
    stands.store(false, Ordering::SeqCst);
    pass(app, TimeDelta::hours(1));
    until("all", || {
        let pending = namibia
            .get(&format!("/v1/webhook-deliveries?webhook_id={id}&state=pending"))
            .expect(200);
        pending.data().is_empty().then_some(())
    });
    let versions = taken(stuck);
    assert_eq!(versions[versions.len() - 3..], [1, 2, 3]);
}

fn a_slow_receiver_keeps_nobody_waiting(app: &App) {
    let [slow, quick] = [(); 2].map(|()| Receiver::start());
    slow.answers(|_| Reply::Hang);
    // They hang one after the other and beside each other, in four of the eight places.
    for _ in 0..4 {
        of_meetings(&app.member("NAM"), &slow.url());
    }
    of_meetings(&app.member("ESP"), &quick.url());
    let meetings: Vec<Id> = (0..10).map(|_| Id::new()).collect();
    for meeting in &meetings {
        happen(app, *meeting, 1);
    }
    let started = std::time::Instant::now();
    let got = quick.wait_for(10);
    // Each of the slow ones hangs for two seconds, and has ten to come.
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    let changes: Vec<_> = got.iter().map(|one| one.change().0).collect();
    assert_eq!(
        changes,
        meetings.iter().map(ToString::to_string).collect::<Vec<_>>()
    );
}

fn a_receiver_may_ask_for_time(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    receiver.answers(|_| Reply::Status(503, "Retry-After: 3600"));
    happen(app, Id::new(), 1);
    happen(app, Id::new(), 1);
    until("the first attempt", || {
        deliveries(&namibia, &id)
            .data()
            .iter()
            .any(after(1))
            .then_some(())
    });
    let all = deliveries(&namibia, &id);
    let next = all.data().iter().find(|one| after(1)(one)).unwrap();
    assert!(moment(&next["next_attempt_at"]) >= app.clock.now() + TimeDelta::hours(1));
    receiver.answers(|_| Reply::Status(204, ""));
    pass(app, TimeDelta::minutes(59));
    // A webhook that hears of it is told, and this one not.
    let other = Receiver::start();
    of_meetings(&namibia, &other.url());
    happen(app, Id::new(), 1);
    other.wait_for(1);
    assert_eq!(receiver.connections(), 1);
    pass(app, TimeDelta::minutes(2));
    receiver.wait_for(4);
}

fn a_receiver_that_takes_nothing_for_three_days_is_given_up(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    let path = format!("/v1/webhooks/{id}");
    receiver.answers(|_| Reply::Status(500, ""));
    let meeting = Id::new();
    happen(app, meeting, 1);
    happen(app, meeting, 2);
    let began = app.clock.now();
    let oldest = || {
        let all = deliveries(&namibia, &id);
        all.data().last().cloned()
    };
    let mut attempts = 1;
    let disabled = loop {
        let webhook = until("an attempt", || {
            let webhook = namibia.get(&path).expect(200);
            let tried = oldest().is_some_and(|delivery| after(attempts)(&delivery));
            (tried || webhook["status"] == "disabled").then_some(webhook)
        });
        if webhook["status"] == "disabled" {
            break webhook;
        }
        assert!(app.clock.now() - began < TimeDelta::hours(80));
        attempts += 1;
        pass(app, TimeDelta::hours(7));
    };
    assert!(app.clock.now() - began >= TimeDelta::hours(72));
    assert!(
        disabled["notice"]
            .as_str()
            .unwrap()
            .contains("since 2018-06-01 09:00 UTC"),
        "{disabled}"
    );
    let given_up = oldest().unwrap();
    assert_eq!(given_up["state"], "failed");
    let events = app.texts("SELECT action AS text FROM events WHERE resource = 'webhooks'");
    assert!(events.contains(&"webhook.disabled".to_owned()), "{events:?}");
    let again = format!(
        "/v1/webhook-deliveries/{}/redeliver",
        given_up["id"].as_str().unwrap()
    );
    namibia.post_empty(&again).refused(409, None);

    let before = receiver.received().len();
    happen(app, meeting, 3);
    pass(app, TimeDelta::days(2));
    receiver.answers(|_| Reply::Status(204, ""));
    let enabled = namibia.post_empty(&format!("{path}/enable")).expect(200);
    assert_eq!(
        (&enabled["status"], &enabled["notice"]),
        (&json!("enabled"), &json!(null))
    );
    namibia.post_empty(&again).expect(200);
    until("everything", || {
        (receiver.received().len() >= before + 3).then_some(())
    });
    let mut versions: Vec<i64> = receiver.received()[before..]
        .iter()
        .map(|one| one.change().1)
        .collect();
    // The one that was given up comes whenever it was asked for, the others in their order.
    assert!(
        versions.iter().filter(|version| **version != 1).is_sorted(),
        "{versions:?}"
    );
    versions.sort_unstable();
    assert_eq!(versions, [1, 2, 3]);
}

fn what_failed_long_ago_is_no_reason_to_give_up(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    receiver.answers(|_| Reply::Status(500, ""));
    happen(app, Id::new(), 1);
    delivery_when(&namibia, &id, "the first failure", after(1));
    app.execute("UPDATE events SET visibility = 'secretariat' WHERE resource = 'meetings'");
    pass(app, TimeDelta::hours(7));
    delivery_when(&namibia, &id, "withheld", |one| one["state"] == "withheld");
    // For ten days there is nothing to be told.
    pass(app, TimeDelta::days(10));
    happen(app, Id::new(), 1);
    delivery_when(&namibia, &id, "one more failure", |one| {
        one["state"] == "pending" && after(1)(one)
    });
    let webhook = namibia.get(&format!("/v1/webhooks/{id}")).expect(200);
    assert_eq!(
        (&webhook["status"], &webhook["notice"]),
        (&json!("enabled"), &json!(null))
    );
}

fn a_receiver_that_is_gone_is_given_up_at_once(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    receiver.answers(|_| Reply::Status(410, ""));
    happen(app, Id::new(), 1);
    let delivery = delivery_when(&namibia, &id, "given up", |delivery| {
        delivery["state"] == "failed"
    });
    assert_eq!(delivery["attempts"], 1);
    let webhook = namibia.get(&format!("/v1/webhooks/{id}")).expect(200);
    assert_eq!(webhook["notice"], "The receiver answered 410 Gone.");
    let list = namibia.get("/v1/webhooks?status=disabled").expect(200);
    assert_eq!(list.data().len(), 1);
}

fn a_failing_receiver_gets_a_rest(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    receiver.answers(|_| Reply::Status(500, ""));
    let id = of_meetings(&namibia, &receiver.url());
    for _ in 0..12 {
        happen(app, Id::new(), 1);
    }
    let tried = || {
        deliveries(&namibia, &id)
            .data()
            .iter()
            .filter(|one| after(1)(one))
            .count()
    };
    until("five attempts", || (tried() >= 5).then_some(()));
    // Who is told later than this would have been.
    let other = Receiver::start();
    of_meetings(&namibia, &other.url());
    happen(app, Id::new(), 1);
    other.wait_for(1);
    assert_eq!((tried(), receiver.connections()), (5, 5));
    receiver.answers(|_| Reply::Status(204, ""));
    pass(app, TimeDelta::minutes(1));
    until("everything", || (receiver.received().len() >= 18).then_some(()));
}

fn the_log_is_cleared_after_thirty_days(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let id = of_meetings(&namibia, &receiver.url());
    happen(app, Id::new(), 1);
    delivery_when(&namibia, &id, "delivered", |delivery| {
        delivery["state"] == "succeeded"
    });
    pass(app, TimeDelta::days(29));
    happen(app, Id::new(), 1);
    receiver.wait_for(2);
    assert_eq!(deliveries(&namibia, &id).data().len(), 2);
    pass(app, TimeDelta::days(2));
    until("cleared", || {
        (deliveries(&namibia, &id).data().len() == 1).then_some(())
    });
    assert_eq!(app.row_count("webhook_attempts"), 1);
}

cases! {
    what_was_not_taken_comes_again,
    a_receiver_that_is_away_or_hangs_misses_nothing,
    nothing_overtakes_an_earlier_event_of_its_resource,
    a_slow_receiver_keeps_nobody_waiting,
    a_receiver_may_ask_for_time,
    a_receiver_that_takes_nothing_for_three_days_is_given_up,
    what_failed_long_ago_is_no_reason_to_give_up,
    a_receiver_that_is_gone_is_given_up_at_once,
    a_failing_receiver_gets_a_rest,
    the_log_is_cleared_after_thirty_days
}
