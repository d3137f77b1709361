//! The yearly report: a year in which everything that the guidelines ask for happens, act by act.

use super::{STAY, made, only_three_stay, planned, published, shared, step};
use crate::support::{App, Client};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const REPORT: &str = "/v1/reports/obligations?year=2019";

/// The clauses of the year with their states, as they were looked at last.
struct Year {
    reader: Client,
    known: BTreeMap<String, String>,
}

impl Year {
    fn of(reader: Client) -> Self {
        let known = Self::read(&reader);
        Self { reader, known }
    }

    fn read(reader: &Client) -> BTreeMap<String, String> {
        let report = reader.get(REPORT).expect(200);
        let clauses = report["clauses"].as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let states: BTreeMap<_, _> = clauses
            .iter()
            .map(|one| (text(&one["clause"]), text(&one["status"])))
            .collect();
        for status in ["met", "unmet", "not_applicable"] {
            let counted = states.values().filter(|state| *state == status).count();
            assert_eq!(report[status], counted, "{status}");
        }
        states
    }

    /// What changed since the last time is this, and nothing else.
    #[track_caller]
    fn becomes(&mut self, expected: &[(&str, &str)]) {
        let now = Self::read(&self.reader);
        let mut changed: Vec<(&str, &str)> = now
            .iter()
            .filter(|(clause, state)| self.known.get(*clause) != Some(state))
            .map(|(clause, state)| (clause.as_str(), state.as_str()))
            .collect();
        let mut expected = expected.to_vec();
        changed.sort_unstable();
        expected.sort_unstable();
        assert_eq!(changed, expected);
        self.known = now;
    }
}

fn a_year_meets_the_guidelines_act_by_act(app: &App) {
    only_three_stay(app);
    app.set_now("2019-03-01T09:00:00Z");
    let secretariat = app.secretariat();
    let mut year = Year::of(app.secretariat());
    nothing_has_happened(&year);
    membership(app, &mut year);
    chairs(app, &mut year);
    let item = meetings(app, &mut year);
    work_of_the_secretariat(app, &mut year);
    partnership(app, &mut year);
    funding(app, &mut year);
    updates(app, &mut year, &item);
    let left: Vec<_> = year.known.iter().filter(|(_, state)| *state != "met").collect();
    assert_eq!(left, [] as [(&String, &String); 0]);
    // Members see the same year, in which nothing is hidden from them but who asked for support.
    let seen = Year::of(app.member("DEU"));
    let other: Vec<_> = seen.known.iter().filter(|(_, state)| *state != "met").collect();
    assert_eq!(
        other,
        [(&"secretariat.support".to_owned(), &"not_applicable".to_owned())]
    );
    assert_eq!(
        secretariat.get("/v1/reports/obligations?year=2020").expect(200)["on"],
        "2020-01-01"
    );
}

fn nothing_has_happened(year: &Year) {
    assert_eq!(year.known.len(), 27);
    let without_occasion: Vec<_> = year
        .known
        .iter()
        .filter(|(_, state)| *state == "not_applicable")
        .map(|(clause, _)| clause.as_str())
        .collect();
    assert_eq!(
        without_occasion,
        [
            "civil-society.participation",
            "focal-point.contact",
            "meeting.host",
            "membership.open",
            "membership.shared",
            "secretariat.meetings",
            "secretariat.support"
        ]
    );
    let met: Vec<_> = year.known.iter().filter(|(_, state)| *state == "met").collect();
    assert_eq!(met, [(&"funding.coordination".to_owned(), &"met".to_owned())]);
}

fn membership(app: &App, year: &mut Year) {
    let secretariat = app.secretariat();
    let request = json!({
        "kind": "member_state", "name": "Mexico", "iso_alpha3": "MEX", "statement": "We wish to join.",
        "contact": {"name": "Ana Torres", "email": "ana@example.org"}
    });
    let asked = app.public().post("/v1/membership-requests", request).expect(201);
    let path = asked.header("location").to_owned();
    year.becomes(&[("membership.open", "unmet"), ("membership.shared", "unmet")]);
    step(&secretariat, &path, "share");
    year.becomes(&[("membership.shared", "met")]);
    let reason = json!({"reason": "duplicate", "explanation": "It asked twice."});
    secretariat
        .post(&format!("{path}/declare-ineligible"), reason)
        .expect(200);
    year.becomes(&[("membership.open", "met")]);
    for code in STAY {
        let office = json!({"kind": "office", "designation": "primary", "name": "Office for peace"});
        let body = json!({"member_id": app.member_id(code), "focal_point": office});
        app.member(code).post("/v1/focal-points", body).expect(201);
        if code == STAY[0] {
            year.becomes(&[("focal-point.contact", "met")]);
        }
    }
    year.becomes(&[("membership.focal-point", "met")]);
}

fn chairs(app: &App, year: &mut Year) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let bid = json!({"nominees": [app.member_id("ESP")], "starts_on": "2020-01-01", "ends_on": "2020-12-31"});
    let bid = made(&app.member("ESP"), "/v1/chairmanship-nominations", bid);
    year.becomes(&[("chair.self-nomination", "met")]);
    step(&secretariat, &bid, "select");
    year.becomes(&[("chair.troika", "met")]);
    let note = json!({"title": {"en": "Mediators"}, "body": {"en": "Name two women each."}, "focus_areas": ["participation"]});
    let note = made(&namibia, "/v1/guidance-notes", note);
    year.becomes(&[]);
    step(&namibia, &note, "issue");
    year.becomes(&[("troika.guidance", "met")]);
}

/// The meetings of the year; gives the agenda item of the annual one.
fn meetings(app: &App, year: &mut Year) -> String {
    let secretariat = app.secretariat();
    let (troika, _) = planned(
        &secretariat,
        "troika",
        "2019-04-01",
        json!({"visibility": "network"}),
    );
    let host = json!({"host_id": app.member_id("NAM"), "city": "Windhoek", "country": "NAM", "time_zone": "Africa/Windhoek"});
    let (annual, item) = planned(&secretariat, "annual", "2019-04-02", host);
    let (follow_up, _) = planned(
        &secretariat,
        "follow_up",
        "2019-04-03",
        json!({"follow_up_of_id": annual.rsplit('/').next()}),
    );
    year.becomes(&[]);
    app.set_now("2019-12-01T09:00:00Z");
    step(&secretariat, &troika, "hold");
    year.becomes(&[("secretariat.meetings", "met")]);
    let action = json!({
        "meeting_id": troika.rsplit('/').next(), "title": {"en": "Name two women"}, "owner": "member",
        "owner_id": app.member_id("NAM"), "due_on": "2019-12-31", "focus_areas": ["participation"]
    });
    made(&secretariat, "/v1/actions", action);
    year.becomes(&[("troika.timelines", "met")]);
    step(&secretariat, &annual, "hold");
    year.becomes(&[
        ("meeting.annual", "met"),
        ("meeting.host", "met"),
        ("civil-society.participation", "unmet"),
    ]);
    let partner = partner(app);
    let part = json!({"partner_id": partner, "mode": "led_item"});
    secretariat
        .post(&format!("{annual}/partner-participations"), part.clone())
        .expect(201);
    year.becomes(&[("civil-society.participation", "met")]);
    step(&secretariat, &follow_up, "hold");
    year.becomes(&[
        ("meeting.follow-up", "met"),
        ("civil-society.participation", "unmet"),
    ]);
    secretariat
        .post(&format!("{follow_up}/partner-participations"), part)
        .expect(201);
    year.becomes(&[("civil-society.participation", "met")]);
    item
}

/// A partner that members see; its id.
fn partner(app: &App) -> String {
    let secretariat = app.secretariat();
    let body = json!({"name": "Peace Forum", "kind": "civil_society", "scope": "national", "country": "NAM"});
    let path = made(&secretariat, "/v1/partners", body);
    let consent = json!({"visibility": "network", "agreed_on": "2019-02-01"});
    secretariat
        .post(&format!("{path}/record-consent"), consent)
        .expect(200)
        .id()
}

fn work_of_the_secretariat(app: &App, year: &mut Year) {
    let (secretariat, spain) = (app.secretariat(), app.member("ESP"));
    let coordinator = json!({"name": "Aminata Diallo", "starts_on": "2019-06-01"});
    made(&secretariat, "/v1/coordinators", coordinator);
    year.becomes(&[("secretariat.coordinator", "met")]);
    let request =
        json!({"kind": "technical", "title": {"en": "A plan"}, "body": {"en": "We look for an adviser."}});
    let request = made(&spain, "/v1/support-requests", request);
    year.becomes(&[("secretariat.support", "unmet")]);
    step(&secretariat, &request, "take-up");
    let answer = json!({"answer": {"en": "An adviser joins you on Monday."}});
    secretariat
        .post(&format!("{request}/resolve"), answer)
        .expect(200);
    year.becomes(&[("secretariat.support", "met")]);
    let notice =
        json!({"title": {"en": "Registration is open"}, "body": {"en": "Until 1 July."}, "language": "en"});
    let notice = made(&secretariat, "/v1/notices", notice);
    year.becomes(&[]);
    step(&secretariat, &notice, "send");
    year.becomes(&[("secretariat.information", "met")]);
    let product =
        json!({"kind": "toolkit", "title": "Budgeting a plan", "language": "en", "dated": "2019-04-01"});
    let product = made(&secretariat, "/v1/knowledge-products", product);
    step(&secretariat, &product, "submit");
    year.becomes(&[]);
    step(&secretariat, &product, "publish");
    year.becomes(&[("secretariat.knowledge", "met")]);
}

fn partnership(app: &App, year: &mut Year) {
    let secretariat = app.secretariat();
    let partners = secretariat.get("/v1/partners").expect(200);
    let with = json!([{"partner_id": partners.data()[0]["id"], "mode": "spoke"}]);
    let initiative = |kind: &str, level: Option<&str>| json!({"kind": kind, "level": level, "title": {"en": "Training"}, "starts_on": "2019-07-01", "partners": with});
    let outreach = made(&secretariat, "/v1/initiatives", initiative("outreach", None));
    year.becomes(&[]);
    step(&secretariat, &outreach, "start");
    year.becomes(&[("secretariat.advocacy", "met")]);
    let training = made(
        &secretariat,
        "/v1/initiatives",
        initiative("capacity_building", Some("local")),
    );
    step(&secretariat, &training, "start");
    year.becomes(&[("focus.capacity", "met")]);
    let exchange = json!({"forum": "informal_expert_group", "direction": "to_forum", "exchanged_on": "2019-04-20",
        "title": {"en": "Conclusions"}});
    made(&secretariat, "/v1/forum-exchanges", exchange);
    year.becomes(&[("forums.information", "met")]);
    for code in STAY {
        year.becomes(&[]);
        let promotion = json!({"member_id": app.member_id(code), "forum": "group_of_friends", "promoted_on": "2019-05-08",
            "title": {"en": "Statement"}});
        made(&app.member(code), "/v1/promotions", promotion);
    }
    year.becomes(&[("members.promotion", "met")]);
}

fn funding(app: &App, year: &mut Year) {
    let (namibia, germany) = (app.member("NAM"), app.member("DEU"));
    let plan = json!({"member_id": app.member_id("NAM"), "title": {"en": "National Action Plan"},
        "starts_on": "2019-01-01", "ends_on": "2023-12-31"});
    let plan = made(&namibia, "/v1/action-plans", plan);
    year.becomes(&[]);
    step(&namibia, &plan, "adopt");
    year.becomes(&[("focus.action-plans", "met")]);
    let programme = json!({"donor_id": app.member_id("DEU"), "title": {"en": "Women in mediation"},
        "focus_areas": ["participation"], "regions": [], "starts_on": "2019-01-01"});
    let programme = made(&germany, "/v1/funding-programmes", programme);
    year.becomes(&[]);
    let commitment = json!({"year": 2019, "committed": {"amount": "100000", "currency": "EUR"}});
    germany
        .post(&format!("{programme}/commitments"), commitment)
        .expect(201);
    year.becomes(&[("funding.sustained", "met")]);
    let need = json!({"member_id": app.member_id("NAM"), "title": {"en": "Trainers"}, "focus_areas": ["participation"],
        "region": "african_group", "kind": "technical"});
    made(&namibia, "/v1/assistance-needs", need);
    year.becomes(&[("funding.coordination", "unmet")]);
    let offer = json!({"member_id": app.member_id("DEU"), "title": {"en": "Training"}, "focus_areas": ["participation"],
        "kind": "technical"});
    made(&germany, "/v1/assistance-offers", offer);
    year.becomes(&[("funding.coordination", "met")]);
}

fn updates(app: &App, year: &mut Year, item: &str) {
    let secretariat = app.secretariat();
    let areas: Vec<Value> = secretariat
        .get("/v1/focus-areas")
        .expect(200)
        .data()
        .iter()
        .map(|area| area["key"].clone())
        .collect();
    let mut told = Vec::new();
    for code in STAY {
        year.becomes(&[]);
        told.push(shared(&app.member(code), json!({"agenda_item_id": item})));
    }
    year.becomes(&[]);
    published(&secretariat, 7, &told[..2]);
    year.becomes(&[("newsletter.contents", "met")]);
    published(&secretariat, 8, &told[2..]);
    year.becomes(&[("members.updates", "met")]);
    shared(&app.member("NAM"), json!({"focus_areas": areas}));
    year.becomes(&[("focus.areas", "met")]);
}

fn what_is_hidden_is_not_told(app: &App) {
    app.set_now("2019-03-01T09:00:00Z");
    let request = json!({
        "kind": "member_state", "name": "Mexico", "iso_alpha3": "MEX", "statement": "We wish to join.",
        "contact": {"name": "Ana Torres", "email": "ana@example.org"}
    });
    app.public().post("/v1/membership-requests", request).expect(201);
    let help =
        json!({"kind": "technical", "title": {"en": "A plan"}, "body": {"en": "We look for an adviser."}});
    made(&app.member("ESP"), "/v1/support-requests", help);
    let told = |client: &Client| {
        let known = Year::of(client.clone()).known;
        ["membership.open", "secretariat.support"].map(|clause| known[clause].clone())
    };
    assert_eq!(told(&app.secretariat()), ["unmet", "unmet"]);
    assert_eq!(told(&app.member("ESP")), ["not_applicable", "unmet"]);
    assert_eq!(told(&app.member("CHL")), ["not_applicable", "not_applicable"]);
    app.public().get(REPORT).refused(401, None);
}

fn a_table_and_a_page_say_the_same(app: &App) {
    let germany = app.member("DEU");
    let report = germany.get("/v1/reports/obligations").expect(200);
    assert_eq!(
        (&report["year"], &report["on"]),
        (&json!(2018), &json!("2018-06-01"))
    );
    let table = germany
        .with_header("Accept", "text/csv")
        .get("/v1/reports/obligations")
        .expect(200);
    assert_eq!(
        table.header("content-disposition"),
        "attachment; filename=\"obligations-2018.csv\""
    );
    let mut reader = csv::Reader::from_reader(table.text.as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let clauses = report["clauses"].as_array().unwrap();
    assert_eq!(rows.len(), clauses.len());
    for (row, one) in rows.iter().zip(clauses) {
        assert_eq!(
            (&row[1], &row[3], &row[4]),
            (
                one["clause"].as_str().unwrap(),
                one["status"].as_str().unwrap(),
                one["summary"].as_str().unwrap()
            )
        );
    }
    let page = germany
        .with_header("Accept", "text/html")
        .get("/v1/reports/obligations")
        .expect(200);
    assert!(
        page.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    let chart = format!(
        "Met: {}; Not met: {}; No occasion: {}",
        report["met"], report["unmet"], report["not_applicable"]
    );
    for text in [
        &chart,
        "The guidelines in 2018",
        "<svg role=\"img\"",
        "membership.focal-point",
        "Argentina",
    ] {
        assert!(page.text.contains(text), "{text}");
    }
}

cases! {
    a_year_meets_the_guidelines_act_by_act,
    what_is_hidden_is_not_told,
    a_table_and_a_page_say_the_same,
}
