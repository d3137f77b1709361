//! Places in the feed as readers hold them: sealed, so that nobody counts what he may not see, and each reader's own.

use crate::auth::{Caller, Sealer};
use crate::error::{FieldError, Kind, Problem};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

fn context(caller: &Caller) -> String {
    caller
        .account
        .map_or_else(|| "feed".to_owned(), |account| format!("feed {account}"))
}

/// The cursor of a position.
///
/// # Errors
/// 500 when sealing fails.
pub fn close(sealer: &Sealer, caller: &Caller, position: i64) -> Result<String, Problem> {
    let text = sealer.seal(&context(caller), &position.to_be_bytes())?;
    Ok(URL_SAFE_NO_PAD.encode(text))
}

/// The position of a cursor that was given at `pointer`.
///
/// # Errors
/// 400 when it is none of this caller's.
pub fn open(sealer: &Sealer, caller: &Caller, cursor: &str, pointer: &str) -> Result<i64, Problem> {
    let position = URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|text| sealer.open(&context(caller), &text))
        .and_then(|plain| Some(i64::from_be_bytes(plain.try_into().ok()?)));
    position.ok_or_else(|| {
        Problem::of_fields(
            Kind::MalformedRequest,
            vec![FieldError {
                pointer: pointer.to_owned(),
                code: "cursor",
                detail: "Give a `next` or an `id:` of the feed that the same account was given.".into(),
            }],
        )
    })
}
