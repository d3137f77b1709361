//! What comes out of a meeting: a communiqué with the members that associate themselves, or the Chair's summary.

use super::{NOBODY, annual, events, ids, planned, step, troika_meeting};
use crate::planning::held;
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

fn communique() -> Value {
    json!({
        "kind": "communique",
        "title": {"en": "Berlin communiqué"},
        "body": {"en": "We, the focal points of the Network, agree.", "de": "Wir sind uns einig."}
    })
}

/// The path of a meeting's outcome, which is a draft.
#[track_caller]
fn drafted(app: &App, meeting: &str) -> String {
    let path = format!("/v1/meetings/{meeting}/outcome");
    app.secretariat().post(&path, communique()).expect(201);
    path
}

fn associate(client: &Client, path: &str) -> Answer {
    client.post(&format!("{path}/associate"), json!({}))
}

/// The codes of the members that are associated, in their order.
fn associated(app: &App, outcome: &Answer, codes: &[&str]) {
    let expected: Vec<String> = codes.iter().map(|code| app.member_id(code)).collect();
    let found: Vec<&str> = outcome["associated"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["member_id"].as_str().unwrap())
        .collect();
    assert_eq!(found, expected, "{outcome}");
}

fn a_communique_from_draft_to_publication(app: &App) {
    let meeting = held(app, "annual", "2018-05-02", "public").id();
    let path = format!("/v1/meetings/{meeting}/outcome");
    let (public, france, germany) = (app.public(), app.member("FRA"), app.member("DEU"));
    for who in [&public, &france] {
        who.get(&path).refused(404, None);
    }
    let made = germany.post(&path, communique()).expect(201);
    assert_eq!(made.header("location"), path);
    assert_eq!([&made["status"], &made["visibility"]], ["draft", "public"]);
    assert_eq!(made["meeting_id"], meeting.as_str());
    germany.post(&path, communique()).refused(409, None);
    // The Network knows with what to associate itself; everyone else waits for what is published.
    public.get(&path).refused(404, None);
    let etag = france.get(&path).expect(200).etag().to_owned();
    let change = json!({"body": {"fr": "Nous sommes d'accord."}});
    france.patch(&path, &etag, change.clone()).refused(403, None);
    let changed = app.member("ESP").patch(&path, &etag, change).expect(200);
    assert_eq!(changed["body"]["fr"], "Nous sommes d'accord.");
    germany.patch(&path, &etag, json!({})).refused(412, None);

    germany.post_empty(&format!("{path}/publish")).refused(403, None);
    let secretariat = app.secretariat();
    app.set_now("2018-06-02T10:00:00Z");
    let published = secretariat.post_empty(&format!("{path}/publish")).expect(200);
    assert_eq!(published["status"], "published");
    assert_eq!(published["published_at"], "2018-06-02T10:00:00Z");
    public.get(&path).expect(200);
    secretariat
        .post_empty(&format!("{path}/publish"))
        .refused(409, Some("secretariat.meetings"));
    germany
        .patch(&path, published.etag(), json!({}))
        .refused(409, Some("secretariat.meetings"));
    assert_eq!(
        events(app, "outcome"),
        [
            "outcome.drafted 1 network",
            "outcome.changed 2 network",
            "outcome.published 3 public"
        ]
    );
    // The event of what is published leads to it.
    let told = public
        .get("/v1/events?from=beginning&type=wps.outcome.published")
        .expect(200);
    assert_eq!(told.data()[0]["subject"], path.as_str(), "{told}");
}

fn only_a_meeting_that_was_held_has_one(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let path = format!("/v1/meetings/{}/outcome", meeting.id());
    let refused = || {
        secretariat
            .post(&path, communique())
            .refused(409, Some("secretariat.meetings"));
    };
    refused();
    step(&secretariat, &meeting, "confirm").expect(200);
    refused();
    app.set_now("2018-09-25T18:00:00Z");
    step(&secretariat, &meeting, "hold").expect(200);
    secretariat.post(&path, communique()).expect(201);

    let cancelled = planned(&secretariat, {
        let mut body = troika_meeting();
        body["starts_at"] = json!("2018-10-01T09:00:00Z");
        body["ends_at"] = json!("2018-10-01T10:00:00Z");
        body
    });
    super::cancel(&secretariat, &cancelled).expect(200);
    secretariat
        .post(&format!("/v1/meetings/{}/outcome", cancelled.id()), communique())
        .refused(409, Some("secretariat.meetings"));
    secretariat
        .post(&format!("/v1/meetings/{NOBODY}/outcome"), communique())
        .refused(404, None);
    app.member("FRA").post(&path, communique()).refused(403, None);
    app.public().post(&path, communique()).refused(401, None);
}

fn members_associate_themselves_and_take_it_back(app: &App) {
    let path = drafted(app, &held(app, "annual", "2018-05-02", "public").id());
    let (france, namibia) = (app.member("FRA"), app.member("NAM"));
    associated(app, &associate(&namibia, &path).expect(200), &["NAM"]);
    associate(&namibia, &path).refused(409, None);
    app.set_now("2018-06-02T09:00:00Z");
    associated(app, &associate(&france, &path).expect(200), &["NAM", "FRA"]);
    // For another, only the secretariat, which was told.
    let canada = json!({"member_id": app.member_id("CAN")});
    france
        .post(&format!("{path}/associate"), canada.clone())
        .refused(403, None);
    let secretariat = app.secretariat();
    app.set_now("2018-06-03T09:00:00Z");
    associated(
        app,
        &secretariat
            .post(&format!("{path}/associate"), canada.clone())
            .expect(200),
        &["NAM", "FRA", "CAN"],
    );
    associate(&secretariat, &path)
        .refused(422, None)
        .fault("/member_id", "required");
    secretariat
        .post(&format!("{path}/associate"), json!({"member_id": NOBODY}))
        .refused(422, None)
        .fault("/member_id", "unknown");

    france
        .post(&format!("{path}/dissociate"), canada)
        .refused(403, None);
    let left = france.post(&format!("{path}/dissociate"), json!({})).expect(200);
    associated(app, &left, &["NAM", "CAN"]);
    france
        .post(&format!("{path}/dissociate"), json!({}))
        .refused(409, None);
    // What is published still finds members, and everyone sees which.
    secretariat.post_empty(&format!("{path}/publish")).expect(200);
    associate(&france, &path).expect(200);
    associated(app, &app.public().get(&path).expect(200), &["NAM", "CAN", "FRA"]);
    app.public()
        .post(&format!("{path}/associate"), json!({}))
        .refused(401, None);
}

fn who_associates_itself_does_so_anew_when_the_text_changes(app: &App) {
    let path = drafted(app, &held(app, "annual", "2018-05-02", "public").id());
    let (namibia, germany) = (app.member("NAM"), app.member("DEU"));
    let seen = associate(&namibia, &path).expect(200);
    let same = json!({"title": {"en": "Berlin communiqué"}});
    let kept = germany.patch(&path, seen.etag(), same).expect(200);
    associated(app, &kept, &["NAM"]);
    let other = json!({"body": {"en": "We disagree."}});
    let changed = germany.patch(&path, kept.etag(), other).expect(200);
    associated(app, &changed, &[]);
    associate(&namibia, &path).expect(200);
}

fn a_summary_is_the_chairs_own(app: &App) {
    let path = drafted(app, &held(app, "annual", "2018-05-02", "public").id());
    let namibia = app.member("NAM");
    let seen = associate(&namibia, &path).expect(200);
    let summary = json!({"kind": "chairs_summary"});
    let changed = app.member("DEU").patch(&path, seen.etag(), summary).expect(200);
    associated(app, &changed, &[]);
    associate(&namibia, &path).refused(409, Some("secretariat.meetings"));
}

fn only_who_was_a_member_then_associates_itself(app: &App) {
    // In May 2017, nobody is on record as a member yet.
    let path = drafted(app, &held(app, "thematic", "2017-05-02", "public").id());
    associate(&app.member("NAM"), &path).refused(409, Some("secretariat.meetings"));
}

fn what_came_out_of_a_meeting_of_the_network_stays_there(app: &App) {
    let meeting = held(app, "thematic", "2018-05-02", "network").id();
    let path = drafted(app, &meeting);
    app.secretariat()
        .post_empty(&format!("{path}/publish"))
        .expect(200);
    let public = app.public();
    let missing = public.get(&format!("/v1/meetings/{NOBODY}/outcome")).expect(404);
    assert_eq!(
        public.get(&path).refused(404, None).without_instance(),
        missing.without_instance()
    );
    let points = format!("/v1/meetings/{meeting}/outcome-points");
    public.get(&points).refused(404, None);
    app.member("FRA").get(&path).expect(200);
    assert_eq!(ids(&app.member("FRA").get(&points).expect(200)), [""; 0]);
}

cases! {
    a_communique_from_draft_to_publication,
    only_a_meeting_that_was_held_has_one,
    members_associate_themselves_and_take_it_back,
    who_associates_itself_does_so_anew_when_the_text_changes,
    a_summary_is_the_chairs_own,
    only_who_was_a_member_then_associates_itself,
    what_came_out_of_a_meeting_of_the_network_stays_there,
}
