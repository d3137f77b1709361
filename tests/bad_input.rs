//! Every operation gets every kind of bad input that its own schema lets one think of. Each is answered with the right
//! problem that names the place, and nothing is written.

use crate::support::conformance::{CONTRACT, operations};
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};
use wps_network::auth::access::{Relation, TABLE, Who};

/// An operation, with a caller that may call it.
struct Target {
    client: Client,
    path: String,
    method: String,
    operation: &'static Value,
}

fn targets(app: &App) -> Vec<Target> {
    operations()
        .filter_map(|(path, method, operation)| {
            let row = TABLE
                .iter()
                .find(|row| operation["operationId"] == row.operation)
                .unwrap();
            if row.relation == Relation::Client {
                // A form, refused in OAuth's words: `machines/tokens.rs`.
                return None;
            }
            let client = if row.who.contains(&Who::Secretariat) {
                app.secretariat()
            } else {
                app.member("DEU")
            };
            let path = path
                .replace("{name}", "not-found")
                .replace("{key}", "participation");
            let parts = path.split('/').map(|part| {
                if part.starts_with('{') {
                    "0198f0a2-5b1c-7d3e-8a4f-000000000000"
                } else {
                    part
                }
            });
            Some(Target {
                client,
                path: parts.collect::<Vec<_>>().join("/"),
                method: method.to_uppercase(),
                operation,
            })
        })
        .collect()
}

impl Target {
    fn send(&self, query: &str, content_type: &str, body: &[u8]) -> Answer {
        let mut headers = vec![("if-match", "*")];
        if !content_type.is_empty() {
            headers.push(("content-type", content_type));
        }
        if !matches!(self.method.as_str(), "PATCH" | "DELETE") {
            headers.remove(0);
        }
        self.client
            .send(&self.method, &format!("{}{query}", self.path), &headers, body)
    }

    fn send_json(&self, body: &Value) -> Answer {
        self.send("", "application/json", body.to_string().as_bytes())
    }

    fn schema(&self) -> Option<&'static Value> {
        let schema = &self.operation["requestBody"]["content"]["application/json"]["schema"];
        schema.is_object().then(|| resolved(schema))
    }

    fn example(&self) -> Value {
        self.operation["requestBody"]["content"]["application/json"]["example"].clone()
    }
}

/// Follows references, and "null or this" to this.
fn resolved(schema: &'static Value) -> &'static Value {
    if let Some(target) = schema["$ref"].as_str() {
        return resolved(CONTRACT.pointer(target.trim_start_matches('#')).unwrap());
    }
    for union in ["oneOf", "anyOf", "allOf"] {
        if let Some(branches) = schema[union].as_array() {
            return branches
                .iter()
                .find(|branch| branch["type"] != "null")
                .map_or(schema, resolved);
        }
    }
    schema
}

fn is_a(schema: &Value, kind: &str) -> bool {
    schema["type"] == kind
        || schema["type"]
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(|one| one == kind))
}

/// All places of a body, with their schemas: pointers of properties, into nested objects too.
fn places(schema: &'static Value, root: &str) -> Vec<(String, &'static Value, bool)> {
    let required = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one == name))
    };
    let mut all = Vec::new();
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{root}/{name}");
        let property = resolved(property);
        all.push((place.clone(), property, required(name)));
        all.extend(places(property, &place));
    }
    all
}

/// The body with another value at a place; `None` where the example has no such place.
fn with(body: &Value, pointer: &str, value: Value) -> Option<Value> {
    let mut body = body.clone();
    let (parent, name) = pointer.rsplit_once('/')?;
    body.pointer_mut(parent)?
        .as_object_mut()?
        .insert(name.to_owned(), value);
    Some(body)
}

/// Values that a schema refuses, with the code of the refusal.
fn refused_values(schema: &Value) -> Vec<(Value, &'static str)> {
    let mut values = Vec::new();
    let closed = schema["enum"].is_array();
    if is_a(schema, "string") {
        values.push((json!("a\u{0}b"), "control_character"));
        values.push((json!("a\u{202e}b"), "control_character"));
        values.push((json!({"not": "text"}), "type"));
        if let Some(longest) = schema["maxLength"].as_u64().filter(|_| !closed) {
            values.push((
                json!("x".repeat(usize::try_from(longest).unwrap() + 1)),
                "too_long",
            ));
        }
        if schema["minLength"].as_u64() == Some(1) {
            values.push((json!(""), "empty"));
            values.push((json!(" \n "), "blank"));
        }
        if closed {
            values.push((json!("surprise"), "not_one_of"));
        }
        match schema["format"].as_str() {
            Some("date") => values
                .extend(["2018-02-30", "01.02.2018", "2018-1-1", "today"].map(|day| (json!(day), "format"))),
            Some("date-time") => values
                .extend(["2018-02-30T00:00:00Z", "2018-03-01", "noon"].map(|time| (json!(time), "format"))),
            Some("uuid") => values.push((json!("17"), "format")),
            Some("email") => values.push((json!("nobody"), "format")),
            _ => {}
        }
    }
    if is_a(schema, "integer") {
        values.push((json!("7"), "type"));
        values.push((json!(1.5), "type"));
        values.extend(
            schema["maximum"]
                .as_i64()
                .map(|most| (json!(most + 1), "too_large")),
        );
        values.extend(
            schema["minimum"]
                .as_i64()
                .map(|least| (json!(least - 1), "too_small")),
        );
    }
    if is_a(schema, "boolean") {
        values.push((json!("true"), "type"));
    }
    if is_a(schema, "array") {
        values.push((json!("one"), "type"));
        if let Some(most) = schema["maxItems"].as_u64().filter(|most| *most < 1000) {
            values.push((
                json!(vec![Value::Null; usize::try_from(most).unwrap() + 1]),
                "too_many",
            ));
        }
    }
    if is_a(schema, "object") {
        values.push((json!([1]), "type"));
    }
    values
}

/// What stands in the database before and after.
fn written(app: &App) -> Vec<i64> {
    [
        "audit_entries",
        "events",
        "idempotency_keys",
        "members",
        "accounts",
        "membership_requests",
    ]
    .map(|table| app.row_count(table))
    .to_vec()
}

fn bodies(app: &App) {
    let targets = targets(app);
    let before = written(app);
    for target in &targets {
        let Some(schema) = target.schema() else { continue };
        let example = target.example();
        if target.operation["requestBody"]["required"] == true {
            target.send("", "application/json", b"").refused(400, None);
        }
        for broken in [
            &b"{"[..],
            b"nul",
            b"{\"a\": 1,}",
            b"\xff\xfe",
            "[".repeat(200).as_bytes(),
        ] {
            target.send("", "application/json", broken).refused(400, None);
        }
        for media_type in [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/jsonp",
        ] {
            target
                .send("", media_type, example.to_string().as_bytes())
                .refused(415, None);
        }
        target
            .send("", "application/json; charset=utf-8", b"[]")
            .refused(422, None)
            .fault("", "type");
        target
            .send("", "application/json", &vec![b' '; 256 * 1024 + 1])
            .refused(413, None);
        let unknown = with(&example, "/surprise", json!(1)).unwrap();
        target
            .send_json(&unknown)
            .refused(422, None)
            .fault("/surprise", "unknown");
        for (place, schema, required) in places(schema, "") {
            if required && let Some(mut body) = with(&example, &place, json!(1)) {
                let (parent, name) = place.rsplit_once('/').unwrap();
                body.pointer_mut(parent)
                    .unwrap()
                    .as_object_mut()
                    .unwrap()
                    .remove(name);
                target
                    .send_json(&body)
                    .refused(422, None)
                    .fault(&place, "required");
            }
            for (value, code) in refused_values(schema) {
                if let Some(body) = with(&example, &place, value) {
                    target.send_json(&body).refused(422, None).fault(&place, code);
                }
            }
        }
    }
    assert_eq!(written(app), before, "something was written");
}

fn all_faults_at_once(app: &App) {
    for target in targets(app) {
        let Some(schema) = target.schema() else { continue };
        let mut body = json!({"surprise": 1});
        let properties = schema["properties"].as_object().unwrap();
        for name in properties.keys() {
            body[name] = json!([[]]);
        }
        let mut answer = target
            .send_json(&body)
            .refused(422, None)
            .fault("/surprise", "unknown");
        for (name, schema) in properties {
            let inner = resolved(schema);
            if !is_a(inner, "array") {
                answer = answer.fault(&format!("/{name}"), "type");
            }
        }
    }
}

fn parameters(app: &App) {
    for target in targets(app) {
        target
            .send("?surprise=1", "", b"")
            .refused(400, None)
            .fault("?surprise", "unknown");
        for parameter in target.operation["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] != "query" {
                continue;
            }
            let name = parameter["name"].as_str().unwrap();
            let schema = resolved(&parameter["schema"]);
            let item = if is_a(schema, "array") {
                resolved(&schema["items"])
            } else {
                schema
            };
            let text = is_a(item, "string");
            for (value, code) in refused_values(item) {
                let value = match &value {
                    Value::String(value) => value.clone(),
                    Value::Number(number) => number.to_string(),
                    _ => continue,
                };
                // In a query, everything is text: a number in quotes is a number.
                if !text && code == "type" && value == "7" || !text && value == "true" {
                    continue;
                }
                let encoded = value
                    .bytes()
                    .fold(String::new(), |text, byte| format!("{text}%{byte:02X}"));
                let place = format!("?{name}");
                let answer = target
                    .send(&format!("?{name}={encoded}"), "", b"")
                    .refused(400, None);
                let named = answer["errors"].as_array().unwrap().iter().any(|e| {
                    e["code"] == code
                        && e["pointer"]
                            .as_str()
                            .is_some_and(|pointer| pointer.starts_with(&place))
                });
                assert!(named, "no {code} at {place} in {answer}");
            }
            if !is_a(schema, "array") {
                target
                    .send(&format!("?{name}=1&{name}=1"), "", b"")
                    .refused(400, None)
                    .fault(&format!("?{name}"), "repeated");
            }
        }
    }
}

fn paths_and_methods(app: &App) {
    let client = app.secretariat();
    for (path, _, _) in operations() {
        let item = &CONTRACT["paths"][path];
        let here = path.replace("{name}", "x").replace("{key}", "x");
        let here: Vec<&str> = here
            .split('/')
            .map(|part| {
                if part.starts_with('{') {
                    "0198f0a2-5b1c-7d3e-8a4f-000000000000"
                } else {
                    part
                }
            })
            .collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "LINK"] {
            if item[method.to_lowercase()].is_null() {
                let answer = client.send(method, &here.join("/"), &[], b"");
                assert!(!answer.header("allow").is_empty(), "{answer}");
                answer.refused(405, None);
            }
        }
        if path.contains("id}") && !path.contains("guidelines") && !item["get"].is_null() {
            for id in [
                "17",
                "%00",
                "..%2f..%2fetc%2fpasswd",
                "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6g",
            ] {
                let wrong = path.replace("{id}", id);
                let wrong: Vec<&str> = wrong
                    .split('/')
                    .map(|part| if part.starts_with('{') { id } else { part })
                    .collect();
                client.send("GET", &wrong.join("/"), &[], b"").refused(404, None);
            }
        }
    }
    for path in [
        "/v1",
        "/v2/members",
        "/v1/members/",
        "/v1//members",
        "/.env",
        "/v1/Members",
    ] {
        client.get(path).refused(404, None);
    }
}

fn what_is_on_offer(app: &App) {
    let ask = |accept: &str| app.public().with_header("Accept", accept).get("/v1/focus-areas");
    for accept in [
        "text/csv",
        "text/plain",
        "text/*",
        "application/json;q=0",
        "image/*, application/xml",
    ] {
        ask(accept).refused(406, None);
    }
    for accept in [
        "*/*",
        "application/json",
        "text/html, application/*;q=0.8",
        "application/json;q=0.5, text/csv",
    ] {
        ask(accept).expect(200);
    }
}

cases! { bodies, all_faults_at_once, parameters, paths_and_methods, what_is_on_offer }
