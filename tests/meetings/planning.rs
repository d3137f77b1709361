//! Planning: who may, and what a meeting has to be.

use super::{NOBODY, annual, events, path, planned, step, troika_meeting, with};
use crate::support::App;
use serde_json::{Value, json};

fn the_secretariat_and_the_troika_plan(app: &App) {
    let body = annual(app);
    app.public().post("/v1/meetings", body.clone()).refused(401, None);
    for outside in ["CAN", "AU"] {
        app.member(outside)
            .post("/v1/meetings", body.clone())
            .refused(403, None);
    }
    assert_eq!(events(app, "meetings"), [""; 0]);
    for inside in ["ESP", "DEU", "NAM"] {
        planned(&app.member(inside), troika_meeting());
    }
    let meeting = planned(&app.secretariat(), body.clone());
    let change = json!({"city": "Potsdam"});
    app.member("CAN")
        .patch(&path(&meeting), meeting.etag(), change.clone())
        .refused(403, None);
    app.member("NAM")
        .patch(&path(&meeting), meeting.etag(), change)
        .expect(200);
    for transition in ["confirm", "hold"] {
        step(&app.member("DEU"), &meeting, transition).refused(403, None);
    }
    let reason = json!({"reason": "No."});
    app.member("DEU")
        .post(&format!("{}/cancel", path(&meeting)), reason)
        .refused(403, None);
    // Whose year is over has no seat any more.
    app.set_now("2020-03-01T09:00:00Z");
    app.member("DEU").post("/v1/meetings", body).refused(403, None);
}

fn every_field_is_kept(app: &App) {
    let first = planned(&app.secretariat(), annual(app));
    let body = with(
        annual(app),
        json!({
            "kind": "thematic",
            "format": "hybrid",
            "description": {"en": "About alliances.", "fr": "Sur les alliances."},
            "country": "deu",
            "host_reason": "By rotation.",
            "organizer_id": app.member_id("AU"),
            "co_sponsor_ids": [app.member_id("NAM"), app.member_id("CAN")],
            "follow_up_of_id": first.id(),
            "visibility": "network",
            "record": null
        }),
    );
    let meeting = planned(&app.secretariat(), body.clone());
    for (name, value) in body
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "country")
    {
        assert_eq!(&meeting[name.as_str()], value, "{name}");
    }
    assert_eq!(meeting["country"], "DEU");
    assert_eq!(meeting["source"], json!(null));
    let read = app.member("CAN").get(&path(&meeting)).expect(200);
    assert_eq!(read.json, meeting.json);
    assert_eq!(read.etag(), meeting.etag());
    app.member("CAN")
        .with_header("If-None-Match", read.etag())
        .get(&path(&meeting))
        .expect(304);
}

/// What is refused, with the place and the code of the fault.
fn refused(app: &App) -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (
            json!({"ends_at": "2018-09-24T06:59:59Z"}),
            "/ends_at",
            "too_early",
        ),
        (json!({"ends_at": "2018-10-25T07:00:01Z"}), "/ends_at", "too_late"),
        (json!({"time_zone": "Europe/Bonn"}), "/time_zone", "unknown"),
        (json!({"time_zone": "+02:00"}), "/time_zone", "unknown"),
        (json!({"country": "XXX"}), "/country", "unknown"),
        (json!({"city": null}), "/city", "required"),
        (json!({"country": null}), "/country", "required"),
        (json!({"format": "hybrid", "city": null}), "/city", "required"),
        (json!({"title": {"de_DE": "Jahrestreffen"}}), "/title", "language"),
        (json!({"title": {}}), "/title", "too_few"),
        (json!({"description": {"e n": "x"}}), "/description", "language"),
        (json!({"organizer_id": NOBODY}), "/organizer_id", "unknown"),
        (json!({"host_id": NOBODY}), "/host_id", "unknown"),
        (
            json!({"co_sponsor_ids": [app.member_id("NAM"), NOBODY]}),
            "/co_sponsor_ids/1",
            "unknown",
        ),
        (
            json!({"co_sponsor_ids": [app.member_id("NAM"), app.member_id("NAM")]}),
            "/co_sponsor_ids/1",
            "repeated",
        ),
        (json!({"kind": "follow_up"}), "/follow_up_of_id", "required"),
        (json!({"follow_up_of_id": NOBODY}), "/follow_up_of_id", "unknown"),
        (json!({"kind": "founding"}), "/kind", "not_allowed"),
        (
            json!({"starts_at": "2018-06-01T08:59:59Z", "ends_at": "2018-06-02T08:00:00Z"}),
            "/starts_at",
            "past",
        ),
        (
            json!({"starts_at": "2201-01-01T00:00:00Z", "ends_at": "2201-01-01T01:00:00Z"}),
            "/starts_at",
            "out_of_range",
        ),
        (json!({"visibility": "secretariat"}), "/visibility", "not_one_of"),
        (json!({"status": "held"}), "/status", "unknown"),
        (json!({"date_precision": "month"}), "/date_precision", "unknown"),
    ]
}

fn what_is_no_meeting_is_refused(app: &App) {
    let germany = app.member("DEU");
    for (change, pointer, code) in refused(app) {
        germany
            .post("/v1/meetings", with(annual(app), change))
            .refused(422, None)
            .fault(pointer, code);
    }
    let all = json!({"city": null, "country": "XXX", "time_zone": "Mars", "organizer_id": NOBODY, "ends_at": "2018-09-01T00:00:00Z"});
    let mut answer = germany
        .post("/v1/meetings", with(annual(app), all))
        .refused(422, None);
    for pointer in ["/city", "/country", "/time_zone", "/organizer_id", "/ends_at"] {
        let code = match pointer {
            "/city" => "required",
            "/ends_at" => "too_early",
            _ => "unknown",
        };
        answer = answer.fault(pointer, code);
    }
    assert_eq!(events(app, "meetings"), [""; 0]);
    assert_eq!(app.row_count("meetings"), 1);
}

fn a_virtual_meeting_needs_no_place(app: &App) {
    let online = json!({"format": "virtual", "city": null, "country": null});
    let meeting = planned(&app.member("DEU"), with(annual(app), online));
    assert_eq!(meeting["city"], json!(null));
    let change = json!({"format": "in_person"});
    app.member("DEU")
        .patch(&path(&meeting), meeting.etag(), change)
        .refused(422, None)
        .fault("/city", "required")
        .fault("/country", "required");
}

fn the_host_of_an_annual_meeting_is_a_member_state(app: &App) {
    let germany = app.member("DEU");
    let refuse = |change: Value, code: &str| {
        germany
            .post("/v1/meetings", with(annual(app), change))
            .refused(422, Some("meeting.annual"))
            .fault("/host_id", code);
    };
    refuse(json!({"host_id": null}), "required");
    refuse(json!({"host_id": app.member_id("AU")}), "not_a_state");
    // A member that leaves before the day does not host, one that leaves after it does.
    let france = app.member_id("FRA");
    let leave = |on: &str| {
        app.secretariat()
            .post(
                &format!("/v1/members/{france}/withdraw"),
                json!({"on": on, "source": "A letter"}),
            )
            .expect(200)
    };
    leave("2018-09-24");
    let by_france = json!({"host_id": france});
    planned(&germany, with(annual(app), by_france.clone()));
    refuse(
        with(by_france.clone(), json!({"starts_at": "2018-09-24T22:00:00Z"})),
        "not_a_member",
    );
    // Any other meeting may be hosted by whoever is a member, or by none.
    planned(
        &germany,
        with(
            annual(app),
            json!({"kind": "thematic", "host_id": app.member_id("AU")}),
        ),
    );
    planned(
        &germany,
        with(annual(app), json!({"kind": "side_event", "host_id": null})),
    );
}

fn a_repeated_key_plans_once(app: &App) {
    let germany = app.member("DEU").with_header("Idempotency-Key", "annual-2018");
    let first = planned(&germany, annual(app));
    let again = planned(&germany, annual(app));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.text, first.text);
    germany.post("/v1/meetings", troika_meeting()).refused(422, None);
    assert_eq!(app.row_count("meetings"), 2);
}

cases! {
    the_secretariat_and_the_troika_plan,
    every_field_is_kept,
    what_is_no_meeting_is_refused,
    a_virtual_meeting_needs_no_place,
    the_host_of_an_annual_meeting_is_a_member_state,
    a_repeated_key_plans_once
}
