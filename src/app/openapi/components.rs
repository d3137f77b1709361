//! Components that the operations share, and the names in the document.

use crate::error::Kind;
use serde_json::{Map, Value, json};

/// `admit_membership_request` → `admitMembershipRequest`.
pub fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |id, word| {
        let mut letters = word.chars();
        let head = letters
            .next()
            .map(|c| c.to_ascii_uppercase().to_string())
            .unwrap_or_default();
        id + &head + letters.as_str()
    })
}

/// `precondition-failed` → `PreconditionFailed`.
pub fn component_name(kind: Kind) -> String {
    let name = camel_case(&kind.name().replace('-', "_"));
    let mut letters = name.chars();
    let head = letters
        .next()
        .map(|c| c.to_ascii_uppercase().to_string())
        .unwrap_or_default();
    head + letters.as_str()
}

/// Parameters that many operations have.
pub fn parameters() -> Value {
    json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "Makes a repeated request safe: the same key and body get the first answer again, for seven days, and nothing is done twice.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            "example": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
        },
        "IfMatch": {
            "name": "If-Match",
            "in": "header",
            "required": true,
            "description": "The `ETag` of the version that the change is made to (`*` for any).",
            "schema": {"type": "string", "minLength": 1, "maxLength": 1000},
            "example": "\"mB5x2QY7vQ1rWc9dT4sLpA\""
        },
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "required": false,
            "description": "The `ETag` of what you have: 304 when it is still the same.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 1000},
            "example": "\"mB5x2QY7vQ1rWc9dT4sLpA\""
        }
    })
}

/// The headers of every answer.
pub const ALWAYS: [&str; 4] = [
    "X-Request-Id",
    "RateLimit",
    "RateLimit-Policy",
    "Access-Control-Allow-Origin",
];

/// The `headers` of an answer, those of every answer and these: references to the components of their names.
pub fn referred(names: &[&str]) -> Value {
    let reference = |name: &&str| {
        let target = format!("#/components/headers/{name}");
        ((*name).to_owned(), json!({"$ref": target}))
    };
    Value::Object(ALWAYS.iter().chain(names).map(reference).collect())
}

/// Headers of answers.
pub fn headers() -> Value {
    let mut all = headers_of_files();
    if let (Some(all), Value::Object(others)) = (all.as_object_mut(), headers_of_any()) {
        all.extend(others);
    }
    all
}

fn headers_of_files() -> Value {
    json!({
        "Accept-Ranges": {
            "description": "`bytes`: parts may be asked for with `Range` (RFC 9110, 14.3).",
            "schema": {"type": "string", "maxLength": 10},
            "example": "bytes"
        },
        "Content-Disposition": {
            "description": "The file's name (RFC 6266): in ASCII as `filename`, and where that is not all of it in full as `filename*`.",
            "schema": {"type": "string", "maxLength": 3000},
            "example": "attachment; filename=\"S-2018-178-F.pdf\""
        },
        "Content-Range": {
            "description": "Which bytes these are, of how many (RFC 9110, 14.4).",
            "schema": {"type": "string", "maxLength": 60},
            "example": "bytes 0-1048575/4194304"
        },
        "Repr-Digest": {
            "description": "The SHA-256 of the whole file, also where this is a part of it (RFC 9530).",
            "schema": {"type": "string", "maxLength": 60},
            "example": "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:"
        }
    })
}

fn headers_of_any() -> Value {
    json!({
        "ETag": {
            "description": "A strong validator of exactly this answer.",
            "schema": {"type": "string", "maxLength": 60},
            "example": "\"mB5x2QY7vQ1rWc9dT4sLpA\""
        },
        "Link": {
            "description": "`rel=\"next\"`: the page that follows (RFC 8288); absent on the last one.",
            "schema": {"type": "string", "maxLength": 2000},
            "example": "</v1/members?limit=25&cursor=8-uAyT_a4FEg>; rel=\"next\""
        },
        "Location": {
            "description": "The path of what was created.",
            "schema": {"type": "string", "format": "uri-reference", "maxLength": 300},
            "example": "/v1/meetings/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
        },
        "Idempotent-Replayed": {
            "description": "`true` when this is the first answer again.",
            "schema": {"type": "string", "maxLength": 5},
            "example": "true"
        },
        "Retry-After": {
            "description": "Seconds to wait before trying again.",
            "schema": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 3600},
            "example": 1
        },
        "Access-Control-Allow-Origin": {
            "description": "The origin that asked, where the operator allows it (CORS); absent otherwise.",
            "schema": {"type": "string", "maxLength": 300},
            "example": "https://members.example.org"
        },
        "RateLimit": {
            "description": "What is left of the caller's quota: `r` requests for the next `t` seconds (draft-ietf-httpapi-ratelimit-headers).",
            "schema": {"type": "string", "maxLength": 100},
            "example": "\"caller\";r=1199;t=42"
        },
        "RateLimit-Policy": {
            "description": "The caller's quota: `q` requests in `w` seconds.",
            "schema": {"type": "string", "maxLength": 100},
            "example": "\"caller\";q=1200;w=60"
        },
        "WWW-Authenticate": {
            "description": "How to authenticate (RFC 6750), and where that is described (RFC 9728).",
            "schema": {"type": "string", "maxLength": 600},
            "example": "Bearer realm=\"wps-network\", resource_metadata=\"http://127.0.0.1:8080/.well-known/oauth-protected-resource\""
        },
        "X-Request-Id": {
            "description": "The request's id in the service's log.",
            "schema": {"type": "string", "format": "uuid", "maxLength": 36},
            "example": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
        }
    })
}

/// An answer for each kind of problem, and 304.
pub fn problem_responses() -> Value {
    let mut responses = Map::new();
    responses.insert(
        "NotModified".to_owned(),
        json!({"description": "You have it already.", "headers": referred(&["ETag"])}),
    );
    // 405 is the answer of an address, not of an operation.
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::MethodNotAllowed) {
        let mut names = Vec::new();
        match kind {
            Kind::Unauthenticated => names.push("WWW-Authenticate"),
            Kind::Unavailable | Kind::TooManyRequests => names.push("Retry-After"),
            Kind::RangeNotSatisfiable => names.push("Content-Range"),
            _ => {}
        }
        let headers = referred(&names);
        let example = json!({
            "type": format!("http://127.0.0.1:8080/problems/{}", kind.name()),
            "title": kind.title(),
            "status": kind.status().as_u16(),
            "detail": kind.explanation(),
            "instance": "urn:uuid:0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
        });
        responses.insert(
            component_name(*kind),
            json!({
                "description": format!("{}. {}", kind.title(), kind.explanation()),
                "headers": headers,
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
            }),
        );
    }
    Value::Object(responses)
}
