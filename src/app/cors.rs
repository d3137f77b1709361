//! Which web pages may call the service from a browser: none, unless `WPS_CORS_ORIGINS` names them.

use actix_cors::Cors;
use actix_web::http::{Method, header};

/// Headers that a page may send.
const SENT: [&str; 11] = [
    "accept",
    "authorization",
    "content-digest",
    "content-type",
    "follow-up-secret",
    "idempotency-key",
    "if-match",
    "if-none-match",
    "if-range",
    "range",
    "last-event-id",
];

/// Headers that a page may read.
const READ: [&str; 16] = [
    "etag",
    "link",
    "location",
    "ratelimit",
    "ratelimit-policy",
    "retry-after",
    "x-request-id",
    "idempotent-replayed",
    "deprecation",
    "sunset",
    "allow",
    "www-authenticate",
    "accept-ranges",
    "content-disposition",
    "content-range",
    "repr-digest",
];

/// CORS for these origins. No cookies are used, so none are let through.
pub fn cors(origins: &[String]) -> Cors {
    let cors = Cors::default()
        .allowed_methods([
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PATCH,
            Method::DELETE,
        ])
        .allowed_headers(SENT)
        .allowed_header(header::ACCEPT_LANGUAGE)
        .expose_headers(READ)
        .max_age(3600);
    if origins.iter().any(|origin| origin == "*") {
        return cors.allow_any_origin().send_wildcard();
    }
    origins
        .iter()
        .fold(cors, |cors, origin| cors.allowed_origin(origin))
}
