//! Nominations as the nominees make them: submitted, consented to, changed, withdrawn, read.

use super::{NOMINATIONS, bid, codes, ids, nominate};
use crate::support::App;
use serde_json::{Value, json};
use wps_network::db::Id;

const SELF_NOMINATION: Option<&str> = Some("chair.self-nomination");

fn a_member_nominates_itself(app: &App) {
    let mut body = bid(app, &["CAN"], "2020-01-01", "2021-12-31");
    body["theme"] = json!({"en": "Inclusion", "es": "Inclusión"});
    body["letter"] = json!("Canada has the honour to nominate itself.");
    let submitted = app.member("CAN").post(NOMINATIONS, body).expect(201);
    assert_eq!(submitted["status"], "submitted");
    assert_eq!(submitted["submitted_by"], app.member_id("CAN"));
    assert_eq!(codes(&submitted["nominees"]), ["CAN"]);
    assert_eq!(submitted["nominees"][0]["consented_at"], "2018-06-01T09:00:00Z");
    assert_eq!(submitted["theme"]["es"], "Inclusión");
    assert_eq!(submitted["letter"], "Canada has the honour to nominate itself.");
    for absent in ["reason", "decided_at", "chair_term_id"] {
        assert!(submitted[absent].is_null(), "{absent}");
    }
    let path = format!("{NOMINATIONS}/{}", submitted.id());
    let read = app.member("CAN").get(&path).expect(200);
    assert_eq!((&read.json, read.etag()), (&submitted.json, submitted.etag()));
    let event = "events WHERE action = 'chairmanship_nomination.submitted' AND visibility = 'network'";
    assert_eq!(app.row_count(event), 1);
}

fn nobody_nominates_another(app: &App) {
    let body = bid(app, &["URY", "DEU"], "2020-01-01", "2020-12-31");
    let canada = app.member("CAN");
    canada
        .post(NOMINATIONS, body.clone())
        .refused(422, SELF_NOMINATION)
        .fault("/nominees", "own_member_missing");
    app.secretariat()
        .post(NOMINATIONS, body.clone())
        .refused(403, None);
    app.public().post(NOMINATIONS, body).refused(401, None);
    assert_eq!(app.row_count("chairmanship_nominations"), 0);
    assert_eq!(
        app.row_count("events WHERE resource = 'chairmanship-nominations'"),
        0
    );
}

fn what_a_nomination_needs(app: &App) {
    let canada = app.member("CAN");
    let good = bid(app, &["CAN", "URY"], "2018-06-02", "2028-05-31");
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        canada.post(NOMINATIONS, body).refused(422, None)
    };
    with("nominees", json!([])).fault("/nominees", "too_few");
    with("nominees", json!(ids(app, &["CAN", "CAN"]))).fault("/nominees", "invalid");
    with("nominees", json!([app.member_id("CAN"), Id::new()])).fault("/nominees/1", "unknown");
    with("nominees", json!(vec![app.member_id("CAN"); 11])).fault("/nominees", "too_many");
    with("starts_on", json!("2018-06-01")).fault("/starts_on", "begun");
    with("starts_on", json!("2018-05-31")).fault("/ends_on", "invalid");
    with("ends_on", json!("2018-06-01")).fault("/ends_on", "invalid");
    with("ends_on", json!("2028-06-02")).fault("/ends_on", "invalid");
    with("theme", json!({"x y": "z"})).fault("/theme", "invalid");
    with("letter", json!("x".repeat(20_001))).fault("/letter", "too_long");
    with("status", json!("selected")).fault("/status", "unknown");
    canada.post(NOMINATIONS, good).expect(201);
}

/// "Members nominate themselves": who has left the Network is none.
fn nominees_are_in_the_network(app: &App) {
    let withdrawal = json!({"on": "2018-05-31", "source": "Note verbale"});
    let uruguay = format!("/v1/members/{}/withdraw", app.member_id("URY"));
    app.secretariat().post(&uruguay, withdrawal).expect(200);
    app.member("CAN")
        .post(NOMINATIONS, bid(app, &["CAN", "URY"], "2020-01-01", "2020-12-31"))
        .refused(422, SELF_NOMINATION)
        .fault("/nominees/1", "not_a_member");
}

fn each_nominee_consents_once_and_for_itself(app: &App) {
    let path = nominate(app, &["CAN", "URY", "ARG"], "2020-01-01", "2020-12-31");
    let consent = format!("{path}/consent");
    app.public().post_empty(&consent).refused(401, None);
    app.secretariat().post_empty(&consent).refused(403, None);
    app.member("DEU").post_empty(&consent).refused(403, None);
    app.member("CAN").post_empty(&consent).refused(409, None);
    app.set_now("2018-06-02T10:00:00Z");
    let consented = app.member("URY").post_empty(&consent).expect(200);
    let at: Vec<_> = (0..3)
        .map(|i| consented["nominees"][i]["consented_at"].clone())
        .collect();
    assert_eq!(
        at,
        [
            json!("2018-06-01T09:00:00Z"),
            json!("2018-06-02T10:00:00Z"),
            json!(null)
        ]
    );
    assert_eq!(consented["updated_at"], "2018-06-02T10:00:00Z");
    app.member("URY").post_empty(&consent).refused(409, None);
    app.member("URY")
        .post_empty(&format!("{NOMINATIONS}/{}/consent", Id::new()))
        .refused(404, None);
    assert_eq!(
        app.row_count("events WHERE action = 'chairmanship_nomination.consented'"),
        1
    );
}

fn a_nominee_changes_theme_and_letter(app: &App) {
    let path = nominate(app, &["CAN", "URY"], "2020-01-01", "2020-12-31");
    let canada = app.member("CAN");
    let first = canada.get(&path).expect(200);
    let letter = json!({"letter": "Together.", "theme": {"en": "Inclusion"}});
    app.member("DEU")
        .patch(&path, first.etag(), letter.clone())
        .refused(403, None);
    app.secretariat()
        .patch(&path, first.etag(), letter.clone())
        .refused(403, None);
    app.public()
        .patch(&path, first.etag(), letter.clone())
        .refused(401, None);
    let second = app
        .member("URY")
        .patch(&path, first.etag(), letter.clone())
        .expect(200);
    assert_eq!(
        (&second["letter"], &second["theme"]["en"]),
        (&json!("Together."), &json!("Inclusion"))
    );
    canada
        .patch(&path, first.etag(), letter.clone())
        .refused(412, None);
    canada
        .send("PATCH", &path, &[("Content-Type", "application/json")], b"{}")
        .refused(428, None);
    let third = canada
        .patch(&path, second.etag(), json!({"theme": null}))
        .expect(200);
    assert_eq!(
        (&third["letter"], &third["theme"]),
        (&json!("Together."), &json!(null))
    );
    for field in ["starts_on", "ends_on", "nominees"] {
        let term = json!({field: "2021-01-01"});
        canada
            .patch(&path, third.etag(), term)
            .refused(422, None)
            .fault(&format!("/{field}"), "unknown");
    }
    canada
        .patch(&path, third.etag(), json!({"theme": {"": "x"}}))
        .refused(422, None)
        .fault("/theme", "invalid");
    canada.post_empty(&format!("{path}/withdraw")).expect(200);
    canada.patch(&path, "*", letter).refused(409, None);
}

fn any_nominee_withdraws(app: &App) {
    let path = nominate(app, &["CAN", "URY"], "2020-01-01", "2020-12-31");
    let withdraw = format!("{path}/withdraw");
    app.public().post_empty(&withdraw).refused(401, None);
    app.secretariat().post_empty(&withdraw).refused(403, None);
    app.member("NAM").post_empty(&withdraw).refused(403, None);
    let withdrawn = app.member("URY").post_empty(&withdraw).expect(200);
    assert_eq!(withdrawn["status"], "withdrawn");
    assert_eq!(withdrawn["decided_at"], "2018-06-01T09:00:00Z");
    app.member("CAN").post_empty(&withdraw).refused(409, None);
    app.member("URY")
        .post_empty(&format!("{path}/consent"))
        .refused(409, None);
    app.secretariat()
        .post_empty(&format!("{path}/select"))
        .refused(409, None);
    app.secretariat()
        .post(&format!("{path}/decline"), json!({}))
        .refused(409, None);
    app.member("DEU").post_empty(&withdraw).refused(403, None);
    assert_eq!(
        app.row_count("events WHERE action = 'chairmanship_nomination.withdrawn'"),
        1
    );
}

/// Members and the secretariat see every nomination, the public none and not whether there is one.
fn the_network_sees_every_nomination(app: &App) {
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    let missing = format!("{NOMINATIONS}/{}", Id::new());
    for reader in [
        app.member("CAN"),
        app.member("NAM"),
        app.member("FRA"),
        app.secretariat(),
    ] {
        assert_eq!(codes(&reader.get(&path).expect(200)["nominees"]), ["CAN"]);
        assert_eq!(reader.get(NOMINATIONS).expect(200).data().len(), 1);
        reader.get(&missing).refused(404, None);
    }
    for hidden in [path.as_str(), &missing, NOMINATIONS] {
        app.public().get(hidden).refused(401, None);
    }
}

fn nominations_are_filtered_and_paged(app: &App) {
    let joint = nominate(app, &["CAN", "URY"], "2022-01-01", "2022-12-31");
    app.set_now("2018-06-01T09:01:00Z");
    let alone = nominate(app, &["URY"], "2020-01-01", "2020-12-31");
    app.set_now("2018-06-01T09:02:00Z");
    let withdrawn = nominate(app, &["CAN"], "2021-01-01", "2021-12-31");
    app.member("CAN")
        .post_empty(&format!("{withdrawn}/withdraw"))
        .expect(200);
    let reader = app.member("FRA");
    let find = |query: &str| {
        let list = reader
            .get(&format!("{NOMINATIONS}?count=true&{query}"))
            .expect(200);
        let found: Vec<_> = list
            .data()
            .iter()
            .map(|one| format!("{NOMINATIONS}/{}", one["id"].as_str().unwrap()))
            .collect();
        assert_eq!(list["total"], found.len());
        found
    };
    let (joint, alone, withdrawn) = (&joint, &alone, &withdrawn);
    assert_eq!(find("").iter().collect::<Vec<_>>(), [withdrawn, alone, joint]);
    assert_eq!(
        find("sort=created_at").iter().collect::<Vec<_>>(),
        [joint, alone, withdrawn]
    );
    assert_eq!(
        find("sort=starts_on").iter().collect::<Vec<_>>(),
        [alone, withdrawn, joint]
    );
    assert_eq!(
        find("sort=-starts_on").iter().collect::<Vec<_>>(),
        [joint, withdrawn, alone]
    );
    assert_eq!(find("status=withdrawn").iter().collect::<Vec<_>>(), [withdrawn]);
    let uruguay = app.member_id("URY");
    assert_eq!(
        find(&format!("member_id={uruguay}")).iter().collect::<Vec<_>>(),
        [alone, joint]
    );
    assert!(find(&format!("member_id={uruguay}&status=withdrawn")).is_empty());
    for sort in ["created_at", "-created_at", "starts_on", "-starts_on"] {
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = reader
                .get(&format!("{NOMINATIONS}?limit=2&sort={sort}{next}"))
                .expect(200);
            seen.extend(
                page.data()
                    .iter()
                    .map(|one| format!("{NOMINATIONS}/{}", one["id"].as_str().unwrap())),
            );
            let Some(cursor) = page["next"].as_str() else {
                break;
            };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, find(&format!("sort={sort}")));
    }
    reader
        .get(&format!("{NOMINATIONS}?status=open"))
        .refused(400, None)
        .fault("?status", "not_one_of");
}

cases! {
    a_member_nominates_itself,
    nobody_nominates_another,
    what_a_nomination_needs,
    nominees_are_in_the_network,
    each_nominee_consents_once_and_for_itself,
    a_nominee_changes_theme_and_letter,
    any_nominee_withdraws,
    the_network_sees_every_nomination,
    nominations_are_filtered_and_paged,
}
