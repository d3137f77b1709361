//! How the secretariat decides on nominations.

use super::{TERMS, codes, nominate, record};
use crate::support::App;
use serde_json::json;
use wps_network::db::Id;

const SELF_NOMINATION: Option<&str> = Some("chair.self-nomination");

fn a_joint_bid_is_selected_with_the_consent_of_each(app: &App) {
    let secretariat = app.secretariat();
    let path = nominate(app, &["CAN", "URY", "ARG"], "2020-01-01", "2021-12-31");
    let select = format!("{path}/select");
    let refused = secretariat.post_empty(&select).refused(409, SELF_NOMINATION);
    assert!(refused["detail"].as_str().unwrap().starts_with("2 of 3 nominees"));
    app.member("URY")
        .post_empty(&format!("{path}/consent"))
        .expect(200);
    let refused = secretariat.post_empty(&select).refused(409, SELF_NOMINATION);
    assert!(refused["detail"].as_str().unwrap().starts_with("1 of 3 nominees"));
    assert_eq!(app.row_count("chair_terms"), 3);
    app.member("ARG")
        .post_empty(&format!("{path}/consent"))
        .expect(200);
    app.set_now("2018-07-01T09:00:00Z");
    let selected = secretariat.post_empty(&select).expect(200);
    assert_eq!(selected["status"], "selected");
    assert_eq!(selected["decided_at"], "2018-07-01T09:00:00Z");
    let term = app.public().get(&format!(
        "{TERMS}/{}",
        selected["chair_term_id"].as_str().unwrap()
    ));
    let term = term.expect(200);
    assert_eq!(codes(&term["chairs"]), ["CAN", "URY", "ARG"]);
    assert_eq!(
        (&term["starts_on"], &term["ends_on"]),
        (&json!("2020-01-01"), &json!("2021-12-31"))
    );
    assert_eq!(term["nomination_id"], selected["id"]);
    assert!(term["source"].is_null());
    assert_eq!(
        app.row_count("events WHERE action = 'chair_term.recorded' AND visibility = 'public'"),
        1
    );
    assert_eq!(
        app.row_count("events WHERE action = 'chairmanship_nomination.selected' AND visibility = 'network'"),
        1
    );
}

fn the_theme_goes_with_the_selection(app: &App) {
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    app.member("CAN")
        .patch(&path, "*", json!({"theme": {"en": "Inclusion"}}))
        .expect(200);
    let selected = app
        .secretariat()
        .post_empty(&format!("{path}/select"))
        .expect(200);
    let term = app.public().get(&format!(
        "{TERMS}/{}",
        selected["chair_term_id"].as_str().unwrap()
    ));
    assert_eq!(term.expect(200)["theme"], json!({"en": "Inclusion"}));
}

fn only_the_secretariat_decides(app: &App) {
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    for step in ["select", "decline"] {
        let step = format!("{path}/{step}");
        app.public().post(&step, json!({})).refused(401, None);
        for code in ["CAN", "DEU", "FRA"] {
            app.member(code).post(&step, json!({})).refused(403, None);
        }
    }
    let missing = format!("/v1/chairmanship-nominations/{}", Id::new());
    app.secretariat()
        .post_empty(&format!("{missing}/select"))
        .refused(404, None);
    app.secretariat()
        .post(&format!("{missing}/decline"), json!({}))
        .refused(404, None);
    assert_eq!(app.member("CAN").get(&path).expect(200)["status"], "submitted");
}

fn a_decided_nomination_stays_decided(app: &App) {
    let secretariat = app.secretariat();
    let selected = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    secretariat.post_empty(&format!("{selected}/select")).expect(200);
    let declined = nominate(app, &["CAN"], "2021-01-01", "2021-12-31");
    secretariat
        .post(&format!("{declined}/decline"), json!({}))
        .expect(200);
    let entries = app.row_count("audit_entries");
    for path in [&selected, &declined] {
        secretariat
            .post_empty(&format!("{path}/select"))
            .refused(409, None);
        secretariat
            .post(&format!("{path}/decline"), json!({}))
            .refused(409, None);
        for step in ["consent", "withdraw"] {
            app.member("CAN")
                .post_empty(&format!("{path}/{step}"))
                .refused(409, None);
        }
        app.member("CAN")
            .patch(path, "*", json!({"letter": "x"}))
            .refused(409, None);
    }
    assert_eq!(app.row_count("audit_entries"), entries);
}

fn a_nomination_is_declined_with_a_reason_or_without(app: &App) {
    let secretariat = app.secretariat();
    let path = nominate(app, &["CAN", "URY"], "2020-01-01", "2020-12-31");
    let decline = format!("{path}/decline");
    secretariat
        .post(&decline, json!({"reason": ""}))
        .refused(422, None)
        .fault("/reason", "empty");
    secretariat
        .post(&decline, json!({"vote": 3}))
        .refused(422, None)
        .fault("/vote", "unknown");
    let reason = json!({"reason": "Another nomination was selected."});
    let declined = secretariat.post(&decline, reason.clone()).expect(200);
    assert_eq!(
        (&declined["status"], &declined["reason"]),
        (&json!("not_selected"), &reason["reason"])
    );
    assert_eq!(declined["decided_at"], "2018-06-01T09:00:00Z");
    assert_eq!(
        app.member("FRA").get(&path).expect(200)["reason"],
        reason["reason"]
    );
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    let declined = secretariat
        .post(&format!("{path}/decline"), json!({"reason": null}))
        .expect(200);
    assert!(declined["reason"].is_null());
    assert_eq!(
        app.row_count("events WHERE action = 'chairmanship_nomination.declined'"),
        2
    );
}

fn a_selection_does_not_overlap_a_term(app: &App) {
    let secretariat = app.secretariat();
    record(app, &["FRA"], "2020-06-01", "2021-05-31").expect(201);
    for (starts_on, ends_on) in [
        ("2020-01-01", "2020-12-31"),
        ("2019-12-31", "2019-12-31"),
        ("2020-07-01", "2020-07-31"),
    ] {
        let path = nominate(app, &["CAN"], starts_on, ends_on);
        secretariat
            .post_empty(&format!("{path}/select"))
            .refused(409, Some("chair.troika"));
        let still = secretariat.get(&path).expect(200);
        assert_eq!(
            (&still["status"], &still["chair_term_id"]),
            (&json!("submitted"), &json!(null))
        );
    }
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-05-31");
    secretariat.post_empty(&format!("{path}/select")).expect(200);
}

fn a_term_that_has_begun_is_not_selected(app: &App) {
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    app.set_now("2020-01-01T00:00:00Z");
    app.secretariat()
        .post_empty(&format!("{path}/select"))
        .refused(409, None);
    app.set_now("2019-12-31T23:59:59Z");
    app.secretariat()
        .post_empty(&format!("{path}/select"))
        .expect(200);
}

fn a_nominee_that_left_is_not_selected(app: &App) {
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    let withdrawal = json!({"on": "2018-05-31", "source": "Note verbale"});
    let canada = format!("/v1/members/{}/withdraw", app.member_id("CAN"));
    app.secretariat().post(&canada, withdrawal).expect(200);
    app.secretariat()
        .post_empty(&format!("{path}/select"))
        .refused(409, SELF_NOMINATION);
}

/// A repeated request acts once, and a key is not used for two things.
fn a_selection_can_be_repeated_safely(app: &App) {
    let path = nominate(app, &["CAN"], "2020-01-01", "2020-12-31");
    let secretariat = app.secretariat().with_header("Idempotency-Key", "select-2020");
    let first = secretariat.post_empty(&format!("{path}/select")).expect(200);
    let again = secretariat.post_empty(&format!("{path}/select")).expect(200);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!((&first.json, first.etag()), (&again.json, again.etag()));
    assert_eq!(app.row_count("chair_terms"), 4);
    let other = nominate(app, &["URY"], "2021-01-01", "2021-12-31");
    secretariat
        .post_empty(&format!("{other}/select"))
        .refused(422, None);
}

cases! {
    a_joint_bid_is_selected_with_the_consent_of_each,
    the_theme_goes_with_the_selection,
    only_the_secretariat_decides,
    a_decided_nomination_stays_decided,
    a_nomination_is_declined_with_a_reason_or_without,
    a_selection_does_not_overlap_a_term,
    a_term_that_has_begun_is_not_selected,
    a_nominee_that_left_is_not_selected,
    a_selection_can_be_repeated_safely,
}
