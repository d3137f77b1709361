//! The contract: whole, true to itself, and written out in `openapi/openapi.json`.

use crate::support::conformance::{CONTRACT, as_written, operations};
use serde_json::Value;
use std::collections::BTreeSet;
use wps_network::app::{contract, contract_json};
use wps_network::auth::access;

fn the_file_is_the_contract() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/openapi.json");
    let file = std::fs::read_to_string(path).unwrap_or_default();
    let served = contract_json(&CONTRACT);
    let differs = file
        .lines()
        .zip(served.lines())
        .position(|(file, served)| file != served);
    assert!(
        file == served,
        "openapi/openapi.json differs from what the service offers (line {}). When the change is meant: \
         cargo run -- openapi > openapi/openapi.json",
        differs.map_or(file.lines().count(), |line| line) + 1
    );
}

fn it_is_the_same_each_time() {
    assert_eq!(contract_json(&contract()), contract_json(&contract()));
}

fn every_operation_explains_itself() {
    let mut gaps = Gaps::default();
    for (path, method, operation) in operations() {
        let place = format!("{method} {path}");
        for field in ["operationId", "summary", "description"] {
            gaps.note(
                &place,
                operation[field].as_str().is_some_and(|text| !text.is_empty()),
                field,
            );
        }
        gaps.note(
            &place,
            operation["tags"].as_array().is_some_and(|tags| tags.len() == 1),
            "one tag",
        );
        let responses = operation["responses"].as_object().unwrap();
        gaps.note(
            &place,
            responses.keys().any(|status| status.starts_with('2')),
            "a success",
        );
        gaps.note(
            &place,
            responses.keys().any(|status| status.starts_with('4')),
            "a refusal",
        );
        for (status, response) in responses {
            let described = resolved(response)["description"].is_string();
            gaps.note(&format!("{place} {status}"), described, "a description");
        }
        for parameter in operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(resolved)
        {
            let place = format!("{place} {}", parameter["name"]);
            gaps.note(&place, parameter["description"].is_string(), "a description");
            gaps.note(&place, parameter["schema"].is_object(), "a schema");
        }
    }
    gaps.none();
}

fn every_body_has_an_example_that_is_valid() {
    let mut gaps = Gaps::default();
    for (path, method, operation) in operations() {
        let bodies = operation["responses"].as_object().unwrap().iter();
        let bodies = bodies.map(|(status, response)| (status.as_str(), resolved(response)));
        let request = ("request", &operation["requestBody"]);
        for (what, body) in bodies.chain([request]) {
            for (media_type, media) in body["content"].as_object().into_iter().flatten() {
                let place = format!("{method} {path} {what} {media_type}");
                let several = media["examples"].as_object().into_iter().flatten();
                let several = several.map(|(_, example)| &example["value"]);
                let examples: Vec<&Value> = media.get("example").into_iter().chain(several).collect();
                gaps.note(&place, !examples.is_empty(), "an example");
                for example in examples {
                    gaps.check(&place, &media["schema"], example);
                }
            }
        }
    }
    gaps.none();
}

fn every_example_of_a_field_is_valid() {
    let mut gaps = Gaps::default();
    let mut check = |place: &str, schema: &Value| {
        let examples = schema["examples"].as_array().into_iter().flatten();
        for example in schema.get("example").into_iter().chain(examples) {
            gaps.check(place, schema, example);
        }
    };
    for (name, schema) in CONTRACT["components"]["schemas"].as_object().unwrap() {
        each_schema(name, schema, &mut check);
    }
    for (path, method, operation) in operations() {
        for parameter in operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(resolved)
        {
            let place = format!("{method} {path} {}", parameter["name"]);
            each_schema(&place, &parameter["schema"], &mut check);
        }
    }
    for part in ["parameters", "headers"] {
        for (name, part) in CONTRACT["components"][part].as_object().unwrap() {
            each_schema(name, &part["schema"], &mut check);
        }
    }
    for (path, method, operation) in operations() {
        for parameter in operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(resolved)
        {
            if let Some(example) = parameter.get("example") {
                gaps.check(
                    &format!("{method} {path} {}", parameter["name"]),
                    &parameter["schema"],
                    example,
                );
            }
        }
    }
    gaps.none();
}

/// A schema and those inside it.
fn each_schema(place: &str, schema: &Value, visit: &mut impl FnMut(&str, &Value)) {
    visit(place, schema);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        each_schema(&format!("{place}.{name}"), property, visit);
    }
    for inner in ["items", "additionalProperties"] {
        if schema[inner].is_object() {
            each_schema(&format!("{place}.{inner}"), &schema[inner], visit);
        }
    }
    for part in ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|union| schema[*union].as_array())
        .flatten()
    {
        each_schema(place, part, visit);
    }
}

fn every_reference_leads_somewhere() {
    fn walk(value: &Value, gaps: &mut Gaps) {
        match value {
            Value::Object(members) => {
                if let Some(target) = members.get("$ref").and_then(Value::as_str) {
                    let found = CONTRACT.pointer(target.trim_start_matches('#')).is_some();
                    gaps.note(target, target.starts_with("#/") && found, "its target");
                }
                members.values().for_each(|member| walk(member, gaps));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, gaps)),
            _ => {}
        }
    }
    let mut gaps = Gaps::default();
    walk(&CONTRACT, &mut gaps);
    gaps.none();
}

fn operations_and_access_rows_match() {
    let ids: Vec<&str> = operations()
        .map(|(.., operation)| operation["operationId"].as_str().unwrap())
        .collect();
    let rows: Vec<&str> = access::TABLE.iter().map(|row| row.operation).collect();
    let sets = [&ids, &rows].map(|list| list.iter().copied().collect::<BTreeSet<_>>());
    assert_eq!(
        (ids.len(), rows.len()),
        (sets[0].len(), sets[1].len()),
        "something is there twice"
    );
    let only = |a: usize, b: usize| sets[a].difference(&sets[b]).copied().collect::<Vec<_>>();
    assert_eq!(only(0, 1), [""; 0], "operations without a row");
    assert_eq!(only(1, 0), [""; 0], "rows without an operation");
}

/// Where there is a reference, what it leads to.
fn resolved(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(target) => CONTRACT.pointer(target.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// What is missing or wrong, told all at once.
#[derive(Default)]
struct Gaps(BTreeSet<String>);

impl Gaps {
    fn note(&mut self, place: &str, filled: bool, what: &str) {
        if !filled {
            self.0.insert(format!("{place}: no {what}"));
        }
    }

    fn check(&mut self, place: &str, schema: &Value, example: &Value) {
        for error in as_written(schema).iter_errors(example) {
            self.0
                .insert(format!("{place}: the example {}: {error}", error.instance_path()));
        }
    }

    #[track_caller]
    fn none(self) {
        let gaps: Vec<String> = self.0.into_iter().collect();
        assert!(gaps.is_empty(), "{} gaps:\n  {}", gaps.len(), gaps.join("\n  "));
    }
}

cases! {
    without app:
    the_file_is_the_contract,
    it_is_the_same_each_time,
    every_operation_explains_itself,
    every_body_has_an_example_that_is_valid,
    every_example_of_a_field_is_valid,
    every_reference_leads_somewhere,
    operations_and_access_rows_match,
}
