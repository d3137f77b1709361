//! Schemas in words: fields with their types and bounds.

use super::contract::{items, members, text};
use super::layout::Frame;
use super::markdown;
use maud::{Markup, html};
use serde_json::Value;

/// A schema's fields, values or bounds.
pub fn schema(frame: &Frame<'_>, schema: &Value) -> Markup {
    if schema.get("properties").is_some() {
        return fields(frame, schema);
    }
    let parts: Vec<&Value> = items(schema, "allOf").chain(items(schema, "oneOf")).collect();
    html! {
        @if parts.is_empty() {
            p.type { (kind(frame, schema)) " " (bounds(schema)) }
        }
        @for part in parts {
            @if part.get("properties").is_some() { (fields(frame, part)) } @else { p.type { (kind(frame, part)) } }
        }
    }
}

fn fields(frame: &Frame<'_>, schema: &Value) -> Markup {
    // An answer carries every field: only of a request, which may carry no other, is it worth saying.
    let is_request = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let required = |name: &str| is_request && items(schema, "required").any(|one| one == name);
    html! {
        dl.fields {
            @for (name, field) in members(schema.get("properties")) {
                (entry(frame, name, field, required(name), description(field)))
            }
        }
    }
}

/// A field's description; of one that may be null it stands beside the reference.
fn description(field: &Value) -> &str {
    let parts = items(field, "oneOf").map(|part| text(part, "description"));
    [text(field, "description")]
        .into_iter()
        .chain(parts)
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// A field or parameter.
pub fn entry(frame: &Frame<'_>, name: &str, schema: &Value, required: bool, description: &str) -> Markup {
    html! {
        div {
            dt {
                code { (name) } " "
                span.type { (kind(frame, schema)) }
                @if required { " " span.required { "required" } }
            }
            dd {
                (markdown::inline(frame, description))
                @let bounds = bounds(schema);
                @if !bounds.is_empty() { p.bounds { (bounds) } }
            }
        }
    }
}

/// The type in words; a named schema is a link.
pub fn kind(frame: &Frame<'_>, schema: &Value) -> Markup {
    if let Some(name) = reference(schema) {
        return object(frame, name);
    }
    if schema.get("properties").is_some()
        && let Some((name, _)) = frame.contract.schemas().find(|(_, named)| *named == schema)
    {
        return object(frame, name);
    }
    let parts: Vec<&Value> = items(schema, "oneOf")
        .chain(items(schema, "anyOf"))
        .chain(items(schema, "allOf"))
        .collect();
    if !parts.is_empty() {
        return html! {
            @for (i, part) in parts.iter().enumerate() { @if i > 0 { " or " } (kind(frame, part)) }
        };
    }
    let types = match schema.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => vec!["anything"],
    };
    html! {
        @for (i, name) in types.iter().enumerate() {
            @if i > 0 { " or " }
            @if *name == "array" {
                "list of " (schema.get("items").map_or_else(|| html! { "anything" }, |items| kind(frame, items)))
            } @else if let (&"object", Some(values @ Value::Object(_))) = (name, schema.get("additionalProperties")) {
                (kind(frame, values)) " by name"
            } @else {
                (name)
            }
        }
    }
}

/// The name of the schema that is referred to.
pub fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref").and_then(Value::as_str)?.rsplit('/').next()
}

/// A link to a named schema.
pub fn object(frame: &Frame<'_>, name: &str) -> Markup {
    html! { a href={ (frame.base) "/docs/reference/objects#" (name) } { (name) } }
}

/// What the service enforces of a value, beside its type.
fn bounds(schema: &Value) -> String {
    let number = |name: &str| {
        schema
            .get(name)
            .filter(|value| value.is_number())
            .map(ToString::to_string)
    };
    let range = |least: &str, most: &str, what: &str| match (number(least), number(most)) {
        (Some(least), Some(most)) if least == most => Some(format!("{most}{what}")),
        (Some(least), Some(most)) => Some(format!("{least} to {most}{what}")),
        (None, Some(most)) => Some(format!("at most {most}{what}")),
        (Some(least), None) => Some(format!("at least {least}{what}")),
        (None, None) => None,
    };
    let mut words: Vec<String> = Vec::new();
    let values: Vec<&str> = items(schema, "enum").filter_map(Value::as_str).collect();
    if !values.is_empty() && !text(schema, "description").contains(&format!("`{}`", values.concat())) {
        words.push(format!("one of {}", values.join(", ")));
    }
    let format = text(schema, "format");
    if !format.is_empty() && !format.starts_with("int") {
        words.push(format.to_owned());
    }
    words.extend(range("minLength", "maxLength", " characters"));
    words.extend(range("minimum", "maximum", ""));
    words.extend(range("minItems", "maxItems", " items"));
    words.extend(range("minProperties", "maxProperties", " entries"));
    if let Some(default) = schema.get("default") {
        words.push(format!("{} when left out", plain(default)));
    }
    words.join(" · ")
}

/// A value as one types it.
pub fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
