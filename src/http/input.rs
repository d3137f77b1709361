//! What a request brings, held against its operation's rules: body, query and headers, with validators compiled from the
//! contract's own schemas. All faults are named at once.

use super::form::read_form;
use super::schema::{Compiler, Params, faults};
use super::text::clean;
use crate::error::{FieldError, Kind, Problem};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use jsonschema::Validator;
use serde_json::{Map, Value};

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of a body that is taken as it comes.
const BYTES: &str = "application/octet-stream";

/// The media type of a body that is a table (RFC 4180).
const TABLE: &str = "text/csv";

/// What an operation's body has to be.
pub(super) struct BodyRule {
    required: bool,
    media_types: Vec<String>,
    validator: Validator,
}

/// What a parameter, of the query or a header, has to be.
pub(super) struct ParamRule {
    name: String,
    required: bool,
    repeatable: bool,
    kind: ParamKind,
    validator: Validator,
}

#[derive(Clone, Copy)]
enum ParamKind {
    Text,
    Integer,
    Boolean,
}

impl BodyRule {
    pub(super) fn of(compiler: &Compiler, body: &Value, method: &Method) -> Result<Self, String> {
        let content = body
            .get("content")
            .and_then(Value::as_object)
            .ok_or("a body without content")?;
        let schema = content
            .values()
            .find_map(|media| media.get("schema"))
            .ok_or("a body without a schema")?;
        let mut media_types: Vec<String> = content.keys().cloned().collect();
        if *method == Method::PATCH {
            media_types.push("application/merge-patch+json".to_owned()); // RFC 7396
        }
        Ok(Self {
            required: body.get("required").and_then(Value::as_bool).unwrap_or(false),
            media_types,
            validator: compiler.compile(schema)?,
        })
    }

    /// Whether it is taken as it comes, by the handler.
    pub(super) fn is_stream(&self) -> bool {
        self.media_types.iter().any(|known| known == BYTES)
    }

    /// Whether it is a table.
    pub(super) fn is_table(&self) -> bool {
        self.media_types.iter().any(|known| known == TABLE)
    }

    /// Reads a body: JSON or a form, cleaned, of the contract's shape; or the text of a table, whose cells are for its
    /// operation to clean.
    pub(super) fn read(&self, media_type: Option<&str>, bytes: &[u8]) -> Result<Value, Problem> {
        if bytes.is_empty() && !self.required {
            return Ok(Value::Object(Map::new()));
        }
        let media_type = self.check_media_type(media_type)?;
        match media_type.as_str() {
            FORM => self.accept(read_form(bytes)?),
            TABLE => self.read_table(bytes),
            _ => self.accept(serde_json::from_slice(bytes).map_err(|e| not_json(&e, bytes))?),
        }
    }

    /// Cleans a value, and passes it when it is of the contract's shape.
    pub(super) fn accept(&self, mut value: Value) -> Result<Value, Problem> {
        let mut errors = Vec::new();
        clean(&mut value, "", &mut errors);
        errors.extend(faults(&self.validator, &value, ""));
        without(errors, Kind::InvalidContent)?;
        Ok(value)
    }

    fn read_table(&self, bytes: &[u8]) -> Result<Value, Problem> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| Problem::new(Kind::MalformedRequest, "The body is not UTF-8."))?;
        let value = Value::String(text.to_owned());
        without(faults(&self.validator, &value, ""), Kind::InvalidContent)?;
        Ok(value)
    }

    pub(super) fn check_media_type(&self, sent: Option<&str>) -> Result<String, Problem> {
        let essence = sent
            .and_then(|s| s.split(';').next())
            .map(|s| s.trim().to_ascii_lowercase());
        if let Some(essence) = essence.filter(|essence| self.media_types.contains(essence)) {
            return Ok(essence);
        }
        let list = self.media_types.join(" or ");
        Err(Problem::new(
            Kind::UnsupportedMediaType,
            format!("Send the body with Content-Type: {list}."),
        ))
    }
}

impl ParamRule {
    pub(super) fn of(compiler: &Compiler, param: &Value) -> Result<Self, String> {
        let schema = param.get("schema").ok_or("a parameter without a schema")?;
        let is = |schema: &Value, kind: &str| match schema.get("type") {
            Some(Value::String(one)) => one == kind,
            Some(Value::Array(many)) => many.iter().any(|one| one == kind),
            _ => false,
        };
        let item = schema.get("items").unwrap_or(schema);
        Ok(Self {
            name: param
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            required: param.get("required").and_then(Value::as_bool).unwrap_or(false),
            repeatable: is(schema, "array"),
            kind: if is(item, "integer") {
                ParamKind::Integer
            } else if is(item, "boolean") {
                ParamKind::Boolean
            } else {
                ParamKind::Text
            },
            validator: compiler.compile(schema)?,
        })
    }

    /// The JSON value that a parameter's text stands for; text that is none stays text, for the validator to refuse.
    fn typed(&self, text: String) -> Value {
        match self.kind {
            ParamKind::Integer => text.parse::<i64>().map_or(Value::String(text), Value::from),
            ParamKind::Boolean => match text.as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => Value::String(text),
            },
            ParamKind::Text => Value::String(text),
        }
    }
}

/// Passes when there are no faults.
fn without(errors: Vec<FieldError>, kind: Kind) -> Result<(), Problem> {
    if errors.is_empty() {
        return Ok(());
    }
    Err(Problem::of_fields(kind, errors))
}

/// Checks the headers that have a rule.
pub(super) fn check_headers(rules: &[ParamRule], headers: &HeaderMap) -> Result<(), Problem> {
    let mut errors = Vec::new();
    for rule in rules {
        let Some(value) = headers.get(&rule.name) else {
            continue;
        };
        match value.to_str() {
            Ok(text) => errors.extend(faults(&rule.validator, &rule.typed(text.to_owned()), &rule.name)),
            Err(_) => errors.push(FieldError {
                pointer: rule.name.clone(),
                code: "not_ascii",
                detail: "Use visible ASCII characters only.".into(),
            }),
        }
    }
    without(errors, Kind::MalformedRequest)
}

/// Reads a query string by the rules of its parameters.
pub(super) fn read_query(rules: &[ParamRule], query: &str) -> Result<Params, Problem> {
    let mut values = Map::new();
    let mut errors = Vec::new();
    for (name, text) in url_pairs(query) {
        let Some(rule) = rules.iter().find(|rule| rule.name == name) else {
            errors.push(fault(
                &name,
                "unknown",
                "There is no such parameter here; check its spelling.",
            ));
            continue;
        };
        match (rule.repeatable, values.get_mut(&name)) {
            (true, Some(Value::Array(items))) => items.push(rule.typed(text)),
            (true, _) => drop(values.insert(name, Value::Array(vec![rule.typed(text)]))),
            (false, None) => drop(values.insert(name, rule.typed(text))),
            (false, Some(_)) => errors.push(fault(&name, "repeated", "Give this parameter only once.")),
        }
    }
    for rule in rules {
        match values.get_mut(&rule.name) {
            Some(value) => {
                let root = format!("?{}", rule.name);
                clean(value, &root, &mut errors);
                errors.extend(faults(&rule.validator, value, &root));
            }
            None if rule.required => {
                errors.push(fault(&rule.name, "required", "This parameter is required."));
            }
            None => {}
        }
    }
    without(errors, Kind::MalformedRequest)?;
    Ok(Params(values))
}

/// The pairs of a query string, decoded (WHATWG URL, application/x-www-form-urlencoded).
pub(super) fn url_pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

pub(super) fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

fn fault(name: &str, code: &'static str, detail: &'static str) -> FieldError {
    FieldError {
        pointer: format!("?{}", shortened(name)),
        code,
        detail: detail.into(),
    }
}

/// Where the JSON breaks off, without serde's words and without the text itself.
fn not_json(error: &serde_json::Error, bytes: &[u8]) -> Problem {
    let detail = if bytes.is_empty() {
        "A JSON body is needed here.".to_owned()
    } else if std::str::from_utf8(bytes).is_err() {
        "The body is not UTF-8.".to_owned()
    } else {
        format!(
            "The body is not JSON: look at line {}, column {}.",
            error.line(),
            error.column()
        )
    };
    Problem::new(Kind::MalformedRequest, detail)
}
