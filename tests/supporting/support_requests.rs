//! Support that members ask for and the secretariat gives.

use crate::support::{App, Client, one_wins, race_rounds};
use serde_json::{Value, json};

fn request() -> Value {
    json!({"kind": "technical", "title": {"en": "Drafting a national action plan"}, "body": {"en": "We look for an adviser."}})
}

fn answer() -> Value {
    json!({"answer": {"en": "An adviser joins you on Monday."}})
}

fn a_member_asks_and_the_secretariat_answers(app: &App) {
    let canada = app.member("CAN");
    let secretariat = app.secretariat();
    let made = canada.post("/v1/support-requests", request()).expect(201);
    let path = format!("/v1/support-requests/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["member_id"], app.member_id("CAN"));
    assert_eq!(
        [
            &made["status"],
            &made["seat"],
            &made["answer"],
            &made["taken_up_at"]
        ],
        [&json!("open"), &json!(null), &json!(null), &json!(null)]
    );
    let changed = canada
        .patch(&path, made.etag(), json!({"kind": "operational"}))
        .expect(200);
    assert_eq!(changed["kind"], "operational");
    secretariat
        .post(&format!("{path}/resolve"), answer())
        .refused(409, Some("secretariat.support"));

    app.set_now("2018-06-02T10:00:00Z");
    let (canada, secretariat) = (app.member("CAN"), app.secretariat());
    let taken = secretariat.post_empty(&format!("{path}/take-up")).expect(200);
    assert_eq!(taken["status"], "in_progress");
    assert_eq!(taken["taken_up_at"], "2018-06-02T10:00:00Z");
    secretariat
        .post_empty(&format!("{path}/take-up"))
        .refused(409, Some("secretariat.support"));
    let etag = canada.get(&path).expect(200).etag().to_owned();
    canada
        .patch(&path, &etag, json!({"kind": "technical"}))
        .refused(409, Some("secretariat.support"));

    let resolved = secretariat.post(&format!("{path}/resolve"), answer()).expect(200);
    assert_eq!(resolved["status"], "resolved");
    assert_eq!(resolved["answer"], answer()["answer"]);
    for (end, body) in [("take-up", json!(null)), ("resolve", answer())] {
        let path = format!("{path}/{end}");
        let again = if body.is_null() {
            secretariat.post_empty(&path)
        } else {
            secretariat.post(&path, body)
        };
        again.refused(409, Some("secretariat.support"));
    }
    assert_eq!(canada.get(&path).expect(200)["answer"], answer()["answer"]);
}

fn the_troika_asks_from_its_seat(app: &App) {
    // In June 2018 Spain, Germany and Namibia are the troika.
    let made = app
        .member("DEU")
        .post("/v1/support-requests", request())
        .expect(201);
    assert_eq!(made["seat"], "incumbent");
}

fn only_the_member_and_the_secretariat_see_it(app: &App) {
    let canada = app.member("CAN");
    let made = canada.post("/v1/support-requests", request()).expect(201);
    let path = format!("/v1/support-requests/{}", made.id());
    let total = |client: &Client| {
        client
            .get("/v1/support-requests?count=true&status=open&kind=technical")
            .expect(200)["total"]
            .clone()
    };
    let (germany, secretariat) = (app.member("DEU"), app.secretariat());
    germany.get(&path).refused(404, None);
    germany.patch(&path, made.etag(), json!({})).refused(404, None);
    assert_eq!([total(&germany), total(&canada), total(&secretariat)], [0, 1, 1]);
    app.public().get(&path).refused(401, None);
    secretariat
        .post("/v1/support-requests", request())
        .refused(403, None);
    secretariat
        .patch(&path, made.etag(), json!({}))
        .refused(403, None);
    canada.post_empty(&format!("{path}/take-up")).refused(403, None);
    canada
        .post(&format!("{path}/resolve"), answer())
        .refused(403, None);
}

fn a_request_is_taken_up_once(app: &App) {
    let other = app.second_instance();
    let canada = app.member("CAN");
    let (here, there) = (app.secretariat(), other.secretariat());
    race_rounds(|_| {
        let made = canada.post("/v1/support-requests", request()).expect(201);
        let path = format!("/v1/support-requests/{}/take-up", made.id());
        one_wins(&[&|| here.post_empty(&path), &|| there.post_empty(&path)]);
    });
}

cases! {
    a_member_asks_and_the_secretariat_answers,
    the_troika_asks_from_its_seat,
    only_the_member_and_the_secretariat_see_it,
    a_request_is_taken_up_once,
}
