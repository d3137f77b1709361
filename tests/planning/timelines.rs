//! The hard rule of `troika.timelines`: a timeline names the meeting of the troika that set it.

use super::{action, held, set, troika_meeting};
use crate::support::App;
use serde_json::json;

fn planned(app: &App) -> String {
    let body = json!({
        "kind": "troika",
        "format": "virtual",
        "title": {"en": "The troika with the secretariat"},
        "starts_at": "2018-06-04T13:00:00Z",
        "ends_at": "2018-06-04T14:00:00Z",
        "time_zone": "Europe/Berlin"
    });
    app.member("DEU").post("/v1/meetings", body).expect(201).id()
}

fn what_is_set_names_a_meeting_of_the_troika(app: &App) {
    let secretariat = app.secretariat();
    let annual = held(app, "thematic", "2018-05-02", "network").id();
    let cancelled = planned(app);
    secretariat
        .post(
            &format!("/v1/meetings/{cancelled}/cancel"),
            json!({"reason": "Not needed."}),
        )
        .expect(200);
    let meeting = troika_meeting(app, "2018-05-02");
    let goal = |meeting: &str| json!({"meeting_id": meeting, "title": {"en": "A goal"}});
    let path = format!("/v1/actions/{}", set(app, action(app, &meeting)).id());
    for (named, code) in [
        (annual.as_str(), "not_of_the_troika"),
        (&cancelled, "cancelled"),
        (&app.member_id("NAM"), "unknown"),
    ] {
        let timeline = json!({"meeting_id": named, "due_on": "2019-01-01"});
        for answer in [
            secretariat.post("/v1/actions", action(app, named)),
            secretariat.post("/v1/goals", goal(named)),
            secretariat.post(&format!("{path}/reschedule"), timeline),
        ] {
            answer
                .refused(422, Some("troika.timelines"))
                .fault("/meeting_id", code);
        }
    }
    let mut without = action(app, &meeting);
    without.as_object_mut().unwrap().remove("meeting_id");
    secretariat
        .post("/v1/actions", without)
        .refused(422, None)
        .fault("/meeting_id", "required");
    assert_eq!(app.row_count("actions"), 1);
    assert_eq!(app.row_count("goals"), 0);
}

fn a_day_is_not_before_the_meeting_that_sets_it(app: &App) {
    let meeting = troika_meeting(app, "2018-05-02");
    let mut body = action(app, &meeting);
    body["due_on"] = json!("2018-05-01");
    let secretariat = app.secretariat();
    secretariat
        .post("/v1/actions", body.clone())
        .refused(422, None)
        .fault("/due_on", "order");
    body["due_on"] = json!("2018-05-02");
    let path = format!("/v1/actions/{}", set(app, body).id());
    let timeline = json!({"meeting_id": meeting, "due_on": "2018-05-01"});
    secretariat
        .post(&format!("{path}/reschedule"), timeline)
        .refused(422, None)
        .fault("/due_on", "order");
}

fn another_day_is_set_at_a_meeting_and_the_first_stays_on_record(app: &App) {
    let first = troika_meeting(app, "2018-05-02");
    let path = format!("/v1/actions/{}", set(app, action(app, &first)).id());
    let germany = app.member("DEU");
    app.set_now("2018-07-10T09:00:00Z");
    let second = troika_meeting(app, "2018-07-09");
    let timeline = json!({"meeting_id": second, "due_on": "2018-09-30"});
    app.member("FRA")
        .post(&format!("{path}/reschedule"), timeline.clone())
        .refused(403, None);
    let moved = germany
        .post(&format!("{path}/reschedule"), timeline.clone())
        .expect(200);
    assert_eq!(moved["due_on"], "2018-09-30");
    assert_eq!(moved["meeting_id"], first.as_str());
    assert_eq!(
        moved["timelines"],
        json!([
            {"due_on": "2018-06-30", "meeting_id": first, "decided_at": "2018-06-01T09:00:00Z"},
            {"due_on": "2018-09-30", "meeting_id": second, "decided_at": "2018-07-10T09:00:00Z"}
        ])
    );
    germany.post_empty(&format!("{path}/start")).expect(200);
    germany.post_empty(&format!("{path}/complete")).expect(200);
    germany
        .post(&format!("{path}/reschedule"), timeline)
        .refused(409, Some("troika.timelines"));
}

fn a_meeting_that_set_something_stays_one_of_the_troika(app: &App) {
    let secretariat = app.secretariat();
    for body in ["actions", "goals"] {
        let meeting = planned(app);
        let path = format!("/v1/meetings/{meeting}");
        let mut named = action(app, &meeting);
        if body == "goals" {
            named = json!({"meeting_id": meeting, "title": {"en": "A goal"}});
        }
        secretariat.post(&format!("/v1/{body}"), named).expect(201);
        let reason = json!({"reason": "Not needed."});
        secretariat
            .post(&format!("{path}/cancel"), reason)
            .refused(409, Some("troika.timelines"));
        let etag = secretariat.get(&path).expect(200).etag().to_owned();
        secretariat
            .patch(&path, &etag, json!({"kind": "thematic"}))
            .refused(409, Some("troika.timelines"));
        // It may still be at another time, and then it is held.
        let change = json!({"starts_at": "2018-06-05T13:00:00Z", "ends_at": "2018-06-05T14:00:00Z"});
        secretariat.patch(&path, &etag, change).expect(200);
        secretariat.post_empty(&format!("{path}/confirm")).expect(200);
    }
    // Nothing is set at this one.
    let meeting = planned(app);
    let path = format!("/v1/meetings/{meeting}");
    let etag = secretariat.get(&path).expect(200).etag().to_owned();
    secretariat
        .patch(&path, &etag, json!({"kind": "thematic"}))
        .expect(200);
    let reason = json!({"reason": "Not needed."});
    secretariat.post(&format!("{path}/cancel"), reason).expect(200);
}

fn a_meeting_that_only_moved_a_day_stays_one_of_the_troika(app: &App) {
    let path = format!(
        "/v1/actions/{}",
        set(app, action(app, &troika_meeting(app, "2018-05-02"))).id()
    );
    let secretariat = app.secretariat();
    let meeting = planned(app);
    let timeline = json!({"meeting_id": meeting, "due_on": "2018-09-30"});
    secretariat
        .post(&format!("{path}/reschedule"), timeline)
        .expect(200);
    let reason = json!({"reason": "Not needed."});
    secretariat
        .post(&format!("/v1/meetings/{meeting}/cancel"), reason)
        .refused(409, Some("troika.timelines"));
}

cases! {
    what_is_set_names_a_meeting_of_the_troika,
    a_day_is_not_before_the_meeting_that_sets_it,
    another_day_is_set_at_a_meeting_and_the_first_stays_on_record,
    a_meeting_that_set_something_stays_one_of_the_troika,
    a_meeting_that_only_moved_a_day_stays_one_of_the_troika,
}
