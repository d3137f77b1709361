//! What every operation has: its id, its security and row of the access table, its shared errors, headers and examples.

use super::bodies::{bound_documents, is_bytes, mark_bytes};
use super::components::{camel_case, component_name, headers, parameters, problem_responses, referred};
use super::{examples, shapes, words};
use crate::app::problem::ProblemBody;
use crate::auth::Scope;
use crate::auth::access::{self, Relation, Row, Who};
use crate::error::{FieldError, Kind};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

pub(super) type Object = Map<String, Value>;

/// Completes the collected document.
pub fn complete(mut document: Value) -> Value {
    name_components(&mut document);
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
        "servers": [{"url": "/", "description": "The service that serves this document: in production, or a test one.", "x-internal": false}],
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
                    "description": "The `access_token` of `POST /v1/sessions`, or an access token of an identity provider that the operator lists for a service account."
                },
                "oauth2": {
                    "type": "oauth2",
                    "description": "For service accounts: the `access_token` of `POST /oauth2/token`, sent as a bearer token too. A JWT after RFC 9068, made and verified as RFC8725 says.",
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": "/oauth2/token",
                            "scopes": {"read": "Operations that read.", "write": "All other operations."}
                        }
                    }
                },
                "client": {
                    "type": "http",
                    "scheme": "basic",
                    "description": "A service account's `client_id` and `client_secret`, for `POST /oauth2/token` alone."
                }
            },
            "parameters": parameters(),
            "headers": headers(),
            "responses": problem_responses(),
            "schemas": schemas
        }
    });
    shapes::mend(&mut complete);
    examples::fill(&mut complete);
    complete
}

/// Gives the components the names that clients know them by.
fn name_components(document: &mut Value) {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let names: Vec<String> = schemas
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let mut text = document.to_string();
    for name in names {
        let known = client_name(&name);
        text = text.replace(&format!("\"{name}\""), &format!("\"{known}\""));
        text = text.replace(&format!("schemas/{name}\""), &format!("schemas/{known}\""));
    }
    *document = serde_json::from_str(&text).unwrap_or_default();
}

/// `Page_MemberView` becomes `MemberPage`. `AccountView` is the Rust name beside the row; clients call it `Account`. And
/// `NewAccount` becomes `AccountInput`: clients in Go have a function `NewAccount`, which makes an `Account`.
fn client_name(name: &str) -> String {
    if let Some(item) = name.strip_prefix("Page_") {
        return format!("{}Page", client_name(item));
    }
    let name = name.strip_suffix("View").unwrap_or(name);
    match name.strip_prefix("New") {
        Some(made) if made.starts_with(|c: char| c.is_ascii_uppercase()) => format!("{made}Input"),
        _ => name.to_owned(),
    }
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
        FieldError::name().into_owned(),
        <FieldError as utoipa::PartialSchema>::schema(),
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
        operation.insert("security".to_owned(), security(row, method));
        operation.insert("x-authorization".to_owned(), authorization(row));
    }
    if operation.contains_key("x-deprecation") {
        operation.insert("deprecated".to_owned(), json!(true));
    }
    if method == "patch" {
        tell_of_merge_patch(operation);
    }
    mark_bytes(operation);
    bound_documents(operation);
    add_parameters(method, &id, operation);
    let reads_client = row.is_some_and(|row| row.relation == Relation::Client);
    let errors = problems_of(method, &id, operation, reads_client);
    add_responses(method, operation, &errors);
}

/// The kinds of problem that an operation may answer with.
fn problems_of(method: &str, id: &str, operation: &Object, reads_client: bool) -> Vec<Kind> {
    let has_path_parameter = parameters_of(operation)
        .iter()
        .any(|p| p.get("in").and_then(Value::as_str) == Some("path"));
    let reads_body = operation.contains_key("requestBody");
    let has_range = parameters_of(operation)
        .iter()
        .any(|p| p.get("name").and_then(Value::as_str) == Some("Range"));
    let changes = matches!(method, "patch" | "delete") && id != "endSession";
    let mut errors = vec![
        Kind::Unauthenticated,
        Kind::NotAcceptable,
        Kind::TooManyRequests,
        Kind::InternalError,
        Kind::Unavailable,
        Kind::MalformedRequest,
    ];
    if !reads_client {
        // Also of a public operation, to a service account whose scope does not reach so far.
        errors.push(Kind::Forbidden);
    }
    let declared = |status: &str| {
        operation
            .get("responses")
            .is_some_and(|all| all.get(status).is_some())
    };
    if has_path_parameter || declared("404") {
        errors.push(Kind::NotFound);
    }
    if has_range {
        errors.push(Kind::RangeNotSatisfiable);
    }
    if reads_body {
        errors.extend([
            Kind::RequestTimeout,
            Kind::ContentTooLarge,
            Kind::UnsupportedMediaType,
        ]);
        if !reads_client {
            errors.push(Kind::InvalidContent);
        }
    }
    if method == "post" && !reads_body {
        // An Idempotency-Key of another request.
        errors.push(Kind::InvalidContent);
    }
    if method != "get" && !reads_client {
        errors.push(Kind::Conflict);
    }
    if changes {
        errors.extend([Kind::PreconditionFailed, Kind::PreconditionRequired]);
    }
    errors
}

fn security(row: &Row, method: &str) -> Value {
    if row.relation == Relation::Client {
        return json!([{"client": []}, {}]);
    }
    let scope = if method == "get" {
        Scope::Read
    } else {
        Scope::Write
    };
    let mut ways = vec![json!({"bearer": []})];
    if row.is_public() {
        ways.insert(0, json!({}));
    }
    if !row.people_only {
        ways.push(json!({"oauth2": [scope.as_str()]}));
    }
    Value::Array(ways)
}

fn authorization(row: &Row) -> Value {
    json!({
        "roles": row.who.iter().map(|who: &Who| who.as_str()).collect::<Vec<_>>(),
        "relation": row.relation.as_str(),
        "service_accounts": !row.people_only
    })
}

/// The body's second media type stands in its words only: given two, generated clients in Python do not compile.
fn tell_of_merge_patch(operation: &mut Object) {
    if let Some(body) = operation.get_mut("requestBody").and_then(Value::as_object_mut) {
        body.insert(
            "description".to_owned(),
            json!(
                "A merge patch (RFC 7396): what is absent stays, null empties. As `application/json` or as \
                 `application/merge-patch+json`, alike."
            ),
        );
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
        "get"
            if !matches!(
                id,
                "getMetrics" | "getLiveness" | "getReadiness" | "getSecurityContact" | "followEvents"
            ) =>
        {
            shared.push("IfNoneMatch");
        }
        "post" if id != "requestAccessToken" => shared.push("IdempotencyKey"),
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

/// The headers that an answer has by its status and its content.
fn header_names(method: &str, status: &str, response: &Object) -> Vec<&'static str> {
    let mut names = Vec::new();
    if status.starts_with('4') {
        // A refusal of another shape than a problem's, such as OAuth's.
        if status == "401" {
            names.push("WWW-Authenticate");
        }
        return names;
    }
    if is_bytes(response) {
        names.extend(["Accept-Ranges", "Content-Disposition", "Repr-Digest"]);
    }
    if status == "206" {
        names.push("Content-Range");
    }
    if status == "201" {
        names.push("Location");
    }
    if method == "post" {
        names.push("Idempotent-Replayed");
    }
    names
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
        let mut names = header_names(method, status, response);
        if !status.starts_with('4') {
            if response.contains_key("content") && (method != "get" || not_modified) {
                names.push("ETag");
            }
            if lists {
                names.push("Link");
            }
        }
        response.insert("headers".to_owned(), referred(&names));
    }
    if not_modified {
        responses.insert(
            "304".to_owned(),
            json!({"$ref": "#/components/responses/NotModified"}),
        );
    }
    let own_shape: Vec<String> = responses
        .iter()
        .filter(|(status, response)| status.starts_with('4') && response.get("content").is_some())
        .map(|(status, _)| status.clone())
        .collect();
    for kind in errors
        .iter()
        .filter(|kind| !own_shape.iter().any(|own| own == kind.status().as_str()))
    {
        let name = component_name(*kind);
        responses.insert(
            kind.status().as_str().to_owned(),
            json!({"$ref": format!("#/components/responses/{name}")}),
        );
    }
    responses.sort_keys();
}
