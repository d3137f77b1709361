//! What is delivered, to whom, and how it is signed.

use super::receiver::Reply;
use super::{Receiver, deliveries, delivery_when, happen, happens, hook, pass, until};
use crate::machines::{created, machine};
use crate::support::App;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{TimeDelta, Utc};
use serde_json::json;
use standardwebhooks::Webhook;
use wps_network::db::{Id, Visibility};

fn the_public_library_verifies_it(app: &App) {
    // The library compares the timestamp with the real time.
    app.clock.set(Utc::now());
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let (id, secret) = hook(&namibia, &receiver);
    let office = json!({"kind": "person", "designation": "primary", "name": "Canary Ashipala",
        "email": "canary@example.org", "phone": "+264 61 282 9111"});
    let assigned = namibia
        .post(
            "/v1/focal-points",
            json!({"member_id": app.member_id("NAM"), "focal_point": office}),
        )
        .expect(201);
    let got = receiver.wait_for(2);
    let library = Webhook::new(&secret).unwrap();
    for one in &got {
        library.verify(&one.body, &one.headers).unwrap();
        let mut forged = one.body.clone();
        forged[10] ^= 1;
        assert!(library.verify(&forged, &one.headers).is_err());
        assert_eq!(one.header("content-type"), "application/json");
        assert!(
            !String::from_utf8_lossy(&one.body)
                .to_lowercase()
                .contains("canary")
        );
        assert_eq!(one.json()["id"], one.header("webhook-id"));
    }
    // Its own creation is the first thing that it hears of.
    assert_eq!(got[0].json()["type"], "wps.webhook.created");
    let event = got[1].json();
    assert_eq!(
        (&event["specversion"], &event["type"]),
        (&json!("1.0"), &json!("wps.focal_point.assigned"))
    );
    assert_eq!(event["subject"], format!("/v1/focal-points/{}", assigned.id()));
    let log = until("both deliveries in the log", || {
        let log = deliveries(&namibia, &id);
        let done = log.data().iter().all(|delivery| delivery["state"] == "succeeded");
        (log.data().len() == 2 && done).then_some(log)
    });
    assert_eq!(log.data()[0]["event_id"], event["id"]);
    let path = format!("/v1/webhook-deliveries/{}", log.data()[0]["id"].as_str().unwrap());
    let report = namibia.get(&path).expect(200);
    assert_eq!(report["attempts"][0]["status"], 204);
    assert_eq!(report["attempts"][0]["error"], json!(null));
    app.member("ESP").get(&path).refused(404, None);
    assert_eq!(deliveries(&app.member("ESP"), &id).data().len(), 0);
    app.secretariat().get(&path).expect(200);
}

fn a_ping_tells_the_outcome(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let (id, secret) = hook(&namibia, &receiver);
    receiver.wait_for(1);
    let ping = || namibia.post_empty(&format!("/v1/webhooks/{id}/ping")).expect(200);
    let told = ping();
    assert_eq!((&told["delivered"], &told["status"]), (&json!(true), &json!(204)));
    let got = receiver.wait_for(2);
    assert_eq!(got[1].json()["type"], "wps.webhook.pinged");
    assert!(got[1].is_signed_by(&secret));
    for (reply, status, error) in [
        (500, json!(500), "refused"),
        (0, json!(null), "not_http"),
        (1, json!(null), "timed_out"),
        (2, json!(null), "not_http"),
        (302, json!(302), "refused"),
    ] {
        receiver.answers(move |_| match reply {
            0 => Reply::Nonsense,
            1 => Reply::Hang,
            2 => Reply::Close,
            302 => Reply::Status(302, "Location: http://127.0.0.1:9/"),
            status => Reply::Status(status, ""),
        });
        let told = ping();
        assert_eq!(told["delivered"], json!(false), "{told}");
        assert_eq!((&told["status"], &told["error"]), (&status, &json!(error)));
    }
    drop(receiver);
    assert_eq!(ping()["error"], "not_connected");
}

fn a_repeated_ping_is_sent_once(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM").with_header("Idempotency-Key", "ping-1");
    let (id, _) = hook(&app.member("NAM"), &receiver);
    receiver.wait_for(1);
    let ping = || namibia.post_empty(&format!("/v1/webhooks/{id}/ping")).expect(200);
    let first = ping();
    assert_eq!(ping().text, first.text);
    assert_eq!(receiver.received().len(), 2);
}

fn a_write_only_service_account_is_told_nothing(app: &App) {
    let [own, other] = [(); 2].map(|()| Receiver::start());
    let namibia = app.member("NAM");
    let credentials = created(&namibia, "write");
    let body = json!({"url": own.url()});
    machine(app, &credentials).post("/v1/webhooks", body).expect(201);
    hook(&namibia, &other);
    let meeting = Id::new();
    happen(app, meeting, 1);
    other.wait_for(2);
    assert_eq!(own.received().len(), 0);
}

fn a_rotated_secret_signs_beside_the_one_before(app: &App) {
    let receiver = Receiver::start();
    let namibia = app.member("NAM");
    let (id, old) = hook(&namibia, &receiver);
    assert!(receiver.wait_for(1)[0].is_signed_by(&old));
    let rotated = namibia
        .post(&format!("/v1/webhooks/{id}/rotate-secret"), json!({}))
        .expect(200);
    let new = rotated["secret"].as_str().unwrap();
    assert_eq!(rotated["webhook"]["previous_key_until"], "2018-06-02T09:00:00Z");
    let got = receiver.wait_for(2);
    assert!(got[1].is_signed_by(new) && got[1].is_signed_by(&old));
    pass(app, TimeDelta::hours(24));
    happen(app, Id::new(), 1);
    let got = receiver.wait_for(3);
    assert!(got[2].is_signed_by(new) && !got[2].is_signed_by(&old));
    assert_eq!(
        got[2].header("webhook-timestamp"),
        app.clock.now().timestamp().to_string()
    );
}

fn ed25519_is_verified_with_the_public_key(app: &App) {
    let receiver = Receiver::start();
    let body = json!({"url": receiver.url(), "signing": "ed25519"});
    let made = app.member("NAM").post("/v1/webhooks", body).expect(201);
    let public = made["webhook"]["public_key"]
        .as_str()
        .unwrap()
        .strip_prefix("whpk_")
        .unwrap();
    let key = UnparsedPublicKey::new(&ED25519, STANDARD.decode(public).unwrap());
    let got = receiver.wait_for(1).remove(0);
    let signature = got.header("webhook-signature").strip_prefix("v1a,").unwrap();
    let signature = STANDARD.decode(signature).unwrap();
    let (id, timestamp) = (got.header("webhook-id"), got.header("webhook-timestamp"));
    let text = [format!("{id}.{timestamp}.").as_bytes(), got.body.as_slice()].concat();
    key.verify(&text, &signature).unwrap();
    assert!(key.verify(&text[1..], &signature).is_err());
}

fn each_is_told_what_it_may_learn_and_wants(app: &App) {
    let [namibia, spain, secretariat, filtered] = [(); 4].map(|()| Receiver::start());
    hook(&app.member("NAM"), &namibia);
    hook(&app.member("ESP"), &spain);
    hook(&app.secretariat(), &secretariat);
    let wanted = json!({"url": filtered.url(), "types": ["wps.meeting.changed"], "resources": ["meetings"]});
    app.secretariat().post("/v1/webhooks", wanted).expect(201);
    let member = Id::parse(&app.member_id("NAM"));
    let ids = [(); 4].map(|()| Id::new());
    happens(app, ids[0], 1, Visibility::Secretariat, None);
    happens(app, ids[1], 1, Visibility::Secretariat, member);
    happens(app, ids[2], 1, Visibility::Public, None);
    // The last is seen by all: who has it has been told everything before.
    happens(app, ids[3], 1, Visibility::Network, None);
    let told = |receiver: &Receiver| {
        let last = ids[3].to_string();
        let all = until("the last event", || {
            let all = receiver.received();
            all.iter().any(|one| one.change().0 == last).then_some(all)
        });
        let place =
            |one: &super::receiver::Received| ids.iter().position(|id| id.to_string() == one.change().0);
        all.iter().filter_map(place).collect::<Vec<_>>()
    };
    assert_eq!(told(&namibia), [1, 2, 3]);
    assert_eq!(told(&spain), [2, 3]);
    assert_eq!(told(&secretariat), [0, 1, 2, 3]);
    assert_eq!(told(&filtered), [0, 1, 2, 3]);
    assert_eq!(filtered.received().len(), 4);
}

fn a_disabled_account_is_told_nothing(app: &App) {
    let [gone, other] = [(); 2].map(|()| Receiver::start());
    let namibia = app.member("NAM");
    let (id, _) = hook(&namibia, &gone);
    hook(&app.member("ESP"), &other);
    gone.wait_for(1);
    let account = namibia.get("/v1/me").expect(200)["account_id"]
        .as_str()
        .unwrap()
        .to_owned();
    app.secretariat()
        .post_empty(&format!("/v1/accounts/{account}/disable"))
        .expect(200);
    let meeting = Id::new();
    happen(app, meeting, 1);
    other.wait_for(2);
    let secretariat = app.secretariat();
    assert_eq!(
        (gone.connections(), deliveries(&secretariat, &id).data().len()),
        (1, 1)
    );
    // Enabled again, it goes on where it stopped, after a minute at the most.
    secretariat
        .post_empty(&format!("/v1/accounts/{account}/enable"))
        .expect(200);
    pass(app, TimeDelta::minutes(1));
    assert_eq!(gone.wait_for(2)[1].change(), (meeting.to_string(), 1));
}

fn a_service_account_has_webhooks_of_its_own(app: &App) {
    let [own, other] = [(); 2].map(|()| Receiver::start());
    let namibia = app.member("NAM");
    let credentials = created(&namibia, "read write");
    let (_, secret) = hook(&machine(app, &credentials), &own);
    let meeting = Id::new();
    happens(
        app,
        meeting,
        1,
        Visibility::Secretariat,
        Id::parse(&app.member_id("NAM")),
    );
    let got = own.wait_for(2);
    assert_eq!(got[1].change(), (meeting.to_string(), 1));
    assert!(got[1].is_signed_by(&secret));
    let client = credentials["client_id"].as_str().unwrap();
    namibia
        .post_empty(&format!("/v1/service-accounts/{client}/disable"))
        .expect(200);
    hook(&app.member("ESP"), &other);
    happen(app, meeting, 2);
    other.wait_for(2);
    // What was on its way before may have come; nothing after.
    assert!(
        !own.received()
            .iter()
            .any(|one| one.change() == (meeting.to_string(), 2))
    );
}

fn what_one_may_not_learn_any_more_is_withheld(app: &App) {
    let receiver = Receiver::start();
    let spain = app.member("ESP");
    let body = json!({"url": receiver.url(), "resources": ["meetings"]});
    let id = spain.post("/v1/webhooks", body).expect(201)["webhook"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    receiver.answers(|_| Reply::Status(500, ""));
    happen(app, Id::new(), 1);
    delivery_when(&spain, &id, "the first attempt", |delivery| {
        delivery["attempts"] == 1
    });
    app.execute("UPDATE events SET visibility = 'secretariat' WHERE resource = 'meetings'");
    pass(app, TimeDelta::hours(7));
    let delivery = delivery_when(&spain, &id, "withheld", |delivery| {
        delivery["state"] == "withheld"
    });
    assert_eq!((&delivery["attempts"], receiver.connections()), (&json!(1), 1));
}

cases! {
    the_public_library_verifies_it,
    a_ping_tells_the_outcome,
    a_repeated_ping_is_sent_once,
    a_write_only_service_account_is_told_nothing,
    a_rotated_secret_signs_beside_the_one_before,
    ed25519_is_verified_with_the_public_key,
    each_is_told_what_it_may_learn_and_wants,
    a_disabled_account_is_told_nothing,
    a_service_account_has_webhooks_of_its_own,
    what_one_may_not_learn_any_more_is_withheld
}
