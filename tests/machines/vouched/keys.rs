//! How the keys of a provider are found and kept, and what a provider in trouble does.

use super::provider::{Key, Mood};
use super::{Stage, merged};
use crate::machines::{machine, text};
use crate::support::App;
use chrono::Duration;
use jsonwebtoken::Algorithm;
use serde_json::json;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

fn keys_rotate_at_the_provider(app: &App) {
    let stage = Stage::new(app, "read");
    let old = stage.token();
    stage.accepted(&old);
    let next = Key::new("next", Algorithm::EdDSA);
    let token = next.sign(&next.header(), &stage.claims());
    stage.provider.publishes(&[&next]);
    // It was asked a moment ago; after ten seconds it is asked again.
    stage.refused(&token);
    assert_eq!(stage.provider.asked(), 1);
    stage.pass(Duration::seconds(10));
    stage.accepted(&token);
    assert_eq!(stage.provider.asked(), 2);
    // The old key has gone with that.
    stage.refused(&old);
    // A key that is withdrawn counts for ten minutes at the most.
    stage.provider.publishes(&[&stage.key]);
    stage.pass(Duration::seconds(599));
    stage.accepted(&next.sign(&next.header(), &stage.claims()));
    stage.pass(Duration::seconds(1));
    stage.refused(&next.sign(&next.header(), &stage.claims()));
    stage.accepted(&stage.token());
    assert_eq!(stage.provider.asked(), 3);
}

fn made_up_keys_do_not_make_the_provider_be_asked(app: &App) {
    let stage = Stage::new(app, "read");
    for number in 0..20 {
        let header = merged(stage.key.header(), &json!({"kid": format!("made up {number}")}));
        stage.refused(&stage.key.sign(&header, &stage.claims()));
    }
    assert_eq!(stage.provider.asked(), 1);
    let stranger = Key::new("first", Algorithm::ES256);
    stage.refused(&stranger.sign(&stranger.header(), &stage.claims()));
    stage.accepted(&stage.token());
    assert_eq!(stage.provider.asked(), 1);
}

fn who_waits_shares_one_look(app: &App) {
    let stage = Stage::new(app, "read");
    stage.provider.is(Mood::Held);
    let request = format!(
        "GET /v1/me HTTP/1.1\r\nHost: wps.test\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\r\n",
        stage.token()
    );
    let address = stage.app.address().trim_start_matches("http://").to_owned();
    let mut waiting: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = TcpStream::connect(&address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    // The first of them goes away; nobody else suffers. Others are served meanwhile.
    drop(waiting.remove(0));
    for _ in 0..20 {
        stage.app.public().get("/v1/members").expect(200);
    }
    stage.provider.is(Mood::Well);
    for mut stream in waiting {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert_eq!(stage.provider.asked(), 1);
}

fn an_unreachable_provider(app: &App) {
    let stage = Stage::new(app, "read");
    stage.provider.is(Mood::Down);
    stage.unavailable(&stage.token());
    // It is left alone for ten seconds.
    stage.provider.is(Mood::Well);
    stage.unavailable(&stage.token());
    assert_eq!(stage.provider.asked(), 0);
    // Our own tokens, and who has none, do not notice.
    machine(&stage.app, &stage.account).get("/v1/me").expect(200);
    stage.app.public().get("/v1/members").expect(200);
    stage.pass(Duration::seconds(10));
    stage.accepted(&stage.token());
}

fn keys_outlive_an_outage_for_a_while(app: &App) {
    let stage = Stage::new(app, "read");
    stage.accepted(&stage.token());
    stage.provider.is(Mood::Down);
    for minutes in [11, 60, 168] {
        stage.pass(Duration::minutes(minutes));
        stage.accepted(&stage.token());
    }
    // Whether a new key is the provider's nobody knows.
    let header = merged(stage.key.header(), &json!({"kid": "new"}));
    stage.unavailable(&stage.key.sign(&header, &stage.claims()));
    stage.pass(Duration::minutes(1));
    stage.unavailable(&stage.token());
    stage.provider.is(Mood::Well);
    stage.pass(Duration::seconds(10));
    stage.accepted(&stage.token());
    stage.refused(&stage.key.sign(&header, &stage.claims()));
}

fn discovery_of_another_issuer(app: &App) {
    let stage = Stage::new(app, "read");
    for says in [
        json!({"issuer": "https://other.example.gov"}),
        json!({"issuer": format!("{}/", stage.provider.issuer())}),
        json!({"issuer": null}),
        json!({"jwks_uri": "keys"}),
        json!({"jwks_uri": "file:///etc/passwd"}),
    ] {
        stage.provider.is(Mood::Says(says));
        stage.unavailable(&stage.token());
        assert_eq!(stage.provider.asked(), 0);
        stage.pass(Duration::seconds(10));
    }
    stage.provider.is(Mood::Well);
    stage.accepted(&stage.token());
}

/// What a provider names, be it by discovery or by a redirect, does not lead into the operator's network.
fn a_provider_that_leads_inside(app: &App) {
    let stage = Stage::new(app, "read");
    let inside = TcpListener::bind("127.0.0.1:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let port = inside.local_addr().unwrap().port();
    let oidc = stage
        .provider
        .settings(&[format!("sub:portal = {}", text(&stage.account["client_id"]))]);
    let closed = app.second_instance_with(|settings| {
        settings.webhooks.allow = Vec::new();
        settings.oidc = oidc;
    });
    let stage = Stage { app: closed, ..stage };
    for mood in [
        Mood::Says(json!({"jwks_uri": format!("https://127.0.0.1:{port}/keys")})),
        Mood::Says(json!({"jwks_uri": format!("https://localhost:{port}/keys")})),
        Mood::Says(json!({"jwks_uri": format!("http://127.0.0.1:{port}/keys")})),
        Mood::Redirects(format!("https://localhost:{port}/keys")),
    ] {
        stage.provider.is(mood);
        stage.unavailable(&stage.token());
        stage.pass(Duration::seconds(10));
    }
    assert!(inside.accept().is_err());
    // The provider itself may stand inside: the operator named it.
    stage.provider.is(Mood::Well);
    stage.accepted(&stage.token());
}

fn an_oversized_key_set(app: &App) {
    let stage = Stage::new(app, "read");
    stage.provider.is(Mood::Large(64 * 1024));
    stage.unavailable(&stage.token());
    stage.provider.is(Mood::Well);
    stage.provider.publishes(&vec![&stage.key; 101]);
    stage.pass(Duration::seconds(10));
    stage.unavailable(&stage.token());
    stage.provider.publishes(&vec![&stage.key; 100]);
    stage.pass(Duration::seconds(10));
    stage.accepted(&stage.token());
}

fn a_certificate_that_nobody_vouches_for(app: &App) {
    let stage = Stage::new(app, "read");
    let mut oidc = stage
        .provider
        .settings(&[format!("sub:portal = {}", text(&stage.account["client_id"]))]);
    oidc.ca_file = None;
    let wary = app.second_instance_with(|settings| settings.oidc = oidc);
    let stage = Stage { app: wary, ..stage };
    stage.unavailable(&stage.token());
    assert_eq!(stage.provider.asked(), 0);
}

fn keys_at_an_address_of_the_operators(app: &App) {
    let stage = Stage::new(app, "read");
    stage
        .provider
        .is(Mood::Says(json!({"issuer": "https://other.example.gov"})));
    let mut oidc = stage
        .provider
        .settings(&[format!("sub:portal = {}", text(&stage.account["client_id"]))]);
    let host = stage.provider.issuer().trim_end_matches("/realms/state");
    oidc.providers = oidc.providers.map(|one| format!("{one} jwks={host}/keys"));
    let app = app.second_instance_with(|settings| settings.oidc = oidc);
    let stage = Stage { app, ..stage };
    stage.accepted(&stage.token());
}

cases! {
    keys_rotate_at_the_provider,
    made_up_keys_do_not_make_the_provider_be_asked,
    who_waits_shares_one_look,
    an_unreachable_provider,
    keys_outlive_an_outage_for_a_while,
    discovery_of_another_issuer,
    a_provider_that_leads_inside,
    an_oversized_key_set,
    a_certificate_that_nobody_vouches_for,
    keys_at_an_address_of_the_operators,
}
