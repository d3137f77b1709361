//! Who shared what, on which areas something happened, and whom nobody can reach.

use super::{planned, published, shared};
use crate::support::App;
use serde_json::{Value, json};

fn of<'a>(rows: &'a Value, name: &str) -> &'a Value {
    let rows = rows.as_array().unwrap();
    rows.iter().find(|row| row["member"]["name"] == name).unwrap()
}

fn members_share_on_two_channels(app: &App) {
    let (secretariat, namibia, chile) = (app.secretariat(), app.member("NAM"), app.member("CHL"));
    let (meeting, item) = planned(&secretariat, "thematic", "2018-07-02", json!({}));
    let printed = shared(&namibia, json!({}));
    shared(&namibia, json!({"agenda_item_id": item}));
    shared(&chile, json!({"agenda_item_id": item}));
    let drafted = json!({"section": "innovation", "title": {"en": "A draft"}, "body": {"en": "Not yet."}, "language": "en"});
    chile.post("/v1/updates", drafted).expect(201);
    published(&secretariat, 1, &[printed]);
    let report = |year: i32| {
        chile
            .get(&format!("/v1/reports/member-activity?year={year}"))
            .expect(200)
    };
    let told = |report: &Value, name: &str| {
        let row = of(&report["members"], name);
        ["newsletter_updates", "meeting_updates", "on_both", "promotions"].map(|field| row[field].clone())
    };
    let planned = report(2018);
    assert_eq!(planned["members"].as_array().unwrap().len(), 78);
    assert_eq!(
        told(&planned.json, "Namibia"),
        [json!(1), json!(0), json!(false), json!(0)]
    );
    app.set_now("2018-07-03T09:00:00Z");
    secretariat.post_empty(&format!("{meeting}/hold")).expect(200);
    let promotion = json!({"member_id": app.member_id("CHL"), "forum": "group_of_friends", "promoted_on": "2018-05-08",
        "title": {"en": "Statement"}});
    chile.post("/v1/promotions", promotion).expect(201);
    let held = report(2018);
    assert_eq!(
        told(&held.json, "Namibia"),
        [json!(1), json!(1), json!(true), json!(0)]
    );
    assert_eq!(
        told(&held.json, "Chile"),
        [json!(0), json!(1), json!(false), json!(1)]
    );
    assert_eq!(
        told(&report(2019).json, "Namibia"),
        [json!(0), json!(0), json!(false), json!(0)]
    );
    let table = chile
        .with_header("Accept", "text/csv")
        .get("/v1/reports/member-activity?year=2018")
        .expect(200);
    let line = format!("2018,{},Namibia,1,1,true,0\r\n", app.member_id("NAM"));
    assert!(table.text.contains(&line), "{}", table.text);
    app.public().get("/v1/reports/member-activity").refused(401, None);
}

fn an_area_in_which_nothing_happened_is_shown(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    shared(
        &namibia,
        json!({"focus_areas": ["participation", "gender_analysis"]}),
    );
    let (meeting, _) = planned(&secretariat, "thematic", "2018-07-02", json!({}));
    let area = |key: &str| {
        let report = namibia.get("/v1/reports/focus-areas?year=2018").expect(200);
        let areas = report["areas"].as_array().unwrap();
        assert_eq!(areas.len(), 9);
        let area = areas.iter().find(|area| area["key"] == key).unwrap();
        ["updates", "agenda_items", "total"].map(|field| area[field].as_i64().unwrap())
    };
    assert_eq!(area("participation"), [1, 0, 1]);
    app.set_now("2018-07-03T09:00:00Z");
    secretariat.post_empty(&format!("{meeting}/hold")).expect(200);
    assert_eq!(area("participation"), [1, 1, 2]);
    assert_eq!(area("gender_analysis"), [1, 0, 1]);
    assert_eq!(area("gender_equality"), [0, 0, 0]);
    let page = namibia
        .with_header("Accept", "text/html")
        .get("/v1/reports/focus-areas?year=2018")
        .expect(200);
    assert!(page.text.contains("<rect class=\"bar\""), "{}", page.text);
    app.public().get("/v1/reports/focus-areas").refused(401, None);
}

fn members_that_nobody_can_reach(app: &App) {
    let namibia = app.member("NAM");
    let office = json!({"kind": "office", "designation": "primary", "name": "Office for peace"});
    let body = json!({"member_id": app.member_id("NAM"), "focal_point": office});
    namibia.post("/v1/focal-points", body).expect(201);
    let report = || app.member("CHL").get("/v1/reports/focal-point-gaps").expect(200);
    let now = report();
    assert_eq!((&now["reached"], &now["stale"]), (&json!(1), &json!([])));
    let without: Vec<_> = now["without"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(without.len(), 77);
    assert!(without.is_sorted() && !without.contains(&"Namibia"));
    app.set_now("2019-06-02T09:00:00Z");
    let later = report();
    assert_eq!(later["on"], "2019-06-02");
    assert_eq!(later["stale"][0]["member"]["name"], "Namibia");
    assert_eq!(later["stale"][0]["confirmed_at"], "2018-06-01T09:00:00Z");
    let table = app
        .member("CHL")
        .with_header("Accept", "text/csv")
        .get("/v1/reports/focal-point-gaps")
        .expect(200);
    assert!(table.text.contains(",stale,") && table.text.contains(",without,"));
    app.public()
        .get("/v1/reports/focal-point-gaps")
        .refused(401, None);
}

cases! {
    members_share_on_two_channels,
    an_area_in_which_nothing_happened_is_shown,
    members_that_nobody_can_reach,
}
