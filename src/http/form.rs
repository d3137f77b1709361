//! Forms as bodies: what OAuth asks for.

use super::input::{shortened, url_pairs};
use crate::error::{FieldError, Kind, Problem};
use serde_json::{Map, Value};

/// The object that a form stands for. A field without a value counts as left out (RFC 6749, 3.2).
///
/// # Errors
/// 400 with every field that comes twice.
pub fn read_form(bytes: &[u8]) -> Result<Value, Problem> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Problem::new(Kind::MalformedRequest, "The body is not UTF-8."))?;
    let (mut fields, mut errors) = (Map::new(), Vec::new());
    for (name, value) in url_pairs(text).into_iter().filter(|(_, value)| !value.is_empty()) {
        if fields.contains_key(&name) {
            errors.push(FieldError {
                pointer: format!("/{}", shortened(&name)),
                code: "repeated",
                detail: "Give this field only once.".into(),
            });
        }
        fields.insert(name, Value::String(value));
    }
    if errors.is_empty() {
        Ok(Value::Object(fields))
    } else {
        Err(Problem::of_fields(Kind::MalformedRequest, errors))
    }
}
