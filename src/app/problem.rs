//! Problems as they go out: RFC 9457, with the request's id and a `type` that leads to a page.

use crate::accounts::service_accounts::oauth_error;
use crate::error::{FieldError, Kind, Problem};
use crate::http::text::shown;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody<'a> {
    /// The kind: a URL whose page explains it.
    #[schema(
        format = "uri",
        max_length = 300,
        example = "http://127.0.0.1:8080/problems/invalid-content"
    )]
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words, the same each time.
    #[schema(max_length = 100, example = "The content is not acceptable")]
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    status: u16,
    /// What to change.
    #[schema(max_length = 1000, example = "Name the member that the account acts for.")]
    detail: &'a str,
    /// The request's id; it stands in the service's log.
    #[schema(
        format = "uri",
        max_length = 60,
        example = "urn:uuid:0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
    )]
    instance: String,
    /// The clause of the guidelines that refused, as listed by `GET /v1/guidelines`; absent when none did.
    #[schema(max_length = 60, example = "membership.shared", nullable = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'static str>,
    /// Every place that has to change; absent when there is none.
    #[schema(max_items = 200)] // ERRORS
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// Characters of a pointer, as the contract has them.
const POINTER: usize = 300;

/// Places that one problem names.
const ERRORS: usize = 200;

/// Writes a problem out.
pub fn respond(problem: &Problem, request_id: &str, public_url: &str, token_sent: bool) -> HttpResponse {
    let kind = problem.kind;
    let body = ProblemBody {
        kind: format!("{public_url}/problems/{}", kind.name()),
        title: kind.title(),
        status: kind.status().as_u16(),
        detail: &problem.detail,
        instance: format!("urn:uuid:{request_id}"),
        clause: problem.clause,
        errors: problem
            .errors
            .iter()
            .take(ERRORS)
            .map(|e| FieldError {
                // It may hold a key of the client's.
                pointer: shown(&e.pointer, POINTER),
                ..e.clone()
            })
            .collect(),
    };
    let mut response = HttpResponse::build(kind.status());
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    match kind {
        Kind::Unauthenticated | Kind::Forbidden => {
            if let Some(challenge) = challenge(problem, public_url, token_sent) {
                response.insert_header((header::WWW_AUTHENTICATE, challenge));
            }
        }
        Kind::Unavailable | Kind::TooManyRequests => {
            response.insert_header((header::RETRY_AFTER, u64::from(problem.retry_after.unwrap_or(1))));
        }
        _ => {}
    }
    if let Some(allow) = &problem.allow {
        response.insert_header((header::ALLOW, allow.as_ref()));
    }
    if let Some(length) = problem.complete_length {
        response.insert_header((header::CONTENT_RANGE, format!("bytes */{length}")));
    }
    response.body(serde_json::to_vec(&body).unwrap_or_default())
}

/// `WWW-Authenticate` (RFC 6750, 3; RFC 9728, 5.1): with a 401, and with a 403 of a token that lacks a scope.
fn challenge(problem: &Problem, public_url: &str, token_sent: bool) -> Option<HeaderValue> {
    let metadata = format!("resource_metadata=\"{public_url}/.well-known/oauth-protected-resource\"");
    let error = match (problem.kind, problem.lacks) {
        (Kind::Forbidden, None) => return None,
        (Kind::Forbidden, Some(scope)) => {
            format!(", error=\"insufficient_scope\", scope=\"{}\"", scope.as_str())
        }
        _ if token_sent => ", error=\"invalid_token\"".to_owned(),
        _ => String::new(),
    };
    HeaderValue::from_str(&format!("Bearer realm=\"wps-network\"{error}, {metadata}")).ok()
}

/// Writes a refusal of the token endpoint as OAuth has it (RFC 6749, 5.2); `None` for what is no matter of OAuth.
pub fn respond_as_oauth(problem: &Problem) -> Option<HttpResponse> {
    let body = oauth_error(problem)?;
    let unauthenticated = problem.kind == Kind::Unauthenticated;
    let status = if unauthenticated {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::BAD_REQUEST
    };
    let mut response = HttpResponse::build(status);
    response.insert_header((header::PRAGMA, "no-cache"));
    if unauthenticated {
        response.insert_header((
            header::WWW_AUTHENTICATE,
            "Basic realm=\"wps-network\", charset=\"UTF-8\"",
        ));
    }
    Some(response.json(body))
}
