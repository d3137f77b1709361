//! The directory of focal points as a table and as cards, read by other people's programs.

use crate::support::{App, Client};
use serde_json::{Value, json};
use vcard4::Vcard;

const TABLE: &str = "/v1/focal-points/export/csv";
const CARDS: &str = "/v1/focal-points/export/vcard";

/// Namibia's, with everything that is hard to write down, and Canada's, which shows its address to anyone and its name to none.
fn sown(app: &App) {
    let data = |more: Value| {
        let mut data = json!({"kind": "person", "designation": "primary", "name": "=1+1;Ashipala, Selma", "position": "Director\\Head",
            "ministry": "Ministry; International, Relations", "email": "selma@mirco.gov.na", "phone": "+264 61 282 9111",
            "address": "Robert Mugabe Avenue, 4\nWindhoek; Namibia – with words enough to be folded into several lines: Außenministerium"});
        for (name, value) in more.as_object().unwrap() {
            data[name] = value.clone();
        }
        data
    };
    let public = json!({"name": "secretariat", "position": "secretariat", "email": "public", "phone": "secretariat", "address": "secretariat"});
    let canada =
        json!({"kind": "office", "name": "Hidden Desk", "email": "desk@example.org", "visibility": public});
    for (code, focal_point) in [
        ("NAM", data(json!({}))),
        (
            "NAM",
            data(json!({"designation": "alternate", "name": "Bo Lind"})),
        ),
        ("CAN", data(canada)),
        ("ESP", data(json!({"name": "Gone"}))),
    ] {
        let body = json!({"member_id": app.member_id(code), "focal_point": focal_point});
        let made = app.member(code).post("/v1/focal-points", body).expect(201);
        if code == "ESP" {
            app.member(code)
                .post(&format!("/v1/focal-points/{}/end", made.id()), json!({}))
                .expect(200);
        }
    }
    app.set_now("2018-06-02T09:00:00Z");
}

fn rows(client: &Client) -> Vec<Vec<String>> {
    let answer = client.get(TABLE).expect(200);
    assert!(answer.header("content-type").starts_with("text/csv"), "{answer}");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"focal-points.csv\""
    );
    let mut reader = csv::Reader::from_reader(answer.text.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 12);
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn cards(client: &Client) -> Vec<Vcard> {
    let answer = client.get(CARDS).expect(200);
    assert!(
        answer.header("content-type").starts_with("text/vcard"),
        "{answer}"
    );
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"focal-points.vcf\""
    );
    // RFC 6350, 3.2: CRLF, and no line over 75 octets.
    for line in answer.text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    vcard4::parse(&answer.text).unwrap_or_else(|e| panic!("{e}: {answer}"))
}

fn a_table_of_whom_one_sees(app: &App) {
    sown(app);
    let member = rows(&app.member("DEU"));
    let names: Vec<&str> = member.iter().map(|row| row[4].as_str()).collect();
    // By member, the primary one first; who has ended is gone, and no cell is calculated.
    assert_eq!(names, ["", "'=1+1;Ashipala, Selma", "Bo Lind"]);
    assert_eq!(member[1][..4], ["Namibia", "NAM", "primary", "person"]);
    assert_eq!(
        member[1][5..9],
        [
            "Director\\Head",
            "Ministry; International, Relations",
            "selma@mirco.gov.na",
            "'+264 61 282 9111"
        ]
    );
    assert!(member[1][9].contains("Avenue, 4\nWindhoek;"));
    assert_eq!(member[1][10..], ["2018-06-01", "2018-06-01T09:00:00Z"]);
    assert_eq!([&member[0][0], &member[0][7]], ["Canada", "desk@example.org"]);
    let names: Vec<String> = rows(&app.secretariat())
        .into_iter()
        .map(|row| row[4].clone())
        .collect();
    assert_eq!(names[0], "Hidden Desk");

    let public = rows(&app.public());
    assert_eq!(public.len(), 3);
    for row in &public {
        let shown = [&row[4], &row[5], &row[8], &row[9], &row[11]];
        assert!(shown.iter().all(|cell| cell.is_empty()), "{row:?}");
    }
    assert_eq!(public[0][7], "desk@example.org");
    assert_eq!(public[1][7], "");
}

fn cards_of_whom_one_sees(app: &App) {
    sown(app);
    let member = cards(&app.member("DEU"));
    assert_eq!(member.len(), 3);
    let namibia = &member[1];
    assert_eq!(namibia.formatted_name[0].value, "=1+1;Ashipala, Selma");
    assert_eq!(namibia.org[0].value[0], "Namibia");
    assert_eq!(namibia.title[0].value, "Director\\Head");
    assert_eq!(namibia.role[0].value, "Primary focal point");
    assert_eq!(namibia.email[0].value, "selma@mirco.gov.na");
    assert_eq!(
        namibia.tel[0].to_string().trim_start_matches(':'),
        "+264 61 282 9111"
    );
    assert!(namibia.rev.is_some() && namibia.uid.is_some());
    // This reader takes an escaped semicolon in a list for its end, so that lists are read as they stand.
    let unfolded = app.member("DEU").get(CARDS).expect(200).text.replace("\r\n ", "");
    for line in [
        "KIND:individual",
        "ORG:Namibia;Ministry\\; International\\, Relations",
        "ADR:;;Robert Mugabe Avenue\\, 4\\nWindhoek\\; Namibia – with words enough to be folded into several lines: Außenministerium;;;;",
    ] {
        assert!(unfolded.lines().any(|one| one == line), "{line} in {unfolded}");
    }
    let canada = &member[0];
    assert_eq!(canada.formatted_name[0].value, "Focal point of Canada");
    assert!(canada.title.is_empty() && canada.tel.is_empty() && canada.address.is_empty());

    let text = app.public().get(CARDS).expect(200).text;
    for hidden in [
        "Ashipala", "selma@", "264 61", "Mugabe", "Director", "Hidden", "REV",
    ] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    let public = cards(&app.public());
    assert_eq!(public[0].email[0].value, "desk@example.org");
    assert_eq!(public[1].formatted_name[0].value, "Focal point of Namibia");
}

cases! { a_table_of_whom_one_sees, cards_of_whom_one_sees }
