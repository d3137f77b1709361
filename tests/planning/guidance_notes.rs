//! Guidance that only the troika of the day issues.

use crate::support::App;
use serde_json::{Value, json};

fn note() -> Value {
    json!({
        "title": {"en": "Women in mediation teams", "es": "Mujeres en los equipos de mediación"},
        "body": {"en": "Each member names two women for the roster of mediators."},
        "focus_areas": ["participation", "action_plans"]
    })
}

fn the_troika_drafts_and_issues(app: &App) {
    // In June 2018 Spain, Germany and Namibia are the troika.
    let germany = app.member("DEU");
    let made = germany.post("/v1/guidance-notes", note()).expect(201);
    let path = format!("/v1/guidance-notes/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["member_id"], app.member_id("DEU"));
    assert_eq!(made["status"], "draft");
    assert_eq!(made["issued_at"], json!(null));
    assert_eq!(made["focus_areas"], json!(["action_plans", "participation"]));

    let spain = app.member("ESP");
    let etag = spain.get(&path).expect(200).etag().to_owned();
    let change = json!({"title": {"es": null, "fr": "Les femmes dans la médiation"}, "focus_areas": ["participation"]});
    let changed = spain.patch(&path, &etag, change).expect(200);
    assert_eq!(
        changed["title"],
        json!({"en": "Women in mediation teams", "fr": "Les femmes dans la médiation"})
    );
    assert_eq!(changed["body"], made["body"]);
    assert_eq!(changed["focus_areas"], json!(["participation"]));
    spain.patch(&path, &etag, json!({})).refused(412, None);
    let etag = changed.etag().to_owned();
    spain
        .patch(&path, &etag, json!({"body": {"en": null}}))
        .refused(422, None);

    app.set_now("2018-06-02T10:00:00Z");
    let issued = app.member("NAM").post_empty(&format!("{path}/issue")).expect(200);
    assert_eq!(issued["status"], "issued");
    assert_eq!(issued["issued_at"], "2018-06-02T10:00:00Z");
    germany
        .post_empty(&format!("{path}/issue"))
        .refused(409, Some("troika.guidance"));
    let etag = issued.etag().to_owned();
    germany
        .patch(&path, &etag, json!({}))
        .refused(409, Some("troika.guidance"));
}

fn a_draft_is_the_troikas_and_the_secretariats(app: &App) {
    let made = app.member("DEU").post("/v1/guidance-notes", note()).expect(201);
    let path = format!("/v1/guidance-notes/{}", made.id());
    let listed =
        |who: &crate::support::Client| who.get("/v1/guidance-notes?count=true").expect(200)["total"].clone();
    let (france, secretariat) = (app.member("FRA"), app.secretariat());
    france.get(&path).refused(404, None);
    assert_eq!(listed(&france), 0);
    assert_eq!(listed(&secretariat), 1);
    secretariat.get(&path).expect(200);
    app.public().get(&path).refused(401, None);
    app.member("ESP").post_empty(&format!("{path}/issue")).expect(200);
    france.get(&path).expect(200);
    assert_eq!(listed(&france), 1);
    let areas = |key: &str| {
        france
            .get(&format!("/v1/guidance-notes?focus_area={key}&sort=-issued_at"))
            .expect(200)["data"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!([areas("participation"), areas("gender_analysis")], [1, 0]);
}

fn nobody_else_writes_and_a_rotated_out_chair_no_longer(app: &App) {
    app.public().post("/v1/guidance-notes", note()).refused(401, None);
    app.member("FRA")
        .post("/v1/guidance-notes", note())
        .refused(403, None);
    app.secretariat()
        .post("/v1/guidance-notes", note())
        .refused(403, None);
    let spain = app.member("ESP");
    let made = spain.post("/v1/guidance-notes", note()).expect(201);
    let path = format!("/v1/guidance-notes/{}", made.id());
    // Two years on, the term of 2017 is no longer the previous one.
    app.set_now("2020-06-01T09:00:00Z");
    let spain = app.member("ESP");
    spain.post_empty(&format!("{path}/issue")).refused(403, None);
    spain.get(&path).refused(404, None);
}

cases! {
    the_troika_drafts_and_issues,
    a_draft_is_the_troikas_and_the_secretariats,
    nobody_else_writes_and_a_rotated_out_chair_no_longer,
}
