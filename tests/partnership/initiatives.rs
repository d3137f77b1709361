//! Initiatives: planned, running, completed or cancelled, by members and the secretariat.

use super::{NOBODY, recorded, shown, told};
use crate::support::{App, Client};
use serde_json::{Value, json};

fn initiative(app: &App, lead: Option<&str>) -> Value {
    json!({"lead_id": lead.map(|code| app.member_id(code)), "kind": "capacity_building", "level": "local",
        "title": {"en": "Training of women mediators"}, "actors": ["Women mediators", "Local councils"],
        "member_ids": [app.member_id("CAN")], "focus_areas": ["participation"], "starts_on": "2018-07-01"})
}

fn from_plan_to_completion(app: &App) {
    let (namibia, canada) = (app.member("NAM"), app.member("CAN"));
    let made = namibia
        .post("/v1/initiatives", initiative(app, Some("NAM")))
        .expect(201);
    let path = format!("/v1/initiatives/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(
        [
            &made["status"],
            &made["actors"],
            &made["partners"],
            &made["outcome"]
        ],
        [
            &json!("planned"),
            &json!(["Women mediators", "Local councils"]),
            &json!([]),
            &json!(null)
        ]
    );
    assert_eq!(made["warnings"][0]["clause"], "civil-society.participation");
    assert_eq!(canada.get(&path).expect(200).json, made.json);
    app.public().get(&path).refused(401, None);
    let step = |client: &Client, name: &str, body: Value| client.post(&format!("{path}/{name}"), body);
    let clause = Some("focus.capacity");
    step(&namibia, "complete", json!({})).refused(409, clause);
    canada.post_empty(&format!("{path}/start")).refused(403, None);
    namibia.post_empty(&format!("{path}/start")).expect(200);
    namibia.post_empty(&format!("{path}/start")).refused(409, clause);
    step(&namibia, "complete", json!({"ended_on": "2018-06-30"}))
        .refused(422, None)
        .fault("/ended_on", "order");
    let outcome = json!({"en": "Forty mediators."});
    canada
        .post(&format!("{path}/complete"), json!({}))
        .refused(403, None);
    let done = step(
        &namibia,
        "complete",
        json!({"outcome": outcome, "ended_on": "2018-12-01"}),
    )
    .expect(200);
    assert_eq!(
        [&done["status"], &done["outcome"], &done["ends_on"]],
        [&json!("completed"), &outcome, &json!("2018-12-01")]
    );
    for (name, body) in [("complete", json!({})), ("cancel", json!({"reason": "Late."}))] {
        step(&namibia, name, body).refused(409, clause);
    }
    namibia.patch(&path, done.etag(), json!({})).refused(409, clause);
}

fn a_cancelled_one_stays_on_record(app: &App) {
    let secretariat = app.secretariat();
    let mut body = initiative(app, None);
    body["kind"] = json!("outreach");
    body["level"] = json!(null);
    body["non_members"] = json!(["Republic of Somewhere"]);
    app.member("NAM")
        .post("/v1/initiatives", body.clone())
        .refused(403, None);
    let made = secretariat.post("/v1/initiatives", body).expect(201);
    assert_eq!(made["non_members"], json!(["Republic of Somewhere"]));
    let path = format!("/v1/initiatives/{}", made.id());
    for client in [app.member("NAM"), app.member("DEU")] {
        client.patch(&path, made.etag(), json!({})).refused(403, None);
        client
            .post(&format!("{path}/cancel"), json!({"reason": "x"}))
            .refused(403, None);
    }
    let cancelled = secretariat
        .post(&format!("{path}/cancel"), json!({"reason": "No funding."}))
        .expect(200);
    assert_eq!(
        [
            &cancelled["status"],
            &cancelled["status_reason"],
            &cancelled["warnings"]
        ],
        [&json!("cancelled"), &json!("No funding."), &json!([])]
    );
    secretariat
        .post_empty(&format!("{path}/start"))
        .refused(409, Some("secretariat.advocacy"));
}

fn what_an_initiative_may_say(app: &App) {
    let namibia = app.member("NAM");
    let hidden = recorded(app, "Hidden Forum");
    let canada = app.member_id("CAN");
    for (change, place, code, clause) in [
        (
            json!({"level": null}),
            "/level",
            "required",
            Some("focus.capacity"),
        ),
        (json!({"level": "global"}), "/level", "not_one_of", None),
        (json!({"ends_on": "2018-06-30"}), "/ends_on", "order", None),
        (json!({"member_ids": [NOBODY]}), "/member_ids/0", "unknown", None),
        (
            json!({"member_ids": [canada, canada]}),
            "/member_ids/1",
            "repeated",
            None,
        ),
        (json!({"actors": [""]}), "/actors/0", "empty", None),
        (
            json!({"partners": [{"partner_id": NOBODY, "mode": "spoke"}]}),
            "/partners/0/partner_id",
            "unknown",
            None,
        ),
        (
            json!({"partners": [{"partner_id": hidden.id(), "mode": "spoke"}]}),
            "/partners/0/partner_id",
            "unknown",
            None,
        ),
    ] {
        let mut body = initiative(app, Some("NAM"));
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        namibia
            .post("/v1/initiatives", body)
            .refused(422, clause)
            .fault(place, code);
    }
    let mut nobodys = initiative(app, None);
    nobodys["lead_id"] = json!(NOBODY);
    app.secretariat()
        .post("/v1/initiatives", nobodys)
        .refused(422, None)
        .fault("/lead_id", "unknown");
    app.member("CAN")
        .post("/v1/initiatives", initiative(app, Some("NAM")))
        .refused(403, None);
}

fn hidden_partners_stay_and_stay_hidden(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let (open, hidden) = (
        shown(app, "Peace Forum", "network"),
        recorded(app, "Hidden Forum"),
    );
    let engaged = |id: &str, mode: &str| json!({"partner_id": id, "mode": mode});
    let mut body = initiative(app, Some("NAM"));
    body["partners"] = json!([engaged(&open.id(), "led_item"), engaged(&hidden.id(), "spoke")]);
    let made = secretariat.post("/v1/initiatives", body).expect(201);
    let path = format!("/v1/initiatives/{}", made.id());
    assert_eq!(made["partners"].as_array().unwrap().len(), 2);
    let seen = namibia.get(&path).expect(200);
    assert_eq!(seen["partners"], json!([engaged(&open.id(), "led_item")]));
    assert_eq!(seen["warnings"], json!([]));
    // What changes in secret shows by nothing.
    app.set_now("2018-06-01T09:05:00Z");
    let body = json!({"partners": [engaged(&open.id(), "led_item"), engaged(&hidden.id(), "attended")]});
    secretariat.patch(&path, made.etag(), body).expect(200);
    let still = namibia.get(&path).expect(200);
    assert_eq!((&still.text, still.etag()), (&seen.text, seen.etag()));
    assert_eq!(
        told(app, "initiatives").last().unwrap(),
        "initiative.changed secretariat"
    );
    // A member's change touches what it sees, and no more.
    let other = namibia
        .patch(&path, seen.etag(), json!({"actors": []}))
        .expect(200);
    let other = namibia
        .patch(&path, other.etag(), json!({"partners": []}))
        .expect(200);
    assert_eq!(other["partners"], json!([]));
    assert_eq!(other["warnings"][0]["clause"], "civil-society.participation");
    let kept = secretariat.get(&path).expect(200);
    assert_eq!(kept["partners"], json!([engaged(&hidden.id(), "attended")]));
    assert_eq!(kept["warnings"], json!([]));
    let emptied = secretariat
        .patch(&path, kept.etag(), json!({"partners": []}))
        .expect(200);
    assert_eq!(emptied["partners"], json!([]));
}

fn initiatives_by_what_they_are(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let first = namibia
        .post("/v1/initiatives", initiative(app, Some("NAM")))
        .expect(201);
    let mut other = initiative(app, None);
    for (name, value) in [
        ("kind", json!("advocacy")),
        ("level", json!("regional")),
        ("focus_areas", json!([])),
        ("starts_on", json!("2018-08-01")),
    ] {
        other[name] = value;
    }
    let second = secretariat.post("/v1/initiatives", other).expect(201);
    secretariat
        .post_empty(&format!("/v1/initiatives/{}/start", second.id()))
        .expect(200);
    let found = |query: &str| -> Vec<String> {
        let page = app
            .member("CAN")
            .get(&format!("/v1/initiatives?{query}"))
            .expect(200);
        page.data()
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(found(""), [second.id(), first.id()]);
    assert_eq!(found("sort=starts_on"), [first.id(), second.id()]);
    for query in [
        format!("lead_id={}", app.member_id("NAM")),
        "kind=capacity_building".to_owned(),
        "level=local".to_owned(),
        "status=planned".to_owned(),
        "focus_area=participation".to_owned(),
        "to=2018-07-31".to_owned(),
    ] {
        assert_eq!(found(&query), [first.id()], "{query}");
    }
    assert_eq!(found("from=2018-07-02"), [second.id()]);
}

cases! {
    from_plan_to_completion,
    a_cancelled_one_stays_on_record,
    what_an_initiative_may_say,
    hidden_partners_stay_and_stay_hidden,
    initiatives_by_what_they_are,
}
