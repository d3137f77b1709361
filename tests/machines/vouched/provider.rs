//! An identity provider on a port of its own, over TLS under a certificate of its own, as a State runs one.

use crate::support::tls_for_localhost;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use tempfile::NamedTempFile;
use tokio_rustls::rustls::{ServerConnection, StreamOwned};
use wps_network::config::oidc::OidcSettings;

/// What the tests' tokens are for.
pub const AUDIENCE: &str = "https://wps.example.org";

/// A key of a provider, with its name.
#[derive(Clone)]
pub struct Key {
    pub kid: String,
    pub algorithm: Algorithm,
    secret: EncodingKey,
}

/// An RSA key is expensive to make: one for all tests.
static RSA: LazyLock<EncodingKey> = LazyLock::new(|| {
    let pair = aws_lc_rs::rsa::KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der = AsDer::<Pkcs8V1Der>::as_der(&pair).unwrap();
    let lines = STANDARD.encode(der.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{lines}\n-----END PRIVATE KEY-----\n");
    EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
});

impl Key {
    pub fn new(kid: &str, algorithm: Algorithm) -> Self {
        let random = SystemRandom::new();
        let secret = match algorithm {
            Algorithm::ES256 => EncodingKey::from_ec_der(
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
                    .unwrap()
                    .as_ref(),
            ),
            Algorithm::ES384 => EncodingKey::from_ec_der(
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &random)
                    .unwrap()
                    .as_ref(),
            ),
            Algorithm::EdDSA => {
                EncodingKey::from_ed_der(Ed25519KeyPair::generate_pkcs8v1(&random).unwrap().as_ref())
            }
            _ => RSA.clone(),
        };
        Self {
            kid: kid.to_owned(),
            algorithm,
            secret,
        }
    }

    /// The public key, as a provider publishes it.
    pub fn jwk(&self) -> Value {
        let mut jwk =
            serde_json::to_value(Jwk::from_encoding_key(&self.secret, self.algorithm).unwrap()).unwrap();
        jwk["kid"] = json!(self.kid);
        jwk["use"] = json!("sig");
        jwk
    }

    pub fn header(&self) -> Value {
        json!({"typ": "at+jwt", "alg": format!("{:?}", self.algorithm), "kid": self.kid})
    }

    /// Signs whatever header and claims say.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let text = unsigned(header, claims);
        let signature = jsonwebtoken::crypto::sign(text.as_bytes(), &self.secret, self.algorithm).unwrap();
        format!("{text}.{signature}")
    }
}

/// Header and claims of a token.
pub fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// How a provider behaves.
#[derive(Clone)]
pub enum Mood {
    /// As it should.
    Well,
    /// The connection ends.
    Down,
    /// It answers when it is told to be well again.
    Held,
    /// Its discovery document has these fields instead.
    Says(Value),
    /// Its key set has spaces before it, this many bytes.
    Large(usize),
    /// It sends on to another address.
    Redirects(String),
}

struct State {
    issuer: String,
    keys: Mutex<Vec<Value>>,
    mood: Mutex<Mood>,
    moved: Condvar,
    asked: AtomicUsize,
    ended: AtomicBool,
}

pub struct Provider {
    port: u16,
    state: Arc<State>,
    certificate: NamedTempFile,
}

impl Provider {
    pub fn start(keys: &[&Key]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (config, pem) = tls_for_localhost();
        let certificate = NamedTempFile::new().unwrap();
        std::fs::write(certificate.path(), pem).unwrap();
        let state = Arc::new(State {
            issuer: format!("https://localhost:{port}/realms/state"),
            keys: Mutex::default(),
            mood: Mutex::new(Mood::Well),
            moved: Condvar::new(),
            asked: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        });
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.ended.load(Ordering::SeqCst) {
                    return;
                }
                let (shared, config) = (shared.clone(), config.clone());
                std::thread::spawn(move || {
                    let connection = ServerConnection::new(config).unwrap();
                    drop(shared.serve(StreamOwned::new(connection, stream.unwrap())));
                });
            }
        });
        let provider = Self {
            port,
            state,
            certificate,
        };
        provider.publishes(keys);
        provider
    }

    pub fn issuer(&self) -> &str {
        &self.state.issuer
    }

    pub fn publishes(&self, keys: &[&Key]) {
        *self.state.keys.lock().unwrap() = keys.iter().map(|key| key.jwk()).collect();
    }

    pub fn is(&self, mood: Mood) {
        *self.state.mood.lock().unwrap() = mood;
        self.state.moved.notify_all();
    }

    /// How often it was asked for its keys.
    pub fn asked(&self) -> usize {
        self.state.asked.load(Ordering::SeqCst)
    }

    /// What the operator sets: this provider, and these accepted of it, `sub:… = …` each.
    pub fn settings(&self, rules: &[String]) -> OidcSettings {
        let allow: Vec<String> = rules
            .iter()
            .map(|rule| format!("{} {rule}", self.issuer()))
            .collect();
        OidcSettings {
            providers: Some(format!("{} audience={AUDIENCE}", self.issuer())),
            allow: Some(allow.join(";")),
            ca_file: Some(self.certificate.path().to_owned()),
        }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        self.is(Mood::Down);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

impl State {
    fn serve(&self, mut stream: StreamOwned<ServerConnection, TcpStream>) -> std::io::Result<()> {
        let mut line = String::new();
        let mut reader = BufReader::new(&mut stream);
        reader.read_line(&mut line)?;
        let mut rest = String::new();
        while reader.read_line(&mut rest)? > 2 {
            rest.clear();
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        if path == "/keys" {
            self.asked.fetch_add(1, Ordering::SeqCst);
        }
        let mood = self.mood.lock().unwrap();
        let mood = self
            .moved
            .wait_while(mood, |mood| matches!(mood, Mood::Held))
            .unwrap();
        let mood = mood.clone();
        let host = self.issuer.trim_end_matches("/realms/state");
        let mut discovery = json!({"issuer": self.issuer, "jwks_uri": format!("{host}/keys")});
        let mut padding = 0;
        match mood {
            Mood::Down => return Ok(()),
            Mood::Redirects(location) => {
                return write!(
                    stream,
                    "HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
                );
            }
            Mood::Says(fields) => {
                for (name, value) in fields.as_object().unwrap() {
                    discovery[name] = value.clone();
                }
            }
            Mood::Large(bytes) => padding = bytes,
            Mood::Well | Mood::Held => {}
        }
        let body = match path.as_str() {
            "/realms/state/.well-known/openid-configuration" => discovery.to_string(),
            "/keys" => {
                let keys = json!({"keys": *self.keys.lock().unwrap()});
                format!("{}{keys}", " ".repeat(padding))
            }
            _ => return write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        };
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}
