//! Systems that call without a person: service accounts, their tokens, and the keys behind every token.

mod forger;
mod forgeries;
mod keys;
mod metadata;
mod service_accounts;
mod tokens;
mod vouched;

use crate::support::{Answer, App, Case, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [
        forgeries::tests(),
        keys::tests(),
        metadata::tests(),
        service_accounts::tests(),
        tokens::tests(),
        vouched::tests(),
    ]
    .concat()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// Makes a service account: the answer has its credentials.
#[track_caller]
pub fn created(owner: &Client, scope: &str) -> Answer {
    let body = json!({"name": "Portal", "scope": scope});
    owner.post("/v1/service-accounts", body).expect(201)
}

/// Asks for a token with a form.
#[track_caller]
pub fn ask(app: &App, form: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    app.public()
        .send("POST", "/oauth2/token", &headers, form.as_bytes())
}

/// Asks for a token with the credentials of a new or rotated service account.
#[track_caller]
pub fn ask_with(app: &App, credentials: &Answer) -> Answer {
    let (id, secret) = (
        text(&credentials["client_id"]),
        text(&credentials["client_secret"]),
    );
    ask(
        app,
        &format!("grant_type=client_credentials&client_id={id}&client_secret={secret}"),
    )
}

/// A client with a token of a service account.
#[track_caller]
pub fn machine(app: &App, credentials: &Answer) -> Client {
    let token = ask_with(app, credentials).expect(200);
    app.public().with_token(text(&token["access_token"]))
}

/// The path of a service account.
fn path(credentials: &Answer) -> String {
    format!("/v1/service-accounts/{}", text(&credentials["client_id"]))
}
