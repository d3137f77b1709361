//! The points of an outcome, and how they become actions.

use super::{NOBODY, events, ids};
use crate::planning::{held, troika_meeting};
use crate::support::App;
use serde_json::{Value, json};

/// The path of the points of an outcome that is a draft.
fn points(app: &App) -> (String, String) {
    let meeting = held(app, "annual", "2018-05-02", "public").id();
    let outcome = format!("/v1/meetings/{meeting}/outcome");
    let body =
        json!({"kind": "communique", "title": {"en": "Berlin communiqué"}, "body": {"en": "We agree."}});
    app.secretariat().post(&outcome, body).expect(201);
    (outcome, format!("/v1/meetings/{meeting}/outcome-points"))
}

fn point(text: &str, area: &str) -> Value {
    json!({"text": {"en": text}, "focus_areas": [area]})
}

fn points_are_made_with_the_draft(app: &App) {
    let (outcome, path) = points(app);
    let (germany, secretariat) = (app.member("DEU"), app.secretariat());
    let one = germany
        .post(&path, point("Name mediators.", "participation"))
        .expect(201);
    assert_eq!(one.header("location"), format!("{path}/{}", one.id()));
    assert_eq!(one["position"], 1);
    assert_eq!(one["action_ids"], json!([]));
    let two = germany
        .post(&path, point("Write plans.", "action_plans"))
        .expect(201);
    assert_eq!(two["position"], 2);
    let mut body = point("Before all.", "action_plans");
    body["position"] = json!(1);
    let first = secretariat.post(&path, body).expect(201);
    let listed = |query: &str| ids(&app.member("FRA").get(&format!("{path}{query}")).expect(200));
    assert_eq!(listed(""), [one.id(), first.id(), two.id()]);
    assert_eq!(listed("?sort=-position"), [two.id(), first.id(), one.id()]);
    assert_eq!(listed("?focus_area=action_plans"), [first.id(), two.id()]);
    let page = app
        .member("FRA")
        .get(&format!("{path}?limit=2&count=true"))
        .expect(200);
    assert_eq!([&page["total"]], [&json!(3)]);
    let cursor = page["next"].as_str().unwrap().to_owned();
    assert_eq!(listed(&format!("?limit=2&cursor={cursor}")), [two.id()]);

    let own = format!("{path}/{}", first.id());
    let change = json!({"position": 3, "text": {"fr": "D'abord."}, "focus_areas": []});
    let changed = secretariat.patch(&own, first.etag(), change).expect(200);
    assert_eq!(changed["text"], json!({"en": "Before all.", "fr": "D'abord."}));
    secretariat
        .patch(&own, first.etag(), json!({}))
        .refused(412, None);
    assert_eq!(listed(""), [one.id(), two.id(), first.id()]);
    secretariat.delete(&own, changed.etag()).expect(204);
    secretariat.get(&own).refused(404, None);

    // Nobody else sees them before the outcome is published, and then they stay.
    let public = app.public();
    public.get(&path).refused(404, None);
    public.get(&format!("{path}/{}", one.id())).refused(404, None);
    secretariat.post_empty(&format!("{outcome}/publish")).expect(200);
    assert_eq!(ids(&public.get(&path).expect(200)), [one.id(), two.id()]);
    let own = format!("{path}/{}", one.id());
    let etag = public.get(&own).expect(200).etag().to_owned();
    for answer in [
        secretariat.post(&path, point("Too late.", "participation")),
        secretariat.patch(&own, &etag, json!({})),
        secretariat.delete(&own, &etag),
    ] {
        answer.refused(409, Some("secretariat.meetings"));
    }
    assert_eq!(events(app, "outcome-points")[0], "outcome_point.added 1 network");
}

fn points_stand_under_their_own_meeting(app: &App) {
    let (_, path) = points(app);
    let (_, other) = {
        let meeting = held(app, "thematic", "2018-05-03", "public").id();
        let body = json!({"kind": "chairs_summary", "title": {"en": "Summary"}, "body": {"en": "We met."}});
        app.secretariat()
            .post(&format!("/v1/meetings/{meeting}/outcome"), body)
            .expect(201);
        (meeting.clone(), format!("/v1/meetings/{meeting}/outcome-points"))
    };
    let secretariat = app.secretariat();
    let made = secretariat
        .post(&path, point("Name mediators.", "participation"))
        .expect(201);
    let elsewhere = format!("{other}/{}", made.id());
    secretariat.get(&elsewhere).refused(404, None);
    secretariat
        .patch(&elsewhere, made.etag(), json!({}))
        .refused(404, None);
    secretariat.delete(&elsewhere, made.etag()).refused(404, None);
    assert_eq!(ids(&secretariat.get(&other).expect(200)), [""; 0]);
    // A meeting without an outcome has no points.
    let without = held(app, "thematic", "2018-05-04", "public").id();
    for meeting in [without.as_str(), NOBODY] {
        let path = format!("/v1/meetings/{meeting}/outcome-points");
        secretariat.get(&path).refused(404, None);
        secretariat
            .post(&path, point("None.", "participation"))
            .refused(404, None);
    }
    app.member("FRA")
        .post(&path, point("Ours.", "participation"))
        .refused(403, None);
    let mut far = point("Far.", "participation");
    far["position"] = json!(10_000);
    secretariat.post(&path, far).expect(201);
    secretariat
        .post(&path, point("Farther.", "participation"))
        .refused(422, None)
        .fault("/position", "too_large");
}

fn a_point_becomes_actions_when_the_troika_sets_their_timelines(app: &App) {
    let (outcome, path) = points(app);
    let (secretariat, germany) = (app.secretariat(), app.member("DEU"));
    let made = germany
        .post(&path, point("Name mediators.", "participation"))
        .expect(201);
    let adopt = format!("{path}/{}/adopt", made.id());
    let meeting = troika_meeting(app, "2018-05-30");
    let adoption = json!({
        "meeting_id": meeting,
        "due_on": "2018-12-01",
        "title": {"en": "Name two women"},
        "owner": "member",
        "owner_id": app.member_id("NAM")
    });
    germany
        .post(&adopt, adoption.clone())
        .refused(409, Some("secretariat.meetings"));
    secretariat.post_empty(&format!("{outcome}/publish")).expect(200);
    let annual = outcome.split('/').nth(3).unwrap().to_owned();
    let mut unset = adoption.clone();
    unset["meeting_id"] = json!(annual);
    germany
        .post(&adopt, unset)
        .refused(422, Some("troika.timelines"))
        .fault("/meeting_id", "not_of_the_troika");

    let action = germany.post(&adopt, adoption.clone()).expect(201);
    assert_eq!(action.header("location"), format!("/v1/actions/{}", action.id()));
    assert_eq!(action["description"], json!({"en": "Name mediators."}));
    assert_eq!(action["focus_areas"], json!(["participation"]));
    assert_eq!(
        action["origin"],
        json!({"meeting_id": annual, "point_id": made.id()})
    );
    assert_eq!(action["timelines"][0]["meeting_id"], meeting.as_str());
    let second = secretariat.post(&adopt, adoption.clone()).expect(201);

    // The Network sees what became of a point, and everyone else the point alone.
    let own = format!("{path}/{}", made.id());
    let seen = app.member("FRA").get(&own).expect(200);
    assert_eq!(seen["action_ids"], json!([action.id(), second.id()]));
    assert_eq!(app.public().get(&own).expect(200)["action_ids"], json!([]));
    let listed = app.public().get(&path).expect(200);
    assert_eq!(listed.data()[0]["action_ids"], json!([]));
    let of_point = secretariat
        .get(&format!("/v1/actions?point_id={}&sort=created_at", made.id()))
        .expect(200);
    assert_eq!(ids(&of_point), [action.id(), second.id()]);
    assert_eq!(of_point.data()[0]["origin"], action["origin"]);
    let of_none = secretariat
        .get(&format!("/v1/actions?point_id={NOBODY}"))
        .expect(200);
    assert_eq!(ids(&of_none), [""; 0]);
    app.member("FRA")
        .post(&adopt, adoption.clone())
        .refused(403, None);
    germany
        .post(&format!("{path}/{NOBODY}/adopt"), adoption)
        .refused(404, None);
    assert_eq!(
        events(app, "outcome-points").last().unwrap(),
        "outcome_point.adopted 3 network"
    );
}

cases! {
    points_are_made_with_the_draft,
    points_stand_under_their_own_meeting,
    a_point_becomes_actions_when_the_troika_sets_their_timelines,
}
