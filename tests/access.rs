//! Every operation, called by everyone: what the access table does not allow is refused before anything else is looked
//! at, and what it allows is not.

use crate::machines::{created, machine};
use crate::support::conformance::operations;
use crate::support::{Answer, App, Client, PASSWORD};
use serde_json::Value;
use wps_network::auth::access::{Relation, Row, TABLE, Who};

/// An id that no record has.
const NOBODY: &str = "0198f0a2-5b1c-7d3e-8a4f-000000000000";

/// Calls an operation on records that do not exist, with the contract's own example as its body.
pub fn call(client: &Client, path: &str, method: &str, operation: &Value) -> Answer {
    let path = filled(path);
    let content = &operation["requestBody"]["content"];
    let form = content["application/x-www-form-urlencoded"]["example"].as_object();
    let body = &content["application/json"]["example"];
    let mut headers = vec![if form.is_some() {
        ("content-type", "application/x-www-form-urlencoded")
    } else {
        ("content-type", "application/json")
    }];
    if matches!(method, "patch" | "delete") {
        headers.push(("if-match", "*"));
    }
    let bytes = match (form, body) {
        (Some(fields), _) => serde_urlencoded::to_string(fields).unwrap().into_bytes(),
        (None, Value::Null) => Vec::new(),
        (None, body) => body.to_string().into_bytes(),
    };
    client.send(&method.to_uppercase(), &path, &headers, &bytes)
}

fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { NOBODY } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

pub fn row(operation: &Value) -> &'static Row {
    let id = operation["operationId"].as_str().unwrap();
    TABLE
        .iter()
        .find(|row| row.operation == id)
        .unwrap_or_else(|| panic!("{id} has no row in the access table"))
}

/// Whether the answer is the operation's own business, and not a refusal of the caller.
fn let_in(row: &Row, answer: &Answer) -> bool {
    match answer.status {
        // Wrong credentials, not a refusal of who asks.
        401 => matches!(
            row.operation,
            "startSession" | "refreshSession" | "requestAccessToken"
        ),
        403 => row.relation != Relation::Any,
        status => status < 500,
    }
}

fn each_role_calls_each_operation(app: &App) {
    // On 2018-06-01 Germany has a seat in the troika, Canada has none.
    let roles = [
        (Who::Secretariat, "secretariat@example.org"),
        (Who::Troika, "deu@example.org"),
        (Who::Member, "can@example.org"),
    ];
    app.secretariat();
    app.member("DEU");
    app.member("CAN");
    for (path, method, operation) in operations() {
        let row = row(operation);
        for (who, email) in &roles {
            // A session of its own: one of the operations ends it.
            let tokens = app.sign_in(email, PASSWORD).expect(201);
            let client = app.public().with_token(tokens["access_token"].as_str().unwrap());
            let answer = call(&client, path, method, operation);
            let allowed = row.who.contains(who) || (*who == Who::Troika && row.who.contains(&Who::Member));
            if allowed {
                assert!(
                    let_in(row, &answer),
                    "{who:?} may call {}: {answer}",
                    row.operation
                );
            } else {
                answer.refused(403, None);
            }
        }
        let answer = call(&app.public(), path, method, operation);
        if row.is_public() {
            assert!(
                let_in(row, &answer),
                "anyone may call {}: {answer}",
                row.operation
            );
        } else {
            answer.refused(401, None);
        }
    }
}

fn each_service_account_calls_each_operation(app: &App) {
    let roles = [
        (Who::Secretariat, app.secretariat()),
        (Who::Troika, app.member("DEU")),
        (Who::Member, app.member("CAN")),
    ];
    for (who, owner) in &roles {
        for scope in ["read", "write"] {
            let client = machine(app, &created(owner, scope));
            for (path, method, operation) in operations() {
                let row = row(operation);
                let has_role =
                    row.who.contains(who) || (*who == Who::Troika && row.who.contains(&Who::Member));
                let in_scope = (method == "get") == (scope == "read");
                let answer = call(&client, path, method, operation);
                if row.relation == Relation::Client || (has_role && in_scope && !row.people_only) {
                    assert!(
                        let_in(row, &answer),
                        "{who:?} with {scope} may call {}: {answer}",
                        row.operation
                    );
                } else {
                    answer.refused(403, None);
                }
            }
        }
    }
}

fn who_may_not_call_is_not_told_about_his_body(app: &App) {
    let canada = app.member("CAN");
    let closed = |operation: &Value| !row(operation).who.contains(&Who::Member);
    for (path, method, _) in operations().filter(|(.., operation)| closed(operation)) {
        let path = format!("{}?nonsense=1", filled(path));
        canada
            .send(&method.to_uppercase(), &path, &[], b"{no json")
            .refused(403, None);
    }
}

fn a_token_ends_and_a_disabled_account_is_out_at_once(app: &App) {
    app.member("NAM");
    let answer = app.sign_in("nam@example.org", PASSWORD).expect(201);
    let namibia = app.public().with_token(answer["access_token"].as_str().unwrap());
    app.set_now("2018-06-01T09:09:59Z");
    let me = namibia.get("/v1/me").expect(200);
    app.set_now("2018-06-01T09:10:06Z");
    namibia.get("/v1/me").refused(401, None);
    app.set_now("2018-06-01T09:00:00Z");
    namibia.get("/v1/me").expect(200);
    let other = app.second_instance();
    let disable = format!("/v1/accounts/{}/disable", me["account_id"].as_str().unwrap());
    other.secretariat().post_empty(&disable).expect(200);
    namibia.get("/v1/me").refused(401, None);
}

cases! {
    each_role_calls_each_operation,
    who_may_not_call_is_not_told_about_his_body,
    each_service_account_calls_each_operation,
    a_token_ends_and_a_disabled_account_is_out_at_once
}
