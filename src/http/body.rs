//! Bodies: read once by the gate, checked against the contract, then turned into the handler's type.

use crate::error::{FieldError, Kind, Problem};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::future::{Ready, ready};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// A body of the contract's shape, and the fingerprint of the request for `Idempotency-Key`.
#[derive(Clone)]
pub struct RawBody {
    /// The checked JSON; of a table its text.
    pub value: Value,
    /// SHA-256 over method, path, query and body.
    pub fingerprint: Vec<u8>,
}

/// The body of an operation: shape checked by the contract, meaning by `validator`.
pub struct Valid<T>(pub T);

impl<T: DeserializeOwned + Validate> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(sent(req)))
    }
}

impl<T: DeserializeOwned + Validate> Valid<T> {
    /// What a value of the contract's shape means, wherever it came from.
    ///
    /// # Errors
    /// 422 with every fault.
    pub fn of(value: Value) -> Result<Self, Problem> {
        meaning(value).map(Self)
    }
}

/// The body of an operation that takes a table: its text.
pub struct Table(pub String);

impl FromRequest for Table {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match sent(req) {
            Value::String(text) => Ok(Self(text)),
            _ => Err(Problem::internal("a table that is no text")),
        })
    }
}

fn sent(req: &HttpRequest) -> Value {
    let extensions = req.extensions();
    let body = extensions.get::<RawBody>();
    body.map_or(Value::Null, |body| body.value.clone())
}

/// Reads a field of a merge patch (RFC 7396) that may be null: absent is `None`, null is `Some(None)`. For
/// `#[serde(default, deserialize_with = "crate::http::given")]`.
///
/// # Errors
/// When the value is of another type.
pub fn given<'de, D: serde::Deserializer<'de>, T: serde::Deserialize<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

fn meaning<T: DeserializeOwned + Validate>(value: Value) -> Result<T, Problem> {
    let body: T = serde_json::from_value(value).map_err(|e| {
        log::debug!("a body of the contract's shape was not read: {e}");
        Problem::new(
            Kind::InvalidContent,
            "A value is outside of what can be stored, such as a day that does not exist.",
        )
    })?;
    body.validate().map_err(|faults| {
        let mut errors = Vec::new();
        collect(&faults, "", &mut errors);
        Problem::of_fields(Kind::InvalidContent, errors)
    })?;
    Ok(body)
}

/// Flattens validator's tree into places.
fn collect(faults: &ValidationErrors, root: &str, errors: &mut Vec<FieldError>) {
    for (name, kind) in faults.errors() {
        let place = if name == "__all__" {
            root.to_owned()
        } else {
            format!("{root}/{name}")
        };
        match kind {
            ValidationErrorsKind::Field(list) => errors.extend(list.iter().map(|fault| {
                FieldError {
                    pointer: fault
                        .params
                        .get("pointer")
                        .and_then(Value::as_str)
                        .map_or_else(|| place.clone(), |p| format!("{root}{p}")),
                    code: "invalid",
                    detail: fault
                        .message
                        .clone()
                        .unwrap_or_else(|| "This cannot be accepted.".into()),
                }
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &place, errors),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{place}/{index}"), errors);
                }
            }
        }
    }
}
