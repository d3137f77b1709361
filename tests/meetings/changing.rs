//! Changing what is planned or confirmed.

use super::{annual, events, follow_up, path, planned, warned, with};
use crate::support::{Answer, App};
use serde_json::{Value, json};

fn a_follow_up_names_a_meeting_and_never_itself(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let first = planned(&germany, follow_up(&meeting.id()));
    let second = planned(&germany, follow_up(&first.id()));
    let change =
        |of: &Answer, to: &Answer| germany.patch(&path(of), of.etag(), json!({"follow_up_of_id": to.id()}));
    change(&first, &first)
        .refused(422, None)
        .fault("/follow_up_of_id", "circle");
    change(&first, &second)
        .refused(422, None)
        .fault("/follow_up_of_id", "circle");
    let meeting = germany.get(&path(&meeting)).expect(200);
    change(&meeting, &second)
        .refused(422, None)
        .fault("/follow_up_of_id", "circle");
    let none = json!({"follow_up_of_id": null});
    germany
        .patch(&path(&second), second.etag(), none)
        .refused(422, None)
        .fault("/follow_up_of_id", "required");
    change(&second, &meeting).expect(200);
}

fn a_change_touches_what_it_names(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(
        &germany,
        with(annual(app), json!({"description": {"en": "One.", "fr": "Un."}})),
    );
    let one = path(&meeting);
    germany
        .send("PATCH", &one, &[("content-type", "application/json")], b"{}")
        .refused(428, None);
    let change = json!({
        "kind": "thematic",
        "title": {"de": null, "es": "Reunión"},
        "description": {"fr": "Deux."},
        "host_id": null,
        "city": "Bonn",
        "co_sponsor_ids": [app.member_id("NAM"), app.member_id("ESP")],
        "organizer_id": app.member_id("DEU"),
        "host_reason": "None needed.",
        "visibility": "network",
        "time_zone": "Europe/Paris",
        "starts_at": "2018-09-24T08:00:00Z",
        "ends_at": "2018-09-24T12:00:00Z"
    });
    let changed = germany
        .send(
            "PATCH",
            &one,
            &[
                ("content-type", "application/merge-patch+json"),
                ("if-match", meeting.etag()),
            ],
            change.to_string().as_bytes(),
        )
        .expect(200);
    assert_eq!(
        changed["title"],
        json!({"en": "Annual meeting 2018", "es": "Reunión"})
    );
    assert_eq!(changed["description"], json!({"en": "One.", "fr": "Deux."}));
    for name in [
        "kind",
        "host_id",
        "city",
        "co_sponsor_ids",
        "organizer_id",
        "host_reason",
        "visibility",
        "time_zone",
        "ends_at",
    ] {
        assert_eq!(changed[name], change[name], "{name}");
    }
    assert_eq!(
        (&changed["country"], &changed["format"]),
        (&json!("DEU"), &json!("in_person"))
    );
    germany
        .patch(&one, meeting.etag(), json!({"city": "Ulm"}))
        .refused(412, None);
    // The public, which sees it no more, is told this last time.
    assert_eq!(
        events(app, "meetings"),
        ["meeting.planned 1 public", "meeting.changed 2 public"]
    );
}

fn null_takes_away_and_a_title_stays(app: &App) {
    let germany = app.member("DEU");
    let whole = json!({
        "description": {"en": "One."},
        "organizer_id": app.member_id("DEU"),
        "host_reason": "None needed.",
        "co_sponsor_ids": [app.member_id("NAM")]
    });
    let changed = planned(&germany, with(annual(app), whole));
    let one = path(&changed);
    let emptied =
        json!({"description": null, "organizer_id": null, "host_reason": null, "co_sponsor_ids": []});
    let emptied = germany.patch(&one, changed.etag(), emptied).expect(200);
    assert_eq!(emptied["description"], json!(null));
    assert_eq!(emptied["co_sponsor_ids"], json!([]));
    germany
        .patch(&one, emptied.etag(), json!({"title": {"en": null, "de": null}}))
        .refused(422, None)
        .fault("/title", "required");
    germany
        .patch(&one, emptied.etag(), json!({"title": null}))
        .refused(422, None)
        .fault("/title", "type");
}

fn the_rules_hold_for_what_comes_out(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let change = |change: Value| germany.patch(&path(&meeting), meeting.etag(), change);
    for (body, code) in [
        (json!({"host_id": null}), "required"),
        (json!({"host_id": app.member_id("EU")}), "not_a_state"),
    ] {
        change(body)
            .refused(422, Some("meeting.annual"))
            .fault("/host_id", code);
    }
    for (body, pointer, code) in [
        (
            json!({"ends_at": "2018-09-01T00:00:00Z"}),
            "/ends_at",
            "too_early",
        ),
        (
            json!({"starts_at": "2018-05-31T00:00:00Z", "ends_at": "2018-05-31T01:00:00Z"}),
            "/starts_at",
            "past",
        ),
        (json!({"city": null}), "/city", "required"),
        (json!({"kind": "founding"}), "/kind", "not_allowed"),
        (json!({"kind": "follow_up"}), "/follow_up_of_id", "required"),
        (json!({"source": "me"}), "/source", "unknown"),
    ] {
        change(body).refused(422, None).fault(pointer, code);
    }
    let other_host = change(json!({"host_id": app.member_id("NAM")})).expect(200);
    assert_eq!(warned(&other_host), ["meeting.host", "meeting.follow-up"]);
    // While it goes on, other things may still change than its beginning.
    app.set_now("2018-09-24T12:00:00Z");
    let now = germany.get(&path(&meeting)).expect(200);
    germany
        .patch(
            &path(&meeting),
            now.etag(),
            json!({"ends_at": "2018-09-26T12:00:00Z"}),
        )
        .expect(200);
}

cases! {
    a_follow_up_names_a_meeting_and_never_itself,
    a_change_touches_what_it_names,
    null_takes_away_and_a_title_stays,
    the_rules_hold_for_what_comes_out
}
