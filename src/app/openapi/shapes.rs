//! The shapes that generated clients do well with, made of what `utoipa` collects, so that a resource need not think of
//! them: one component a type, `null` in one place, and examples where `OpenAPI` 3.1 has them.

use crate::http::text;
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// Mends every schema of the document.
pub fn mend(document: &mut Value) {
    let schemas = document.pointer_mut("/components/schemas").map(Value::take);
    let Some(Value::Object(mut schemas)) = schemas else {
        return;
    };
    refer_to_items(&mut schemas);
    let (scalars, mut schemas): (Object, Object) =
        schemas.into_iter().partition(|(_, schema)| is_scalar(schema));
    for (_, schema) in &mut schemas {
        mend_schema(schema, &scalars);
    }
    let enums: Vec<(String, Value)> = schemas
        .iter()
        .filter(|(_, schema)| schema.get("enum").is_some())
        .map(|(name, schema)| (name.clone(), schema.clone()))
        .collect();
    mend_outside(document, &scalars, &enums);
    if let Some(place) = document.pointer_mut("/components/schemas") {
        *place = Value::Object(schemas);
    }
}

/// A text of a format, such as an id, or a list of texts: clients know it by its form, and a component would only wrap it.
fn is_scalar(schema: &Value) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    matches!(kind, Some("string" | "array")) && schema.get("enum").is_none()
}

/// A page's items are the component of their type, not a copy of it.
fn refer_to_items(schemas: &mut Object) {
    let pages: Vec<String> = schemas
        .keys()
        .filter(|name| name.ends_with("Page"))
        .cloned()
        .collect();
    for page in pages {
        let item = page.trim_end_matches("Page").to_owned();
        let Some(items) = schemas
            .get_mut(&page)
            .and_then(|page| page.pointer_mut("/properties/data/items"))
        else {
            continue;
        };
        if items.get("properties").is_some() {
            let own = std::mem::replace(items, json!({"$ref": format!("#/components/schemas/{item}")}));
            schemas.entry(item).or_insert(own);
        }
    }
}

/// The schemas in paths, parameters, headers and responses.
fn mend_outside(value: &mut Value, scalars: &Object, enums: &[(String, Value)]) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    "schema" => {
                        mend_schema(member, scalars);
                        refer_to_enum(member, enums);
                    }
                    "example" | "examples" | "schemas" => {}
                    _ => mend_outside(member, scalars, enums),
                }
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| mend_outside(item, scalars, enums)),
        _ => {}
    }
}

/// A parameter's words are the component's, where there is one.
fn refer_to_enum(schema: &mut Value, enums: &[(String, Value)]) {
    if let Some((name, _)) = enums.iter().find(|(_, known)| known == schema) {
        *schema = json!({"$ref": format!("#/components/schemas/{name}")});
    } else if let Some(items) = schema.get_mut("items") {
        refer_to_enum(items, enums);
    }
}

fn mend_schema(schema: &mut Value, scalars: &Object) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    hoist_null(members);
    inline_scalar(members, scalars);
    for inner in ["items", "additionalProperties"] {
        if let Some(inner) = members.get_mut(inner) {
            mend_schema(inner, scalars);
        }
    }
    if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
        properties
            .values_mut()
            .for_each(|property| mend_schema(property, scalars));
    }
    for union in ["oneOf", "anyOf", "allOf"] {
        if let Some(parts) = members.get_mut(union).and_then(Value::as_array_mut) {
            for part in parts.iter_mut() {
                mend_schema(part, scalars);
            }
        }
    }
    restrict_text(members);
    tell_width(members);
    // JSON Schema 2020-12 has `examples`; `example` is deprecated in OpenAPI 3.1.
    if let Some(example) = members.remove("example") {
        members.insert("examples".to_owned(), json!([example]));
    }
    if !members.contains_key("examples")
        && let Some(first) = members
            .get("enum")
            .and_then(Value::as_array)
            .and_then(|words| words.first())
    {
        let first = json!([first]);
        members.insert("examples".to_owned(), first);
    }
}

/// A count is of the machine's width, which `utoipa` does not say.
fn tell_width(members: &mut Object) {
    let is_integer = match members.get("type") {
        Some(Value::String(kind)) => kind == "integer",
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "integer"),
        _ => false,
    };
    if is_integer {
        members.entry("format").or_insert_with(|| json!("int64"));
    }
}

/// A text without a form of its own has that of every text, which `http::text` enforces on whatever comes in.
fn restrict_text(members: &mut Object) {
    let is_text = match members.get("type") {
        Some(Value::String(kind)) => kind == "string",
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        _ => false,
    };
    // `password` says how to show it, not what it may hold.
    let format = members.get("format").is_some_and(|format| format != "password");
    let has_form = format || members.contains_key("pattern") || members.contains_key("enum");
    if is_text && !has_form {
        let least = members.get("minLength").and_then(Value::as_u64);
        let filled = least.is_some_and(|least| least > 0);
        members.insert(
            "pattern".to_owned(),
            json!(if filled { text::WORDS } else { text::TEXT }),
        );
    }
}

/// What `utoipa` says about an optional reference stands inside of its union; it belongs to the field.
fn hoist_null(members: &mut Object) {
    let Some([one, null]) = members
        .get_mut("oneOf")
        .and_then(Value::as_array_mut)
        .map(Vec::as_mut_slice)
    else {
        return;
    };
    if null.get("type").and_then(Value::as_str) != Some("null") {
        return;
    }
    let Some(reference) = one.as_object_mut().filter(|one| one.contains_key("$ref")) else {
        return;
    };
    let target = reference.remove("$ref").unwrap_or_default();
    let words = std::mem::replace(reference, Object::from_iter([("$ref".to_owned(), target)]));
    for (name, word) in words {
        members.entry(name).or_insert(word);
    }
}

/// `$ref` to a scalar, or to one or null, becomes what it stands for.
fn inline_scalar(members: &mut Object, scalars: &Object) {
    let named = |reference: &Value| {
        let target = reference.get("$ref")?.as_str()?;
        scalars.get(target.rsplit('/').next()?)?.as_object().cloned()
    };
    let union = members.get("oneOf").and_then(Value::as_array).map(Vec::as_slice);
    let (scalar, nullable) = match union {
        Some([one, _]) => (named(one), true),
        Some(_) => return,
        None => (
            members
                .get("$ref")
                .and_then(|target| named(&json!({"$ref": target}))),
            false,
        ),
    };
    let Some(mut scalar) = scalar else { return };
    if nullable {
        let own = scalar.get("type").cloned().unwrap_or_default();
        scalar.insert("type".to_owned(), json!([own, "null"]));
    }
    if members.contains_key("example") {
        scalar.remove("examples");
    }
    members.remove("oneOf");
    members.remove("$ref");
    for (name, value) in scalar {
        members.entry(name).or_insert(value);
    }
}
