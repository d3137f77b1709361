//! Tokens that are not ours, or not as we write them: each is sent to every operation, and none counts.

use super::forger::Forger;
use super::text;
use crate::access::{call, row};
use crate::support::conformance::operations;
use crate::support::{App, PASSWORD};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::io::{Read, Write};
use wps_network::auth::access::Relation;
use wps_network::auth::token_keys;

fn none_counts_anywhere(app: &App) {
    let mut forger = Forger::new(app);
    app.member("ESP");
    let spain = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let spains = URL_SAFE_NO_PAD
        .decode(text(&spain["access_token"]).split('.').nth(1).unwrap())
        .unwrap();
    let spains: Value = serde_json::from_slice(&spains).unwrap();
    let ended = text(&app.sign_in("nam@example.org", PASSWORD).expect(201)["access_token"]).to_owned();
    app.public()
        .with_token(&ended)
        .send("DELETE", "/v1/sessions", &[], b"")
        .expect(204);
    forger.add("an ended session", ended);
    forger.algorithms();
    forger.signatures();
    forger.headers();
    forger.said(text(&spains["sub"]), text(&spains["sid"]));
    forger.no_tokens();
    // The forger can do it: unchanged, header and claims are taken.
    let own = Forger::signed(
        &forger.ours,
        &forger.header().to_string(),
        &forger.claims.to_string(),
    );
    for good in [&own, &forger.token] {
        app.public().with_token(good).get("/v1/me").expect(200);
    }
    assert!(
        forger.forged.len() >= 150,
        "only {} forgeries",
        forger.forged.len()
    );
    for (path, method, operation) in operations() {
        if row(operation).relation == Relation::Client {
            // Takes no access token: `tokens.rs`.
            continue;
        }
        for (name, token) in &forger.forged {
            let answer = call(&app.public().with_token(token), path, method, operation);
            assert!(answer.status == 401, "{name} was taken: {answer}");
            assert!(
                answer
                    .header("www-authenticate")
                    .contains("error=\"invalid_token\""),
                "{name}: {answer}"
            );
        }
    }
    // They left nothing behind, and the true token still counts.
    app.public().with_token(&forger.token).get("/v1/me").expect(200);
    assert_eq!(app.row_count("token_keys"), 2);
    for scheme in ["Basic bmFtOng=", "Token x", "bearer", "Bearer"] {
        app.public()
            .with_header("Authorization", scheme)
            .get("/v1/me")
            .refused(401, None);
    }
}

fn a_megabyte_of_kid_is_not_even_read(app: &App) {
    let forger = Forger::new(app);
    let header = json!({"typ": "at+jwt", "alg": "EdDSA", "kid": "k".repeat(1 << 20)}).to_string();
    let token = Forger::signed(&forger.ours, &header, &forger.claims.to_string());
    let address = app.address().trim_start_matches("http://").to_owned();
    let mut socket = std::net::TcpStream::connect(address).unwrap();
    // The service may end the connection before all of it is sent.
    let _ = write!(
        socket,
        "GET /v1/me HTTP/1.1\r\nHost: wps.test\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    app.public().with_token(&forger.token).get("/v1/me").expect(200);
}

fn a_key_retired_long_ago_signs_nothing(app: &App) {
    let mut forger = Forger::new(app);
    let now = app.clock.now();
    app.write(move |conn| token_keys::rotate(conn, chrono::Duration::zero(), now))
        .unwrap();
    app.public().with_token(&forger.token).get("/v1/me").expect(200);
    app.set_now("2018-06-01T09:11:00Z");
    let later = app.clock.now().timestamp();
    forger.with_claims("fresh", &json!({"iat": later, "nbf": later, "exp": later + 600}));
    let (_, token) = forger.forged.pop().unwrap();
    app.public().with_token(&token).get("/v1/me").refused(401, None);
}

cases! { none_counts_anywhere, a_megabyte_of_kid_is_not_even_read, a_key_retired_long_ago_signs_nothing }
