//! Funding programmes, and what donors commit to them year by year.

use crate::support::{App, one_wins, race_rounds};
use serde_json::{Value, json};

pub fn programme(app: &App, code: &str) -> Value {
    json!({
        "donor_id": app.member_id(code),
        "title": {"en": "Women in mediation"},
        "focus_areas": ["participation"],
        "regions": ["african_group"],
        "starts_on": "2018-01-01",
        "ends_on": "2020-12-31"
    })
}

pub fn euros(amount: &str) -> Value {
    json!({"amount": amount, "currency": "EUR"})
}

fn a_donor_records_and_closes(app: &App) {
    let canada = app.member("CAN");
    let made = canada
        .post("/v1/funding-programmes", programme(app, "CAN"))
        .expect(201);
    let path = format!("/v1/funding-programmes/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(
        [&made["status"], &made["donor_name"]],
        [&json!("open"), &json!(null)]
    );

    let change = json!({"regions": ["asia_pacific", "african_group", "asia_pacific"], "ends_on": null});
    let changed = canada.patch(&path, made.etag(), change).expect(200);
    assert_eq!(changed["regions"], json!(["african_group", "asia_pacific"]));
    assert_eq!(
        [&changed["ends_on"], &changed["starts_on"]],
        [&json!(null), &made["starts_on"]]
    );
    canada.patch(&path, made.etag(), json!({})).refused(412, None);
    canada
        .patch(&path, changed.etag(), json!({"ends_on": "2017-12-31"}))
        .refused(422, None)
        .fault("/ends_on", "order");

    let closed = canada.post_empty(&format!("{path}/close")).expect(200);
    assert_eq!(closed["status"], "closed");
    canada
        .post_empty(&format!("{path}/close"))
        .refused(409, Some("funding.coordination"));
    canada
        .patch(&path, closed.etag(), json!({}))
        .refused(409, Some("funding.coordination"));
    let commitment = json!({"year": 2018, "committed": euros("1")});
    canada
        .post(&format!("{path}/commitments"), commitment)
        .refused(409, Some("funding.coordination"));
}

fn each_records_its_own(app: &App) {
    let (canada, secretariat) = (app.member("CAN"), app.secretariat());
    let path = "/v1/funding-programmes";
    canada.post(path, programme(app, "NAM")).refused(403, None);
    let mut named = programme(app, "CAN");
    named["donor_name"] = json!("Foundation for Peace");
    secretariat
        .post(path, named.clone())
        .refused(422, None)
        .fault("/donor_name", "one_donor");
    named["donor_id"] = json!(null);
    canada.post(path, named.clone()).refused(403, None);
    let made = secretariat.post(path, named.clone()).expect(201);
    assert_eq!(
        [&made["donor_id"], &made["donor_name"]],
        [&json!(null), &json!("Foundation for Peace")]
    );
    let one = format!("{path}/{}", made.id());
    canada.get(&one).expect(200);
    canada.patch(&one, made.etag(), json!({})).refused(403, None);
    canada.post_empty(&format!("{one}/close")).refused(403, None);
    named["donor_name"] = json!(null);
    secretariat
        .post(path, named)
        .refused(422, None)
        .fault("/donor_name", "one_donor");
    let mut nobody = programme(app, "CAN");
    nobody["donor_id"] = json!("0198f0a2-5b1c-7d3e-8a4f-000000000000");
    secretariat
        .post(path, nobody)
        .refused(422, None)
        .fault("/donor_id", "unknown");
    app.public().get(path).refused(401, None);
}

fn programmes_are_found_by_area_and_region(app: &App) {
    let secretariat = app.secretariat();
    for (regions, area) in [
        (json!(["african_group"]), "participation"),
        (json!([]), "action_plans"),
        (json!(["asia_pacific"]), "participation"),
    ] {
        let mut body = programme(app, "CAN");
        body["regions"] = regions;
        body["focus_areas"] = json!([area]);
        secretariat.post("/v1/funding-programmes", body).expect(201);
    }
    let found = |query: &str| {
        secretariat
            .get(&format!("/v1/funding-programmes?{query}"))
            .expect(200)
            .data()
            .len()
    };
    // None of the regions means everywhere.
    assert_eq!(
        [
            "region=african_group",
            "region=asia_pacific",
            "region=eastern_european",
            "focus_area=participation",
            "focus_area=participation&region=asia_pacific",
            "status=closed",
            "sort=starts_on"
        ]
        .map(found),
        [2, 2, 1, 2, 1, 0, 3]
    );
}

fn a_programme_has_a_commitment_a_year(app: &App) {
    let canada = app.member("CAN");
    let made = canada
        .post("/v1/funding-programmes", programme(app, "CAN"))
        .expect(201);
    let path = format!("/v1/funding-programmes/{}/commitments", made.id());
    let body = |year: i32, amount: &str| json!({"year": year, "committed": euros(amount)});
    let second = canada.post(&path, body(2019, "2000000")).expect(201);
    let first = canada.post(&path, body(2018, "1500000.25")).expect(201);
    assert_eq!(first.header("location"), format!("{path}/{}", first.id()));
    assert_eq!(first["committed"], euros("1500000.25"));
    canada
        .post(&path, body(2018, "1"))
        .refused(409, Some("funding.sustained"));
    let years: Vec<Value> = canada
        .get(&path)
        .expect(200)
        .data()
        .iter()
        .map(|one| one["year"].clone())
        .collect();
    assert_eq!(years, [2018, 2019]);
    assert_eq!(
        canada
            .get(&format!("{path}?sort=-year&limit=1&count=true"))
            .expect(200)["total"],
        2
    );

    let one = format!("{path}/{}", second.id());
    let changed = canada
        .patch(&one, second.etag(), json!({"committed": euros("0.1")}))
        .expect(200);
    assert_eq!(
        [&changed["committed"], &changed["year"]],
        [&euros("0.10"), &json!(2019)]
    );
    canada
        .patch(
            &one,
            changed.etag(),
            json!({"committed": {"amount": "1", "currency": "QQQ"}}),
        )
        .refused(422, None);
    let namibia = app.member("NAM");
    namibia.get(&one).expect(200);
    namibia.post(&path, body(2020, "1")).refused(403, None);
    namibia.patch(&one, changed.etag(), json!({})).refused(403, None);
    namibia.delete(&one, changed.etag()).refused(403, None);

    let other = canada
        .post("/v1/funding-programmes", programme(app, "CAN"))
        .expect(201);
    let astray = format!(
        "/v1/funding-programmes/{}/commitments/{}",
        other.id(),
        second.id()
    );
    canada.get(&astray).refused(404, None);
    canada.delete(&astray, changed.etag()).refused(404, None);

    canada.delete(&one, second.etag()).refused(412, None);
    canada.delete(&one, changed.etag()).expect(204);
    canada.get(&one).refused(404, None);
    canada.post(&path, body(2019, "3")).expect(201);
    let events = canada.get("/v1/events?resource=commitments").expect(200);
    assert_eq!(events["data"][0]["subject"], one.as_str());
}

fn a_year_is_committed_once(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.member("CAN"), other.secretariat());
    let made = here
        .post("/v1/funding-programmes", programme(app, "CAN"))
        .expect(201);
    let path = format!("/v1/funding-programmes/{}/commitments", made.id());
    race_rounds(|round| {
        let body = json!({"year": 2000 + round % 101, "committed": euros("1")});
        let won = one_wins(&[&|| here.post(&path, body.clone()), &|| {
            there.post(&path, body.clone())
        }]);
        let one = format!("{path}/{}", won.id());
        here.delete(&one, here.get(&one).expect(200).etag()).expect(204);
    });
}

cases! {
    a_donor_records_and_closes,
    each_records_its_own,
    programmes_are_found_by_area_and_region,
    a_programme_has_a_commitment_a_year,
    a_year_is_committed_once,
}
