//! Every operation, called by everyone: what the access table does not allow is refused before anything else is looked
//! at, and what it allows is not.

use crate::support::conformance::operations;
use crate::support::{Answer, App, Client, PASSWORD};
use serde_json::Value;
use wps_network::auth::access::{Relation, Row, TABLE, Who};

/// An id that no record has.
const NOBODY: &str = "0198f0a2-5b1c-7d3e-8a4f-000000000000";

/// Calls an operation on records that do not exist, with the contract's own example as its body.
fn call(client: &Client, path: &str, method: &str, operation: &Value) -> Answer {
    let path = filled(path);
    let body = &operation["requestBody"]["content"]["application/json"]["example"];
    let mut headers = vec![("content-type", "application/json")];
    if matches!(method, "patch" | "delete") {
        headers.push(("if-match", "*"));
    }
    let bytes = if body.is_null() {
        Vec::new()
    } else {
        body.to_string().into_bytes()
    };
    client.send(&method.to_uppercase(), &path, &headers, &bytes)
}

fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { NOBODY } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

fn row(operation: &Value) -> &'static Row {
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
        401 => matches!(row.operation, "startSession" | "refreshSession"),
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

fn a_token_that_does_not_count_is_refused_everywhere(app: &App) {
    app.member("NAM");
    let token = |answer: Answer| answer.expect(201)["access_token"].as_str().unwrap().to_owned();
    let good = token(app.sign_in("nam@example.org", PASSWORD));
    let ended = token(app.sign_in("nam@example.org", PASSWORD));
    app.public()
        .with_token(&ended)
        .delete("/v1/sessions", "*")
        .expect(204);
    let (head, rest) = good.split_once('.').unwrap();
    let (claims, signature) = rest.split_once('.').unwrap();
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
    let forged = [
        ended,
        format!("{head}.{claims}.{}", signature.chars().rev().collect::<String>()),
        format!("{head}.{claims}."),
        format!("{none}.{claims}."),
        format!("{head}.e30.{signature}"),
        "x".repeat(4000),
        "not a token".to_owned(),
        String::new(),
    ];
    for (path, method, operation) in operations() {
        for token in &forged {
            call(&app.public().with_token(token), path, method, operation).refused(401, None);
        }
    }
    app.public().with_token(&good).get("/v1/me").expect(200);
    app.public()
        .with_header("Authorization", "Basic bmFtOng=")
        .get("/v1/me")
        .refused(401, None);
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
    a_token_that_does_not_count_is_refused_everywhere,
    a_token_ends_and_a_disabled_account_is_out_at_once
}
