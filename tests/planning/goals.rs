//! Goals that the troika sets, and how far they are.

use super::{action, ids, set, troika_meeting};
use crate::support::App;
use serde_json::{Value, json};

fn goal(meeting: &str) -> Value {
    json!({
        "meeting_id": meeting,
        "title": {"en": "Every member has an action plan"},
        "focus_areas": ["action_plans"]
    })
}

fn the_troika_sets_changes_and_fulfils(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let germany = app.member("DEU");
    let made = germany.post("/v1/goals", goal(&meeting)).expect(201);
    let path = format!("/v1/goals/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["status"], "open");
    assert_eq!(made["meeting_id"], meeting.as_str());
    assert_eq!(
        made["actions"],
        json!({"open": 0, "in_progress": 0, "done": 0, "dropped": 0})
    );

    let spain = app.member("ESP");
    let etag = spain.get(&path).expect(200).etag().to_owned();
    let change = json!({"description": {"fr": "National ou régional."}, "focus_areas": []});
    let changed = spain.patch(&path, &etag, change).expect(200);
    assert_eq!(changed["description"], json!({"fr": "National ou régional."}));
    assert_eq!(changed["title"], made["title"]);
    spain.patch(&path, &etag, json!({})).refused(412, None);

    app.set_now("2018-11-02T10:00:00Z");
    let fulfilled = app
        .secretariat()
        .post_empty(&format!("{path}/fulfil"))
        .expect(200);
    assert_eq!(fulfilled["status"], "fulfilled");
    assert_eq!(fulfilled["closed_at"], "2018-11-02T10:00:00Z");
    let etag = fulfilled.etag().to_owned();
    for again in ["fulfil", "drop"] {
        let body = json!({"reason": "It is over."});
        let body = if again == "drop" { body } else { Value::Null };
        let answer = match body {
            Value::Null => germany.post_empty(&format!("{path}/{again}")),
            body => germany.post(&format!("{path}/{again}"), body),
        };
        answer.refused(409, Some("troika.timelines"));
    }
    germany
        .patch(&path, &etag, json!({}))
        .refused(409, Some("troika.timelines"));
}

fn one_is_dropped_with_its_reason(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let germany = app.member("DEU");
    let made = germany.post("/v1/goals", goal(&meeting)).expect(201);
    let path = format!("/v1/goals/{}", made.id());
    germany
        .post(&format!("{path}/drop"), json!({}))
        .refused(422, None)
        .fault("/reason", "required");
    let reason = json!({"reason": "Another network does it."});
    let dropped = germany.post(&format!("{path}/drop"), reason).expect(200);
    assert_eq!(dropped["status"], "dropped");
    assert_eq!(dropped["status_reason"], "Another network does it.");
    germany
        .post_empty(&format!("{path}/fulfil"))
        .refused(409, Some("troika.timelines"));
}

fn a_goal_counts_its_actions(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let secretariat = app.secretariat();
    let made = secretariat.post("/v1/goals", goal(&meeting)).expect(201);
    let other = secretariat.post("/v1/goals", goal(&meeting)).expect(201);
    let mut actions = Vec::new();
    for _ in 0..4 {
        let mut body = action(app, &meeting);
        body["goal_id"] = json!(made.id());
        actions.push(format!("/v1/actions/{}", set(app, body).id()));
    }
    for path in &actions[1..3] {
        secretariat.post_empty(&format!("{path}/start")).expect(200);
    }
    secretariat
        .post_empty(&format!("{}/complete", actions[2]))
        .expect(200);
    secretariat
        .post(&format!("{}/drop", actions[3]), json!({"reason": "Not needed."}))
        .expect(200);
    let seen = app
        .member("FRA")
        .get(&format!("/v1/goals/{}", made.id()))
        .expect(200);
    assert_eq!(
        seen["actions"],
        json!({"open": 1, "in_progress": 1, "done": 1, "dropped": 1})
    );
    let listed = secretariat.get("/v1/goals?sort=created_at").expect(200);
    assert_eq!(ids(&listed), [made.id(), other.id()]);
    assert_eq!(listed.data()[0]["actions"], seen["actions"]);
    assert_eq!(listed.data()[1]["actions"]["open"], 0);
    let of_goal = secretariat
        .get(&format!("/v1/actions?goal_id={}&count=true", made.id()))
        .expect(200);
    assert_eq!(of_goal["total"], 4);
}

fn goals_are_listed_by_state_meeting_and_area(app: &App) {
    let (first, second) = (
        troika_meeting(app, "2018-05-02"),
        troika_meeting(app, "2018-05-30"),
    );
    let germany = app.member("DEU");
    let one = germany.post("/v1/goals", goal(&first)).expect(201).id();
    let mut body = goal(&second);
    body["focus_areas"] = json!(["participation"]);
    let two = germany.post("/v1/goals", body).expect(201).id();
    germany.post_empty(&format!("/v1/goals/{two}/fulfil")).expect(200);
    let listed = |query: &str| ids(&app.member("FRA").get(&format!("/v1/goals{query}")).expect(200));
    assert_eq!(listed(""), [two.clone(), one.clone()]);
    assert_eq!(listed("?status=open"), [one.as_str()]);
    assert_eq!(listed(&format!("?meeting_id={second}")), [two.as_str()]);
    assert_eq!(listed("?focus_area=action_plans"), [one]);
    assert_eq!(listed("?focus_area=participation"), [two]);
}

fn only_the_troika_and_the_secretariat_write_and_only_the_network_reads(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let france = app.member("FRA");
    france.post("/v1/goals", goal(&meeting)).refused(403, None);
    app.public().post("/v1/goals", goal(&meeting)).refused(401, None);
    app.public().get("/v1/goals").refused(401, None);
    let made = app.secretariat().post("/v1/goals", goal(&meeting)).expect(201);
    let path = format!("/v1/goals/{}", made.id());
    france.get(&path).expect(200);
    france.post_empty(&format!("{path}/fulfil")).refused(403, None);
    app.public().get(&path).refused(401, None);
    // In 2020 the Chair of 2017 is no longer in the troika.
    app.set_now("2020-06-01T09:00:00Z");
    app.member("ESP")
        .post_empty(&format!("{path}/fulfil"))
        .refused(403, None);
}

cases! {
    the_troika_sets_changes_and_fulfils,
    one_is_dropped_with_its_reason,
    a_goal_counts_its_actions,
    goals_are_listed_by_state_meeting_and_area,
    only_the_troika_and_the_secretariat_write_and_only_the_network_reads,
}
