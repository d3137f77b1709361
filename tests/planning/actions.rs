//! Actions: who carries them out, how they are moved on, and what shows it.

use super::{action, ids, set, troika_meeting};
use crate::support::{App, Client};
use serde_json::{Value, json};

/// An action of Namibia, and its path.
fn of_namibia(app: &App) -> String {
    let meeting = troika_meeting(app, "2018-05-02");
    format!("/v1/actions/{}", set(app, action(app, &meeting)).id())
}

fn namibia_does_what_the_troika_set(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let made = app
        .member("DEU")
        .post("/v1/actions", action(app, &meeting))
        .expect(201);
    let path = format!("/v1/actions/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["status"], "open");
    assert_eq!(made["owner_id"], app.member_id("NAM"));
    assert_eq!(
        made["timelines"],
        json!([{"due_on": "2018-06-30", "meeting_id": meeting, "decided_at": "2018-06-01T09:00:00Z"}])
    );
    assert_eq!(made["evidence"], json!([]));
    assert_eq!([&made["started_at"], &made["closed_at"]], [&json!(null); 2]);

    let namibia = app.member("NAM");
    namibia
        .post_empty(&format!("{path}/complete"))
        .refused(409, Some("troika.timelines"));
    let started = namibia.post_empty(&format!("{path}/start")).expect(200);
    assert_eq!(started["status"], "in_progress");
    assert_eq!(started["started_at"], "2018-06-01T09:00:00Z");
    namibia
        .post_empty(&format!("{path}/start"))
        .refused(409, Some("troika.timelines"));
    app.set_now("2018-06-20T10:00:00Z");
    let done = namibia.post_empty(&format!("{path}/complete")).expect(200);
    assert_eq!(done["status"], "done");
    assert_eq!(done["closed_at"], "2018-06-20T10:00:00Z");
    let secretariat = app.secretariat();
    for step in ["start", "complete"] {
        secretariat
            .post_empty(&format!("{path}/{step}"))
            .refused(409, Some("troika.timelines"));
    }
    let etag = secretariat.get(&path).expect(200).etag().to_owned();
    secretariat
        .patch(&path, &etag, json!({}))
        .refused(409, Some("troika.timelines"));
    let reason = json!({"reason": "Too late."});
    secretariat
        .post(&format!("{path}/drop"), reason)
        .refused(409, Some("troika.timelines"));
}

fn owners_move_only_their_own(app: &App) {
    let path = of_namibia(app);
    // In June 2021 Namibia is in the troika no more than France is, but the action is still its own.
    app.set_now("2021-06-01T09:00:00Z");
    let (france, namibia) = (app.member("FRA"), app.member("NAM"));
    let text = json!({"text": {"en": "Done."}});
    france.post_empty(&format!("{path}/start")).refused(403, None);
    france
        .post(&format!("{path}/add-evidence"), text.clone())
        .refused(403, None);
    namibia.post_empty(&format!("{path}/start")).expect(200);
    france.post_empty(&format!("{path}/complete")).refused(403, None);
    namibia.post(&format!("{path}/add-evidence"), text).expect(200);
    let etag = namibia.get(&path).expect(200).etag().to_owned();
    namibia.patch(&path, &etag, json!({})).refused(403, None);
    let reason = json!({"reason": "No time."});
    namibia
        .post(&format!("{path}/drop"), reason.clone())
        .refused(403, None);
    namibia.post_empty(&format!("{path}/complete")).expect(200);
    app.public().get(&path).refused(401, None);
    app.public().get("/v1/actions").refused(401, None);
    app.public()
        .post_empty(&format!("{path}/start"))
        .refused(401, None);
    let again = of_namibia_in(app, "2021-05-04");
    let dropped = app
        .secretariat()
        .post(&format!("{again}/drop"), reason)
        .expect(200);
    assert_eq!(dropped["status"], "dropped");
    assert_eq!(dropped["status_reason"], "No time.");
    namibia
        .post(&format!("{again}/add-evidence"), json!({"text": {"en": "Late."}}))
        .refused(409, Some("troika.timelines"));
}

fn of_namibia_in(app: &App, day: &str) -> String {
    let mut body = action(app, &troika_meeting(app, day));
    body["due_on"] = json!("2021-12-31");
    format!("/v1/actions/{}", set(app, body).id())
}

fn the_secretariat_owns_as_no_member(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let secretariat = app.secretariat();
    let owned = |owner: &str, id: Value| {
        let mut body = action(app, &meeting);
        body["owner"] = json!(owner);
        body["owner_id"] = id;
        secretariat.post("/v1/actions", body)
    };
    let made = owned("secretariat", json!(null)).expect(201);
    assert_eq!(made["owner_id"], json!(null));
    owned("secretariat", json!(app.member_id("NAM")))
        .refused(422, None)
        .fault("/owner_id", "not_allowed");
    owned("member", json!(null))
        .refused(422, None)
        .fault("/owner_id", "required");
    owned("member", json!(made.id()))
        .refused(422, None)
        .fault("/owner_id", "unknown");
    let path = format!("/v1/actions/{}", made.id());
    app.member("FRA")
        .post_empty(&format!("{path}/start"))
        .refused(403, None);
    // The troika set it, and may say that it goes on.
    app.member("DEU").post_empty(&format!("{path}/start")).expect(200);
}

fn the_troika_changes_what_is_not_done(app: &App) {
    let path = of_namibia(app);
    let germany = app.member("DEU");
    let seen = germany.get(&path).expect(200);
    let change = json!({
        "title": {"es": "Nombrar a dos mujeres"},
        "description": null,
        "owner": "secretariat",
        "owner_id": null,
        "focus_areas": ["capacity_building"]
    });
    let changed = germany.patch(&path, seen.etag(), change).expect(200);
    assert_eq!(changed["title"]["es"], "Nombrar a dos mujeres");
    assert_eq!([&changed["description"], &changed["owner_id"]], [&json!(null); 2]);
    assert_eq!(changed["owner"], "secretariat");
    assert_eq!(changed["timelines"], seen["timelines"]);
    germany.patch(&path, seen.etag(), json!({})).refused(412, None);
    let etag = changed.etag();
    germany
        .patch(&path, etag, json!({"owner": "member"}))
        .refused(422, None)
        .fault("/owner_id", "required");
    germany
        .patch(&path, etag, json!({"goal_id": app.member_id("NAM")}))
        .refused(422, None)
        .fault("/goal_id", "unknown");
    germany
        .patch(&path, etag, json!({"due_on": "2019-01-01"}))
        .refused(422, None)
        .fault("/due_on", "unknown");
    app.member("FRA").patch(&path, etag, json!({})).refused(403, None);
}

fn evidence_is_a_text_a_link_or_an_update(app: &App) {
    let path = of_namibia(app);
    let namibia = app.member("NAM");
    let add = |client: &Client, body: Value| client.post(&format!("{path}/add-evidence"), body);
    let shown = add(&namibia, json!({"text": {"en": "Two women joined."}})).expect(200);
    assert_eq!(
        shown["evidence"],
        json!([{
            "text": {"en": "Two women joined."}, "url": null, "update_id": null,
            "member_id": app.member_id("NAM"), "added_at": "2018-06-01T09:00:00Z"
        }])
    );
    add(&namibia, json!({}))
        .refused(422, None)
        .fault("/text", "required");
    for url in ["javascript:alert(1)", "ftp://example.org/x", "https://a b"] {
        let answer = add(&namibia, json!({"url": url})).refused(422, None);
        assert_eq!(answer["errors"][0]["pointer"], "/url", "{answer}");
    }
    let draft = json!({
        "section": "member_action", "language": "en",
        "title": {"en": "Mediators"}, "body": {"en": "Two women joined the roster."}
    });
    let update = namibia.post("/v1/updates", draft).expect(201).id();
    // A draft is not for the Network to read, and answers as one that is not there.
    for who in [&namibia, &app.secretariat()] {
        add(who, json!({"update_id": update}))
            .refused(422, None)
            .fault("/update_id", "unknown");
    }
    namibia
        .post_empty(&format!("/v1/updates/{update}/publish"))
        .expect(200);
    let body = json!({"url": "https://example.org/roster", "update_id": update});
    let shown = add(&app.secretariat(), body).expect(200);
    let evidence = shown["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[1]["member_id"], json!(null));
    assert_eq!(evidence[1]["update_id"], update.as_str());
    let listed = app.member("FRA").get("/v1/actions").expect(200);
    assert_eq!(listed.data()[0]["evidence"], shown["evidence"]);
    // Of what is done, there is still something to show.
    namibia.post_empty(&format!("{path}/start")).expect(200);
    namibia.post_empty(&format!("{path}/complete")).expect(200);
    add(&namibia, json!({"text": {"en": "They mediate."}})).expect(200);
}

fn there_is_room_for_a_hundred_pieces(app: &App) {
    let path = of_namibia(app);
    let namibia = app.member("NAM");
    let add = || namibia.post(&format!("{path}/add-evidence"), json!({"text": {"en": "More."}}));
    for _ in 0..100 {
        add().expect(200);
    }
    add().refused(409, None);
    assert_eq!(app.row_count("action_evidence"), 100);
}

fn actions_are_listed_by_owner_state_area_and_day(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let early = set(app, action(app, &meeting)).id();
    let mut body = action(app, &meeting);
    body["owner"] = json!("secretariat");
    body["owner_id"] = json!(null);
    body["due_on"] = json!("2018-06-10");
    body["focus_areas"] = json!(["capacity_building"]);
    let others = set(app, body).id();
    app.member("NAM")
        .post_empty(&format!("/v1/actions/{early}/start"))
        .expect(200);
    let listed = |query: &str| ids(&app.member("FRA").get(&format!("/v1/actions{query}")).expect(200));
    assert_eq!(listed(""), [others.clone(), early.clone()]);
    assert_eq!(listed("?sort=-due_on"), [early.clone(), others.clone()]);
    assert_eq!(listed("?sort=created_at"), [early.clone(), others.clone()]);
    assert_eq!(listed("?owner=secretariat"), [others.as_str()]);
    assert_eq!(
        listed(&format!("?owner_id={}", app.member_id("NAM"))),
        [early.as_str()]
    );
    assert_eq!(listed("?status=in_progress"), [early.as_str()]);
    assert_eq!(listed("?focus_area=capacity_building"), [others.as_str()]);
    assert_eq!(listed("?due_before=2018-06-30"), [others.as_str()]);
    assert_eq!(listed(&format!("?meeting_id={meeting}")), [others, early]);
    assert_eq!(listed(&format!("?meeting_id={}", app.member_id("NAM"))), [""; 0]);
}

fn events_name_actions_to_the_network(app: &App) {
    let path = of_namibia(app);
    let namibia = app.member("NAM");
    namibia.post_empty(&format!("{path}/start")).expect(200);
    namibia
        .post(&format!("{path}/add-evidence"), json!({"text": {"en": "More."}}))
        .expect(200);
    let told = app.texts(
        "SELECT action || ' ' || version || ' ' || visibility AS text FROM events WHERE resource = 'actions' ORDER BY serial",
    );
    assert_eq!(
        told,
        [
            "action.set 1 network",
            "action.started 2 network",
            "action.evidence_added 3 network"
        ]
    );
}

cases! {
    namibia_does_what_the_troika_set,
    owners_move_only_their_own,
    the_secretariat_owns_as_no_member,
    the_troika_changes_what_is_not_done,
    evidence_is_a_text_a_link_or_an_update,
    there_is_room_for_a_hundred_pieces,
    actions_are_listed_by_owner_state_area_and_day,
    events_name_actions_to_the_network,
}
