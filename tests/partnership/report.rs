//! The report on civil society in a year.

use super::{meeting, recorded, shown};
use crate::support::App;
use serde_json::{Value, json};

fn where_civil_society_takes_part(app: &App) {
    let (secretariat, member) = (app.secretariat(), app.member("NAM"));
    let (first, second) = (meeting(&secretariat, "=First"), meeting(&secretariat, "Second"));
    let troika = json!({"kind": "troika", "format": "virtual", "title": {"en": "The troika"}, "starts_at": "2018-07-02T13:00:00Z",
        "ends_at": "2018-07-02T14:00:00Z", "time_zone": "Europe/Berlin"});
    secretariat.post("/v1/meetings", troika).expect(201);
    let (open, hidden) = (
        shown(app, "Peace Forum", "network"),
        recorded(app, "Hidden Forum"),
    );
    for (place, partner, mode) in [
        (&first, &open, "spoke"),
        (&first, &hidden, "led_item"),
        (&second, &hidden, "attended"),
    ] {
        let body = json!({"partner_id": partner.id(), "mode": mode});
        secretariat
            .post(&format!("{place}/partner-participations"), body)
            .expect(201);
    }
    for code in ["CAN", "NAM", "DEU"] {
        let body = json!({"name": "Ana Torres", "role": "delegate"});
        let path = format!("{first}/participants");
        let made = app.member(code).post(&path, body).expect(201);
        if code != "DEU" {
            secretariat
                .post_empty(&format!("{path}/{}/approve", made.id()))
                .expect(200);
        }
    }
    let initiative = json!({"lead_id": app.member_id("NAM"), "kind": "research", "title": {"en": "Study"},
        "member_ids": [app.member_id("CAN")], "starts_on": "2018-03-01", "ends_on": "2019-02-01"});
    member.post("/v1/initiatives", initiative).expect(201);

    let report = secretariat.get("/v1/reports/civil-society?year=2018").expect(200);
    assert_eq!(
        report["meeting_share"],
        json!({"total": 2, "with_partners": 2, "percent": 100})
    );
    assert_eq!(
        report["initiative_share"],
        json!({"total": 1, "with_partners": 0, "percent": 0})
    );
    let row = |report: &crate::support::Answer, kind: &str, title: &str| -> Value {
        let rows = report[kind].as_array().unwrap();
        rows.iter()
            .find(|row| row["title"]["en"] == title)
            .unwrap()
            .clone()
    };
    let counts = |row: &Value| {
        [
            "partners",
            "attended",
            "spoke",
            "led_item",
            "co_organized",
            "members",
            "percent",
        ]
        .map(|name| row[name].as_i64().unwrap())
    };
    let one = row(&report, "meetings", "=First");
    assert_eq!(counts(&one), [2, 0, 1, 1, 0, 2, 50]);
    assert_eq!(one["warnings"], json!([]));
    assert_eq!(
        counts(&row(&report, "meetings", "Second")),
        [1, 1, 0, 0, 0, 0, 100]
    );
    let study = row(&report, "initiatives", "Study");
    assert_eq!(counts(&study), [0, 0, 0, 0, 0, 2, 0]);
    assert_eq!(study["warnings"][0]["clause"], "civil-society.participation");

    // To a member, a hidden partner does not count.
    let report = member.get("/v1/reports/civil-society").expect(200);
    assert_eq!(report["year"], 2018);
    assert_eq!(
        report["meeting_share"],
        json!({"total": 2, "with_partners": 1, "percent": 50})
    );
    assert_eq!(
        counts(&row(&report, "meetings", "=First")),
        [1, 0, 1, 0, 0, 2, 33]
    );
    let other = row(&report, "meetings", "Second");
    assert_eq!(other["percent"], json!(null));
    assert_eq!(other["warnings"][0]["clause"], "civil-society.participation");
    app.public().get("/v1/reports/civil-society").refused(401, None);
    let next = member.get("/v1/reports/civil-society?year=2019").expect(200);
    assert_eq!(
        next["meeting_share"],
        json!({"total": 0, "with_partners": 0, "percent": null})
    );
    assert_eq!(next["initiative_share"]["total"], 1);

    let table = secretariat
        .with_header("accept", "text/csv")
        .get("/v1/reports/civil-society?year=2018")
        .expect(200);
    assert_eq!(
        table.header("content-disposition"),
        "attachment; filename=\"civil-society-2018.csv\""
    );
    let lines: Vec<&str> = table.text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[1].ends_with(",'=First,planned,2,0,1,1,0,2,50,"), "{table}");
    assert!(
        lines[3].ends_with(",Study,planned,0,0,0,0,0,2,0,civil-society.participation"),
        "{table}"
    );
}

cases! { where_civil_society_takes_part }
