//! The body of a request, as far as it is read before the handler: JSON, forms and tables, all of it; of a file nothing.

use crate::error::{Kind, Problem};
use crate::http::{Operation, RawBody, Shared};
use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::web;
use aws_lc_rs::digest::{Context, SHA256};
use serde_json::Value;
use std::time::Duration;

/// Time for a whole body to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

/// Reads the body of the operation.
///
/// # Errors
/// 408, 413, 415, 400 or 422.
pub async fn read_body(
    shared: &Shared,
    req: &mut ServiceRequest,
    operation: &Operation,
) -> Result<RawBody, Problem> {
    let bytes = if operation.reads_body() {
        let limit = operation.body_limit();
        refuse_larger(req, wide(limit))?;
        collect(req, limit).await?
    } else {
        web::Bytes::new()
    };
    let media_type = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if operation.streams_body() {
        operation.check_media_type(media_type)?;
        refuse_larger(req, shared.settings.files.limit())?;
    }
    let value = if operation.reads_body() {
        operation.read_body(media_type, &bytes)?
    } else {
        Value::Null
    };
    let mut fingerprint = Context::new(&SHA256);
    for part in [
        req.method().as_str().as_bytes(),
        req.path().as_bytes(),
        req.query_string().as_bytes(),
        &bytes,
    ] {
        fingerprint.update(part);
        fingerprint.update(&[0]);
    }
    Ok(RawBody {
        value,
        fingerprint: fingerprint.finish().as_ref().to_vec(),
    })
}

/// Before a byte is read, when the client says that there are too many.
fn refuse_larger(req: &ServiceRequest, limit: u64) -> Result<(), Problem> {
    let declared = req.headers().get(header::CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit) {
        return Err(Problem::too_large(limit));
    }
    Ok(())
}

fn wide(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX)
}

async fn collect(req: &mut ServiceRequest, limit: usize) -> Result<web::Bytes, Problem> {
    let payload = req.extract::<web::Payload>().await.map_err(Problem::internal)?;
    match tokio::time::timeout(BODY_TIME, payload.to_bytes_limited(limit)).await {
        Err(_) => Err(Problem::new(
            Kind::RequestTimeout,
            "The body did not arrive within thirty seconds.",
        )),
        Ok(Err(_)) => Err(Problem::too_large(wide(limit))),
        Ok(Ok(Err(_))) => Err(Problem::new(Kind::MalformedRequest, "The body broke off.")),
        Ok(Ok(Ok(bytes))) => Ok(bytes),
    }
}
