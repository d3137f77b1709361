//! Whole examples, made from the examples of the fields: an answer's example can only be as wrong as a field's, and a
//! test validates each against its schema.

use serde_json::{Map, Value, json};

/// Depth at which a recursive schema is cut.
const DEEPEST: usize = 8;

/// Gives every body without an example one, and closes schemas' gaps in the fields of unions.
pub fn fill(document: &mut Value) {
    let schemas = document
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_default();
    let parts = document.as_object_mut().into_iter().flatten();
    let items = parts
        .filter(|(part, _)| matches!(part.as_str(), "paths" | "webhooks"))
        .filter_map(|(_, part)| part.as_object_mut())
        .flatten();
    for (_, item) in items {
        for (_, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(body) = operation.get_mut("requestBody") {
                fill_content(body, &schemas);
            }
            for (_, response) in operation
                .get_mut("responses")
                .and_then(Value::as_object_mut)
                .into_iter()
                .flatten()
            {
                fill_content(response, &schemas);
            }
        }
    }
}

fn fill_content(holder: &mut Value, schemas: &Value) {
    for (_, media) in holder
        .get_mut("content")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
    {
        let Some(media) = media.as_object_mut() else {
            continue;
        };
        if media.contains_key("example") || media.contains_key("examples") {
            continue;
        }
        if let Some(example) = media.get("schema").and_then(|schema| of(schema, schemas, 0)) {
            media.insert("example".to_owned(), example);
        }
    }
}

/// An example of a schema.
fn of(schema: &Value, schemas: &Value, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    if let Some(example) = schema.get("example") {
        return Some(example.clone());
    }
    if let Some(first) = schema
        .get("examples")
        .and_then(Value::as_array)
        .and_then(|all| all.first())
    {
        return Some(first.clone());
    }
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let name = target.rsplit('/').next()?;
        return of(schemas.get(name)?, schemas, depth + 1);
    }
    for union in ["oneOf", "anyOf"] {
        if let Some(branches) = schema.get(union).and_then(Value::as_array) {
            let is_null = |branch: &&Value| branch.get("type").and_then(Value::as_str) == Some("null");
            return branches
                .iter()
                .find(|branch| !is_null(branch))
                .and_then(|branch| of(branch, schemas, depth + 1));
        }
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        let objects = parts.iter().filter_map(|part| of(part, schemas, depth + 1));
        let merged = objects
            .filter_map(|value| value.as_object().cloned())
            .flatten()
            .collect::<Map<_, _>>();
        return Some(Value::Object(merged));
    }
    if let Some(first) = schema
        .get("enum")
        .and_then(Value::as_array)
        .and_then(|all| all.first())
    {
        return Some(first.clone());
    }
    typed(schema, schemas, depth)
}

fn typed(schema: &Value, schemas: &Value, depth: usize) -> Option<Value> {
    let kind = match schema.get("type") {
        Some(Value::String(kind)) => kind.as_str(),
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")?,
        _ => return None,
    };
    match kind {
        "object" => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let filled = properties
                .into_iter()
                .flatten()
                .filter_map(|(name, property)| Some((name.clone(), of(property, schemas, depth + 1)?)));
            Some(Value::Object(filled.collect()))
        }
        "array" => {
            Some(of(schema.get("items")?, schemas, depth + 1).map_or_else(|| json!([]), |item| json!([item])))
        }
        "boolean" => Some(json!(false)),
        "integer" | "number" => Some(schema.get("minimum").cloned().unwrap_or_else(|| json!(0))),
        "string" => match schema.get("format").and_then(Value::as_str) {
            Some("uuid") => Some(json!("0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")),
            Some("date") => Some(json!("2018-01-01")),
            Some("date-time") => Some(json!("2018-03-01T09:00:00Z")),
            _ => None,
        },
        _ => None,
    }
}
