//! The access table, row by row: whom it does not name is refused before anything of the request is read.

use crate::support::conformance::operations;
use crate::support::{Answer, App, Client};
use serde_json::Value;
use wps_network::auth::access::{self, Relation, Row, Who};

/// Each operation, with its row.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static Value, &'static Row)> {
    operations().map(|(path, method, operation)| {
        let id = operation["operationId"].as_str().unwrap();
        (path, method, operation, access::find(id).unwrap())
    })
}

/// A client of each role, and whether a row names it. Norway has no seat in the troika of 2018, Namibia has.
fn callers(app: &App) -> [(Client, fn(&Row) -> bool); 4] {
    [
        (app.public(), |row| row.who.contains(&Who::Public)),
        (app.member("NOR"), |row| row.who.contains(&Who::Member)),
        (app.member("NAM"), |row| {
            row.who.contains(&Who::Member) || row.who.contains(&Who::Troika)
        }),
        (app.secretariat(), |row| row.who.contains(&Who::Secretariat)),
    ]
}

#[track_caller]
fn call(client: &Client, path: &str, method: &str, operation: &Value, body: &[u8]) -> Answer {
    let path: Vec<&str> = path
        .split('/')
        .map(|part| {
            if part.starts_with('{') {
                "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
            } else {
                part
            }
        })
        .collect();
    let headers = [("If-Match", "*"), ("Content-Type", "application/json")];
    let body = if operation["requestBody"].is_null() {
        b""
    } else {
        body
    };
    client.send(&method.to_uppercase(), &path.join("/"), &headers, body)
}

fn whom_a_row_does_not_name_is_refused_unread(app: &App) {
    for (client, named) in callers(app) {
        let status = if client.sign_in().is_some() { 403 } else { 401 };
        for (path, method, operation, _) in rows().filter(|(.., row)| !named(row)) {
            call(&client, path, method, operation, b"{no json").refused(status, None);
        }
    }
}

fn whom_a_row_names_is_let_in(app: &App) {
    for (client, named) in callers(app) {
        for (path, method, operation, _) in
            rows().filter(|(.., row)| named(row) && row.relation == Relation::Any)
        {
            let answer = call(&client, path, method, operation, b"{}");
            assert!(!matches!(answer.status, 401 | 403), "{answer}");
        }
    }
}

cases! { whom_a_row_does_not_name_is_refused_unread, whom_a_row_names_is_let_in }
