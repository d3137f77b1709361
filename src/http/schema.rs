//! Requests are checked against the schemas of the contract itself: what the document says is what is enforced, and
//! every fault is reported at once.

use super::text::fault;
use crate::error::FieldError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{PatternOptions, Registry, ValidationError, Validator};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The address under which the document's schemas are known to the validators.
const DOCUMENT: &str = "urn:contract";

/// Compiles schemas of one document.
pub struct Compiler(Registry<'static>);

impl Compiler {
    /// Makes the document's components known.
    ///
    /// # Errors
    /// When the document's schemas cannot be read.
    pub fn new(document: &Value) -> Result<Self, String> {
        let components = json!({"components": {"schemas": document.pointer("/components/schemas")}});
        let registry = Registry::new()
            .add(DOCUMENT, components)
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|e| e.to_string())?;
        Ok(Self(registry))
    }

    /// A validator for one schema of the document.
    ///
    /// # Errors
    /// When the schema is none.
    pub fn compile(&self, schema: &Value) -> Result<Validator, String> {
        let mut schema = schema.clone();
        point_into_document(&mut schema);
        jsonschema::options()
            .with_registry(&self.0)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            // Without backtracking: no text makes a pattern slow.
            .with_pattern_options(PatternOptions::regex())
            .build(&schema)
            .map_err(|e| format!("{e} in {schema}"))
    }
}

/// References of an inline schema lead into the document.
fn point_into_document(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match member {
                    Value::String(target) if name == "$ref" && target.starts_with('#') => {
                        target.insert_str(0, DOCUMENT);
                    }
                    other => point_into_document(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(point_into_document),
        _ => {}
    }
}

/// Every fault of a value, each with its place below `root`.
pub fn faults(validator: &Validator, value: &Value, root: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for error in validator.iter_errors(value) {
        describe(&error, root, &mut errors);
    }
    errors
}

fn describe(error: &ValidationError<'_>, root: &str, errors: &mut Vec<FieldError>) {
    let place = format!("{root}{}", error.instance_path());
    let mut push = |pointer: String, code: &'static str, detail: Cow<'static, str>| {
        errors.push(FieldError {
            pointer,
            code,
            detail,
        });
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            push(
                format!("{place}/{name}"),
                "required",
                "This field is required.".into(),
            );
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for name in unexpected {
                let name: String = name.chars().take(60).collect();
                push(
                    format!("{place}/{}", name.replace('~', "~0").replace('/', "~1")),
                    "unknown",
                    "There is no such field here; check its spelling or leave it out.".into(),
                );
            }
        }
        ValidationErrorKind::AnyOf { context }
        | ValidationErrorKind::OneOfNotValid { context }
        | ValidationErrorKind::OneOfMultipleValid { context } => alternatives(error, context, root, errors),
        kind => {
            // A text breaks the pattern of all texts: `text::fault` says why.
            let of_text = match (kind, error.instance().as_ref()) {
                (ValidationErrorKind::Pattern { .. }, Value::String(text)) => fault(text),
                _ => None,
            };
            let (code, detail) =
                of_text.map_or_else(|| words(kind), |(code, detail)| (code, Cow::Borrowed(detail)));
            push(place, code, detail);
        }
    }
}

/// Of "null or this", only the faults of "this" help; of other alternatives, those of the one that comes nearest.
fn alternatives(
    error: &ValidationError<'_>,
    context: &[Vec<ValidationError<'static>>],
    root: &str,
    errors: &mut Vec<FieldError>,
) {
    let expects_null = |branch: &&Vec<ValidationError<'static>>| {
        branch.iter().any(|e| {
            e.instance_path().as_str() == error.instance_path().as_str()
                && matches!(e.kind(), ValidationErrorKind::Type { .. })
        })
    };
    let nearest = context
        .iter()
        .filter(|branch| !expects_null(branch))
        .min_by_key(|branch| branch.len());
    match nearest.or_else(|| context.last()) {
        Some(branch) if !branch.is_empty() => branch.iter().for_each(|e| describe(e, root, errors)),
        _ => errors.push(FieldError {
            pointer: format!("{root}{}", error.instance_path()),
            code: "form",
            detail: "This has none of the forms that are allowed here.".into(),
        }),
    }
}

/// Code and sentence for one kind of fault; the value itself is never repeated.
fn words(kind: &ValidationErrorKind) -> (&'static str, Cow<'static, str>) {
    match kind {
        ValidationErrorKind::Type { kind } => ("type", format!("This must be {}.", type_words(kind)).into()),
        ValidationErrorKind::MaxLength { limit } => {
            ("too_long", format!("Use at most {limit} characters.").into())
        }
        ValidationErrorKind::MinLength { limit: 1 } => ("empty", "This must not be empty.".into()),
        ValidationErrorKind::MinLength { limit } => {
            ("too_short", format!("Use at least {limit} characters.").into())
        }
        ValidationErrorKind::Format { format } => ("format", format_words(format)),
        ValidationErrorKind::Enum { options } => (
            "not_one_of",
            format!("Use one of: {}.", options_words(options)).into(),
        ),
        ValidationErrorKind::Pattern { pattern } => ("pattern", format!("This must match {pattern}").into()),
        ValidationErrorKind::Minimum { limit } => ("too_small", format!("Use {limit} or more.").into()),
        ValidationErrorKind::Maximum { limit } => ("too_large", format!("Use {limit} or less.").into()),
        ValidationErrorKind::MinItems { limit } | ValidationErrorKind::MinProperties { limit } => {
            ("too_few", format!("Give at least {limit}.").into())
        }
        ValidationErrorKind::MaxItems { limit } | ValidationErrorKind::MaxProperties { limit } => {
            ("too_many", format!("Give at most {limit}.").into())
        }
        ValidationErrorKind::UniqueItems => ("repeated", "Name each only once.".into()),
        ValidationErrorKind::PropertyNames { .. } => {
            ("key", "A key is not of the form that is allowed here.".into())
        }
        _ => (
            "invalid",
            "This is not of the form that the contract asks for.".into(),
        ),
    }
}

fn type_words(kind: &TypeKind) -> String {
    let name = |t: jsonschema::JsonType| {
        match t {
            jsonschema::JsonType::Array => "a list",
            jsonschema::JsonType::Boolean => "true or false",
            jsonschema::JsonType::Integer => "a whole number",
            jsonschema::JsonType::Null => "null",
            jsonschema::JsonType::Number => "a number",
            jsonschema::JsonType::Object => "an object",
            jsonschema::JsonType::String => "a string",
        }
        .to_owned()
    };
    match kind {
        TypeKind::Single(one) => name(*one),
        TypeKind::Multiple(many) => many.iter().map(name).collect::<Vec<_>>().join(" or "),
    }
}

fn format_words(format: &str) -> Cow<'static, str> {
    match format {
        "date" => "Use a day as YYYY-MM-DD, such as 2018-03-01.".into(),
        "date-time" => "Use an RFC 3339 time in UTC, such as 2018-03-01T09:00:00Z.".into(),
        "uuid" => "Use the id as the service gave it: a UUID.".into(),
        "email" => "Use an e-mail address, such as focal.point@example.org.".into(),
        "uri" => "Use an absolute URL.".into(),
        other => format!("This must be of the format {other}.").into(),
    }
}

fn options_words(options: &Value) -> String {
    let words = options.as_array().map(Vec::as_slice).unwrap_or_default();
    words
        .iter()
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The query parameters of a request, typed as the contract says.
#[derive(Debug, Clone, Default)]
pub struct Params(pub Map<String, Value>);
