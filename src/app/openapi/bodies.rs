//! Files and documents among bodies: what `utoipa` does not know to say of them.

use super::complete::Object;
use serde_json::{Value, json};

/// The media type of a file.
const BYTES: &str = "application/octet-stream";

/// Bytes of a file at the most, whatever the operator sets (`config::FileSettings`).
const MOST_BYTES: u64 = 5000 * 1_048_576;

/// Characters of a document at the most.
const MOST_TEXT: u64 = 50_000_000;

/// What is bytes says so: `utoipa` knows them as text only.
pub(super) fn mark_bytes(operation: &mut Object) {
    let mut holders: Vec<&mut Value> = Vec::new();
    let mut parts = operation
        .iter_mut()
        .filter(|(name, _)| matches!(name.as_str(), "requestBody" | "responses"));
    for (name, part) in &mut parts {
        if name == "responses" {
            holders.extend(part.as_object_mut().into_iter().flat_map(|all| all.values_mut()));
        } else {
            holders.push(part);
        }
    }
    for holder in holders {
        let bytes = holder
            .get_mut("content")
            .and_then(|content| content.get_mut(BYTES));
        if let Some(schema) = bytes.and_then(|media| media.get_mut("schema")) {
            *schema = json!({"type": "string", "format": "binary", "maxLength": MOST_BYTES});
        }
    }
}

/// A document that is one text, such as a page, has a length that no list reaches.
pub(super) fn bound_documents(operation: &mut Object) {
    let answers = operation.get_mut("responses").and_then(Value::as_object_mut);
    let contents = answers
        .into_iter()
        .flat_map(|all| all.values_mut())
        .filter_map(|answer| answer.get_mut("content").and_then(Value::as_object_mut));
    for media in contents.flat_map(|content| content.values_mut()) {
        let schema = media.get_mut("schema").and_then(Value::as_object_mut);
        let Some(schema) = schema.filter(|schema| schema.get("type") == Some(&json!("string"))) else {
            continue;
        };
        schema.entry("maxLength").or_insert_with(|| json!(MOST_TEXT));
    }
}

/// Whether an answer is a file.
pub(super) fn is_bytes(response: &Object) -> bool {
    response
        .get("content")
        .is_some_and(|content| content.get(BYTES).is_some())
}
