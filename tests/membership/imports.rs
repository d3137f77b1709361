//! Members and focal points from a table: every line is told, and all are written, or none.

use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

const MEMBERS: &str = "/v1/imports/members";
const FOCAL_POINTS: &str = "/v1/imports/focal-points";

#[track_caller]
fn send(client: &Client, path: &str, table: &[u8]) -> Answer {
    client.send("POST", path, &[("Content-Type", "text/csv")], table)
}

#[track_caller]
fn tried(client: &Client, path: &str, table: &str) -> Answer {
    send(client, path, table.as_bytes())
}

#[track_caller]
fn written(client: &Client, path: &str, table: &str) -> Answer {
    send(client, &format!("{path}?dry_run=false"), table.as_bytes())
}

/// What became of each line: its number, the outcome, the clause, and its faults.
fn lines(report: &Answer) -> Vec<String> {
    let of = |line: &Value| {
        let faults = line["faults"].as_array().unwrap().iter();
        let faults: Vec<String> = faults
            .map(|fault| {
                format!(
                    " {}={}",
                    fault["pointer"].as_str().unwrap(),
                    fault["code"].as_str().unwrap()
                )
            })
            .collect();
        let clause = line["clause"]
            .as_str()
            .map_or(String::new(), |clause| format!(" {clause}"));
        format!(
            "{} {}{clause}{}",
            line["line"],
            line["outcome"].as_str().unwrap(),
            faults.concat()
        )
    };
    report["lines"].as_array().unwrap().iter().map(of).collect()
}

/// How much stands in the tables that imports write.
fn counts(app: &App) -> Vec<i64> {
    [
        "members",
        "member_names",
        "membership_periods",
        "focal_points",
        "focal_point_ministries",
        "audit_entries",
        "events",
    ]
    .map(|table| app.row_count(table))
    .to_vec()
}

const FAULTY: &str = "\
kind,name,iso_alpha3,acronym,regional_group,starts_on,ends_on,source
member_state,Mexico,MEX,,latin_american_and_caribbean,2019-04-01,,Windhoek 2019
member_state,Namibia,NAM,,african_group,2017-12-01,,Windhoek 2019
kingdom,Tonga,TON,,asia_pacific,2019-02-30,,
member_state,Mexico again,mex,,,2019-04-01,,Windhoek 2019
member_state,Fiji,FJI,,asia_pacific,2019-04-01,2018-04-01,Windhoek 2019
regional_organization,League of Arab States,,LAS,,2019-04-01,,Windhoek 2019
regional_organization,\" \",,PIF,,2019-04-01,,Windhoek 2019
member_state,Jamaica,JAM
";

const FAULTS: [&str; 6] = [
    "3 refused /lines/3=conflict",
    "4 refused /lines/4/kind=not_one_of /lines/4/source=required /lines/4/starts_on=format",
    "5 refused /lines/5=conflict",
    "6 refused /lines/6/ends_on=invalid",
    "8 refused /lines/8/name=blank",
    "9 refused /lines/9=cells",
];

fn a_table_is_tried_first(app: &App) {
    let (officer, before) = (app.secretariat(), counts(app));
    let report = tried(&officer, MEMBERS, FAULTY).expect(200);
    let refused: Vec<String> = lines(&report)
        .into_iter()
        .filter(|line| !line.ends_with("would_create"))
        .collect();
    assert_eq!(refused, FAULTS);
    assert_eq!(lines(&report).len(), 8);
    assert_eq!(
        (&report["dry_run"], &report["accepted"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(report["refused"], 6);
    let ids = report["lines"].as_array().unwrap().iter();
    assert!(ids.clone().all(|line| line["id"].is_null()), "{report}");
    assert_eq!(counts(app), before, "a rehearsal has left something");
    let explicit = format!("{MEMBERS}?dry_run=true");
    assert_eq!(tried(&officer, &explicit, FAULTY).expect(200).json, report.json);
}

fn a_faulty_line_refuses_all(app: &App) {
    let (officer, before) = (app.secretariat(), counts(app));
    let refusal = written(&officer, MEMBERS, FAULTY).refused(422, None);
    let told: Vec<String> = refusal["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            format!(
                "{}={}",
                fault["pointer"].as_str().unwrap(),
                fault["code"].as_str().unwrap()
            )
        })
        .collect();
    let expected: Vec<&str> = FAULTS.iter().flat_map(|line| line.split(' ').skip(2)).collect();
    assert_eq!(told, expected);
    assert_eq!(counts(app), before, "some lines were written");
}

fn members_are_recorded_with_their_events(app: &App) {
    let officer = app.secretariat();
    let (before, entries) = (app.row_count("members"), app.row_count("audit_entries"));
    let table = "\
source,starts_on,name,kind,iso_alpha3,acronym
Windhoek 2019,2018-04-01,Mexico,member_state,mex,
Windhoek 2019,2018-05-01,League of Arab States,regional_organization,,LAS
";
    let report = written(&officer, MEMBERS, table).expect(200);
    assert_eq!(lines(&report), ["2 created", "3 created"]);
    assert_eq!(
        (&report["dry_run"], &report["accepted"]),
        (&json!(false), &json!(2))
    );
    assert_eq!(app.row_count("members"), before + 2);
    assert_eq!(app.row_count("audit_entries"), entries + 2);
    let imported: Vec<&str> = report["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    let mexico = app
        .public()
        .get(&format!("/v1/members/{}", imported[0]))
        .expect(200);
    assert_eq!(
        (&mexico["name"], &mexico["iso_alpha3"], &mexico["m49"]),
        (&json!("Mexico"), &json!("MEX"), &json!("484"))
    );
    assert_eq!(mexico["status"], "active");
    let told = app.texts(
        "SELECT action || ' ' || version || ' ' || visibility AS text FROM events WHERE action = 'member.recorded' ORDER BY serial",
    );
    assert_eq!(told, ["member.recorded 1 public", "member.recorded 1 public"]);
    let events = app
        .public()
        .get("/v1/events?resource=members&limit=100")
        .expect(200);
    let subjects: Vec<String> = events
        .data()
        .iter()
        .rev()
        .take(2)
        .rev()
        .map(|event| event["subject"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        subjects,
        imported
            .iter()
            .map(|id| format!("/v1/members/{id}"))
            .collect::<Vec<_>>()
    );
    // The same table once more: all are known.
    written(&officer, MEMBERS, table)
        .refused(422, None)
        .fault("/lines/2", "conflict")
        .fault("/lines/3", "conflict");
}

fn what_spreadsheets_write_is_read(app: &App) {
    let officer = app.secretariat();
    let table = "\u{feff}code,designation,kind,name,position,ministry,email,phone,address,starts_on,email_visibility\r\n\
        NAM,primary,person,\"Ashipala, Selma \"\"Meme\"\"\",Director,Ministry of International Relations,selma@mirco.gov.na,\
        '+264 61 282 9111,\"Robert Mugabe Avenue\r\nWindhoek\",2018-01-01,public\r\n\
        \r\n\
        UfM,alternate,office,Gender desk,,,desk@ufmsecretariat.org,,,,\r\n\
        can,primary,office,\u{41}\u{30a}sa desk,,,,,,,\r\n";
    let report = written(&officer, FOCAL_POINTS, table).expect(200);
    assert_eq!(lines(&report), ["2 created", "5 created", "6 created"]);
    let seen = |index: usize| {
        let id = report["lines"][index]["id"].as_str().unwrap();
        officer.get(&format!("/v1/focal-points/{id}")).expect(200)
    };
    let namibia = seen(0);
    assert_eq!(namibia["member_id"], app.member_id("NAM"));
    assert_eq!(namibia["name"], "Ashipala, Selma \"Meme\"");
    assert_eq!(namibia["phone"], "+264 61 282 9111");
    assert_eq!(namibia["address"], "Robert Mugabe Avenue\nWindhoek");
    assert_eq!(namibia["ministry"], "Ministry of International Relations");
    assert_eq!(namibia["starts_on"], "2018-01-01");
    assert_eq!(namibia["visibility"]["email"], "public");
    assert_eq!(namibia["visibility"]["phone"], "network");
    assert_eq!(seen(1)["starts_on"], "2018-06-01");
    // NFC, as all that comes in.
    assert_eq!(seen(2)["name"], "\u{c5}sa desk");
    let told = app.texts(
        "SELECT action || ' ' || version || ' ' || visibility AS text FROM events WHERE resource = 'focal-points' ORDER BY serial",
    );
    assert_eq!(told, ["focal_point.assigned 1 public"; 3]);
    // The directory goes out and comes in again, but for the columns that say what follows from others.
    let directory = officer.get("/v1/focal-points/export/csv").expect(200).text;
    tried(&officer, FOCAL_POINTS, &directory)
        .refused(422, None)
        .fault("/lines/1/member", "unknown")
        .fault("/lines/1/confirmed_at", "unknown");
}

fn focal_points_are_held_against_the_rules(app: &App) {
    let officer = app.secretariat();
    app.execute("UPDATE membership_periods SET ends_on = '2018-01-31' WHERE member_id = (SELECT id FROM members WHERE iso_alpha3 = 'ESP')");
    let table = "\
code,designation,kind,name,email,name_visibility
NAM,primary,person,Selma Ashipala,selma@mirco.gov.na,
NAM,primary,person,Another,,
ZZZ,primary,person,Nobody,nobody,everyone
ESP,primary,person,Late,,
,alternate,person,,,
NAM,alternate,office,Gender desk,,
";
    let report = tried(&officer, FOCAL_POINTS, table).expect(200);
    assert_eq!(
        lines(&report),
        [
            "2 would_create",
            "3 refused membership.focal-point /lines/3=conflict",
            "4 refused /lines/4/email=format /lines/4/name_visibility=not_one_of",
            "5 refused membership.focal-point /lines/5=conflict",
            "6 refused /lines/6/code=required /lines/6/name=required",
            "7 would_create",
        ]
    );
    let unknown = "code,designation,kind,name\nZZZ,primary,person,Nobody\n";
    let report = tried(&officer, FOCAL_POINTS, unknown).expect(200);
    assert_eq!(lines(&report), ["2 refused /lines/2/code=unknown"]);
    written(&officer, FOCAL_POINTS, table)
        .refused(422, Some("membership.focal-point"))
        .fault("/lines/6/code", "required");
    assert_eq!(app.row_count("focal_points"), 0);
}

fn a_table_names_its_columns(app: &App) {
    let (officer, before) = (app.secretariat(), counts(app));
    for path in [MEMBERS.to_owned(), format!("{MEMBERS}?dry_run=false")] {
        let refused = |table: &str| tried(&officer, &path, table).refused(422, None);
        refused("kind,name,iso,starts_on,source,Name/en,kind\nmember_state,Mexico,MEX,2019-04-01,S,M,x\n")
            .fault("/lines/1/iso", "unknown")
            .fault("/lines/1/Name~1en", "unknown")
            .fault("/lines/1/kind", "repeated");
        refused("name,iso_alpha3,starts_on\nMexico,MEX,2019-04-01\n")
            .fault("/lines/1/kind", "required")
            .fault("/lines/1/source", "required");
        refused("").fault("", "empty");
        refused("\n\r\n").fault("", "empty");
        refused("kind,name,starts_on,source\n").fault("", "too_few");
        let line = "member_state,Mexico,2019-04-01,S\n";
        refused(&format!("kind,name,starts_on,source\n{}", line.repeat(1001))).fault("", "too_many");
        refused("kind\0,name\n").fault("", "control_character");
    }
    tried(&officer, FOCAL_POINTS, "name\nA\n")
        .refused(422, None)
        .fault("/lines/1/code", "required")
        .fault("/lines/1/designation", "required")
        .fault("/lines/1/kind", "required");
    assert_eq!(counts(app), before);
}

fn a_thousand_lines_at_once(app: &App) {
    let (officer, before) = (app.secretariat(), app.row_count("focal_points"));
    let line = "NAM,alternate,office,Gender desk\n";
    let table = format!("code,designation,kind,name\n{}", line.repeat(1000));
    let report = written(&officer, FOCAL_POINTS, &table).expect(200);
    assert_eq!(report["accepted"], 1000);
    assert_eq!(report["lines"][999]["line"], 1001);
    assert_eq!(app.row_count("focal_points"), before + 1000);
}

fn only_the_secretariat_imports(app: &App) {
    let table = "kind,name,iso_alpha3,starts_on,source\nmember_state,Mexico,MEX,2019-04-01,S\n";
    // Germany has a seat in the troika.
    for path in [MEMBERS, FOCAL_POINTS] {
        for client in [app.member("NAM"), app.member("DEU")] {
            tried(&client, path, table).refused(403, None);
            // Nor is one told about one's table.
            send(&client, path, b"\xff").refused(403, None);
        }
        tried(&app.public(), path, table).refused(401, None);
    }
}

fn a_body_is_a_table_in_utf_8(app: &App) {
    let officer = app.secretariat();
    let table = "kind,name,iso_alpha3,starts_on,source\nmember_state,M\u{e9}xico,MEX,2019-04-01,S\n";
    let latin: Vec<u8> = table
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    send(&officer, MEMBERS, &latin).refused(400, None);
    let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    send(&officer, MEMBERS, &[&b"\xff\xfe"[..], &utf16].concat()).refused(400, None);
    for media_type in ["application/json", "text/plain", "application/octet-stream", ""] {
        officer
            .send("POST", MEMBERS, &[("Content-Type", media_type)], table.as_bytes())
            .refused(415, None);
    }
    let charset = [("Content-Type", "text/csv; charset=utf-8; header=present")];
    officer
        .send("POST", MEMBERS, &charset, table.as_bytes())
        .expect(200);
    let large = format!("{table}{}", "x".repeat(1024 * 1024));
    tried(&officer, MEMBERS, &large).refused(413, None);
    officer
        .send(
            "POST",
            &format!("{MEMBERS}?dry_run=maybe"),
            &charset,
            table.as_bytes(),
        )
        .refused(400, None)
        .fault("?dry_run", "type");
}

fn a_repeated_import_is_written_once(app: &App) {
    let officer = app.secretariat().with_header("Idempotency-Key", "import-1");
    let before = app.row_count("members");
    let table = "kind,name,iso_alpha3,starts_on,source\nmember_state,Mexico,MEX,2019-04-01,S\n";
    let first = written(&officer, MEMBERS, table).expect(200);
    let second = written(&officer, MEMBERS, table).expect(200);
    assert_eq!(second.header("idempotent-replayed"), "true");
    assert_eq!(first.text, second.text);
    assert_eq!(app.row_count("members"), before + 1);
    // A rehearsal is another request than what is written.
    tried(&officer, MEMBERS, table)
        .refused(422, None)
        .fault("Idempotency-Key", "reused");
    written(
        &officer,
        MEMBERS,
        &table.replace("Mexico", "Fiji").replace("MEX", "FJI"),
    )
    .refused(422, None)
    .fault("Idempotency-Key", "reused");
}

cases! {
    a_table_is_tried_first,
    a_faulty_line_refuses_all,
    members_are_recorded_with_their_events,
    what_spreadsheets_write_is_read,
    focal_points_are_held_against_the_rules,
    a_table_names_its_columns,
    a_thousand_lines_at_once,
    only_the_secretariat_imports,
    a_body_is_a_table_in_utf_8,
    a_repeated_import_is_written_once,
}
