//! The operations of the contract, as the request path needs them: found by method and route, each with the
//! validators compiled from its own schemas.

use super::schema::{Compiler, Params, faults};
use super::text::clean;
use crate::auth::access::{self, Relation, Row};
use crate::error::{FieldError, Kind, Problem};
use actix_web::http::Method;
use jsonschema::Validator;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// One operation of the contract.
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// Who may call it.
    pub access: &'static Row,
    /// It changes what has an `ETag`, so it needs `If-Match`.
    pub needs_if_match: bool,
    /// The media types of its successful answers, in the order of the contract.
    pub produces: Vec<String>,
    reads: bool,
    body: Option<BodyRule>,
    params: Vec<ParamRule>,
}

struct BodyRule {
    required: bool,
    media_types: Vec<String>,
    validator: Validator,
}

struct ParamRule {
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

/// Every operation, by route and method.
#[derive(Clone)]
pub struct Operations(HashMap<String, HashMap<Method, Arc<Operation>>>);

impl Operations {
    /// Reads the document.
    ///
    /// # Errors
    /// When an operation has no row in the access table, or its schemas do not compile: such a build must not serve.
    pub fn of(document: &Value) -> Result<Self, String> {
        let compiler = Compiler::new(document)?;
        let mut routes: HashMap<String, HashMap<Method, Arc<Operation>>> = HashMap::new();
        for (path, item) in document
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let Ok(method) = Method::from_bytes(method.to_uppercase().as_bytes()) else {
                    continue;
                };
                let operation = Operation::of(&compiler, operation, &method)?;
                routes
                    .entry(path.clone())
                    .or_default()
                    .insert(method, Arc::new(operation));
            }
        }
        Ok(Self(routes))
    }

    /// The operation at a route.
    ///
    /// # Errors
    /// 405 with the methods that the route has.
    pub fn find(&self, route: &str, method: &Method) -> Result<Arc<Operation>, Problem> {
        let methods = self.0.get(route).ok_or_else(Problem::not_found)?;
        methods.get(method).cloned().ok_or_else(|| {
            let mut allowed: Vec<&str> = methods.keys().map(Method::as_str).collect();
            if methods.contains_key(&Method::GET) {
                allowed.push("HEAD");
            }
            allowed.sort_unstable();
            let allow = allowed.join(", ");
            Problem {
                allow: Some(allow.clone()),
                ..Problem::new(Kind::MethodNotAllowed, format!("Use one of: {allow}."))
            }
        })
    }
}

impl Operation {
    fn of(compiler: &Compiler, operation: &Value, method: &Method) -> Result<Self, String> {
        let id = operation
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let access = access::find(&id).ok_or_else(|| format!("{id} has no row in auth/access.rs"))?;
        let mut params = Vec::new();
        for param in operation
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if param.get("in").and_then(Value::as_str) == Some("query") {
                params.push(ParamRule::of(compiler, param)?);
            }
        }
        let body = operation
            .get("requestBody")
            .map(|body| BodyRule::of(compiler, body))
            .transpose()?;
        let needs_if_match = *method == Method::PATCH || (*method == Method::DELETE && id != "endSession");
        Ok(Self {
            id,
            access,
            needs_if_match,
            produces: produces(operation),
            reads: *method == Method::GET,
            body,
            params,
        })
    }

    /// Whether its answer to someone who is not signed in is the same for everyone, so that caches may keep it.
    pub fn is_shareable_read(&self) -> bool {
        self.reads && self.access.is_public() && self.access.relation == Relation::Any
    }

    /// Whether a body is read at all.
    pub fn reads_body(&self) -> bool {
        self.body.is_some()
    }

    /// Reads a body: JSON, cleaned, of the contract's shape.
    ///
    /// # Errors
    /// 415, 400 or 422, with every fault.
    pub fn read_body(&self, media_type: Option<&str>, bytes: &[u8]) -> Result<Value, Problem> {
        let Some(rule) = &self.body else {
            return Ok(Value::Null);
        };
        if bytes.is_empty() && !rule.required {
            return Ok(Value::Object(Map::new()));
        }
        rule.check_media_type(media_type)?;
        let mut value: Value = serde_json::from_slice(bytes).map_err(|e| not_json(&e, bytes))?;
        let mut errors = Vec::new();
        clean(&mut value, "", &mut errors);
        errors.extend(faults(&rule.validator, &value, ""));
        if errors.is_empty() {
            Ok(value)
        } else {
            Err(Problem::of_fields(Kind::InvalidContent, errors))
        }
    }

    /// Reads the query string.
    ///
    /// # Errors
    /// 400 with every unknown, repeated or mistyped parameter.
    pub fn read_query(&self, query: &str) -> Result<Params, Problem> {
        let mut values = Map::new();
        let mut errors = Vec::new();
        for (name, text) in url_pairs(query) {
            let Some(rule) = self.params.iter().find(|rule| rule.name == name) else {
                errors.push(fault(
                    &name,
                    "unknown",
                    "There is no such parameter here; check its spelling.",
                ));
                continue;
            };
            match (rule.repeatable, values.get_mut(&name)) {
                (true, Some(Value::Array(items))) => {
                    items.push(rule.typed(text));
                }
                (true, _) => drop(values.insert(name, Value::Array(vec![rule.typed(text)]))),
                (false, None) => drop(values.insert(name, rule.typed(text))),
                (false, Some(_)) => errors.push(fault(&name, "repeated", "Give this parameter only once.")),
            }
        }
        for rule in &self.params {
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
        if errors.is_empty() {
            Ok(Params(values))
        } else {
            Err(Problem::of_fields(Kind::MalformedRequest, errors))
        }
    }
}

/// What it answers in; JSON where success has no body.
fn produces(operation: &Value) -> Vec<String> {
    let responses = operation.get("responses").and_then(Value::as_object);
    let successes = responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| status.starts_with('2'));
    let contents = successes.filter_map(|(_, response)| response.get("content")?.as_object());
    let types: Vec<String> = contents.flat_map(|content| content.keys().cloned()).collect();
    if types.is_empty() {
        vec!["application/json".to_owned()]
    } else {
        types
    }
}

impl BodyRule {
    fn of(compiler: &Compiler, body: &Value) -> Result<Self, String> {
        let content = body
            .get("content")
            .and_then(Value::as_object)
            .ok_or("a body without content")?;
        let schema = content
            .values()
            .find_map(|media| media.get("schema"))
            .ok_or("a body without a schema")?;
        Ok(Self {
            required: body.get("required").and_then(Value::as_bool).unwrap_or(false),
            media_types: content.keys().cloned().collect(),
            validator: compiler.compile(schema)?,
        })
    }

    fn check_media_type(&self, sent: Option<&str>) -> Result<(), Problem> {
        let essence = sent
            .and_then(|s| s.split(';').next())
            .map(|s| s.trim().to_ascii_lowercase());
        if essence.is_some_and(|essence| self.media_types.contains(&essence)) {
            return Ok(());
        }
        let list = self.media_types.join(" or ");
        Err(Problem::new(
            Kind::UnsupportedMediaType,
            format!("Send the body with Content-Type: {list}."),
        ))
    }
}

impl ParamRule {
    fn of(compiler: &Compiler, param: &Value) -> Result<Self, String> {
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

/// The pairs of a query string, decoded (WHATWG URL, application/x-www-form-urlencoded).
fn url_pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

fn fault(name: &str, code: &'static str, detail: &'static str) -> FieldError {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    FieldError {
        pointer: format!("?{name}"),
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
