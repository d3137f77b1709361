//! Where funding is missing or overlaps, and when nobody coordinated.

use super::assistance::{need, offer};
use super::funding::{euros, programme};
use crate::support::App;
use serde_json::{Value, json};

fn row<'a>(rows: &'a Value, name: &str) -> &'a Value {
    let rows = rows.as_array().unwrap();
    rows.iter()
        .find(|row| row["name"] == name)
        .unwrap_or_else(|| panic!("{name} is not in {rows:?}"))
}

fn counts(row: &Value) -> [i64; 6] {
    [
        "open_needs",
        "unmet_needs",
        "open_offers",
        "programmes",
        "uncommitted_programmes",
        "overlapping_programmes",
    ]
    .map(|name| row[name].as_i64().unwrap())
}

/// Three programmes, of which two overlap; two needs, of which an offer meets one.
fn filled(app: &App) {
    let secretariat = app.secretariat();
    let mut named = programme(app, "CAN");
    named["donor_id"] = json!(null);
    named["donor_name"] = json!("=Foundation, for \"Peace\"");
    named["regions"] = json!([]);
    let mut elsewhere = programme(app, "NAM");
    elsewhere["regions"] = json!(["asia_pacific"]);
    elsewhere["focus_areas"] = json!(["action_plans"]);
    for (body, amount) in [
        (programme(app, "CAN"), Some("0.1")),
        (named, Some("0.2")),
        (elsewhere, None),
    ] {
        let made = secretariat.post("/v1/funding-programmes", body).expect(201);
        let path = format!("/v1/funding-programmes/{}/commitments", made.id());
        if let Some(amount) = amount {
            let body = json!({"year": 2018, "committed": euros(amount)});
            secretariat.post(&path, body).expect(201);
        }
    }
    for area in ["participation", "gender_analysis"] {
        let body = need(app, "NAM", &[area]);
        secretariat.post("/v1/assistance-needs", body).expect(201);
    }
    let body = offer(app, "CAN", &["participation"]);
    secretariat.post("/v1/assistance-offers", body).expect(201);
}

fn gaps_and_overlaps_of_a_year(app: &App) {
    filled(app);
    let canada = app.member("CAN");
    let report = canada.get("/v1/reports/funding-gaps?year=2018").expect(200);
    assert_eq!(report["year"], 2018);
    let (areas, regions, donors) = (&report["areas"], &report["regions"], &report["donors"]);
    assert_eq!(
        [areas, regions, donors].map(|rows| rows.as_array().unwrap().len()),
        [9, 5, 3]
    );

    let area = |key: &str| {
        areas
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["key"] == key)
            .unwrap()
    };
    assert_eq!(counts(area("participation")), [1, 0, 1, 2, 0, 2]);
    assert_eq!(area("participation")["committed"], json!([euros("0.30")]));
    assert_eq!(area("participation")["needed"], json!([euros("250000.00")]));
    assert_eq!(counts(area("gender_analysis")), [1, 1, 0, 0, 0, 0]);
    assert_eq!(counts(area("action_plans")), [0, 0, 0, 1, 1, 0]);

    assert_eq!(counts(row(regions, "African Group")), [2, 1, 1, 2, 0, 2]);
    assert_eq!(counts(row(regions, "Asia-Pacific Group")), [0, 0, 1, 2, 1, 0]);
    assert_eq!(counts(row(regions, "Eastern European Group")), [0, 0, 1, 1, 0, 0]);

    assert_eq!(counts(row(donors, "Canada")), [0, 0, 1, 1, 0, 1]);
    assert_eq!(row(donors, "Canada")["key"], app.member_id("CAN"));
    assert_eq!(counts(row(donors, "Namibia")), [0, 0, 0, 1, 1, 0]);
    assert_eq!(
        counts(row(donors, "=Foundation, for \"Peace\"")),
        [0, 0, 0, 1, 0, 1]
    );

    // Nothing ran in 2017 and nothing was stated by then; in 2019 nothing is committed yet.
    let before = canada.get("/v1/reports/funding-gaps?year=2017").expect(200);
    assert_eq!(counts(row(&before["regions"], "African Group")), [0; 6]);
    assert_eq!(before["donors"], json!([]));
    let after = canada.get("/v1/reports/funding-gaps?year=2019").expect(200);
    assert_eq!(
        counts(row(&after["regions"], "African Group")),
        [2, 1, 1, 2, 2, 2]
    );
    assert_eq!(canada.get("/v1/reports/funding-gaps").expect(200)["year"], 2018);
    app.public().get("/v1/reports/funding-gaps").refused(401, None);
}

fn programmes_overlap_on_an_area_in_a_region(app: &App) {
    let secretariat = app.secretariat();
    let overlapping = || {
        let report = secretariat.get("/v1/reports/funding-gaps?year=2018").expect(200);
        let areas = report["areas"].as_array().unwrap();
        let area = areas.iter().find(|row| row["key"] == "participation").unwrap();
        area["overlapping_programmes"].clone()
    };
    let mut elsewhere = programme(app, "NAM");
    elsewhere["regions"] = json!(["asia_pacific"]);
    // One donor's own two do not overlap, nor do two donors' in different regions.
    for body in [programme(app, "CAN"), programme(app, "CAN"), elsewhere] {
        secretariat.post("/v1/funding-programmes", body).expect(201);
        assert_eq!(overlapping(), 0);
    }
    secretariat
        .post("/v1/funding-programmes", programme(app, "NAM"))
        .expect(201);
    assert_eq!(overlapping(), 3);
}

fn the_report_as_a_table(app: &App) {
    filled(app);
    let client = app.member("CAN").with_header("accept", "text/csv");
    let table = client.get("/v1/reports/funding-gaps?year=2018").expect(200);
    assert!(table.header("content-type").starts_with("text/csv"), "{table}");
    let lines: Vec<&str> = table.text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 1 + 9 + 5 + 3);
    assert!(lines[0].starts_with("year,dimension,key,name,open_needs,"));
    let find = |start: &str| *lines.iter().find(|line| line.starts_with(start)).unwrap();
    assert!(find("2018,area,participation,").ends_with(",1,0,250000.00 EUR,1,2,0,2,0.30 EUR"));
    assert!(find("2018,region,african_group,").ends_with(",2,1,500000.00 EUR,1,2,0,2,0.30 EUR"));
    // A name that begins like a formula is none in a spreadsheet.
    assert!(
        table.text.contains(r#","'=Foundation, for ""Peace""","#),
        "{table}"
    );
}

fn years_without_a_coordinator(app: &App) {
    let secretariat = app.secretariat();
    let years = |query: &str| {
        secretariat
            .get(&format!("/v1/reports/coordinator-gaps{query}"))
            .expect(200)["years"]
            .clone()
    };
    assert_eq!(years(""), json!([2018]));
    for (starts_on, ends_on) in [("2014-03-01", json!("2015-02-28")), ("2017-12-31", json!(null))] {
        let body = json!({"name": "Aminata Diallo", "starts_on": starts_on, "ends_on": ends_on});
        secretariat.post("/v1/coordinators", body).expect(201);
    }
    assert_eq!(years(""), json!([]));
    assert_eq!(years("?from=2013&to=2019"), json!([2013, 2016]));
    assert_eq!(years("?from=2019&to=2013"), json!([]));
    app.public()
        .get("/v1/reports/coordinator-gaps")
        .refused(401, None);
}

cases! {
    gaps_and_overlaps_of_a_year,
    programmes_overlap_on_an_area_in_a_region,
    the_report_as_a_table,
    years_without_a_coordinator,
}
