//! Answers: JSON with a strong `ETag` over what the caller sees.

use crate::error::Problem;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use utoipa::ToSchema;

/// What a handler returns.
pub type Reply = Result<HttpResponse, Problem>;

/// A soft rule of the guidelines that the accepted request departs from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Warning {
    /// The clause of the guidelines, as listed by `GET /v1/guidelines`.
    #[schema(example = "meeting.host", max_length = 60)]
    pub clause: &'static str,
    /// What departs from it, and what would mend it.
    #[schema(example = "The host is not the incumbent Chair.", max_length = 500)]
    pub detail: String,
}

impl Warning {
    /// A warning that cites the clause of this id.
    pub fn new(clause: &'static str, detail: impl Into<String>) -> Self {
        Self {
            clause,
            detail: detail.into(),
        }
    }
}

/// The outcome of a write, kept until its transaction is committed (and for as long as its `Idempotency-Key` lives).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200, 201 or 204.
    pub status: StatusCode,
    /// The path of what was created.
    pub location: Option<String>,
    /// The JSON body; empty with 204.
    pub body: Vec<u8>,
}

impl Answer {
    /// 200 with a body.
    ///
    /// # Errors
    /// 500 when the body cannot be written.
    pub fn ok(body: &impl Serialize) -> Result<Self, Problem> {
        Self::with(StatusCode::OK, None, body)
    }

    /// 201 with a body and the path of what was created.
    ///
    /// # Errors
    /// 500 when the body cannot be written.
    pub fn created(location: String, body: &impl Serialize) -> Result<Self, Problem> {
        Self::with(StatusCode::CREATED, Some(location), body)
    }

    /// 204.
    pub fn none() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            location: None,
            body: Vec::new(),
        }
    }

    fn with(status: StatusCode, location: Option<String>, body: &impl Serialize) -> Result<Self, Problem> {
        Ok(Self {
            status,
            location,
            body: serde_json::to_vec(body).map_err(Problem::internal)?,
        })
    }

    /// The answer as it goes out.
    pub fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if self.body.is_empty() {
            return response.finish();
        }
        response
            .insert_header((header::ETAG, etag(&self.body)))
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .body(self.body)
    }
}

/// A strong validator of exactly these bytes (RFC 9110, 8.8.3). It is taken from what the caller sees, so a field
/// that is hidden from him does not show through it.
pub fn etag(body: &[u8]) -> String {
    let hash = digest(&SHA256, body);
    let half = hash.as_ref().get(..16).unwrap_or_default();
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(half))
}
