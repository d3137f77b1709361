//! The change feed, asked for in parts.

use super::{hidden_change, next, now, public_change, read, told};
use crate::support::{App, Client};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

fn everyone_learns_what_he_may(app: &App) {
    let clients = [
        app.public(),
        app.member("CAN"),
        app.member("NAM"),
        app.secretariat(),
    ];
    let member = public_change(app, "ORG");
    let draft = hidden_change(app);
    let body = json!({"kind": "member_state", "name": "Mexico", "iso_alpha3": "MEX",
        "contact": {"name": "Ana Torres", "email": "ana@example.org"}});
    let request = app.public().post("/v1/membership-requests", body).expect(201);
    let request = format!(
        "/v1/membership-requests/{}",
        request["request"]["id"].as_str().unwrap()
    );
    app.secretariat()
        .post_empty(&format!("{request}/share"))
        .expect(200);
    let account = json!({"email": "new@example.org", "role": "secretariat"});
    let account = app.secretariat().post("/v1/accounts", account).expect(201);
    let account = format!("/v1/accounts/{}", account["account"]["id"].as_str().unwrap());
    app.member("NAM")
        .post_empty(&format!("{draft}/publish"))
        .expect(200);
    app.member("NAM")
        .post_empty(&format!("{draft}/withdraw"))
        .expect(200);

    // Least first; each list has what the one before has.
    let recorded = (0, format!("wps.member.recorded {member}"));
    let drafted = (2, format!("wps.update.drafted {draft}"));
    let submitted = (3, format!("wps.membership_request.received {request}"));
    let shared = (1, format!("wps.membership_request.shared {request}"));
    let created = (3, format!("wps.account.created {account}"));
    let published = (0, format!("wps.update.published {draft}"));
    // Who has read it has to learn that it is gone.
    let withdrawn = (0, format!("wps.update.withdrawn {draft}"));
    let all = [
        recorded, drafted, submitted, shared, created, published, withdrawn,
    ];
    for (least, client) in (0..).zip(&clients) {
        let expected: Vec<&String> = all
            .iter()
            .filter(|(level, _)| *level <= least)
            .map(|(_, event)| event)
            .collect();
        let feed = read(client, "limit=100");
        assert_eq!(
            told(feed.data()).iter().collect::<Vec<_>>(),
            expected,
            "client {least}"
        );
    }
    // What is gone answers as what never was.
    app.public().get(&draft).refused(404, None);
}

fn who_saw_a_meeting_learns_that_it_is_hidden(app: &App) {
    let meeting = json!({"kind": "thematic", "format": "virtual", "title": {"en": "Talk"}, "visibility": "public",
        "starts_at": "2018-09-24T07:00:00Z", "ends_at": "2018-09-24T09:00:00Z", "time_zone": "Europe/Berlin"});
    let secretariat = app.secretariat();
    let planned = secretariat.post("/v1/meetings", meeting).expect(201);
    let path = format!("/v1/meetings/{}", planned.id());
    secretariat
        .patch(&path, planned.etag(), json!({"visibility": "network"}))
        .expect(200);
    secretariat.post_empty(&format!("{path}/confirm")).expect(200);
    assert_eq!(
        told(read(&app.public(), "").data()),
        [
            format!("wps.meeting.planned {path}"),
            format!("wps.meeting.changed {path}")
        ]
    );
    app.public().get(&path).refused(404, None);
    assert_eq!(
        told(read(&app.member("CAN"), "resource=meetings").data()).len(),
        3
    );
}

fn an_event_is_a_cloud_event_without_content(app: &App) {
    let secretariat = app.secretariat();
    let meeting = json!({"kind": "thematic", "format": "virtual", "title": {"en": "Talk"},
        "starts_at": "2018-09-24T07:00:00Z", "ends_at": "2018-09-24T09:00:00Z", "time_zone": "Europe/Berlin"});
    let meeting = secretariat.post("/v1/meetings", meeting).expect(201).id();
    let person =
        json!({"name": "Selma Ashipala", "email": "selma@example.org", "role": "head_of_delegation"});
    let participant = app
        .member("NAM")
        .post(&format!("/v1/meetings/{meeting}/participants"), person)
        .expect(201)
        .id();
    let feed = read(&app.member("NAM"), "type=wps.participant.registered");
    assert_eq!(feed.header("cache-control"), "no-store");
    assert!(
        !feed.text.contains("Selma") && !feed.text.contains("selma"),
        "{feed}"
    );
    let event = &feed.data()[0];
    let subject = format!("/v1/meetings/{meeting}/participants/{participant}");
    assert_eq!(
        event,
        &json!({"specversion": "1.0", "id": event["id"], "source": "http://wps.test", "type": "wps.participant.registered",
            "subject": subject, "time": "2018-06-01T09:00:00Z", "datacontenttype": "application/json",
            "data": {"resource": "participants", "id": participant, "version": 1}})
    );
    // Every subject leads somewhere.
    for event in read(&secretariat, "limit=100").data() {
        let subject = event["subject"].as_str().unwrap();
        if subject != "/v1/sessions" {
            secretariat.get(subject).expect(200);
        }
    }
}

fn parts_follow_each_other_and_the_end_is_a_beginning(app: &App) {
    let secretariat = app.secretariat();
    let mut after = now(&secretariat);
    assert_eq!(
        read(&secretariat, &format!("after={after}")).data(),
        [Value::Null; 0]
    );
    let made: Vec<String> = (0..7).map(|n| public_change(app, &format!("O{n}"))).collect();
    let mut read_so_far = Vec::new();
    for expected in [3, 3, 1, 0, 0] {
        let part = read(&secretariat, &format!("after={after}&limit=3"));
        assert_eq!(part.data().len(), expected, "{part}");
        read_so_far.extend(
            part.data()
                .iter()
                .map(|event| event["subject"].as_str().unwrap().to_owned()),
        );
        after = next(&part);
    }
    assert_eq!(read_so_far, made);
    let later = public_change(app, "LATER");
    let part = read(&secretariat, &format!("after={after}"));
    assert_eq!(part.data()[0]["subject"], later);
    // The same place gives the same again, as often as one asks.
    assert_eq!(read(&secretariat, &format!("after={after}")).data(), part.data());
}

fn filters_narrow_and_add_up(app: &App) {
    let after = now(&app.secretariat());
    let (member, draft) = (public_change(app, "ORG"), hidden_change(app));
    app.member("NAM")
        .post_empty(&format!("{draft}/publish"))
        .expect(200);
    let ask = |filter: &str| told(read(&app.secretariat(), &format!("after={after}&{filter}")).data());
    let recorded = format!("wps.member.recorded {member}");
    let [drafted, published] = ["drafted", "published"].map(|what| format!("wps.update.{what} {draft}"));
    assert_eq!(ask("resource=updates"), [drafted.clone(), published.clone()]);
    assert_eq!(
        ask("resource=updates&resource=members"),
        [recorded.clone(), drafted.clone(), published.clone()]
    );
    assert_eq!(
        ask("type=wps.update.published&type=wps.member.recorded"),
        [recorded, published.clone()]
    );
    assert_eq!(ask("type=wps.update.published&resource=updates"), [published]);
    assert_eq!(ask("type=wps.update.published&resource=members"), [""; 0]);
    assert_eq!(ask("type=wps.no.such"), [""; 0]);
    app.public()
        .get("/v1/events?type=update.published")
        .refused(400, None)
        .fault("?type/0", "pattern");
}

fn a_cursor_is_sealed_and_its_holders_own(app: &App) {
    let (canada, namibia) = (app.member("CAN"), app.member("NAM"));
    public_change(app, "ORG");
    let [own, same] = [now(&canada), now(&canada)];
    // Two cursors of one place do not look alike: nobody counts by them what he may not see.
    assert_ne!(own, same);
    read(&canada, &format!("after={own}"));
    let public = now(&app.public());
    let foreign = now(&namibia);
    let cut = &own[..own.len() - 4];
    let ending = if own.ends_with('A') { 'B' } else { 'A' };
    let changed = format!("{}{ending}", &own[..own.len() - 1]);
    let first = format!("{}{}", if own.starts_with('A') { 'B' } else { 'A' }, &own[1..]);
    let other_cursor = app.public().get("/v1/members?limit=1").expect(200)["next"]
        .as_str()
        .unwrap()
        .to_owned();
    for bad in [
        &public,
        &foreign,
        cut,
        &changed,
        &first,
        "0",
        "AAAAAAAAAAE",
        &other_cursor[..50],
    ] {
        canada
            .get(&format!("/v1/events?after={bad}"))
            .refused(400, None)
            .fault("?after", "cursor");
        let broken_off = canada
            .with_header("Accept", "text/event-stream")
            .with_header("Last-Event-ID", bad);
        broken_off
            .get("/v1/events")
            .refused(400, None)
            .fault("Last-Event-ID", "cursor");
    }
    app.public()
        .get(&format!("/v1/events?after={own}"))
        .refused(400, None)
        .fault("?after", "cursor");
}

/// How many streams and waiting requests are open on this instance.
pub fn open(app: &App) -> usize {
    let monitor = app.public().with_token("a token of the monitoring system");
    let metrics = monitor.get("/metrics").expect(200).text;
    let mut lines = metrics.lines();
    let line = lines.find_map(|line| line.strip_prefix("wps_network_long_answers "));
    line.unwrap().parse().unwrap()
}

/// Waits until so many are.
pub fn until_open(app: &App, wanted: usize) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while open(app) != wanted {
        assert!(
            Instant::now() < deadline,
            "there never were {wanted} long answers"
        );
        std::thread::yield_now();
    }
}

fn a_head_of_a_stream_holds_nothing(app: &App) {
    let stream = app.public().with_header("Accept", "text/event-stream");
    let head = stream.send("HEAD", "/v1/events", &[], b"").expect(200);
    assert_eq!(head.header("content-type"), "text/event-stream");
    assert_eq!(head.text, "");
    until_open(app, 0);
}

fn everyone_follows_what_everyone_sees_of_a_focal_point(app: &App) {
    let (namibia, public) = (app.member("NAM"), app.public());
    let after = now(&public);
    let told = || -> Vec<String> {
        let feed = read(&public, &format!("after={after}"));
        let kinds = feed
            .data()
            .iter()
            .map(|event| event["type"].as_str().unwrap().to_owned());
        kinds.collect()
    };
    let body = json!({"member_id": app.member_id("NAM"), "focal_point": {"kind": "person", "designation": "primary",
        "name": "Amina Haddad", "email": "amina.haddad@example.org", "ministry": "Ministry of Gender"}});
    let made = namibia.post("/v1/focal-points", body).expect(201);
    let path = format!("/v1/focal-points/{}", made.id());
    assert_eq!(told(), ["wps.focal_point.assigned"]);
    // Of what only members see, only members are told.
    let changed = namibia
        .patch(&path, made.etag(), json!({"email": "desk@example.org"}))
        .expect(200);
    namibia.post_empty(&format!("{path}/confirm")).expect(200);
    assert_eq!(told(), ["wps.focal_point.assigned"]);
    drop(changed);
    let read = namibia.get(&path).expect(200);
    namibia
        .patch(&path, read.etag(), json!({"visibility": {"name": "public"}}))
        .expect(200);
    namibia.post(&format!("{path}/end"), json!({})).expect(200);
    assert_eq!(
        told(),
        [
            "wps.focal_point.assigned",
            "wps.focal_point.changed",
            "wps.focal_point.ended"
        ]
    );
}

fn a_waiting_request_is_answered_at_once(app: &App) {
    let public = app.public();
    answered_at_once(app, &public, || drop(public_change(app, "ORG")));
    // Also by what another process writes into the same database.
    answered_at_once(app, &app.secretariat(), || {
        app.execute("INSERT INTO events (id, occurred_at, action, resource, resource_id, version, visibility)
            SELECT id, created_at, 'member.changed', 'members', id, 2, 'public' FROM members WHERE iso_alpha3 = 'NAM'");
    });
}

fn a_request_waits_on_one_instance_for_what_happens_on_another(app: &App) {
    let other = app.second_instance();
    answered_at_once(&other, &other.public(), || drop(public_change(app, "ORG")));
}

/// `change` answers the request that `client` has waiting on the instance of `app`.
fn answered_at_once(app: &App, client: &Client, change: impl FnOnce()) {
    let after = now(client);
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| read(client, &format!("after={after}&wait=30")));
        until_open(app, 1);
        let changed = Instant::now();
        change();
        let answer = waiting.join().unwrap();
        assert_eq!(answer.data().len(), 1, "{answer}");
        assert!(
            changed.elapsed() < Duration::from_secs(15),
            "it waited to the end"
        );
    });
    until_open(app, 0);
}

fn nothing_is_answered_for_what_is_hidden(app: &App) {
    let canada = app.member("CAN");
    let after = now(&canada);
    std::thread::scope(|scope| {
        let started = Instant::now();
        let waiting = scope.spawn(|| read(&canada, &format!("after={after}&wait=3")));
        until_open(app, 1);
        hidden_change(app);
        let answer = waiting.join().unwrap();
        assert_eq!(answer.data(), [Value::Null; 0]);
        assert!(
            started.elapsed() >= Duration::from_secs(3),
            "it answered {:?} early",
            started.elapsed()
        );
        // The place is behind what was hidden, and the feed goes on from it.
        let seen = public_change(app, "ORG");
        assert_eq!(
            read(&canada, &format!("after={}", next(&answer))).data()[0]["subject"],
            seen
        );
    });
}

cases! {
    everyone_learns_what_he_may,
    who_saw_a_meeting_learns_that_it_is_hidden,
    an_event_is_a_cloud_event_without_content,
    parts_follow_each_other_and_the_end_is_a_beginning,
    filters_narrow_and_add_up,
    a_cursor_is_sealed_and_its_holders_own,
    a_head_of_a_stream_holds_nothing,
    everyone_follows_what_everyone_sees_of_a_focal_point,
    a_waiting_request_is_answered_at_once,
    nothing_is_answered_for_what_is_hidden;
    on postgres: a_request_waits_on_one_instance_for_what_happens_on_another
}
