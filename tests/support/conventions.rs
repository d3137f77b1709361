//! The contract's conventions, tried on every operation: whatever a test does with success, the client does again on its
//! own account, the first times that it sees the operation succeed. So a new operation is tried without a test of its own.

use super::client::{Answer, Client};
use super::conformance::{find, has_parameter, operations};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// How often each convention is tried on an operation.
const TIMES: u32 = 3;

/// What every operation keeps that names the parameter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Convention {
    /// `If-None-Match`: 304 for the answer that the client has.
    NotModified,
    /// `Idempotency-Key`: the first answer again, and 422 for another body.
    Retry,
    /// `If-Match`: 428 without, 412 with another version, and nothing is changed by either.
    Precondition,
}

impl Convention {
    const ALL: [Self; 3] = [Self::NotModified, Self::Retry, Self::Precondition];

    fn of(operation: &Value) -> Option<Self> {
        let parameter = |convention: &Self| match convention {
            Self::NotModified => "IfNoneMatch",
            Self::Retry => "IdempotencyKey",
            Self::Precondition => "IfMatch",
        };
        Self::ALL
            .into_iter()
            .find(|convention| has_parameter(operation, parameter(convention)))
    }
}

static PROVEN: LazyLock<Mutex<HashMap<(&'static str, Convention), u32>>> = LazyLock::new(Mutex::default);

/// The operations on which a convention of theirs was never seen to hold.
pub fn unproven() -> Vec<String> {
    let proven = PROVEN.lock().unwrap();
    operations()
        .filter_map(|(_, _, operation)| {
            let id = operation["operationId"].as_str()?;
            let convention = Convention::of(operation)?;
            (!proven.contains_key(&(id, convention))).then(|| format!("{convention:?} of {id}"))
        })
        .collect()
}

/// A request of a test.
pub struct Sent<'a> {
    pub client: &'a Client,
    pub method: &'a str,
    pub path: &'a str,
    pub headers: &'a [(&'a str, &'a str)],
    pub body: &'a [u8],
}

impl Sent<'_> {
    #[track_caller]
    fn with(&self, more: &[(&str, &str)], body: &[u8]) -> Answer {
        let headers = [self.headers, more].concat();
        self.client.send_once(self.method, self.path, &headers, body)
    }

    #[track_caller]
    fn without(&self, name: &str, more: &[(&str, &str)]) -> Answer {
        let left = self
            .headers
            .iter()
            .filter(|(sent, _)| !sent.eq_ignore_ascii_case(name));
        let headers: Vec<(&str, &str)> = left.chain(more).copied().collect();
        self.client.send_once(self.method, self.path, &headers, self.body)
    }
}

/// What is to be tried with one request.
pub struct Trial(Option<(&'static str, Convention)>);

impl Trial {
    /// A convention of the operation, while it still has to be tried and the test does not itself.
    pub fn of(method: &str, path: &str, sends: impl Fn(&str) -> bool) -> Self {
        let path = path.split('?').next().unwrap_or_default();
        let Some((_, _, operation)) = find(path, &method.to_lowercase()) else {
            return Self(None);
        };
        let wanted = operation["operationId"]
            .as_str()
            .zip(Convention::of(operation))
            .filter(|(_, convention)| match convention {
                Convention::NotModified => !sends("if-none-match"),
                Convention::Retry => !sends("idempotency-key"),
                Convention::Precondition => sends("if-match"),
            })
            .filter(|key| PROVEN.lock().unwrap().get(key).is_none_or(|times| *times < TIMES));
        Self(wanted)
    }

    #[track_caller]
    pub fn run(self, sent: &Sent<'_>) -> Answer {
        let (answer, holds) = match self.0.map(|(_, convention)| convention) {
            None => return sent.with(&[], sent.body),
            Some(Convention::NotModified) => not_modified(sent),
            Some(Convention::Retry) => retry(sent),
            Some(Convention::Precondition) => precondition(sent),
        };
        if let (true, Some(key)) = (holds, self.0) {
            *PROVEN.lock().unwrap().entry(key).or_default() += 1;
        }
        answer
    }
}

#[track_caller]
fn not_modified(sent: &Sent<'_>) -> (Answer, bool) {
    let answer = sent.with(&[], sent.body);
    if answer.status != 200 {
        return (answer, false);
    }
    let again = sent.with(&[("If-None-Match", answer.etag())], sent.body);
    if again.status == 200 {
        assert!(
            again.etag() != answer.etag(),
            "the same version was sent again: {again}"
        );
        return (answer, false);
    }
    // Its account may be gone by now.
    if again.status != 401 {
        assert_eq!(again.status, 304, "{again}");
        assert_eq!(again.etag(), answer.etag(), "{again}");
        assert_eq!(again.text, "", "{again}");
    }
    let holds = again.status == 304;
    (answer, holds)
}

#[track_caller]
fn retry(sent: &Sent<'_>) -> (Answer, bool) {
    let key = uuid::Uuid::now_v7().to_string();
    let header = [("Idempotency-Key", key.as_str())];
    let answer = sent.with(&header, sent.body);
    if !(200..300).contains(&answer.status) {
        return (answer, false);
    }
    assert_eq!(answer.header("idempotent-replayed"), "", "{answer}");
    let again = sent.with(&header, sent.body);
    if again.status == 401 {
        return (answer, false);
    }
    assert_eq!(
        (again.status, &again.text),
        (answer.status, &answer.text),
        "a repeated {again}"
    );
    assert_eq!(again.header("idempotent-replayed"), "true", "{again}");
    for name in ["etag", "location"] {
        assert_eq!(
            again.header(name),
            answer.header(name),
            "{name} of a repeated {again}"
        );
    }
    if !sent.body.is_empty() {
        let other = [sent.body, b" "].concat();
        sent.with(&header, &other)
            .refused(422, None)
            .fault("Idempotency-Key", "reused");
    }
    (answer, true)
}

#[track_caller]
fn precondition(sent: &Sent<'_>) -> (Answer, bool) {
    let without = sent.without("if-match", &[]);
    let with_another = sent.without("if-match", &[("If-Match", "\"another\"")]);
    let answer = sent.with(&[], sent.body);
    let succeeded = answer.status < 300;
    if succeeded {
        without.refused(428, None);
        with_another.refused(412, None);
    }
    (answer, succeeded)
}
