//! The contract: what utoipa collects from the registered routes, completed by what every operation has.
//!
//! A domain writes its fields, its words and its examples. Security, shared errors, headers and whole examples are put
//! in here, in one pass, so that no operation can forget them.

mod bodies;
mod complete;
mod components;
mod examples;
mod shapes;
mod webhooks;
mod words;

use actix_web::App;
use serde_json::Value;
use utoipa_actix_web::AppExt;

/// The document, as `openapi/openapi.json` holds it and `/openapi.json` serves it.
pub fn contract() -> Value {
    let collected = App::new()
        .into_utoipa_app()
        .configure(super::routes)
        .split_for_parts()
        .1;
    let document = serde_json::to_value(&collected).unwrap_or_default();
    complete::complete(document)
}

/// The document as text, the same bytes each time.
pub fn contract_json(document: &Value) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
