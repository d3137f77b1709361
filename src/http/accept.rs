//! In which form an operation answers: what it has, by what the client prefers (RFC 9110, 12.5.1).

use crate::error::{Kind, Problem};
use actix_web::dev::Payload;
use actix_web::http::header::{self, Accept, Header, Quality};
use actix_web::mime::Mime;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};

/// The media type of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted(pub String);

impl FromRequest for Accepted {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let accepted = req.extensions().get::<Self>().cloned();
        ready(accepted.ok_or_else(|| Problem::internal("a handler outside the gate")))
    }
}

/// The media type that the client likes best of those on offer; the first one when he likes several alike.
///
/// # Errors
/// 406 when he wants none of them.
pub fn negotiate(req: &impl HttpMessage, offered: &[String]) -> Result<Accepted, Problem> {
    let accept = if req.headers().contains_key(header::ACCEPT) {
        Accept::parse(req).unwrap_or_else(|_| Accept::star())
    } else {
        Accept::star()
    };
    let mut best: Option<(&String, Quality)> = None;
    for media_type in offered {
        let quality = quality(&accept, media_type);
        if quality > Quality::ZERO && best.is_none_or(|(_, known)| quality > known) {
            best = Some((media_type, quality));
        }
    }
    best.map(|(media_type, _)| Accepted(media_type.clone()))
        .ok_or_else(|| Problem::new(Kind::NotAcceptable, format!("Ask for {}.", offered.join(" or "))))
}

/// What the most specific range that covers a media type says of it.
fn quality(accept: &Accept, media_type: &str) -> Quality {
    let Ok(media_type) = media_type.parse::<Mime>() else {
        return Quality::ZERO;
    };
    let specific = |range: &Mime| match (range.type_().as_str(), range.subtype().as_str()) {
        ("*", "*") => Some(0),
        (kind, "*") if kind == media_type.type_() => Some(1),
        _ if range.essence_str() == media_type.essence_str() => Some(2),
        _ => None,
    };
    accept
        .iter()
        .filter_map(|range| Some((specific(&range.item)?, range.quality)))
        .max()
        .map_or(Quality::ZERO, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn best(accept: &str) -> Option<String> {
        let offered = ["application/json".to_owned(), "text/event-stream".to_owned()];
        let req = TestRequest::default()
            .insert_header((header::ACCEPT, accept))
            .to_http_request();
        let req = actix_web::dev::ServiceRequest::from_request(req);
        negotiate(&req, &offered).ok().map(|accepted| accepted.0)
    }

    #[test]
    fn the_best_liked_of_what_is_there() {
        for (accept, expected) in [
            ("*/*", Some("application/json")),
            ("text/event-stream", Some("text/event-stream")),
            ("text/*, application/json;q=0.5", Some("text/event-stream")),
            ("application/json, text/event-stream", Some("application/json")),
            ("application/json;q=0, */*", Some("text/event-stream")),
            ("text/html, */*;q=0", None),
            ("image/png", None),
        ] {
            assert_eq!(best(accept).as_deref(), expected, "{accept}");
        }
    }
}
