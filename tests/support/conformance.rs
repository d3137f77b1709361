//! Every answer that any test gets is compared with the contract, and every operation has to answer with success once.

use super::client::Answer;
use jsonschema::{Registry, Validator};
use serde_json::{Map, Value, json};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, Mutex};
use wps_network::auth::access::{self, Relation};

/// The document, as the service has it.
pub static CONTRACT: LazyLock<Value> = LazyLock::new(wps_network::app::contract);

/// The operations that have answered with success.
static CALLED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Every operation of the contract: path template, method, operation.
pub fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let paths = CONTRACT["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap();
        methods
            .iter()
            .map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// Whether an operation of the contract has one of the shared parameters.
pub fn has_parameter(operation: &Value, name: &str) -> bool {
    let target = format!("#/components/parameters/{name}");
    let parameters = operation["parameters"].as_array();
    parameters
        .into_iter()
        .flatten()
        .any(|p| p["$ref"] == target.as_str())
}

/// How many operations have answered with success, and the `operationId`s of those that have not.
pub fn called() -> (usize, Vec<&'static str>) {
    let called = CALLED.lock().unwrap();
    let ids = operations().map(|(_, _, operation)| operation["operationId"].as_str().unwrap());
    (called.len(), ids.filter(|id| !called.contains(*id)).collect())
}

/// Fails the test whose answer is not what the contract says.
#[track_caller]
pub fn check(answer: &Answer, signed_in: bool) {
    let path = answer.path.split('?').next().unwrap_or_default();
    let method = if answer.method == "HEAD" {
        "get".to_owned()
    } else {
        answer.method.to_lowercase()
    };
    let Some((template, _, operation)) = find(path, &method) else {
        return;
    };
    assert!(answer.status != 500, "the service broke: {answer}");
    let response = response(operation, answer.status).unwrap_or_else(|| {
        panic!(
            "the contract has no {} for {method} {template}: {answer}",
            answer.status
        )
    });
    for header in response["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
    {
        let optional = matches!(
            header.as_str(),
            "Access-Control-Allow-Origin" | "Idempotent-Replayed" | "Link"
        );
        assert!(
            optional || answer.headers.contains_key(header),
            "no {header} in {answer}"
        );
    }
    if answer.method != "HEAD" {
        check_body(answer, template, &method, response);
    }
    let id = operation["operationId"].as_str().unwrap_or_default();
    check_caching(answer, operation, signed_in);
    if answer.status < 400 {
        CALLED.lock().unwrap().insert(id.to_owned());
    }
}

/// Caches keep what everyone gets alike, and nothing else.
#[track_caller]
fn check_caching(answer: &Answer, operation: &Value, signed_in: bool) {
    let row = access::find(operation["operationId"].as_str().unwrap()).unwrap();
    let shared = matches!(answer.method.as_str(), "GET" | "HEAD")
        && matches!(answer.status, 200 | 304)
        && has_parameter(operation, "IfNoneMatch")
        && row.is_public()
        && row.relation == Relation::Any
        && !signed_in;
    let policy = answer.header("cache-control");
    if shared {
        assert!(policy.starts_with("public, max-age="), "{policy} of {answer}");
    } else {
        assert_eq!(policy, "no-store", "of {answer}");
    }
}

#[track_caller]
fn check_body(answer: &Answer, template: &str, method: &str, response: &Value) {
    let media_type = answer
        .header("content-type")
        .split(';')
        .next()
        .unwrap_or_default();
    let Some(content) = response["content"].as_object() else {
        assert!(answer.text.is_empty(), "the contract has no body for {answer}");
        return;
    };
    let Some(media) = content.get(media_type) else {
        panic!("the contract has no {media_type} for {answer}");
    };
    if !media_type.ends_with("json") {
        return;
    }
    let place = format!("{method} {template} {}", answer.status);
    let faults: Vec<String> = validator(&place, &media["schema"])
        .iter_errors(&answer.json)
        .map(|e| format!("  {}: {e}", e.instance_path()))
        .collect();
    assert!(
        faults.is_empty(),
        "not what the contract says:\n{}\n{answer}",
        faults.join("\n")
    );
}

/// The operation of a path: the template with the fewest placeholders that fits.
pub fn find(path: &str, method: &str) -> Option<(&'static str, &'static str, &'static Value)> {
    let fits = |template: &str| {
        template.split('/').count() == path.split('/').count()
            && template
                .split('/')
                .zip(path.split('/'))
                .all(|(t, p)| t == p || (t.starts_with('{') && !p.is_empty()))
    };
    operations()
        .filter(|(template, own, _)| *own == method && fits(template))
        .min_by_key(|(template, ..)| template.matches('{').count())
}

fn response(operation: &'static Value, status: u16) -> Option<&'static Value> {
    let response = operation["responses"].get(status.to_string())?;
    match response["$ref"].as_str() {
        Some(target) => CONTRACT.pointer(target.trim_start_matches('#')),
        None => Some(response),
    }
}

/// The contract's schemas, twice: `strict` refuses fields that the contract does not name, `open` is as written, for
/// the parts of an `allOf`.
static SCHEMAS: LazyLock<Registry<'static>> = LazyLock::new(|| {
    let document = |part: fn(&Value) -> Value| {
        let schemas = CONTRACT["components"]["schemas"].as_object().unwrap();
        let schemas: Map<String, Value> = schemas.iter().map(|(name, s)| (name.clone(), part(s))).collect();
        json!({"components": {"schemas": schemas}})
    };
    Registry::new()
        .add("urn:strict", document(strict))
        .and_then(|registry| registry.add("urn:open", document(open)))
        .and_then(jsonschema::RegistryBuilder::prepare)
        .unwrap()
});

fn validator(place: &str, schema: &Value) -> Arc<Validator> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap();
    if let Some(validator) = known.get(place) {
        return validator.clone();
    }
    let validator = Arc::new(compile(&strict(schema)));
    known.insert(place.to_owned(), validator.clone());
    validator
}

/// A validator of the document's schema as it is written.
pub fn as_written(schema: &Value) -> Validator {
    compile(&open(schema))
}

fn compile(schema: &Value) -> Validator {
    jsonschema::options()
        .with_registry(&SCHEMAS)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .build(schema)
        .unwrap()
}

/// The schema with its references into the document.
fn open(schema: &Value) -> Value {
    rewritten(schema, "urn:open", false)
}

/// The same, and without room for fields that are not named.
fn strict(schema: &Value) -> Value {
    rewritten(schema, "urn:strict", true)
}

fn rewritten(schema: &Value, document: &str, closed: bool) -> Value {
    match schema {
        Value::Array(items) => items
            .iter()
            .map(|item| rewritten(item, document, closed))
            .collect(),
        Value::Object(members) => {
            let mut all: Map<String, Value> = members
                .iter()
                .map(|(name, member)| match member.as_str() {
                    Some(target) if name == "$ref" => (name.clone(), json!(format!("{document}{target}"))),
                    _ if name == "allOf" => (name.clone(), open(member)),
                    _ => (name.clone(), rewritten(member, document, closed)),
                })
                .collect();
            let fields =
                members.get("properties").is_some_and(Value::is_object) || members.contains_key("allOf");
            if closed && fields && !members.contains_key("additionalProperties") {
                all.insert("unevaluatedProperties".to_owned(), json!(false));
            }
            Value::Object(all)
        }
        other => other.clone(),
    }
}
