//! A client, and what it is answered.

use super::app::{Login, PASSWORD};
use super::conformance;
use super::conventions::{Sent, Trial};
use super::databases::PUBLIC_URL;
use super::stream::Stream;
use serde_json::{Value, json};
use std::fmt;
use std::ops::Index;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// Someone who sends requests to one instance.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    address: String,
    login: Option<Login>,
    headers: Vec<(String, String)>,
}

impl Client {
    pub fn new(agent: Agent, address: String, login: Option<Login>) -> Self {
        Self {
            agent,
            address,
            login,
            headers: Vec::new(),
        }
    }

    /// The same client, sending one more header with every request.
    pub fn with_header(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    /// Someone with this access token, and no other.
    pub fn with_token(&self, token: &str) -> Self {
        let public = Self {
            login: None,
            ..self.clone()
        };
        public.with_header("Authorization", &format!("Bearer {token}"))
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    #[track_caller]
    pub fn post(&self, path: &str, body: Value) -> Answer {
        self.send_json("POST", path, &[], &body)
    }

    /// Sends a file.
    #[track_caller]
    pub fn upload(&self, path: &str, file: &[u8]) -> Answer {
        self.send(
            "POST",
            path,
            &[("Content-Type", "application/octet-stream")],
            file,
        )
    }

    /// A POST without a body.
    #[track_caller]
    pub fn post_empty(&self, path: &str) -> Answer {
        self.send("POST", path, &[], b"")
    }

    #[track_caller]
    pub fn patch(&self, path: &str, etag: &str, body: Value) -> Answer {
        self.send_json("PATCH", path, &[("If-Match", etag)], &body)
    }

    #[track_caller]
    pub fn delete(&self, path: &str, etag: &str) -> Answer {
        self.send("DELETE", path, &[("If-Match", etag)], b"")
    }

    #[track_caller]
    fn send_json(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("Content-Type", "application/json")];
        all.extend(headers);
        self.send(method, path, &all, body.to_string().as_bytes())
    }

    /// Signs in where the clock has left the token behind.
    #[track_caller]
    pub fn sign_in(&self) -> Option<String> {
        let public = Self {
            login: None,
            headers: Vec::new(),
            ..self.clone()
        };
        let login = self.login.as_ref()?;
        Some(login.token(|email| {
            let tokens = public
                .post("/v1/sessions", json!({"email": email, "password": PASSWORD}))
                .expect(201);
            tokens["access_token"].as_str().unwrap().to_owned()
        }))
    }

    /// Opens a stream of Server-Sent Events.
    #[track_caller]
    pub fn stream(&self, path: &str) -> Stream {
        let mut headers = self.headers.clone();
        if let Some(token) = self.sign_in() {
            headers.push(("Authorization".to_owned(), format!("Bearer {token}")));
        }
        let address = format!("{}{path}", self.address);
        Stream::open(&address, &headers).unwrap_or_else(|e| panic!("{path} gave no stream: {e}"))
    }

    /// Sends this. The answer is compared with the contract, and the conventions are tried on it.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let trial = Trial::of(method, path, |name| self.sends(name, headers));
        trial.run(&Sent {
            client: self,
            method,
            path,
            headers,
            body,
        })
    }

    /// Whether a header goes with the requests.
    fn sends(&self, name: &str, headers: &[(&str, &str)]) -> bool {
        let own = self.headers.iter().map(|(name, _)| name.as_str());
        own.chain(headers.iter().map(|(name, _)| *name))
            .any(|sent| sent.eq_ignore_ascii_case(name))
    }

    /// Whether the requests carry a token.
    pub fn is_signed_in(&self) -> bool {
        self.login.is_some() || self.sends("authorization", &[])
    }

    /// Sends just this. The answer is compared with the contract.
    #[track_caller]
    pub fn send_once(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address));
        if let Some(token) = self.sign_in() {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(headers.iter().copied()) {
            request = request.header(name, value);
        }
        let sent = if body.is_empty() && matches!(method, "GET" | "HEAD" | "DELETE") {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.body(body).unwrap())
        };
        let mut response = sent.unwrap_or_else(|e| panic!("{method} {path} was not answered: {e}"));
        let bytes = response
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_vec()
            .unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let answer = Answer {
            method: method.to_owned(),
            path: path.to_owned(),
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            json: serde_json::from_str(&text).unwrap_or_default(),
            text,
            bytes,
        };
        conformance::check(&answer, self.is_signed_in());
        answer
    }
}

/// An answer of the service.
#[derive(Clone)]
pub struct Answer {
    pub method: String,
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The body; null when it is no JSON.
    pub json: Value,
}

impl Answer {
    /// Passes this status only.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert!(self.status == status, "expected {status}, got {self}");
        self
    }

    /// Passes a problem of this status only, citing this clause of the guidelines or none.
    #[track_caller]
    pub fn refused(self, status: u16, clause: Option<&str>) -> Self {
        let answer = self.expect(status);
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{answer}"
        );
        let kind = answer["type"].as_str().unwrap_or_default();
        assert!(kind.starts_with(&format!("{PUBLIC_URL}/problems/")), "{answer}");
        assert!(
            answer["title"].is_string() && answer["detail"].is_string(),
            "{answer}"
        );
        assert_eq!(answer["status"], status, "{answer}");
        assert_eq!(
            answer["instance"],
            format!("urn:uuid:{}", answer.header("x-request-id")),
            "{answer}"
        );
        assert_eq!(answer["clause"].as_str(), clause, "the clause of {answer}");
        answer
    }

    /// Passes when `errors` names this place with this code.
    #[track_caller]
    pub fn fault(self, pointer: &str, code: &str) -> Self {
        let named = self["errors"].as_array().into_iter().flatten();
        let found = named
            .into_iter()
            .any(|e| e["pointer"] == pointer && e["code"] == code);
        assert!(found, "no fault {code} at {pointer} in {self}");
        self
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body of a problem without the request's id, in which alone two equal refusals may differ.
    pub fn without_instance(&self) -> String {
        let instance = self["instance"].as_str().unwrap_or_default();
        self.text.replace(instance, "")
    }

    #[track_caller]
    pub fn etag(&self) -> &str {
        let etag = self.header("etag");
        assert!(!etag.is_empty(), "no ETag in {self}");
        etag
    }

    /// The `id` of what was answered.
    #[track_caller]
    pub fn id(&self) -> String {
        let id = self["id"].as_str();
        id.unwrap_or_else(|| panic!("no id in {self}")).to_owned()
    }

    /// The items of a page.
    #[track_caller]
    pub fn data(&self) -> &[Value] {
        let data = self["data"].as_array();
        data.unwrap_or_else(|| panic!("no data in {self}"))
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    /// A field of the body; null when it is not there.
    fn index(&self, field: &str) -> &Value {
        &self.json[field]
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = match &self.json {
            Value::Null => self.text.clone(),
            json => serde_json::to_string_pretty(json).unwrap_or_default(),
        };
        let body: String = body.chars().take(4000).collect();
        write!(f, "{} {} → {}\n{body}", self.method, self.path, self.status)
    }
}
