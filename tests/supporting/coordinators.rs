//! The secretariat's coordinators, by date.

use crate::support::{App, Client};
use serde_json::json;

fn the_secretariat_assigns_and_terms_say_who_serves(app: &App) {
    let secretariat = app.secretariat();
    let first = json!({"name": "Aminata Diallo", "starts_on": "2017-01-01"});
    let made = secretariat.post("/v1/coordinators", first).expect(201);
    let path = format!("/v1/coordinators/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["serving"], true);
    assert_eq!(made["ends_on"], json!(null));

    let next = json!({"name": "Inés Prado", "starts_on": "2018-07-01", "ends_on": "2019-06-30"});
    let next = secretariat.post("/v1/coordinators", next).expect(201);
    assert_eq!(next["serving"], false);

    let etag = made.etag().to_owned();
    let ended = secretariat
        .patch(&path, &etag, json!({"ends_on": "2018-07-31"}))
        .expect(200);
    assert_eq!(ended["serving"], true);
    secretariat.patch(&path, &etag, json!({})).refused(412, None);

    let namibia = app.member("NAM");
    let on = |client: &Client, day: &str| {
        let page = client
            .get(&format!("/v1/coordinators?on={day}&count=true"))
            .expect(200);
        page["total"].as_i64().unwrap()
    };
    // A handover in July; nobody before 2017.
    assert_eq!(
        ["2016-12-31", "2018-06-30", "2018-07-15", "2018-08-01"].map(|day| on(&namibia, day)),
        [0, 1, 2, 1]
    );
    app.set_now("2018-07-31T23:59:59Z");
    assert_eq!(app.member("NAM").get(&path).expect(200)["serving"], true);
    app.set_now("2018-08-01T00:00:00Z");
    assert_eq!(app.member("NAM").get(&path).expect(200)["serving"], false);
}

fn a_term_ends_after_it_begins(app: &App) {
    let secretariat = app.secretariat();
    let turned = json!({"name": "Aminata Diallo", "starts_on": "2018-01-02", "ends_on": "2018-01-01"});
    secretariat
        .post("/v1/coordinators", turned)
        .refused(422, None)
        .fault("/ends_on", "order");
    let made = json!({"name": "Aminata Diallo", "starts_on": "2018-01-02"});
    let made = secretariat.post("/v1/coordinators", made).expect(201);
    let path = format!("/v1/coordinators/{}", made.id());
    secretariat
        .patch(&path, made.etag(), json!({"ends_on": "2018-01-01"}))
        .refused(422, None)
        .fault("/ends_on", "order");
}

fn members_read_and_the_public_does_not(app: &App) {
    let body = json!({"name": "Aminata Diallo", "starts_on": "2017-01-01"});
    let made = app
        .secretariat()
        .post("/v1/coordinators", body.clone())
        .expect(201);
    let path = format!("/v1/coordinators/{}", made.id());
    app.member("NAM").get(&path).expect(200);
    app.member("NAM")
        .post("/v1/coordinators", body)
        .refused(403, None);
    app.member("NAM")
        .patch(&path, made.etag(), json!({}))
        .refused(403, None);
    app.public().get(&path).refused(401, None);
}

cases! {
    the_secretariat_assigns_and_terms_say_who_serves,
    a_term_ends_after_it_begins,
    members_read_and_the_public_does_not,
}
