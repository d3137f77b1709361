//! `POST /oauth2/token`, as OAuth libraries ask and as they should not.

use super::{ask, ask_with, created, path, text};
use crate::support::{Answer, App};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

const GRANT: &str = "grant_type=client_credentials";

fn ask_basic(app: &App, client: &str, secret: &str, form: &str) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode(format!("{client}:{secret}")));
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("authorization", &basic),
    ];
    app.public()
        .send("POST", "/oauth2/token", &headers, form.as_bytes())
}

/// A refusal in OAuth's words.
#[track_caller]
fn refused(answer: Answer, status: u16, error: &str) -> Answer {
    let answer = answer.expect(status);
    assert_eq!(answer["error"], error, "{answer}");
    assert!(answer["error_description"].is_string());
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    if status == 401 {
        assert!(
            answer.header("www-authenticate").starts_with("Basic "),
            "{answer}"
        );
    }
    answer
}

fn part(token: &str, place: usize) -> Value {
    let part = token.split('.').nth(place).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn by_basic_and_in_the_form(app: &App) {
    let made = created(&app.member("ESP"), "read write");
    let (id, secret) = (text(&made["client_id"]), text(&made["client_secret"]));
    for answer in [ask_with(app, &made), ask_basic(app, id, secret, GRANT)] {
        let answer = answer.expect(200);
        assert_eq!(answer["token_type"], "Bearer");
        assert_eq!(answer["expires_in"], 600);
        assert_eq!(answer["scope"], "read write");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("pragma"), "no-cache");
        let token = text(&answer["access_token"]);
        assert_eq!(part(token, 0)["typ"], "at+jwt");
        let claims = part(token, 1);
        assert_eq!((&claims["sub"], &claims["client_id"]), (&json!(id), &json!(id)));
        assert_eq!(claims["scope"], "read write");
        assert_eq!(
            claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
            600
        );
        app.public().with_token(token).get("/v1/me").expect(200);
    }
    // What is not known is ignored, and what is empty is not there (RFC 6749, 3.2).
    let more = format!("{GRANT}&resource=x&scope=&client_id={id}");
    ask_basic(app, id, secret, &more).expect(200);
}

fn less_may_be_asked_for_and_never_more(app: &App) {
    let spain = app.member("ESP");
    let both = created(&spain, "read write");
    let ask_for = |credentials: &Answer, scope: &str| {
        let (id, secret) = (
            text(&credentials["client_id"]),
            text(&credentials["client_secret"]),
        );
        ask_basic(app, id, secret, &format!("{GRANT}&scope={scope}"))
    };
    for (asked, given) in [("read", "read"), ("write", "write"), ("write+read", "read write")] {
        assert_eq!(ask_for(&both, asked).expect(200)["scope"], given);
    }
    let read = created(&spain, "read");
    for scope in [
        "write",
        "read+write",
        "admin",
        "read+admin",
        "READ",
        "read++write",
        "%00",
    ] {
        let answer = ask_for(&read, scope).expect(400);
        let error = if scope == "%00" {
            "invalid_request"
        } else {
            "invalid_scope"
        };
        refused(answer, 400, error);
    }
    let reads = app
        .public()
        .with_token(text(&ask_for(&both, "read").expect(200)["access_token"]));
    reads
        .post("/v1/membership-requests", json!({}))
        .refused(403, None);
}

fn who_is_not_a_client_is_told_nothing(app: &App) {
    let spain = app.member("ESP");
    let made = created(&spain, "read");
    let disabled = created(&spain, "read");
    spain
        .post_empty(&format!("{}/disable", path(&disabled)))
        .expect(200);
    let rotated = created(&spain, "read");
    let now = json!({"overlap_hours": 0});
    spain
        .post(&format!("{}/rotate-secret", path(&rotated)), now)
        .expect(200);
    let id = text(&made["client_id"]);
    let credentials = |answer: &Answer| {
        (
            text(&answer["client_id"]).to_owned(),
            text(&answer["client_secret"]).to_owned(),
        )
    };
    let wrong = [
        (id.to_owned(), "wrong".to_owned()),
        (id.to_owned(), credentials(&disabled).1),
        (
            "0198f0a2-5b1c-7d3e-8a4f-000000000000".to_owned(),
            credentials(&made).1,
        ),
        ("nobody".to_owned(), credentials(&made).1),
        credentials(&disabled),
        credentials(&rotated),
    ];
    let mut told = Vec::new();
    for (client, secret) in &wrong {
        told.push(refused(ask_basic(app, client, secret, GRANT), 401, "invalid_client").text);
        let form = format!("{GRANT}&client_id={client}&client_secret={secret}");
        told.push(refused(ask(app, &form), 401, "invalid_client").text);
    }
    told.push(refused(ask(app, GRANT), 401, "invalid_client").text);
    told.push(
        refused(
            ask(app, &format!("{GRANT}&client_id={id}")),
            401,
            "invalid_client",
        )
        .text,
    );
    told.dedup();
    assert_eq!(told.len(), 1, "the refusals differ: {told:?}");
    for header in ["Basic", "Basic !!!", "Basic YQ==", "Bearer x", ""] {
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("authorization", header),
        ];
        let answer = app
            .public()
            .send("POST", "/oauth2/token", &headers, GRANT.as_bytes());
        refused(answer, 401, "invalid_client");
    }
}

fn what_is_no_request_for_a_token_is_said(app: &App) {
    let made = created(&app.member("ESP"), "read");
    let (id, secret) = (text(&made["client_id"]), text(&made["client_secret"]));
    let own = format!("client_id={id}&client_secret={secret}");
    for (form, error) in [
        (own.clone(), "invalid_request"),
        (format!("{own}&grant_type="), "invalid_request"),
        (format!("{own}&grant_type=password"), "unsupported_grant_type"),
        (
            format!("{own}&grant_type=refresh_token"),
            "unsupported_grant_type",
        ),
        (format!("{own}&{GRANT}&{GRANT}"), "invalid_request"),
        (format!("{own}&{own}&{GRANT}"), "invalid_request"),
        (
            format!("{GRANT}&client_id={id}&client_secret={}", "x".repeat(201)),
            "invalid_request",
        ),
        (String::new(), "invalid_request"),
    ] {
        refused(ask(app, &form), 400, error);
    }
    let twice = ask_basic(app, id, secret, &format!("{GRANT}&{own}"));
    refused(twice, 400, "invalid_request");
    let other = format!("{GRANT}&client_id=0198f0a2-5b1c-7d3e-8a4f-000000000000");
    refused(ask_basic(app, id, secret, &other), 400, "invalid_request");
    let in_json = json!({"grant_type": "client_credentials", "client_id": id, "client_secret": secret});
    app.public().post("/oauth2/token", in_json).refused(415, None);
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let send = |body: &[u8]| app.public().send("POST", "/oauth2/token", &headers, body);
    refused(send(b"grant_type=\xff"), 400, "invalid_request");
    send(&vec![b'x'; 256 * 1024 + 1]).refused(413, None);
}

fn its_use_is_noted_to_the_hour(app: &App) {
    let spain = app.member("ESP");
    let made = created(&spain, "read");
    let noted = |moment: &str| {
        app.set_now(moment);
        ask_with(app, &made).expect(200);
        spain.get(&path(&made)).expect(200)["last_used_at"].clone()
    };
    assert!(made["service_account"]["last_used_at"].is_null());
    assert_eq!(noted("2018-06-01T09:05:00Z"), "2018-06-01T09:05:00Z");
    assert_eq!(noted("2018-06-01T10:04:59Z"), "2018-06-01T09:05:00Z");
    assert_eq!(noted("2018-06-01T10:05:00Z"), "2018-06-01T10:05:00Z");
    ask(
        app,
        &format!(
            "{GRANT}&client_id={}&client_secret=wrong",
            text(&made["client_id"])
        ),
    )
    .expect(401);
    app.set_now("2018-06-01T12:00:00Z");
    assert_eq!(
        spain.get(&path(&made)).expect(200)["last_used_at"],
        "2018-06-01T10:05:00Z"
    );
}

fn a_token_lives_ten_minutes(app: &App) {
    let made = created(&app.member("ESP"), "read");
    let client = super::machine(app, &made);
    app.set_now("2018-06-01T09:10:04Z");
    client.get("/v1/me").expect(200);
    app.set_now("2018-06-01T09:10:05Z");
    client.get("/v1/me").refused(401, None);
}

fn an_idempotency_key_gives_nobody_anothers_token(app: &App) {
    let spain = created(&app.member("ESP"), "read");
    let namibia = created(&app.member("NAM"), "read");
    let subject = |credentials: &Answer| {
        let (id, secret) = (
            text(&credentials["client_id"]),
            text(&credentials["client_secret"]),
        );
        let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("authorization", &basic),
            ("idempotency-key", "one"),
        ];
        let answer = app
            .public()
            .send("POST", "/oauth2/token", &headers, GRANT.as_bytes())
            .expect(200);
        part(text(&answer["access_token"]), 1)["sub"].clone()
    };
    assert_eq!(subject(&spain), spain["client_id"]);
    assert_eq!(subject(&namibia), namibia["client_id"]);
    assert_eq!(app.row_count("idempotency_keys"), 0);
}

cases! {
    by_basic_and_in_the_form,
    less_may_be_asked_for_and_never_more,
    who_is_not_a_client_is_told_nothing,
    what_is_no_request_for_a_token_is_said,
    its_use_is_noted_to_the_hour,
    a_token_lives_ten_minutes,
    an_idempotency_key_gives_nobody_anothers_token,
}
