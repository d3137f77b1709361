//! Chair terms: read by everyone, recorded and changed by the secretariat, and never two on one day.

use super::{NOMINATIONS, TERMS, codes, ids, nominate, record, term};
use crate::support::App;
use serde_json::{Value, json};
use wps_network::chairmanship::terms::{model::ChairTerm, queries};
use wps_network::db::Id;
use wps_network::error::Kind;

const TROIKA: Option<&str> = Some("chair.troika");

fn days(term: &Value) -> (&str, &str) {
    (
        term["starts_on"].as_str().unwrap(),
        term["ends_on"].as_str().unwrap(),
    )
}

fn the_annex_states_three_terms(app: &App) {
    let list = app.public().get(&format!("{TERMS}?count=true")).expect(200);
    assert_eq!(list["total"], 3);
    let chairs: Vec<_> = list
        .data()
        .iter()
        .flat_map(|term| codes(&term["chairs"]))
        .collect();
    assert_eq!(chairs, ["NAM", "DEU", "ESP"]);
    let germany = &list.data()[1];
    assert_eq!(days(germany), ("2018-01-01", "2018-12-31"));
    assert_eq!(germany["source"], "A/72/782–S/2018/178, annex");
    assert_eq!(germany["chairs"][0]["name"], "Germany");
    for absent in ["nomination_id", "theme", "priorities"] {
        assert!(germany[absent].is_null(), "{absent}");
    }
    let path = format!("{TERMS}/{}", germany["id"].as_str().unwrap());
    let one = app.public().get(&path).expect(200);
    assert_eq!(one.json, *germany);
    let same = app.public().with_header("If-None-Match", one.etag()).get(&path);
    same.expect(304);
    app.public()
        .get(&format!("{TERMS}/{}", Id::new()))
        .refused(404, None);
    app.public().get(&format!("{TERMS}/none")).refused(404, None);
}

fn terms_are_filtered_and_paged(app: &App) {
    let germany = app.member_id("DEU");
    let find = |query: &str| {
        let list = app
            .public()
            .get(&format!("{TERMS}?count=true&{query}"))
            .expect(200);
        let starts: Vec<_> = list.data().iter().map(|term| days(term).0.to_owned()).collect();
        assert_eq!(list["total"], starts.len());
        starts
    };
    assert_eq!(find("sort=starts_on"), ["2017-01-01", "2018-01-01", "2019-01-01"]);
    assert_eq!(find("on=2018-12-31"), ["2018-01-01"]);
    assert!(find("on=2020-01-01").is_empty());
    assert_eq!(find(&format!("member_id={germany}")), ["2018-01-01"]);
    assert!(find(&format!("member_id={germany}&on=2019-01-01")).is_empty());
    assert_eq!(find("decided=source").len(), 3);
    assert!(find("decided=selection").is_empty());
    let mut seen = Vec::new();
    let mut path = format!("{TERMS}?limit=1&sort=starts_on");
    loop {
        let page = app.public().get(&path).expect(200);
        seen.extend(page.data().iter().map(|term| days(term).0.to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{TERMS}?limit=1&sort=starts_on&cursor={next}");
    }
    assert_eq!(seen, ["2017-01-01", "2018-01-01", "2019-01-01"]);
    app.public()
        .get(&format!("{TERMS}?sort=theme"))
        .refused(400, None)
        .fault("?sort", "not_one_of");
    app.public()
        .get(&format!("{TERMS}?on=today"))
        .refused(400, None)
        .fault("?on", "format");
    app.public()
        .get(&format!("{TERMS}?decided=here"))
        .refused(400, None)
        .fault("?decided", "not_one_of");
}

fn the_secretariat_records_a_term(app: &App) {
    let mut body = term(app, &["URY", "CAN"], "2020-01-01", "2021-12-31");
    body["theme"] = json!({"en": "Inclusion", "fr": "Inclusion"});
    body["priorities"] = json!({"en": "Action plans"});
    let recorded = app.secretariat().post(TERMS, body).expect(201);
    assert_eq!(recorded.header("location"), format!("{TERMS}/{}", recorded.id()));
    assert_eq!(codes(&recorded["chairs"]), ["URY", "CAN"]);
    assert_eq!(recorded["theme"]["fr"], "Inclusion");
    assert_eq!(recorded["priorities"]["en"], "Action plans");
    assert_eq!(recorded["source"], "Note verbale");
    let read = app
        .public()
        .get(&format!("{TERMS}/{}", recorded.id()))
        .expect(200);
    assert_eq!(read.json, recorded.json);
    assert_eq!(read.etag(), recorded.etag());
    let events = "events WHERE action = 'chair_term.recorded' AND visibility = 'public'";
    assert_eq!(app.row_count(events), 1);
}

fn only_the_secretariat_records_and_changes(app: &App) {
    let body = term(app, &["CAN"], "2020-01-01", "2020-12-31");
    app.public().post(TERMS, body.clone()).refused(401, None);
    let germany = app.public().get(&format!("{TERMS}?on=2018-06-01")).expect(200);
    let path = format!("{TERMS}/{}", germany.data()[0]["id"].as_str().unwrap());
    app.public().patch(&path, "*", json!({})).refused(401, None);
    for code in ["CAN", "DEU"] {
        let member = app.member(code);
        member.post(TERMS, body.clone()).refused(403, None);
        member.patch(&path, "*", json!({})).refused(403, None);
    }
    assert_eq!(app.row_count("chair_terms"), 3);
}

fn terms_never_overlap(app: &App) {
    for (starts_on, ends_on) in [
        ("2019-12-31", "2020-12-30"),
        ("2016-06-01", "2017-01-01"),
        ("2018-03-01", "2018-03-01"),
        ("2016-01-01", "2020-12-31"),
        ("2018-01-01", "2018-12-31"),
    ] {
        let refused = record(app, &["CAN"], starts_on, ends_on).refused(409, TROIKA);
        assert!(refused["detail"].as_str().unwrap().contains("never overlap"));
    }
    assert_eq!(app.row_count("chair_terms"), 3);
    assert_eq!(app.row_count("chairs"), 3);
    assert_eq!(app.row_count("events WHERE resource = 'chair-terms'"), 0);
    record(app, &["CAN"], "2020-01-01", "2020-12-31").expect(201);
    record(app, &["URY"], "2016-12-31", "2016-12-31").expect(201);
}

/// Where the rule of the transaction is gone around, the database stops it, and the answer is the same.
fn the_database_refuses_an_overlap_too(app: &App) {
    let term = |starts_on: &str, ends_on: &str| ChairTerm {
        id: Id::new(),
        starts_on: starts_on.parse().unwrap(),
        ends_on: ends_on.parse().unwrap(),
        theme: None,
        priorities: None,
        nomination_id: None,
        source: Some("Note verbale".to_owned()),
        version: 1,
        created_at: app.clock.now().into(),
        updated_at: app.clock.now().into(),
    };
    let insert = |term: ChairTerm| app.write(move |conn| queries::insert(conn, &term, &[]));
    for (starts_on, ends_on) in [("2019-12-31", "2020-12-31"), ("2018-01-01", "2018-01-01")] {
        let refused = insert(term(starts_on, ends_on)).unwrap_err();
        assert_eq!(
            (refused.kind, refused.clause),
            (Kind::Conflict, TROIKA),
            "{refused}"
        );
    }
    let mut later = term("2020-01-01", "2020-12-31");
    insert(later.clone()).unwrap();
    later.starts_on = "2019-12-31".parse().unwrap();
    later.version = 2;
    let refused = app
        .write(move |conn| queries::save(conn, &later, &[]))
        .unwrap_err();
    assert_eq!(
        (refused.kind, refused.clause),
        (Kind::Conflict, TROIKA),
        "{refused}"
    );
}

fn what_a_term_needs(app: &App) {
    let secretariat = app.secretariat();
    let good = term(app, &["CAN", "URY"], "2020-01-01", "2021-12-31");
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        secretariat.post(TERMS, body).refused(422, None)
    };
    with("chairs", json!([])).fault("/chairs", "too_few");
    with("chairs", json!([Id::new(), app.member_id("CAN")])).fault("/chairs/0", "unknown");
    with("chairs", json!(["Canada"])).fault("/chairs/0", "format");
    with("chairs", json!(ids(app, &["CAN", "CAN"]))).fault("/chairs", "invalid");
    with("ends_on", json!("2019-12-31")).fault("/ends_on", "invalid");
    with("ends_on", json!("2030-01-01")).fault("/ends_on", "invalid");
    with("ends_on", json!("2021-02-29")).fault("/ends_on", "format");
    with("source", json!(null)).fault("/source", "type");
    with("theme", json!({"not a language": "x"})).fault("/theme", "invalid");
    with("theme", json!({})).fault("/theme", "too_few");
    with("priorities", json!({"en": ""})).fault("/priorities/en", "empty");
    with("nomination_id", json!(Id::new())).fault("/nomination_id", "unknown");
    let mut without = good.clone();
    without.as_object_mut().unwrap().remove("source");
    secretariat
        .post(TERMS, without)
        .refused(422, None)
        .fault("/source", "required");
    secretariat.post(TERMS, good).expect(201);
}

fn the_secretariat_changes_a_term(app: &App) {
    let secretariat = app.secretariat();
    let first = record(app, &["CAN"], "2020-01-01", "2020-12-31").expect(201);
    let path = format!("{TERMS}/{}", first.id());
    let change =
        json!({"ends_on": "2021-12-31", "chairs": ids(app, &["CAN", "URY"]), "theme": {"en": "Inclusion"}});
    secretariat
        .send(
            "PATCH",
            &path,
            &[("Content-Type", "application/json")],
            change.to_string().as_bytes(),
        )
        .refused(428, None);
    let second = secretariat.patch(&path, first.etag(), change).expect(200);
    assert_eq!(days(&second.json), ("2020-01-01", "2021-12-31"));
    assert_eq!(codes(&second["chairs"]), ["CAN", "URY"]);
    secretariat
        .patch(&path, first.etag(), json!({"theme": null}))
        .refused(412, None);
    let third = secretariat
        .patch(&path, second.etag(), json!({"theme": null}))
        .expect(200);
    assert!(third["theme"].is_null());
    assert_eq!(codes(&third["chairs"]), ["CAN", "URY"]);
    let refused = |change: Value| secretariat.patch(&path, third.etag(), change);
    refused(json!({"starts_on": "2019-12-31"})).refused(409, TROIKA);
    refused(json!({"starts_on": "2022-01-01"}))
        .refused(422, None)
        .fault("/ends_on", "invalid");
    refused(json!({"ends_on": "2031-01-01"}))
        .refused(422, None)
        .fault("/ends_on", "invalid");
    refused(json!({"chairs": [Id::new()]}))
        .refused(422, None)
        .fault("/chairs/0", "unknown");
    refused(json!({"chairs": null}))
        .refused(422, None)
        .fault("/chairs", "type");
    refused(json!({"source": null}))
        .refused(422, None)
        .fault("/source", "type");
    refused(json!({"priorities": {"??": "x"}}))
        .refused(422, None)
        .fault("/priorities", "invalid");
    assert_eq!(app.public().get(&path).expect(200).json, third.json);
    let missing = format!("{TERMS}/{}", Id::new());
    secretariat.patch(&missing, "*", json!({})).refused(404, None);
    assert_eq!(app.row_count("events WHERE action = 'chair_term.changed'"), 2);
}

/// Nobody becomes Chair of a selected term without having nominated itself, unless that was decided
/// elsewhere.
fn a_selected_term_needs_a_source_for_other_chairs(app: &App) {
    let secretariat = app.secretariat();
    let nomination = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    let selected = secretariat
        .post_empty(&format!("{nomination}/select"))
        .expect(200);
    let path = format!("{TERMS}/{}", selected["chair_term_id"].as_str().unwrap());
    let term = app.public().get(&path).expect(200);
    assert!(term["source"].is_null());
    assert_eq!(
        format!("{NOMINATIONS}/{}", term["nomination_id"].as_str().unwrap()),
        nomination
    );
    let clause = Some("chair.self-nomination");
    let joined = json!({"chairs": ids(app, &["CAN", "URY"])});
    secretariat
        .patch(&path, term.etag(), joined.clone())
        .refused(422, clause)
        .fault("/source", "required");
    let longer = json!({"ends_on": "2021-12-31"});
    secretariat
        .patch(&path, term.etag(), longer)
        .refused(422, clause)
        .fault("/source", "required");
    let themed = secretariat
        .patch(&path, term.etag(), json!({"theme": {"en": "Inclusion"}}))
        .expect(200);
    assert!(themed["source"].is_null());
    let mut sourced = joined;
    sourced["source"] = json!("Joint communiqué");
    let joined = secretariat.patch(&path, themed.etag(), sourced).expect(200);
    assert_eq!(codes(&joined["chairs"]), ["CAN", "URY"]);
    let find = |decided: &str| {
        app.public()
            .get(&format!("{TERMS}?count=true&decided={decided}"))
            .expect(200)["total"]
            .clone()
    };
    assert_eq!((find("selection"), find("source")), (json!(1), json!(3)));
}

cases! {
    the_annex_states_three_terms,
    terms_are_filtered_and_paged,
    the_secretariat_records_a_term,
    only_the_secretariat_records_and_changes,
    terms_never_overlap,
    the_database_refuses_an_overlap_too,
    what_a_term_needs,
    the_secretariat_changes_a_term,
    a_selected_term_needs_a_source_for_other_chairs,
}
