//! Who takes part in a meeting.

use super::{NOBODY, annual, cancel, events, ids, path, planned, step};
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

pub fn person(name: &str) -> Value {
    json!({"name": name, "position": "Director", "email": "person@example.org", "role": "delegate"})
}

pub fn all(meeting: &Answer) -> String {
    format!("{}/participants", path(meeting))
}

pub fn one(meeting: &Answer, participant: &Answer) -> String {
    format!("{}/{}", all(meeting), participant.id())
}

#[track_caller]
pub fn registered(client: &Client, meeting: &Answer) -> Answer {
    client.post(&all(meeting), person("Ana Torres")).expect(201)
}

#[track_caller]
pub fn decide(client: &Client, meeting: &Answer, participant: &Answer, approve: bool) -> Answer {
    if approve {
        client.post_empty(&format!("{}/approve", one(meeting, participant)))
    } else {
        let note = json!({"note": "Three a delegation."});
        client.post(&format!("{}/decline", one(meeting, participant)), note)
    }
}

fn a_member_registers_its_own(app: &App) {
    let meeting = planned(&app.secretariat(), annual(app));
    let canada = app.member("CAN");
    let first = registered(&canada, &meeting);
    assert_eq!(first.header("location"), one(&meeting, &first));
    assert_eq!(first["member_id"], app.member_id("CAN"));
    assert_eq!(first["meeting_id"], meeting.id());
    assert_eq!(
        (&first["status"], &first["status_note"], &first["email"]),
        (&json!("requested"), &json!(null), &json!("person@example.org"))
    );
    let mut body = person("A second one");
    body["member_id"] = json!(app.member_id("CAN"));
    canada.post(&all(&meeting), body.clone()).expect(201);
    app.member("NAM")
        .post(&all(&meeting), body.clone())
        .refused(403, None);
    app.public().post(&all(&meeting), body.clone()).refused(401, None);

    let secretariat = app.secretariat();
    secretariat.post(&all(&meeting), body).expect(201);
    secretariat
        .post(&all(&meeting), person("Whose?"))
        .refused(422, None)
        .fault("/member_id", "required");
    let mut nobodys = person("Whose?");
    nobodys["member_id"] = json!(NOBODY);
    secretariat
        .post(&all(&meeting), nobodys)
        .refused(422, None)
        .fault("/member_id", "unknown");
    canada
        .post(&format!("/v1/meetings/{NOBODY}/participants"), person("x"))
        .refused(404, None);
    for (change, pointer, code) in [
        (json!({"email": "nobody"}), "/email", "format"),
        (json!({"name": ""}), "/name", "empty"),
        (json!({"role": "chair"}), "/role", "not_one_of"),
        (json!({"status": "approved"}), "/status", "unknown"),
    ] {
        canada
            .post(&all(&meeting), super::with(person("x"), change))
            .refused(422, None)
            .fault(pointer, code);
    }
}

fn while_it_is_planned_or_confirmed(app: &App) {
    let secretariat = app.secretariat();
    let canada = app.member("CAN");
    let meeting = planned(&secretariat, annual(app));
    let cancelled = planned(&secretariat, annual(app));
    registered(&canada, &meeting);
    step(&secretariat, &meeting, "confirm").expect(200);
    registered(&canada, &meeting);
    cancel(&secretariat, &cancelled).expect(200);
    app.set_now("2018-09-24T09:00:00Z");
    step(&secretariat, &meeting, "hold").expect(200);
    for closed in [&meeting, &cancelled] {
        canada.post(&all(closed), person("Late")).refused(409, None);
    }
}

fn others_see_who_comes_and_not_where_to_write(app: &App) {
    let meeting = planned(&app.secretariat(), annual(app));
    let canada = app.member("CAN");
    let participant = registered(&canada, &meeting);
    decide(&app.secretariat(), &meeting, &participant, false).expect(200);
    let one = one(&meeting, &participant);
    for client in [&canada, &app.secretariat()] {
        let seen = client.get(&one).expect(200);
        assert_eq!(seen["email"], "person@example.org");
        assert_eq!(seen["status_note"], "Three a delegation.");
        assert_eq!(client.get(&all(&meeting)).expect(200).data(), [seen.json]);
    }
    // The troika is no exception.
    for client in [app.member("NAM"), app.member("DEU"), app.member("AU")] {
        let seen = client.get(&one).expect(200);
        assert_eq!(
            (&seen["email"], &seen["status_note"]),
            (&json!(null), &json!(null))
        );
        assert_eq!(
            (&seen["name"], &seen["position"], &seen["role"], &seen["status"]),
            (
                &json!("Ana Torres"),
                &json!("Director"),
                &json!("delegate"),
                &json!("declined")
            )
        );
        assert_eq!(
            client.get(&all(&meeting)).expect(200).data(),
            std::slice::from_ref(&seen.json)
        );
        for wrong in ["email=person@example.org", "sort=email", "q=person"] {
            client
                .get(&format!("{}?{wrong}", all(&meeting)))
                .refused(400, None);
        }
    }
    for path in [one, all(&meeting)] {
        app.public().get(&path).refused(401, None);
    }
    // What changes only in secret does not show, not even by its tag.
    let waits = registered(&canada, &meeting);
    let path = super::participants::one(&meeting, &waits);
    let before = app.member("NAM").get(&path).expect(200);
    canada
        .patch(&path, waits.etag(), json!({"email": "other@example.org"}))
        .expect(200);
    let after = app.member("NAM").get(&path).expect(200);
    assert_eq!(
        (&after["email"], after["name"].clone()),
        (&json!(null), before["name"].clone())
    );
    assert_eq!(after.text, before.text);
    assert_eq!(
        app.row_count("events WHERE action LIKE '%Ana%' OR action LIKE '%@%'"),
        0
    );
}

fn its_own_member_changes_and_takes_back(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let canada = app.member("CAN");
    let participant = registered(&canada, &meeting);
    let one = one(&meeting, &participant);
    app.member("NAM")
        .patch(&one, "*", json!({"name": "Somebody"}))
        .refused(403, None);
    app.member("NAM").delete(&one, "*").refused(403, None);
    canada
        .send("PATCH", &one, &[("content-type", "application/json")], b"{}")
        .refused(428, None);
    let change = json!({"position": null, "email": null, "role": "speaker"});
    let changed = canada.patch(&one, participant.etag(), change).expect(200);
    assert_eq!(
        (
            &changed["name"],
            &changed["position"],
            &changed["email"],
            &changed["role"]
        ),
        (
            &json!("Ana Torres"),
            &json!(null),
            &json!(null),
            &json!("speaker")
        )
    );
    canada
        .patch(&one, participant.etag(), json!({"name": "Too late"}))
        .refused(412, None);

    // An approval is for a person and a role.
    let approved = decide(&secretariat, &meeting, &participant, true).expect(200);
    let same = canada
        .patch(&one, approved.etag(), json!({"position": "Minister"}))
        .expect(200);
    assert_eq!(same["status"], "approved");
    let other = canada
        .patch(&one, same.etag(), json!({"name": "Someone else"}))
        .expect(200);
    assert_eq!(other["status"], "requested");
    let approved = decide(&secretariat, &meeting, &participant, true).expect(200);
    let corrected = secretariat
        .patch(&one, approved.etag(), json!({"name": "Ana María Torres"}))
        .expect(200);
    assert_eq!(corrected["status"], "approved");

    canada.send("DELETE", &one, &[], b"").refused(428, None);
    canada.delete(&one, approved.etag()).refused(412, None);
    canada.delete(&one, corrected.etag()).expect(204);
    canada.get(&one).refused(404, None);
    assert_eq!(app.row_count("participants"), 0);
    let second = registered(&canada, &meeting);
    secretariat
        .delete(&self::one(&meeting, &second), second.etag())
        .expect(204);
    assert_eq!(
        events(app, "participants").last().unwrap(),
        "participant.removed 2 network"
    );
}

fn lists_by_member_state_and_role(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let other = planned(&secretariat, annual(app));
    let first = registered(&app.member("CAN"), &meeting);
    app.set_now("2018-06-01T09:01:00Z");
    let second = registered(&app.member("NAM"), &meeting);
    app.set_now("2018-06-01T09:02:00Z");
    let mut speaker = person("Speaker");
    speaker["role"] = json!("speaker");
    let third = app.member("CAN").post(&all(&meeting), speaker).expect(201);
    decide(&secretariat, &meeting, &second, true).expect(200);
    registered(&app.member("CAN"), &other);
    let spain = app.member("ESP");
    let list = |query: &str| spain.get(&format!("{}?{query}", all(&meeting))).expect(200);
    assert_eq!(ids(&list("")), [first.id(), second.id(), third.id()]);
    assert_eq!(
        ids(&list("sort=-created_at")),
        [third.id(), second.id(), first.id()]
    );
    assert_eq!(
        ids(&list(&format!("member_id={}", app.member_id("CAN")))),
        [first.id(), third.id()]
    );
    assert_eq!(ids(&list("status=approved")), [second.id()]);
    assert_eq!(ids(&list("role=speaker")), [third.id()]);
    let page = list("limit=2&count=true");
    assert_eq!(
        (ids(&page), &page["total"]),
        (vec![first.id(), second.id()], &json!(3))
    );
    let next = page["next"].as_str().unwrap();
    assert_eq!(
        ids(&list(&format!("limit=2&count=true&cursor={next}"))),
        [third.id()]
    );
    // Found under its own meeting only.
    let elsewhere = format!("{}/{}", all(&other), first.id());
    spain.get(&elsewhere).refused(404, None);
    app.member("CAN").delete(&elsewhere, "*").refused(404, None);
    spain
        .get(&format!("/v1/meetings/{NOBODY}/participants"))
        .refused(404, None);
}

cases! {
    a_member_registers_its_own,
    while_it_is_planned_or_confirmed,
    others_see_who_comes_and_not_where_to_write,
    its_own_member_changes_and_takes_back,
    lists_by_member_state_and_role
}
