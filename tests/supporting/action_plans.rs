//! National and regional action plans, and when they expire.

use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

fn plan(app: &App, code: &str) -> Value {
    json!({
        "member_id": app.member_id(code),
        "title": {"en": "National Action Plan", "es": "Plan de acción nacional"},
        "starts_on": "2017-01-01",
        "ends_on": "2018-12-31",
        "budget": {"amount": "1500000.5", "currency": "NAD"},
        "indicator_count": 24,
        "indicators": {"en": "Share of women among observers"},
        "civil_society_role": {"en": "Half of the steering committee"},
        "high_impact": {"en": "A budget line in each ministry"},
        "focus_areas": ["participation", "action_plans"],
        "document_url": "https://mirco.gov.na/nap.pdf"
    })
}

fn with(mut plan: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        plan[name] = value.clone();
    }
    plan
}

fn path(plan: &Answer) -> String {
    format!("/v1/action-plans/{}", plan.id())
}

#[track_caller]
fn adopted(client: &Client, body: Value) -> Answer {
    let drafted = client.post("/v1/action-plans", body).expect(201);
    client
        .post_empty(&format!("{}/adopt", path(&drafted)))
        .expect(200)
}

fn a_member_drafts_and_adopts(app: &App) {
    let namibia = app.member("NAM");
    let made = namibia.post("/v1/action-plans", plan(app, "NAM")).expect(201);
    assert_eq!(made.header("location"), path(&made));
    assert_eq!([&made["status"], &made["level"]], ["draft", "national"]);
    assert_eq!(made["budget"], json!({"amount": "1500000.50", "currency": "NAD"}));
    assert_eq!(made["focus_areas"], json!(["action_plans", "participation"]));
    assert_eq!(
        [&made["expires_soon"], &made["warnings"]],
        [&json!(false), &json!([])]
    );

    let change = json!({"budget": null, "ends_on": "2020-12-31", "high_impact": null});
    let changed = namibia.patch(&path(&made), made.etag(), change).expect(200);
    assert_eq!(
        [&changed["budget"], &changed["high_impact"]],
        [&json!(null), &json!(null)]
    );
    assert_eq!(changed["indicators"], made["indicators"]);
    namibia
        .patch(&path(&made), made.etag(), json!({}))
        .refused(412, None);

    let adopted = namibia.post_empty(&format!("{}/adopt", path(&made))).expect(200);
    assert_eq!(
        [&adopted["status"], &adopted["adopted_at"]],
        ["adopted", "2018-06-01T09:00:00Z"]
    );
    namibia
        .post_empty(&format!("{}/adopt", path(&made)))
        .refused(409, Some("focus.action-plans"));
    namibia
        .patch(&path(&made), adopted.etag(), json!({}))
        .refused(409, Some("focus.action-plans"));
    app.public().get(&path(&made)).expect(200);
}

fn a_regional_organization_has_a_regional_plan(app: &App) {
    let secretariat = app.secretariat();
    let organization = json!({"kind": "regional_organization", "name": "Union", "acronym": "UNI",
        "starts_on": "2018-01-01", "source": "Note verbale"});
    let organization = secretariat.post("/v1/members", organization).expect(201);
    let body = with(plan(app, "NAM"), json!({"member_id": organization.id()}));
    let made = secretariat.post("/v1/action-plans", body).expect(201);
    assert_eq!(made["level"], "regional");
}

fn a_draft_is_its_members_and_the_secretariats(app: &App) {
    let made = app
        .member("NAM")
        .post("/v1/action-plans", plan(app, "NAM"))
        .expect(201);
    let canada = app.member("CAN");
    canada.get(&path(&made)).refused(404, None);
    canada
        .patch(&path(&made), made.etag(), json!({}))
        .refused(404, None);
    app.public().get(&path(&made)).refused(404, None);
    let total = |client: &Client| client.get("/v1/action-plans?count=true").expect(200)["total"].clone();
    assert_eq!(
        [
            total(&app.public()),
            total(&canada),
            total(&app.member("NAM")),
            total(&app.secretariat())
        ],
        [0, 0, 1, 1]
    );
    canada
        .post("/v1/action-plans", plan(app, "NAM"))
        .refused(403, None);
    app.secretariat()
        .post_empty(&format!("{}/adopt", path(&made)))
        .expect(200);
    canada.get(&path(&made)).expect(200);
    canada
        .post_empty(&format!("{}/adopt", path(&made)))
        .refused(403, None);
    canada
        .patch(&path(&made), "\"any\"", json!({}))
        .refused(412, None);
}

fn a_plan_that_expires_raises_an_alert(app: &App) {
    let made = adopted(&app.member("NAM"), plan(app, "NAM"));
    let public = app.public();
    let on = |moment: &str| {
        app.set_now(moment);
        let plan = public.get(&path(&made)).expect(200);
        let alert = plan["warnings"][0]["clause"].as_str().map(str::to_owned);
        (
            plan["status"].as_str().unwrap().to_owned(),
            plan["expires_soon"] == true,
            alert,
        )
    };
    let alert = Some("focus.action-plans".to_owned());
    // 180 days before 31 December 2018 is 4 July.
    assert_eq!(on("2018-07-03T12:00:00Z"), ("adopted".to_owned(), false, None));
    assert_eq!(
        on("2018-07-04T12:00:00Z"),
        ("adopted".to_owned(), true, alert.clone())
    );
    assert_eq!(
        on("2018-12-31T23:59:59Z"),
        ("adopted".to_owned(), true, alert.clone())
    );
    let found = |query: &str| {
        public
            .get(&format!("/v1/action-plans?{query}"))
            .expect(200)
            .data()
            .len()
    };
    assert_eq!(
        [
            "status=adopted",
            "status=expired",
            "expiring_before=2018-12-31",
            "expiring_before=2019-01-01"
        ]
        .map(found),
        [1, 0, 0, 1]
    );
    assert_eq!(on("2019-01-01T00:00:00Z"), ("expired".to_owned(), false, alert));
    assert_eq!(
        [
            "status=adopted",
            "status=expired",
            "expiring_before=2019-01-01",
            "sort=ends_on",
            "level=regional",
            "focus_area=participation",
            "focus_area=gender_analysis"
        ]
        .map(found),
        [0, 1, 1, 1, 0, 1, 0]
    );
}

fn a_plan_supersedes_the_one_before(app: &App) {
    let namibia = app.member("NAM");
    let former = adopted(&namibia, plan(app, "NAM"));
    let next = |changes: Value| with(plan(app, "NAM"), changes);
    let successor = json!({"supersedes_id": former.id(), "starts_on": "2019-01-01", "ends_on": "2022-12-31"});
    let rival = namibia
        .post("/v1/action-plans", next(successor.clone()))
        .expect(201);
    adopted(&namibia, next(successor));
    let after = app.public().get(&path(&former)).expect(200);
    assert_eq!(
        [&after["status"], &after["warnings"]],
        [&json!("superseded"), &json!([])]
    );
    app.set_now("2019-06-01T09:00:00Z");
    assert_eq!(
        app.public().get(&path(&former)).expect(200)["status"],
        "superseded"
    );

    // One successor: the other draft finds it taken, and stays a draft.
    let namibia = app.member("NAM");
    namibia
        .post_empty(&format!("{}/adopt", path(&rival)))
        .refused(409, Some("focus.action-plans"));
    assert_eq!(namibia.get(&path(&rival)).expect(200)["status"], "draft");
    let of_draft = namibia
        .post("/v1/action-plans", next(json!({"supersedes_id": rival.id()})))
        .expect(201);
    namibia
        .post_empty(&format!("{}/adopt", path(&of_draft)))
        .refused(409, Some("focus.action-plans"));

    // Nobody's else, and not itself.
    let other = with(plan(app, "CAN"), json!({"supersedes_id": former.id()}));
    app.member("CAN")
        .post("/v1/action-plans", other)
        .refused(422, None)
        .fault("/supersedes_id", "unknown");
    namibia
        .patch(&path(&rival), rival.etag(), json!({"supersedes_id": rival.id()}))
        .refused(422, None)
        .fault("/supersedes_id", "unknown");
}

fn what_a_plan_says_is_checked(app: &App) {
    let namibia = app.member("NAM");
    for (change, pointer) in [
        (json!({"ends_on": "2016-12-31"}), "/ends_on"),
        (
            json!({"budget": {"amount": "1500000.50", "currency": "QQQ"}}),
            "/budget",
        ),
        (
            json!({"budget": {"amount": "1.005", "currency": "NAD"}}),
            "/budget/amount",
        ),
        (
            json!({"budget": {"amount": "-1", "currency": "NAD"}}),
            "/budget/amount",
        ),
        (
            json!({"budget": {"amount": "1000000000000000000", "currency": "NAD"}}),
            "/budget/amount",
        ),
        (
            json!({"budget": {"amount": 1.5, "currency": "NAD"}}),
            "/budget/amount",
        ),
        (
            json!({"document_url": "ftp://mirco.gov.na/nap.pdf"}),
            "/document_url",
        ),
        (json!({"focus_areas": ["trade"]}), "/focus_areas/0"),
    ] {
        let answer = namibia
            .post("/v1/action-plans", with(plan(app, "NAM"), change))
            .refused(422, None);
        let places: Vec<&Value> = answer["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| &e["pointer"])
            .collect();
        assert!(places.contains(&&json!(pointer)), "{answer}");
    }
    let nobody = with(
        plan(app, "NAM"),
        json!({"member_id": "0198f0a2-5b1c-7d3e-8a4f-000000000000"}),
    );
    app.secretariat()
        .post("/v1/action-plans", nobody)
        .refused(422, None)
        .fault("/member_id", "unknown");
}

cases! {
    a_member_drafts_and_adopts,
    a_regional_organization_has_a_regional_plan,
    a_draft_is_its_members_and_the_secretariats,
    a_plan_that_expires_raises_an_alert,
    a_plan_supersedes_the_one_before,
    what_a_plan_says_is_checked,
}
