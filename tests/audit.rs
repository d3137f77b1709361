//! The audit trail.

use crate::support::{App, Engine};
use serde_json::{Value, json};

fn organization(acronym: &str) -> Value {
    json!({"kind": "regional_organization", "name": "Organization", "acronym": acronym,
        "starts_on": "2018-01-01", "source": "Note verbale"})
}

fn every_decision_is_on_record(app: &App) {
    let secretariat = app.secretariat();
    let account = secretariat.get("/v1/me").expect(200)["account_id"].clone();
    let recorded = secretariat.post("/v1/members", organization("ORG")).expect(201);
    let id = recorded.id();
    app.set_now("2018-06-02T09:00:00Z");
    let withdraw = json!({"source": "Note verbale"});
    secretariat
        .post(&format!("/v1/members/{id}/withdraw"), withdraw)
        .expect(200);
    let list = secretariat
        .get(&format!("/v1/audit-entries?resource_id={id}&count=true"))
        .expect(200);
    assert_eq!(list["total"], 2);
    let [later, first] = list.data() else {
        panic!("{list}")
    };
    assert_eq!(
        first,
        &json!({"id": first["id"], "occurred_at": "2018-06-01T09:00:00Z", "account_id": account, "action": "member.recorded",
            "resource": "members", "resource_id": id, "version": 1, "request_id": recorded.header("x-request-id")})
    );
    assert_eq!(later["version"], 2);
    let one = secretariat
        .get(&format!("/v1/audit-entries/{}", first["id"].as_str().unwrap()))
        .expect(200);
    assert_eq!(&one.json, first);

    let count = |filter: &str| {
        let list = secretariat
            .get(&format!("/v1/audit-entries?resource_id={id}&{filter}"))
            .expect(200);
        list.data().len()
    };
    assert_eq!(count("resource=members"), 2);
    assert_eq!(count("resource=updates"), 0);
    assert_eq!(count(&format!("account_id={}", account.as_str().unwrap())), 2);
    assert_eq!(count(&format!("account_id={id}")), 0);
    assert_eq!(count("since=2018-06-02T09:00:00Z"), 1);
    assert_eq!(count("until=2018-06-02T09:00:00Z"), 1);
    assert_eq!(count("since=2018-06-01T09:00:00Z&until=2018-06-02T09:00:01Z"), 2);
}

fn pages_are_of_the_same_moment(app: &App) {
    let secretariat = app.secretariat();
    for n in 0..5 {
        secretariat
            .post("/v1/members", organization(&format!("O{n}")))
            .expect(201);
    }
    let mut path = "/v1/audit-entries?resource=members&sort=occurred_at&limit=2".to_owned();
    let mut got = Vec::new();
    loop {
        let page = secretariat.get(&path).expect(200);
        got.extend(
            page.data()
                .iter()
                .map(|entry| entry["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/audit-entries?resource=members&sort=occurred_at&limit=2&cursor={next}");
    }
    let sorted = {
        let mut all = got.clone();
        all.sort();
        all.dedup();
        all
    };
    assert_eq!((got.len(), &got), (5, &sorted));
}

fn the_database_keeps_what_was_recorded(app: &App) {
    app.secretariat()
        .post("/v1/members", organization("ORG"))
        .expect(201);
    let before = app.row_count("audit_entries");
    let mut attempts = vec![
        "UPDATE audit_entries SET action = 'member.other'",
        "DELETE FROM audit_entries",
    ];
    if app.engine() == Engine::Postgres {
        attempts.push("TRUNCATE audit_entries");
    }
    for sql in attempts {
        let refused = app.write(move |conn| {
            use diesel::connection::SimpleConnection;
            Ok(conn.batch_execute(sql)?)
        });
        assert!(refused.is_err(), "{sql}");
    }
    assert_eq!(
        app.row_count("audit_entries WHERE action <> 'member.other'"),
        before
    );
}

cases! { every_decision_is_on_record, pages_are_of_the_same_moment, the_database_keeps_what_was_recorded }
