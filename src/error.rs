//! What can go wrong, as RFC 9457 problems: one catalogue, one status mapping.
//!
//! This room imports nothing of ours, so that every other room may use it. The body is written where the request is
//! known (`app::gate`), which adds the request's id and the public address.

mod field;

pub use field::FieldError;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU64;

/// The kinds of problem: the catalogue under `/problems/{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read.
    MalformedRequest,
    /// No valid access token where one is needed, or a bad one.
    Unauthenticated,
    /// Signed in, but not allowed.
    Forbidden,
    /// Unknown, or not the caller's to see.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// Nothing on offer in the media types accepted.
    NotAcceptable,
    /// The body came too slowly.
    RequestTimeout,
    /// The resource's state, or another record, stands against it.
    Conflict,
    /// `If-Match` names another version.
    PreconditionFailed,
    /// The body is too large.
    ContentTooLarge,
    /// The body is in a media type that the operation does not read.
    UnsupportedMediaType,
    /// The part that is asked for is beyond the end.
    RangeNotSatisfiable,
    /// The request is readable, but its content is not acceptable.
    InvalidContent,
    /// `If-Match` is missing.
    PreconditionRequired,
    /// More requests than the caller's quota.
    TooManyRequests,
    /// Our fault.
    InternalError,
    /// The database, or this instance, cannot answer now.
    Unavailable,
}

impl Kind {
    /// Every kind, in the order of the status codes.
    pub const ALL: &[Self] = &[
        Self::MalformedRequest,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::RequestTimeout,
        Self::Conflict,
        Self::PreconditionFailed,
        Self::ContentTooLarge,
        Self::UnsupportedMediaType,
        Self::RangeNotSatisfiable,
        Self::InvalidContent,
        Self::PreconditionRequired,
        Self::TooManyRequests,
        Self::InternalError,
        Self::Unavailable,
    ];

    #[allow(clippy::too_many_lines)] // a table
    /// Name (the last segment of `type`), status, title, and what a stranger should know and do.
    const fn entry(self) -> (&'static str, StatusCode, &'static str, &'static str) {
        match self {
            Self::MalformedRequest => (
                "malformed-request",
                StatusCode::BAD_REQUEST,
                "The request cannot be read",
                "The body is not JSON, or a parameter is unknown or not of its type. `errors` names each place; mend them and send the request again.",
            ),
            Self::Unauthenticated => (
                "unauthenticated",
                StatusCode::UNAUTHORIZED,
                "Sign in first",
                "The operation needs an access token, or the one sent has expired, was revoked or is not ours. Sign in with POST /v1/sessions, or refresh with POST /v1/sessions/refresh.",
            ),
            Self::Forbidden => (
                "forbidden",
                StatusCode::FORBIDDEN,
                "Not yours to do",
                "You are signed in, but your role or your member does not give you this operation. GET /v1/me says which role you hold today and why.",
            ),
            Self::NotFound => (
                "not-found",
                StatusCode::NOT_FOUND,
                "Not found",
                "There is nothing at this address, or nothing that you may see. The two are answered alike.",
            ),
            Self::MethodNotAllowed => (
                "method-not-allowed",
                StatusCode::METHOD_NOT_ALLOWED,
                "No such method here",
                "The address exists, but not with this method. `Allow` lists those that it has.",
            ),
            Self::NotAcceptable => (
                "not-acceptable",
                StatusCode::NOT_ACCEPTABLE,
                "Not available in that form",
                "The operation has no answer in the media types of your `Accept` header. Ask for application/json.",
            ),
            Self::RequestTimeout => (
                "request-timeout",
                StatusCode::REQUEST_TIMEOUT,
                "The body came too slowly",
                "The whole body has to arrive within thirty seconds; a file may take longer, as long as its bytes keep coming. Send it again.",
            ),
            Self::Conflict => (
                "conflict",
                StatusCode::CONFLICT,
                "The present state stands against it",
                "The resource is in a state that does not allow the step, or another record holds what has to be unique. Read it again and decide anew; where a rule of the guidelines refused, `clause` names it.",
            ),
            Self::PreconditionFailed => (
                "precondition-failed",
                StatusCode::PRECONDITION_FAILED,
                "It has changed since you read it",
                "`If-Match` names another version than the present one. Read the resource again, apply your change to it, and send the new ETag.",
            ),
            Self::ContentTooLarge => (
                "content-too-large",
                StatusCode::PAYLOAD_TOO_LARGE,
                "The body is too large",
                "The body is over the limit that `detail` names.",
            ),
            Self::UnsupportedMediaType => (
                "unsupported-media-type",
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body's media type is not read here",
                "Send the body as application/json (a PATCH also as application/merge-patch+json; a file as application/octet-stream; a table as text/csv) with a Content-Type header that says so. A file has to be of a kind that is kept here: `detail` lists them.",
            ),
            Self::RangeNotSatisfiable => (
                "range-not-satisfiable",
                StatusCode::RANGE_NOT_SATISFIABLE,
                "There is no such part",
                "`Range` asks for bytes beyond the end of the file. `Content-Range` says how many it has.",
            ),
            Self::InvalidContent => (
                "invalid-content",
                StatusCode::UNPROCESSABLE_ENTITY,
                "The content is not acceptable",
                "The request was read, but what it says cannot be accepted. `errors` names every place and what to change; where a rule of the guidelines refused, `clause` names it.",
            ),
            Self::PreconditionRequired => (
                "precondition-required",
                StatusCode::PRECONDITION_REQUIRED,
                "If-Match is needed",
                "A change needs the ETag of the version that it is made to, so that nobody's work is overwritten unseen. Read the resource and send its ETag as `If-Match`.",
            ),
            Self::TooManyRequests => (
                "too-many-requests",
                StatusCode::TOO_MANY_REQUESTS,
                "Too many requests",
                "Your quota for this minute is used up. Wait for the seconds in `Retry-After`; every answer says in `RateLimit` what is left. The change feed and webhooks save most polling.",
            ),
            Self::InternalError => (
                "internal-error",
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something broke on our side",
                "It is logged under the request id in `instance`. Nothing was changed. Tell the secretariat that id if it happens again.",
            ),
            Self::Unavailable => (
                "unavailable",
                StatusCode::SERVICE_UNAVAILABLE,
                "Not available for the moment",
                "The database, this instance or the identity provider of your token cannot answer now. Try again after the seconds in `Retry-After`; with an Idempotency-Key a repeated POST acts once.",
            ),
        }
    }

    /// The last segment of the problem's `type`.
    pub const fn name(self) -> &'static str {
        self.entry().0
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        self.entry().1
    }

    /// The title: the same for every problem of the kind.
    pub const fn title(self) -> &'static str {
        self.entry().2
    }

    /// What the page under `/problems/` says.
    pub const fn explanation(self) -> &'static str {
        self.entry().3
    }

    /// The kind for a status that the framework answered by itself.
    pub fn of_status(status: StatusCode) -> Self {
        let fallback = if status.is_server_error() {
            Self::InternalError
        } else {
            Self::MalformedRequest
        };
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.status() == status)
            .unwrap_or(fallback)
    }
}

/// The scope that a service account's token lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingScope {
    /// `read`
    Read,
    /// `write`
    Write,
}

impl MissingScope {
    /// The scope's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A problem on its way to the client.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The catalogue entry.
    pub kind: Kind,
    /// What to change, in a sentence.
    pub detail: Cow<'static, str>,
    /// The clause of the guidelines that refused, if one did.
    pub clause: Option<&'static str>,
    /// Every place that has to change.
    pub errors: Vec<FieldError>,
    /// The methods for `Allow`, with a 405.
    pub allow: Option<Box<str>>,
    /// What the token lacks, for `WWW-Authenticate` (RFC 6750, 3.1), with a 403.
    pub lacks: Option<MissingScope>,
    /// How many bytes there are, for `Content-Range`, with a 416.
    pub complete_length: Option<NonZeroU64>,
    /// Seconds for `Retry-After`, where they are known.
    pub retry_after: Option<u16>,
    /// The transaction may simply run again (a serialization failure, a deadlock, a dead connection).
    pub transient: bool,
    /// What happened inside; logged once, never shown.
    pub cause: Option<String>,
}

impl Problem {
    /// A problem of a kind with what to change.
    pub fn new(kind: Kind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            clause: None,
            errors: Vec::new(),
            allow: None,
            lacks: None,
            complete_length: None,
            retry_after: None,
            transient: false,
            cause: None,
        }
    }

    /// 404, always the same words: what is hidden and what is missing answer alike.
    pub fn not_found() -> Self {
        Self::new(
            Kind::NotFound,
            "There is nothing here, or nothing that you may see.",
        )
    }

    /// 401.
    pub fn unauthenticated(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Unauthenticated, detail)
    }

    /// 403.
    pub fn forbidden(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Forbidden, detail)
    }

    /// 409.
    pub fn conflict(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Conflict, detail)
    }

    /// 413.
    pub fn too_large(limit: u64) -> Self {
        Self::new(
            Kind::ContentTooLarge,
            format!("A body may have at most {limit} bytes here."),
        )
    }

    /// 422 for one field.
    pub fn invalid(pointer: &str, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        let detail = detail.into();
        Self {
            errors: vec![FieldError {
                pointer: pointer.to_owned(),
                code,
                detail: detail.clone(),
            }],
            ..Self::new(Kind::InvalidContent, detail)
        }
    }

    /// 500; the cause is for the log.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(
                Kind::InternalError,
                "It is logged under the id in `instance`; nothing was changed.",
            )
        }
    }

    /// 503; the cause is for the log.
    pub fn unavailable(cause: impl fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(Kind::Unavailable, "Try again after the seconds in `Retry-After`.")
        }
    }

    /// Names the clause of the guidelines that refused.
    #[must_use]
    pub fn citing(mut self, clause: &'static str) -> Self {
        self.clause = Some(clause);
        self
    }

    /// A 400 or 422 with all its field errors, sorted so that the same request always gets the same answer.
    pub fn of_fields(kind: Kind, mut errors: Vec<FieldError>) -> Self {
        errors.sort();
        errors.dedup();
        let detail = match errors.as_slice() {
            [only] => only.detail.clone(),
            all => format!("{} places have to change; `errors` names each.", all.len()).into(),
        };
        Self {
            errors,
            ..Self::new(kind, detail)
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}",
            self.kind.name(),
            self.cause.as_deref().unwrap_or(&self.detail)
        )
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }

    /// An empty answer that carries the problem: `app::gate` writes it out.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.kind.status());
        response.extensions_mut().insert(self.clone());
        response
    }
}
