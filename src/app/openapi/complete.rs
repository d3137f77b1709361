//! What every operation has: its id, its security and row of the access table, its shared errors, headers and examples.

use super::components::{camel_case, component_name, headers, parameters, problem_responses, referred};
use super::{examples, words};
use crate::app::problem::{FieldErrorBody, ProblemBody};
use crate::auth::access::{self, Relation, Row, Who};
use crate::error::Kind;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

type Object = Map<String, Value>;

/// Completes the collected document.
pub fn complete(mut document: Value) -> Value {
    name_pages(&mut document);
    let paths = document.get_mut("paths").map(Value::take).unwrap_or_default();
    let mut schemas = document
        .pointer_mut("/components/schemas")
        .map(Value::take)
        .unwrap_or_default();
    add_problem_schemas(&mut schemas);
    sort_keys(&mut schemas);
    let mut paths = paths;
    for (_, item) in paths.as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                complete_operation(method, operation);
            }
        }
    }
    let mut complete = json!({
        "openapi": "3.1.0",
        "info": words::info(),
        "servers": [{"url": "/", "description": "This service."}],
        "security": [{}],
        "tags": words::tags(),
        "paths": paths,
        "webhooks": super::webhooks::webhooks(),
        "components": {
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT (RFC 9068)",
                    "description": "The `access_token` of `POST /v1/sessions`."
                }
            },
            "parameters": parameters(),
            "headers": headers(),
            "responses": problem_responses(),
            "schemas": schemas
        }
    });
    examples::fill(&mut complete);
    complete
}

/// `Page_Member` becomes `MemberPage`: a name that a generated client can live with.
fn name_pages(document: &mut Value) {
    let names: Vec<String> = document
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .map(|schemas| {
            schemas
                .keys()
                .filter(|name| name.starts_with("Page_"))
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let mut text = document.to_string();
    for name in names {
        let item = name.trim_start_matches("Page_").trim_end_matches("View");
        text = text.replace(&format!("\"{name}\""), &format!("\"{item}Page\""));
        text = text.replace(&format!("schemas/{name}\""), &format!("schemas/{item}Page\""));
    }
    // `AccountView` is the Rust name beside the row; clients call it `Account`.
    let mut renamed: Value = serde_json::from_str(&text).unwrap_or_default();
    let views: Vec<String> = renamed
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .map(|schemas| {
            schemas
                .keys()
                .filter(|name| name.ends_with("View"))
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let mut text = renamed.to_string();
    for name in views {
        let plain = name.trim_end_matches("View");
        text = text.replace(&format!("\"{name}\""), &format!("\"{plain}\""));
        text = text.replace(&format!("schemas/{name}\""), &format!("schemas/{plain}\""));
    }
    renamed = serde_json::from_str(&text).unwrap_or_default();
    *document = renamed;
}

fn sort_keys(schemas: &mut Value) {
    if let Some(schemas) = schemas.as_object_mut() {
        schemas.sort_keys();
    }
}

fn add_problem_schemas(schemas: &mut Value) {
    let Some(schemas) = schemas.as_object_mut() else {
        return;
    };
    let mut add = |name: String, schema: utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>| {
        schemas.insert(name, serde_json::to_value(schema).unwrap_or_default());
    };
    add(
        ProblemBody::name().into_owned(),
        <ProblemBody<'_> as utoipa::PartialSchema>::schema(),
    );
    add(
        FieldErrorBody::name().into_owned(),
        <FieldErrorBody<'_> as utoipa::PartialSchema>::schema(),
    );
}

fn complete_operation(method: &str, operation: &mut Object) {
    let id = camel_case(
        operation
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    );
    let row = access::find(&id);
    operation.insert("operationId".to_owned(), json!(id));
    if let Some(row) = row {
        operation.insert("security".to_owned(), security(row));
        operation.insert("x-authorization".to_owned(), authorization(row));
    }
    if method == "patch" {
        read_merge_patch_too(operation);
    }
    let has_path_parameter = parameters_of(operation)
        .iter()
        .any(|p| p.get("in").and_then(Value::as_str) == Some("path"));
    add_parameters(method, &id, operation);
    let reads_body = operation.contains_key("requestBody");
    let changes = matches!(method, "patch" | "delete") && id != "endSession";
    let mut errors = vec![
        Kind::Unauthenticated,
        Kind::NotAcceptable,
        Kind::InternalError,
        Kind::Unavailable,
    ];
    errors.push(Kind::MalformedRequest);
    let relation_decides = |row: &Row| row.relation != Relation::Any && method != "get";
    if row.is_some_and(|row| !row.is_public() || relation_decides(row)) {
        errors.push(Kind::Forbidden);
    }
    if has_path_parameter {
        errors.push(Kind::NotFound);
    }
    if reads_body {
        errors.extend([
            Kind::RequestTimeout,
            Kind::ContentTooLarge,
            Kind::UnsupportedMediaType,
            Kind::InvalidContent,
        ]);
    }
    if method == "post" && !reads_body {
        // An Idempotency-Key of another request.
        errors.push(Kind::InvalidContent);
    }
    if method != "get" {
        errors.push(Kind::Conflict);
    }
    if changes {
        errors.extend([Kind::PreconditionFailed, Kind::PreconditionRequired]);
    }
    add_responses(method, operation, &errors);
}

fn security(row: &Row) -> Value {
    if row.is_public() {
        json!([{}, {"bearer": []}])
    } else {
        json!([{"bearer": []}])
    }
}

fn authorization(row: &Row) -> Value {
    json!({
        "roles": row.who.iter().map(|who: &Who| who.as_str()).collect::<Vec<_>>(),
        "relation": row.relation.as_str()
    })
}

fn read_merge_patch_too(operation: &mut Object) {
    if let Some(content) = operation
        .get_mut("requestBody")
        .and_then(|b| b.get_mut("content"))
        .and_then(Value::as_object_mut)
        && let Some(json) = content.get("application/json").cloned()
    {
        content.insert("application/merge-patch+json".to_owned(), json);
    }
}

fn parameters_of(operation: &Object) -> &[Value] {
    operation
        .get("parameters")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn add_parameters(method: &str, id: &str, operation: &mut Object) {
    let mut shared = Vec::new();
    match method {
        "get" if !matches!(id, "getMetrics" | "getLiveness" | "followEvents") => shared.push("IfNoneMatch"),
        "post" => shared.push("IdempotencyKey"),
        "patch" | "delete" if id != "endSession" => shared.push("IfMatch"),
        _ => {}
    }
    let list = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Some(list) = list.as_array_mut() {
        list.extend(
            shared
                .iter()
                .map(|name| json!({"$ref": format!("#/components/parameters/{name}")})),
        );
    }
}

fn add_responses(method: &str, operation: &mut Object, errors: &[Kind]) {
    let not_modified = parameters_of(operation)
        .iter()
        .any(|p| p.get("$ref").and_then(Value::as_str) == Some("#/components/parameters/IfNoneMatch"));
    let lists = parameters_of(operation)
        .iter()
        .any(|p| p.get("name").and_then(Value::as_str) == Some("cursor"));
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
        return;
    };
    for (status, response) in responses.iter_mut() {
        let Some(response) = response.as_object_mut() else {
            continue;
        };
        let mut names = vec!["X-Request-Id"];
        if response.contains_key("content") && (method != "get" || not_modified) {
            names.push("ETag");
        }
        if lists {
            names.push("Link");
        }
        if status == "201" {
            names.push("Location");
        }
        if method == "post" {
            names.push("Idempotent-Replayed");
        }
        response.insert("headers".to_owned(), referred(&names));
    }
    if not_modified {
        responses.insert(
            "304".to_owned(),
            json!({"$ref": "#/components/responses/NotModified"}),
        );
    }
    for kind in errors {
        let name = component_name(*kind);
        responses.insert(
            kind.status().as_str().to_owned(),
            json!({"$ref": format!("#/components/responses/{name}")}),
        );
    }
    responses.sort_keys();
}
