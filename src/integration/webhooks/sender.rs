//! One delivery over the wire: a POST on a connection of its own (`net`), and the status of the answer. Redirects are not
//! followed, and the body is not read.

use crate::net::{Connector, Failure, Guard, request_to};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, Request, header};
use std::time::{Duration, Instant};
use url::Url;

/// What became of an attempt.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The status of the answer, if one came.
    pub status: Option<u16>,
    /// Why it does not count as delivered; none when it was.
    pub failure: Option<Failure>,
    /// `Retry-After` of the answer.
    pub retry_after: Option<String>,
    /// How long it took.
    pub took: Duration,
}

impl Outcome {
    /// Milliseconds that it took.
    pub fn took_ms(&self) -> i32 {
        i32::try_from(self.took.as_millis()).unwrap_or(i32::MAX)
    }
}

/// A delivery, ready to be sent.
pub struct Parcel {
    /// Where to.
    pub url: Url,
    /// `webhook-id`, `webhook-timestamp` and `webhook-signature`.
    pub headers: [(&'static str, String); 3],
    /// The event.
    pub body: Vec<u8>,
}

/// Sends deliveries.
#[derive(Clone)]
pub struct Sender(Connector);

impl Sender {
    /// A sender over these connections.
    pub fn new(connector: Connector) -> Self {
        Self(connector)
    }

    /// What may be connected to.
    pub fn guard(&self) -> &Guard {
        self.0.guard()
    }

    /// Sends a delivery, once.
    pub async fn send(&self, parcel: Parcel) -> Outcome {
        let started = Instant::now();
        let (status, failure, retry_after) = match self.answer(parcel).await {
            Ok((status, _)) if (200..300).contains(&status) => (Some(status), None, None),
            Ok((status, retry_after)) => (Some(status), Some(Failure::Status), retry_after),
            Err(failure) => (None, Some(failure), None),
        };
        Outcome {
            status,
            failure,
            retry_after,
            took: started.elapsed(),
        }
    }

    /// The answer's status and `Retry-After`.
    async fn answer(&self, parcel: Parcel) -> Result<(u16, Option<String>), Failure> {
        let request = request(&parcel)?;
        let response = self.0.send(&parcel.url, request, None).await?;
        let retry_after = response
            .headers()
            .get(header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok((response.status().as_u16(), retry_after))
    }
}

fn request(parcel: &Parcel) -> Result<Request<Full<Bytes>>, Failure> {
    let mut request = request_to(Method::POST, &parcel.url).header(header::CONTENT_TYPE, "application/json");
    for (name, value) in &parcel.headers {
        request = request.header(*name, value);
    }
    request
        .body(Full::new(Bytes::from(parcel.body.clone())))
        .map_err(|_| Failure::Address)
}

/// Headers of a delivery after Standard Webhooks.
pub fn headers(id: &str, timestamp: i64, signatures: &[String]) -> [(&'static str, String); 3] {
    [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", timestamp.to_string()),
        ("webhook-signature", signatures.join(" ")),
    ]
}
