//! The troika of any day, and the rights that come and go with it.

use super::{TERMS, codes, ids, record};
use crate::support::{App, PASSWORD};
use serde_json::{Value, json};

/// The codes of the Chairs in each seat: previous, incumbent, next.
fn seats(app: &App, on: &str) -> [Vec<String>; 3] {
    let troika = app.public().get(&format!("/v1/troika?on={on}")).expect(200);
    assert_eq!(troika["on"], on);
    ["previous", "incumbent", "next"].map(|name| {
        let seat = &troika[name];
        if seat.is_null() {
            return Vec::new();
        }
        assert_eq!(seat["seat"], name);
        assert_eq!(codes(&seat["chairs"]), codes(&seat["term"]["chairs"]));
        codes(&seat["chairs"]).into_iter().map(str::to_owned).collect()
    })
}

fn the_troika_of_2018(app: &App) {
    assert_eq!(seats(app, "2018-06-01"), [["ESP"], ["DEU"], ["NAM"]]);
    let today = app.public().get("/v1/troika").expect(200);
    assert_eq!(today["on"], "2018-06-01");
    let germany = &today["incumbent"]["chairs"][0]["member"];
    assert_eq!(
        *germany,
        json!({"id": app.member_id("DEU"), "name": "Germany", "iso_alpha3": "DEU", "acronym": null})
    );
    let term = today["incumbent"]["term"].clone();
    let path = format!("{TERMS}/{}", term["id"].as_str().unwrap());
    assert_eq!(app.public().get(&path).expect(200).json, term);
    app.public()
        .with_header("If-None-Match", today.etag())
        .get("/v1/troika")
        .expect(304);
}

fn a_seat_that_nobody_holds_is_null(app: &App) {
    let none: [Vec<String>; 3] = Default::default();
    assert_eq!(seats(app, "2026-11-24"), none);
    app.set_now("2026-11-24T09:00:00Z");
    let today = app.public().get("/v1/troika").expect(200);
    assert_eq!(
        today.json,
        json!({"on": "2026-11-24", "previous": null, "incumbent": null, "next": null})
    );
    assert_eq!(seats(app, "2019-01-01"), [vec!["DEU"], vec!["NAM"], vec![]]);
    assert_eq!(seats(app, "2016-12-31"), [vec![], vec![], vec!["ESP"]]);
    for far in ["0001-01-01", "9999-12-31"] {
        assert_eq!(seats(app, far), none);
    }
    app.public()
        .get("/v1/troika?on=2018-02-30")
        .refused(400, None)
        .fault("?on", "format");
    app.public()
        .get("/v1/troika?day=2018-06-01")
        .refused(400, None)
        .fault("?day", "unknown");
}

fn a_term_of_two_co_chairs_and_two_years(app: &App) {
    record(app, &["CAN", "URY"], "2020-01-01", "2021-12-31").expect(201);
    assert_eq!(
        seats(app, "2019-07-01"),
        [vec!["DEU"], vec!["NAM"], vec!["CAN", "URY"]]
    );
    assert_eq!(
        seats(app, "2020-07-01"),
        [vec!["NAM"], vec!["CAN", "URY"], vec![]]
    );
    assert_eq!(
        seats(app, "2021-07-01"),
        [vec!["NAM"], vec!["CAN", "URY"], vec![]]
    );
    assert_eq!(seats(app, "2022-12-31"), [vec!["CAN", "URY"], vec![], vec![]]);
}

/// Terms of the greatest length, as far from the day as a troika can reach.
fn long_terms_are_found(app: &App) {
    record(app, &["FRA"], "2100-01-01", "2109-12-31").expect(201);
    record(app, &["CAN"], "2110-12-31", "2120-12-30").expect(201);
    record(app, &["URY"], "2121-12-31", "2131-12-30").expect(201);
    for day in ["2110-12-31", "2120-12-30"] {
        assert_eq!(seats(app, day), [["FRA"], ["CAN"], ["URY"]]);
    }
    app.set_now("2120-12-30T12:00:00Z");
    for (code, seat) in [("FRA", "previous"), ("CAN", "incumbent"), ("URY", "next")] {
        assert_eq!(app.member(code).get("/v1/me").expect(200)["troika_seat"], seat);
    }
    record(app, &["FRA"], "9999-01-01", "9999-12-31").expect(201);
    assert_eq!(seats(app, "9998-12-31"), [vec![], vec![], vec!["FRA"]]);
    assert_eq!(seats(app, "9999-12-31"), [vec![], vec!["FRA"], vec![]]);
}

fn the_troika_shows_names_of_the_day(app: &App) {
    let name = json!({"language": "en", "name": "Federal Republic of Germany", "starts_on": "2018-07-01"});
    let path = format!("/v1/members/{}/names", app.member_id("DEU"));
    app.secretariat().post(&path, name).expect(200);
    let names = |on: &str| {
        let incumbent = app.public().get(&format!("/v1/troika?on={on}")).expect(200)["incumbent"].clone();
        [&incumbent["chairs"][0]["member"], &incumbent["term"]["chairs"][0]].map(|m| m["name"].clone())
    };
    assert_eq!(names("2018-06-30"), ["Germany", "Germany"]);
    assert_eq!(names("2018-07-01"), ["Federal Republic of Germany", "Germany"]);
}

/// A token says who calls; what the caller may is looked up at each request.
fn the_same_token_gains_and_loses_its_seat_at_new_year(app: &App) {
    app.set_now("2018-12-31T23:55:00Z");
    let tokens = ["ESP", "DEU", "NAM", "CAN"].map(|code| {
        drop(app.member(code));
        let session = app
            .sign_in(&format!("{}@example.org", code.to_lowercase()), PASSWORD)
            .expect(201);
        app.public().with_token(session["access_token"].as_str().unwrap())
    });
    let roles = || {
        tokens.each_ref().map(|client| {
            let me = client.get("/v1/me").expect(200);
            (me["role"].clone(), me["troika_seat"].clone())
        })
    };
    let troika = |seat: &str| (json!("troika"), json!(seat));
    let member = (json!("member"), Value::Null);
    assert_eq!(
        roles(),
        [
            troika("previous"),
            troika("incumbent"),
            troika("next"),
            member.clone()
        ]
    );
    app.clock.set("2019-01-01T00:00:00Z".parse().unwrap());
    assert_eq!(
        roles(),
        [
            member.clone(),
            troika("previous"),
            troika("incumbent"),
            member.clone()
        ]
    );
    let recorded = record(app, &["URY", "CAN"], "2020-01-01", "2021-12-31").expect(201);
    assert_eq!(
        roles(),
        [
            member.clone(),
            troika("previous"),
            troika("incumbent"),
            troika("next")
        ]
    );
    let path = format!("{TERMS}/{}", recorded.id());
    let change = json!({"chairs": ids(app, &["URY"])});
    app.secretariat()
        .patch(&path, recorded.etag(), change)
        .expect(200);
    assert_eq!(
        roles(),
        [member.clone(), troika("previous"), troika("incumbent"), member]
    );
}

/// Who holds two seats acts in the incumbent one.
fn a_member_in_two_seats_acts_in_the_higher_one(app: &App) {
    record(app, &["NAM"], "2020-01-01", "2020-12-31").expect(201);
    app.set_now("2019-06-01T00:00:00Z");
    assert_eq!(
        app.member("NAM").get("/v1/me").expect(200)["troika_seat"],
        "incumbent"
    );
}

cases! {
    the_troika_of_2018,
    a_seat_that_nobody_holds_is_null,
    a_term_of_two_co_chairs_and_two_years,
    long_terms_are_found,
    the_troika_shows_names_of_the_day,
    the_same_token_gains_and_loses_its_seat_at_new_year,
    a_member_in_two_seats_acts_in_the_higher_one,
}
