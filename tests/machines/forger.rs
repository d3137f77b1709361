//! Makes tokens that are not ours, or not as we write them, with our own keys where the signature shall be right.

use super::text;
use crate::support::{App, PASSWORD};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use diesel::prelude::*;
use serde_json::{Value, json};
use wps_network::db::Id;
use wps_network::schema::token_keys;

pub struct Forger {
    /// Our own keys: the one that signs, and the next one.
    pub ours: Ed25519KeyPair,
    kid: String,
    next: Ed25519KeyPair,
    next_kid: String,
    other: Ed25519KeyPair,
    /// A true token, and what it says.
    pub token: String,
    pub claims: Value,
    pub forged: Vec<(String, String)>,
}

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn own_key(app: &App, status: &'static str) -> (Ed25519KeyPair, String) {
    let found = app.write(move |conn| {
        Ok(token_keys::table
            .filter(token_keys::status.eq(status))
            .select((token_keys::id, token_keys::secret))
            .first::<(Id, Vec<u8>)>(conn)?)
    });
    let (id, secret) = found.unwrap();
    (
        Ed25519KeyPair::from_pkcs8_maybe_unchecked(&secret).unwrap(),
        id.to_string(),
    )
}

impl Forger {
    pub fn new(app: &App) -> Self {
        app.member("NAM");
        let answer = app.sign_in("nam@example.org", PASSWORD).expect(201);
        let token = text(&answer["access_token"]).to_owned();
        let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
        let other = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let (ours, kid) = own_key(app, "current");
        let (next, next_kid) = own_key(app, "next");
        Self {
            ours,
            kid,
            next,
            next_kid,
            other: Ed25519KeyPair::from_pkcs8_maybe_unchecked(other.as_ref()).unwrap(),
            token,
            claims: serde_json::from_slice(&claims).unwrap(),
            forged: Vec::new(),
        }
    }

    pub fn add(&mut self, name: impl Into<String>, token: impl Into<String>) {
        self.forged.push((name.into(), token.into()));
    }

    pub fn header(&self) -> Value {
        json!({"typ": "at+jwt", "alg": "EdDSA", "kid": self.kid})
    }

    /// Signed with a key, whatever header and claims say.
    pub fn signed(key: &Ed25519KeyPair, header: &str, claims: &str) -> String {
        let text = format!("{}.{}", encoded(header), encoded(claims));
        let signature = key.sign(text.as_bytes());
        format!("{text}.{}", encoded(signature))
    }

    /// Our own header with changes, signed with our own key.
    fn with_header(&mut self, name: &str, change: &Value) {
        let mut header = self.header();
        for (field, value) in change.as_object().unwrap() {
            header[field] = value.clone();
        }
        let token = Self::signed(&self.ours, &header.to_string(), &self.claims.to_string());
        self.add(format!("header: {name}"), token);
    }

    fn without(value: &Value, field: &str) -> Value {
        let mut value = value.clone();
        value.as_object_mut().unwrap().remove(field);
        value
    }

    /// Our own claims with changes, signed with our own key.
    pub fn with_claims(&mut self, name: &str, change: &Value) {
        let mut claims = self.claims.clone();
        for (field, value) in change.as_object().unwrap() {
            claims[field] = value.clone();
        }
        let token = Self::signed(&self.ours, &self.header().to_string(), &claims.to_string());
        self.add(format!("claims: {name}"), token);
    }

    pub fn algorithms(&mut self) {
        let claims = encoded(self.claims.to_string());
        let signature = self.token.rsplit('.').next().unwrap().to_owned();
        for none in ["none", "None", "NONE", "nOnE", ""] {
            let mut header = self.header();
            header["alg"] = json!(none);
            let text = format!("{}.{claims}", encoded(header.to_string()));
            self.add(format!("alg {none}"), format!("{text}."));
            self.add(format!("alg {none}, two parts"), text.clone());
            self.add(
                format!("alg {none}, the true signature"),
                format!("{text}.{signature}"),
            );
        }
        let public = self.ours.public_key().as_ref().to_vec();
        let x = encoded(&public);
        let mut spki = vec![
            0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
        ];
        spki.extend(&public);
        let pem = format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
            STANDARD.encode(&spki)
        );
        let secrets = [
            ("the public key", public),
            ("its base64url", x.into_bytes()),
            ("its PEM", pem.into_bytes()),
            ("nothing", Vec::new()),
        ];
        for (algorithm, hash) in [
            ("HS256", hmac::HMAC_SHA256),
            ("HS384", hmac::HMAC_SHA384),
            ("HS512", hmac::HMAC_SHA512),
        ] {
            for (what, secret) in &secrets {
                let mut header = self.header();
                header["alg"] = json!(algorithm);
                let text = format!("{}.{claims}", encoded(header.to_string()));
                let tag = hmac::sign(&hmac::Key::new(hash, secret), text.as_bytes());
                self.add(
                    format!("{algorithm} with {what}"),
                    format!("{text}.{}", encoded(tag)),
                );
            }
        }
        for algorithm in [
            json!("RS256"),
            json!("ES256"),
            json!("ES512"),
            json!("Ed25519"),
            json!(["EdDSA"]),
            json!(null),
        ] {
            self.with_header(&format!("alg {algorithm}"), &json!({"alg": algorithm}));
        }
    }

    pub fn signatures(&mut self) {
        let (text, signature) = self.token.rsplit_once('.').unwrap();
        let (text, bytes) = (text.to_owned(), URL_SAFE_NO_PAD.decode(signature).unwrap());
        let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
        let longer: Vec<u8> = bytes.iter().copied().chain([0]).collect();
        for (name, bytes) in [
            ("reversed", reversed.as_slice()),
            ("cut", &bytes[..63]),
            ("half", &bytes[..32]),
            ("longer", &longer),
            ("zeros", &[0; 64]),
            ("ones", &[255; 64]),
            ("malleable", &malleable(&bytes)),
        ] {
            self.add(format!("signature: {name}"), format!("{text}.{}", encoded(bytes)));
        }
        self.add("signature: padded", format!("{text}.{}==", encoded(&bytes)));
        self.add("signature: missing", format!("{text}."));
        self.add("signature: twice", format!("{}.{}", self.token, encoded(&bytes)));
        let (header, claims) = (self.header().to_string(), self.claims.to_string());
        self.add(
            "another's key under our kid",
            Self::signed(&self.other, &header, &claims),
        );
        let own = json!({"typ": "at+jwt", "alg": "EdDSA", "kid": Id::new().to_string()}).to_string();
        self.add(
            "another's key under its own kid",
            Self::signed(&self.other, &own, &claims),
        );
        let next = json!({"typ": "at+jwt", "alg": "EdDSA", "kid": self.next_kid}).to_string();
        self.add(
            "the next key, before its time",
            Self::signed(&self.next, &next, &claims),
        );
        self.add(
            "the next key under the current kid",
            Self::signed(&self.next, &header, &claims),
        );
    }

    pub fn headers(&mut self) {
        for kid in [
            "",
            "../../../../dev/null",
            "/etc/passwd",
            "' OR '1'='1",
            "x'; DROP TABLE token_keys; --",
            "' UNION SELECT secret FROM token_keys --",
            "\u{0}",
            "current",
            "0",
            "$(id)",
        ] {
            self.with_header(&format!("kid {kid:?}"), &json!({"kid": kid}));
        }
        let kid = self.kid.clone();
        for same in [
            kid.to_uppercase(),
            kid.replace('-', ""),
            format!("{{{kid}}}"),
            format!("urn:uuid:{kid}"),
            format!("{kid}\u{0}"),
            format!(" {kid}"),
        ] {
            self.with_header(&format!("kid {same:?}"), &json!({"kid": same}));
        }
        self.with_header("long kid", &json!({"kid": "k".repeat(50_000)}));
        for kid in [json!(null), json!(1), json!([kid]), json!({"kid": kid})] {
            self.with_header(&format!("kid {kid}"), &json!({"kid": kid}));
        }
        for typ in ["JWT", "jwt", "AT+JWT", "application/at+jwt", ""] {
            self.with_header(&format!("typ {typ}"), &json!({"typ": typ}));
        }
        let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": encoded(self.other.public_key().as_ref())});
        for (name, extra) in [
            ("jku", json!({"jku": "http://127.0.0.1:1/jwks.json"})),
            ("x5u", json!({"x5u": "http://127.0.0.1:1/key.pem"})),
            ("x5c", json!({"x5c": ["MIIB"]})),
            ("jwk", json!({"jwk": jwk})),
            ("crit", json!({"crit": ["exp"]})),
            ("empty crit", json!({"crit": []})),
            ("unencoded payload", json!({"b64": false, "crit": ["b64"]})),
            ("zip", json!({"zip": "DEF"})),
            ("cty", json!({"cty": "JWT"})),
        ] {
            self.with_header(name, &extra);
        }
        let mut header = self.header();
        header["jwk"] = jwk;
        let own = Self::signed(&self.other, &header.to_string(), &self.claims.to_string());
        self.add("another's key in the header", own);
        for field in ["typ", "alg", "kid"] {
            let header = Self::without(&self.header(), field).to_string();
            let token = Self::signed(&self.ours, &header, &self.claims.to_string());
            self.add(format!("header without {field}"), token);
            let twice = self.header().to_string().replacen(
                '{',
                &format!("{{\"{field}\":{},", self.header()[field]),
                1,
            );
            let token = Self::signed(&self.ours, &twice, &self.claims.to_string());
            self.add(format!("header with {field} twice"), token);
        }
        for header in ["", "{}", "[]", "null", "{", "\u{0}"] {
            let token = Self::signed(&self.ours, header, &self.claims.to_string());
            self.add(format!("header {header:?}"), token);
        }
    }

    pub fn said(&mut self, other_account: &str, other_session: &str) {
        let now = self.claims["iat"].as_i64().unwrap();
        let issuer = text(&self.claims["iss"]).to_owned();
        for iss in [
            json!("http://other.test"),
            json!(format!("{issuer}/")),
            json!([issuer]),
            json!(""),
            json!(null),
        ] {
            self.with_claims(&format!("iss {iss}"), &json!({"iss": iss}));
        }
        for aud in [
            json!("other"),
            json!(["other"]),
            json!(["wps-network", "other"]),
            json!(""),
            json!(null),
        ] {
            self.with_claims(&format!("aud {aud}"), &json!({"aud": aud}));
        }
        for (name, change) in [
            ("not valid yet", json!({"nbf": now + 6})),
            (
                "over",
                json!({"iat": now - 600, "nbf": now - 600, "exp": now - 5}),
            ),
            (
                "over long ago",
                json!({"iat": now - 6000, "nbf": now - 6000, "exp": now - 5400}),
            ),
            ("too long a life", json!({"exp": now + 601})),
            ("eternal", json!({"exp": i64::MAX})),
            (
                "eternal from the beginning",
                json!({"iat": i64::MIN, "exp": i64::MAX}),
            ),
            ("negative end", json!({"exp": -1})),
            ("end in words", json!({"exp": "2099-01-01"})),
            ("end as text", json!({"exp": (now + 600).to_string()})),
            ("end as a fraction", json!({"exp": 1e300})),
            ("another's account", json!({"sub": other_account})),
            ("another's session", json!({"sid": other_session})),
            ("no such session", json!({"sid": Id::new().to_string()})),
            ("no such account", json!({"sub": Id::new().to_string()})),
            ("an account in words", json!({"sub": "secretariat"})),
            (
                "posing as a service account",
                json!({"client_id": self.claims["sub"], "scope": "read write"}),
            ),
            (
                "an unknown scope",
                json!({"client_id": self.claims["sub"], "scope": "admin"}),
            ),
        ] {
            self.with_claims(name, &change);
        }
        let header = self.header().to_string();
        for field in ["iss", "aud", "sub", "sid", "exp", "nbf", "iat"] {
            let without = Self::without(&self.claims, field).to_string();
            self.add(
                format!("claims without {field}"),
                Self::signed(&self.ours, &header, &without),
            );
            let own = self.claims[field].clone();
            let twice = self
                .claims
                .to_string()
                .replacen('{', &format!("{{\"{field}\":{own},"), 1);
            self.add(
                format!("claims with {field} twice"),
                Self::signed(&self.ours, &header, &twice),
            );
        }
        for claims in ["", "{}", "[]", "null", "{", "\"text\""] {
            self.add(
                format!("claims {claims:?}"),
                Self::signed(&self.ours, &header, claims),
            );
        }
    }

    pub fn no_tokens(&mut self) {
        let claims = encoded(self.claims.to_string());
        for text in [
            "",
            " ",
            "x",
            "not a token",
            ".",
            "..",
            "...",
            "e30.e30.e30",
            "null",
            "undefined",
        ] {
            self.add(format!("text {text:?}"), text);
        }
        self.add("long text", "x".repeat(50_000));
        self.add("claims alone", claims);
        self.add("two tokens", format!("{0} {0}", self.token));
        self.add("two tokens with a comma", format!("{0},{0}", self.token));
        self.add("a scheme more", format!("Bearer {}", self.token));
    }
}

/// The same signature with the group's order added to S, which a careless verifier takes too (RFC 8032, 5.1.7).
fn malleable(signature: &[u8]) -> Vec<u8> {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut changed = signature.to_vec();
    let mut carry = 0_u16;
    for (byte, added) in changed[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(added) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    changed
}
