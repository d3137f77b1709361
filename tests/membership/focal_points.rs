//! Focal points: terms, and contact data that each shows as far as it wants.

use crate::support::{Answer, App};
use serde_json::{Value, json};

fn data(designation: &str) -> Value {
    json!({
        "kind": "person", "designation": designation, "name": "Selma Ashipala", "position": "Director",
        "ministry": "Ministry of International Relations", "email": "selma@mirco.gov.na", "phone": "+264 61 282 9111"
    })
}

fn assign(app: &App, code: &str, focal_point: Value) -> Answer {
    let body = json!({"member_id": app.member_id(code), "focal_point": focal_point});
    app.member(code).post("/v1/focal-points", body).expect(201)
}

fn a_member_assigns_its_own(app: &App) {
    let created = assign(app, "NAM", data("primary"));
    assert_eq!(created["name"], "Selma Ashipala");
    assert_eq!(created["visibility"]["email"], "network");
    assert_eq!(created["ministries"][0]["starts_on"], "2018-06-01");
    let foreign = json!({"member_id": app.member_id("ESP"), "focal_point": data("primary")});
    app.member("NAM")
        .post("/v1/focal-points", foreign.clone())
        .refused(403, None);
    app.public()
        .post("/v1/focal-points", foreign.clone())
        .refused(401, None);
    app.secretariat().post("/v1/focal-points", foreign).expect(201);
    let nobody = json!({"member_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b", "focal_point": data("primary")});
    app.secretariat()
        .post("/v1/focal-points", nobody)
        .refused(422, None)
        .fault("/member_id", "unknown");
    app.member("NAM")
        .post(
            "/v1/focal-points",
            json!({"member_id": app.member_id("NAM"), "focal_point": {"kind": "person"}}),
        )
        .refused(422, None)
        .fault("/focal_point/name", "required")
        .fault("/focal_point/designation", "required");
}

fn one_is_primary_at_a_time(app: &App) {
    let first = assign(app, "NAM", data("primary"));
    let namibia = app.member("NAM");
    let body = |designation| json!({"member_id": app.member_id("NAM"), "focal_point": data(designation)});
    namibia
        .post("/v1/focal-points", body("primary"))
        .refused(409, Some("membership.focal-point"));
    let second = namibia.post("/v1/focal-points", body("alternate")).expect(201);
    let path = format!("/v1/focal-points/{}", second.id());
    namibia
        .patch(&path, second.etag(), json!({"designation": "primary"}))
        .refused(409, Some("membership.focal-point"));
    namibia
        .post(&format!("/v1/focal-points/{}/end", first.id()), json!({}))
        .expect(200);
    namibia
        .patch(&path, second.etag(), json!({"designation": "primary"}))
        .expect(200);
}

fn each_field_shows_as_far_as_it_is_opened(app: &App) {
    let mut focal_point = data("primary");
    focal_point["visibility"] = json!({"name": "public", "phone": "secretariat"});
    let path = format!("/v1/focal-points/{}", assign(app, "NAM", focal_point).id());
    let seen = |answer: Answer| {
        [
            answer["name"].clone(),
            answer["email"].clone(),
            answer["phone"].clone(),
        ]
    };
    let (name, email, phone) = (
        json!("Selma Ashipala"),
        json!("selma@mirco.gov.na"),
        json!("+264 61 282 9111"),
    );
    assert_eq!(
        seen(app.public().get(&path).expect(200)),
        [name.clone(), json!(null), json!(null)]
    );
    assert_eq!(
        seen(app.member("ESP").get(&path).expect(200)),
        [name.clone(), email.clone(), json!(null)]
    );
    assert_eq!(
        seen(app.member("NAM").get(&path).expect(200)),
        [name.clone(), email.clone(), phone.clone()]
    );
    assert_eq!(
        seen(app.secretariat().get(&path).expect(200)),
        [name, email, phone]
    );
    let listed = app.public().get("/v1/focal-points").expect(200);
    assert_eq!(listed.data()[0]["email"], json!(null));
    assert_eq!(listed.data()[0]["visibility"], json!(null));
}

fn what_is_hidden_does_not_show_through_the_etag(app: &App) {
    let created = assign(app, "NAM", data("primary"));
    let path = format!("/v1/focal-points/{}", created.id());
    let before = app.public().get(&path).expect(200);
    app.set_now("2018-06-02T09:00:00Z");
    let own = app.member("NAM").get(&path).expect(200);
    app.member("NAM")
        .patch(&path, own.etag(), json!({"email": "other@mirco.gov.na"}))
        .expect(200);
    assert_eq!(app.public().get(&path).expect(200).etag(), before.etag());
    app.public()
        .get("/v1/focal-points?stale=true")
        .refused(400, None)
        .fault("?stale", "not_allowed");
}

fn a_change_keeps_what_is_absent_and_empties_with_null(app: &App) {
    let created = assign(app, "NAM", data("primary"));
    let path = format!("/v1/focal-points/{}", created.id());
    let namibia = app.member("NAM");
    app.set_now("2018-07-01T09:00:00Z");
    let change =
        json!({"phone": null, "ministry": "Ministry of Gender Equality", "visibility": {"email": "public"}});
    app.member("ESP")
        .patch(&path, "*", change.clone())
        .refused(403, None);
    let etag = namibia.get(&path).expect(200).etag().to_owned();
    let changed = namibia.patch(&path, &etag, change).expect(200);
    assert_eq!(changed["phone"], json!(null));
    assert_eq!(changed["position"], "Director");
    assert_eq!(changed["ministry"], "Ministry of Gender Equality");
    assert_eq!(changed["ministries"].as_array().unwrap().len(), 2);
    assert_eq!(app.public().get(&path).expect(200)["email"], "selma@mirco.gov.na");
}

fn data_goes_stale_after_a_year(app: &App) {
    let path = format!("/v1/focal-points/{}", assign(app, "NAM", data("primary")).id());
    let spain = app.member("ESP");
    app.set_now("2019-06-01T09:00:00Z");
    assert_eq!(spain.get(&path).expect(200)["stale"], false);
    assert_eq!(
        spain.get("/v1/focal-points?stale=true&count=true").expect(200)["total"],
        0
    );
    app.set_now("2019-06-01T09:00:01Z");
    assert_eq!(spain.get(&path).expect(200)["stale"], true);
    assert_eq!(
        spain.get("/v1/focal-points?stale=true&count=true").expect(200)["total"],
        1
    );
    spain.post_empty(&format!("{path}/confirm")).refused(403, None);
    let confirmed = app
        .member("NAM")
        .post_empty(&format!("{path}/confirm"))
        .expect(200);
    assert_eq!(confirmed["stale"], false);
    assert_eq!(
        spain.get("/v1/focal-points?stale=false&count=true").expect(200)["total"],
        1
    );
}

fn a_term_ends_once_and_stays_on_record(app: &App) {
    let path = format!("/v1/focal-points/{}", assign(app, "NAM", data("primary")).id());
    let namibia = app.member("NAM");
    namibia
        .post(&format!("{path}/end"), json!({"on": "2018-05-31"}))
        .refused(422, None)
        .fault("/on", "too_early");
    let ending = namibia
        .post(&format!("{path}/end"), json!({"on": "2018-06-30"}))
        .expect(200);
    assert_eq!(ending["status"], "active");
    namibia.post(&format!("{path}/end"), json!({})).refused(409, None);
    app.set_now("2018-07-01T00:00:00Z");
    assert_eq!(app.public().get(&path).expect(200)["status"], "ended");
    assert_eq!(
        app.public()
            .get("/v1/focal-points?status=ended&count=true")
            .expect(200)["total"],
        1
    );
    assert_eq!(
        app.public()
            .get("/v1/focal-points?status=active&count=true")
            .expect(200)["total"],
        0
    );
    namibia
        .post_empty(&format!("{path}/confirm"))
        .refused(409, Some("membership.focal-point"));
    namibia
        .patch(&path, "*", json!({"name": "Other"}))
        .refused(409, Some("membership.focal-point"));
}

fn lists_narrow_and_sort(app: &App) {
    assign(app, "NAM", data("primary"));
    app.set_now("2018-06-02T09:00:00Z");
    assign(app, "NAM", data("alternate"));
    assign(app, "ESP", data("primary"));
    let total = |query: &str| {
        app.public()
            .get(&format!("/v1/focal-points?count=true&{query}"))
            .expect(200)["total"]
            .clone()
    };
    assert_eq!(total(&format!("member_id={}", app.member_id("NAM"))), 2);
    assert_eq!(total("designation=alternate"), 1);
    let sorted = app
        .public()
        .get("/v1/focal-points?sort=starts_on&limit=1")
        .expect(200);
    assert_eq!(sorted.data()[0]["starts_on"], "2018-06-01");
    let cursor = sorted["next"].as_str().unwrap();
    let rest = app
        .public()
        .get(&format!(
            "/v1/focal-points?sort=starts_on&limit=5&cursor={cursor}"
        ))
        .expect(200);
    assert_eq!(rest.data().len(), 2);
}

cases! {
    a_member_assigns_its_own,
    one_is_primary_at_a_time,
    each_field_shows_as_far_as_it_is_opened,
    what_is_hidden_does_not_show_through_the_etag,
    a_change_keeps_what_is_absent_and_empties_with_null,
    data_goes_stale_after_a_year,
    a_term_ends_once_and_stays_on_record,
    lists_narrow_and_sort
}
