//! Meetings that the service did not see: the secretariat puts them on record, with their source.

use super::{annual, events, follow_up, path, planned, step, warned, with};
use crate::support::App;
use serde_json::{Value, json};

/// The annual meeting of 2017, as one would record it today.
fn of_2017(app: &App) -> Value {
    json!({
        "kind": "annual",
        "format": "in_person",
        "title": {"en": "Annual meeting 2017"},
        "starts_at": "2017-04-26T07:00:00Z",
        "ends_at": "2017-04-27T16:00:00Z",
        "time_zone": "Europe/Madrid",
        "city": "Alicante",
        "country": "ESP",
        "host_id": app.member_id("ESP"),
        "record": {"status": "held", "source": "Report of the annual meeting", "date_precision": "day"}
    })
}

fn the_secretariat_records_what_was_held(app: &App) {
    let secretariat = app.secretariat();
    // The annex states Spain's membership from December 2017; what was before is recorded first.
    secretariat
        .post("/v1/meetings", of_2017(app))
        .refused(422, Some("meeting.annual"))
        .fault("/host_id", "not_a_member");
    let period =
        json!({"starts_on": "2016-09-01", "ends_on": "2017-11-30", "source": "List of participants"});
    secretariat
        .post(&format!("/v1/members/{}/periods", app.member_id("ESP")), period)
        .expect(200);
    let meeting = planned(&secretariat, of_2017(app));
    assert_eq!(
        (&meeting["status"], &meeting["date_precision"], &meeting["source"]),
        (
            &json!("held"),
            &json!("day"),
            &json!("Report of the annual meeting")
        )
    );
    assert_eq!(warned(&meeting), ["meeting.follow-up"]);
    let later = json!({"record": {"status": "held", "source": "Letter"}, "starts_at": "2017-10-27T13:00:00Z", "ends_at": "2017-10-27T16:00:00Z"});
    let later = planned(&secretariat, with(follow_up(&meeting.id()), later));
    assert_eq!(later["date_precision"], "minute");
    let now = secretariat.get(&path(&meeting)).expect(200);
    assert_eq!(warned(&now), [""; 0]);
    assert_eq!(
        events(app, "meetings"),
        ["meeting.recorded 1 public", "meeting.recorded 1 public"]
    );
    step(&secretariat, &meeting, "confirm").refused(409, None);
    secretariat
        .patch(&path(&meeting), now.etag(), json!({"city": "Madrid"}))
        .refused(409, None);
}

fn a_cancelled_one_may_be_recorded_too(app: &App) {
    let secretariat = app.secretariat();
    let record =
        json!({"record": {"status": "cancelled", "source": "Note verbale", "reason": "The pandemic."}});
    let meeting = planned(&secretariat, with(annual(app), record));
    assert_eq!(
        (&meeting["status"], &meeting["status_reason"]),
        (&json!("cancelled"), &json!("The pandemic."))
    );
    assert_eq!(warned(&meeting), [""; 0]);
}

fn nobody_plans_the_past_or_records_the_future(app: &App) {
    let secretariat = app.secretariat();
    let past = json!({"starts_at": "2018-02-01T07:00:00Z", "ends_at": "2018-02-02T16:00:00Z"});
    for client in [&secretariat, &app.member("DEU")] {
        client
            .post("/v1/meetings", with(annual(app), past.clone()))
            .refused(422, None)
            .fault("/starts_at", "past");
    }
    let held = json!({"record": {"status": "held", "source": "A dream"}});
    secretariat
        .post("/v1/meetings", with(annual(app), held.clone()))
        .refused(422, None)
        .fault("/starts_at", "future");
    planned(&secretariat, with(with(annual(app), held.clone()), past.clone()));
    for without in [
        json!({"record": {"status": "held"}}),
        json!({"record": {"status": "planned", "source": "x"}}),
    ] {
        secretariat
            .post("/v1/meetings", with(with(annual(app), past.clone()), without))
            .refused(422, None);
    }
    // Members of the troika plan; they do not record.
    app.member("DEU")
        .post("/v1/meetings", with(with(annual(app), held), past))
        .refused(403, None);
}

cases! {
    the_secretariat_records_what_was_held,
    a_cancelled_one_may_be_recorded_too,
    nobody_plans_the_past_or_records_the_future
}
