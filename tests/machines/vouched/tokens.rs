//! What a token has to say, and how it has to be signed.

use super::provider::{AUDIENCE, Key, unsigned};
use super::{Stage, merged};
use crate::machines::text;
use crate::support::App;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde_json::json;
use std::net::TcpListener;

fn every_asymmetric_algorithm(app: &App) {
    use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
    let keys = [RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA]
        .map(|algorithm| Key::new(&format!("{algorithm:?}"), algorithm));
    let stage = Stage::new(app, "read");
    stage.provider.publishes(&keys.each_ref());
    for key in &keys {
        for typ in [
            json!("at+jwt"),
            json!("JWT"),
            json!("application/at+jwt"),
            json!(null),
        ] {
            let header = merged(key.header(), &json!({"typ": typ}));
            stage.accepted(&key.sign(&header, &stage.claims()));
        }
        // The key of another under this one's name.
        let posing = merged(keys[8].header(), &json!({"kid": key.kid}));
        if key.algorithm != EdDSA {
            stage.refused(&keys[8].sign(&posing, &stage.claims()));
        }
    }
    // An RSA key that is published for one algorithm is not for another.
    stage.refused(&keys[1].sign(
        &merged(keys[1].header(), &json!({"kid": "RS256"})),
        &stage.claims(),
    ));
}

fn an_issuer_that_is_not_listed(app: &App) {
    let stage = Stage::new(app, "read");
    let issuer = stage.provider.issuer();
    for iss in [
        json!("https://other.example.gov"),
        json!(format!("{issuer}/")),
        json!(issuer.to_uppercase()),
        json!([issuer]),
        json!(""),
        json!(null),
        json!("http://wps.test"),
    ] {
        stage.refused_with(&json!({"iss": iss}));
    }
    stage.accepted(&stage.token());
    // Where no provider is listed, nobody's tokens are.
    app.public()
        .with_token(&stage.token())
        .get("/v1/me")
        .refused(401, None);
}

fn another_audience(app: &App) {
    let stage = Stage::new(app, "read");
    for aud in [
        json!("https://other.example.org"),
        json!(format!("{AUDIENCE}/")),
        json!(["other"]),
        json!([]),
        json!(null),
        json!({"aud": AUDIENCE}),
        json!("wps-network"),
    ] {
        stage.refused_with(&json!({"aud": aud}));
    }
    stage.accepted(&stage.sign(&stage.claims_with(&json!({"aud": ["other", AUDIENCE]}))));
}

fn a_subject_that_is_not_listed(app: &App) {
    let stage = Stage::new(app, "read");
    for sub in [
        json!("other"),
        json!("Portal"),
        json!("portal "),
        json!(""),
        json!(null),
        json!(["portal"]),
    ] {
        stage.refused_with(&json!({"sub": sub}));
    }
    // A client of the name of a subject is not that subject.
    stage.refused_with(&json!({"sub": "other", "client_id": "portal", "azp": "portal"}));
    stage.accepted(&stage.token());
}

fn no_signature(app: &App) {
    let stage = Stage::new(app, "read");
    stage.accepted(&stage.token());
    let (signed, signature) = stage
        .token()
        .rsplit_once('.')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    for alg in ["none", "None", "NONE", ""] {
        let text = unsigned(&merged(stage.key.header(), &json!({"alg": alg})), &stage.claims());
        for token in [text.clone(), format!("{text}."), format!("{text}.{signature}")] {
            stage.refused(&token);
        }
    }
    for token in [
        format!("{signed}."),
        signed.clone(),
        format!("{signed}.{signature}x"),
        format!("{signed}.AAAA"),
    ] {
        stage.refused(&token);
    }
    let other = stage.claims_with(&json!({"jti": "x"}));
    stage.refused(&format!("{}.{signature}", unsigned(&stage.key.header(), &other)));
}

fn a_public_key_is_no_secret(app: &App) {
    let stage = Stage::with(app, "read", Key::new("rsa", Algorithm::RS256));
    stage.accepted(&stage.token());
    let jwk = stage.key.jwk();
    let modulus = text(&jwk["n"]).to_owned();
    let secrets = [
        modulus.clone().into_bytes(),
        URL_SAFE_NO_PAD.decode(&modulus).unwrap(),
        jwk.to_string().into_bytes(),
        Vec::new(),
    ];
    for (alg, hash) in [
        ("HS256", hmac::HMAC_SHA256),
        ("HS384", hmac::HMAC_SHA384),
        ("HS512", hmac::HMAC_SHA512),
    ] {
        for secret in &secrets {
            let text = unsigned(&merged(stage.key.header(), &json!({"alg": alg})), &stage.claims());
            let tag = hmac::sign(&hmac::Key::new(hash, secret), text.as_bytes());
            stage.refused(&format!("{text}.{}", URL_SAFE_NO_PAD.encode(tag)));
        }
    }
}

fn a_header_that_asks_for_more(app: &App) {
    let stage = Stage::new(app, "read");
    let stranger = Key::new("first", Algorithm::ES256);
    for change in [
        json!({"crit": ["exp"]}),
        json!({"typ": "logout+jwt"}),
        json!({"typ": "dpop+jwt"}),
        json!({"kid": null}),
        json!({"kid": ["first"]}),
    ] {
        let header = merged(stage.key.header(), &change);
        stage.refused(&stage.key.sign(&header, &stage.claims()));
        assert_eq!(stage.provider.asked(), 0, "{change}");
    }
    // A key or an address in the header is looked at by nobody.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let there = format!("https://localhost:{}/keys", listener.local_addr().unwrap().port());
    let header = merged(
        stage.key.header(),
        &json!({"jwk": stranger.jwk(), "jku": there, "x5u": there}),
    );
    stage.refused(&stranger.sign(&header, &stage.claims()));
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err());
    stage.refused(&format!("{}.{}", stage.token(), "x"));
    stage.refused(&format!("{}{}", "e".repeat(9000), stage.token()));
}

fn an_expired_token(app: &App) {
    let stage = Stage::new(app, "read");
    let now = stage.app.clock.now().timestamp();
    for exp in [
        json!(now - 60),
        json!(now - 3600),
        json!(-1),
        json!(null),
        json!("2099-01-01"),
    ] {
        stage.refused_with(&json!({"iat": now - 300, "exp": exp}));
    }
    // Clocks differ by up to a minute; fractions are numbers too.
    stage.accepted(&stage.sign(&stage.claims_with(&json!({"iat": now - 300, "exp": now - 59}))));
    let fraction = serde_json::Number::from_f64(300.5 + f64::from(i32::try_from(now).unwrap()));
    stage.accepted(&stage.sign(&stage.claims_with(&json!({"exp": fraction}))));
}

fn a_token_of_the_future(app: &App) {
    let stage = Stage::new(app, "read");
    let now = stage.app.clock.now().timestamp();
    stage.refused_with(&json!({"nbf": now + 61}));
    stage.refused_with(&json!({"iat": now + 61}));
    stage.refused_with(&json!({"iat": null}));
    stage.accepted(&stage.sign(&stage.claims_with(&json!({"nbf": now + 60, "iat": now + 60}))));
}

fn a_token_that_lives_too_long_or_is_bound_to_a_key(app: &App) {
    let stage = Stage::new(app, "read");
    let now = stage.app.clock.now().timestamp();
    stage.refused_with(&json!({"exp": now + 86_401}));
    stage.refused_with(&json!({"exp": 1e300}));
    stage.refused_with(&json!({"cnf": {"jkt": "x"}}));
    stage.accepted(&stage.sign(&stage.claims_with(&json!({"exp": now + 86_400}))));
}

cases! {
    every_asymmetric_algorithm,
    an_issuer_that_is_not_listed,
    another_audience,
    a_subject_that_is_not_listed,
    no_signature,
    a_public_key_is_no_secret,
    a_header_that_asks_for_more,
    an_expired_token,
    a_token_of_the_future,
    a_token_that_lives_too_long_or_is_bound_to_a_key,
}
