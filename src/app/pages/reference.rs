//! The reference: a page a group of operations, and one for the objects that they speak of.

use super::contract::{Group, Operation, items, members, text};
use super::fields::{entry, kind, object, plain, reference, schema};
use super::layout::{Frame, Written};
use super::markdown;
use crate::error::Kind;
use maud::{Markup, html};
use serde_json::Value;

/// All pages of the reference.
pub fn pages(frame: &Frame<'_>) -> Vec<Written> {
    let mut pages = vec![overview(frame), objects(frame)];
    pages.extend(frame.contract.groups.iter().map(|group| group_page(frame, group)));
    pages
}

fn overview(frame: &Frame<'_>) -> Written {
    let main = html! {
        h1 { "Reference" }
        p.lead { "Every operation, written from the contract that the service enforces. Sign in above to try what is not public." }
        @for group in &frame.contract.groups {
            section {
                h2 id=(group.slug) { a href={ (frame.base) "/docs/reference/" (group.slug) } { (group.name) } }
                p { (group.description) }
                ul.operations {
                    @for operation in &group.operations {
                        li {
                            a href=(frame.operation_address(group, operation)) { (text(operation.value, "summary")) }
                            " " (endpoint(operation))
                        }
                    }
                }
            }
        }
    };
    frame.page("/docs/reference/", "Reference", &main)
}

fn endpoint(operation: &Operation<'_>) -> Markup {
    html! { span.endpoint { span class={ "method " (operation.method.to_lowercase()) } { (operation.method) } " " code { (operation.path) } } }
}

fn group_page(frame: &Frame<'_>, group: &Group<'_>) -> Written {
    let main = html! {
        h1 { (group.name) }
        p.lead { (group.description) }
        ul.operations {
            @for operation in &group.operations {
                li { a href={ "#" (operation.id()) } { (text(operation.value, "summary")) } " " (endpoint(operation)) }
            }
        }
        @for operation in &group.operations { (explained(frame, operation)) }
    };
    frame.page(&format!("/docs/reference/{}", group.slug), group.name, &main)
}

fn explained(frame: &Frame<'_>, operation: &Operation<'_>) -> Markup {
    let value = operation.value;
    let parameters: Vec<&Value> = items(value, "parameters")
        .map(|p| frame.contract.resolve(p))
        .collect();
    let body = value.get("requestBody").map(|body| Body::of(frame, body));
    html! {
        section.operation id=(operation.id()) {
            h2 { a href={ "#" (operation.id()) } { (text(value, "summary")) } }
            p { (endpoint(operation)) }
            div.two {
                div {
                    (markdown::inline(frame, text(value, "description")))
                    p.who { (who(value)) }
                    @if !parameters.is_empty() {
                        h3 { "Parameters" }
                        dl.fields {
                            @for parameter in &parameters {
                                (entry(frame, text(parameter, "name"), parameter.get("schema").unwrap_or(&Value::Null),
                                    is_required(parameter), text(parameter, "description")))
                            }
                        }
                    }
                    @if let Some(body) = &body {
                        h3 { "Body" }
                        p { @if let Some(name) = body.name { (object(frame, name)) ", " } code { (body.media_type) } @if !body.required { ", may be left out" } }
                        (schema(frame, body.schema))
                    }
                    h3 { "Answers" }
                    (answers(frame, value))
                }
                div.aside {
                    h3 { "Example" }
                    pre tabindex="0" data-language="console" { code { (curl(frame, operation, &parameters, body.as_ref())) } }
                    @for (status, response) in successes(frame, value) {
                        @if let Some(example) = example(response) {
                            p.type { (status) }
                            pre tabindex="0" data-language="json" { code { (pretty(example)) } }
                        }
                    }
                    (try_it(operation, &parameters, body.as_ref()))
                }
            }
        }
    }
}

struct Body<'a> {
    media_type: &'a str,
    required: bool,
    name: Option<&'a str>,
    schema: &'a Value,
    example: Option<&'a Value>,
}

impl<'a> Body<'a> {
    fn of(frame: &Frame<'a>, body: &'a Value) -> Self {
        let (media_type, media) = members(body.get("content")).next().unwrap_or(("", &Value::Null));
        let schema = media.get("schema").unwrap_or(&Value::Null);
        Self {
            media_type,
            required: is_required(body),
            name: reference(schema),
            schema: frame.contract.resolve(schema),
            example: media.get("example").or_else(|| first_of(media)),
        }
    }

    /// Whether it is a file.
    fn is_file(&self) -> bool {
        self.schema.get("format").and_then(Value::as_str) == Some("binary")
    }

    /// The example as it is sent.
    fn text(&self) -> String {
        match self.example {
            Some(Value::String(text)) => text.clone(),
            Some(example) => pretty(example),
            None => String::new(),
        }
    }
}

fn first_of(media: &Value) -> Option<&Value> {
    members(media.get("examples")).find_map(|(_, example)| example.get("value"))
}

fn is_required(value: &Value) -> bool {
    value.get("required").and_then(Value::as_bool).unwrap_or_default()
}

/// Who may call it, from the access table.
fn who(operation: &Value) -> String {
    let rule = operation.get("x-authorization").unwrap_or(&Value::Null);
    let roles: Vec<&str> = items(rule, "roles").filter_map(Value::as_str).collect();
    let who = if roles.contains(&"public") {
        "For anyone".to_owned()
    } else {
        format!("For: {}", roles.join(", "))
    };
    match text(rule, "relation") {
        "any" | "" => format!("{who}."),
        relation => format!("{who}; {relation}."),
    }
}

fn answers(frame: &Frame<'_>, operation: &Value) -> Markup {
    let refusals = members(operation.get("responses")).filter_map(|(status, _)| {
        let status = status.parse::<u16>().ok().filter(|status| *status >= 400)?;
        Kind::ALL.iter().find(|kind| kind.status().as_u16() == status)
    });
    html! {
        dl.fields {
            @for (status, response) in successes(frame, operation) {
                div {
                    dt {
                        code { (status) } " "
                        @for (media_type, media) in members(response.get("content")) {
                            span.type { @if let Some(schema) = media.get("schema").filter(|_| media_type.ends_with("json")) { (kind(frame, schema)) } @else { (media_type) } " " }
                        }
                    }
                    dd { (markdown::inline(frame, text(response, "description"))) }
                }
            }
        }
        p.refusals {
            "Problems: "
            @for kind in refusals { a href={ (frame.base) "/problems/" (kind.name()) } title=(kind.title()) { (kind.status().as_u16()) } " " }
        }
    }
}

fn successes<'a>(frame: &Frame<'a>, operation: &'a Value) -> Vec<(&'a str, &'a Value)> {
    members(operation.get("responses"))
        .map(|(status, response)| (status, frame.contract.resolve(response)))
        .filter(|(status, _)| status.starts_with('2') || status.starts_with('3'))
        .collect()
}

fn example(response: &Value) -> Option<&Value> {
    members(response.get("content"))
        .filter(|(media_type, _)| media_type.ends_with("json"))
        .find_map(|(_, media)| media.get("example").or_else(|| first_of(media)))
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// A request that can be pasted into a shell.
fn curl(
    frame: &Frame<'_>,
    operation: &Operation<'_>,
    parameters: &[&Value],
    body: Option<&Body<'_>>,
) -> String {
    let mut path = operation.path.to_owned();
    let mut headers = Vec::new();
    if !items(operation.value, "security").any(|one| one.as_object().is_some_and(serde_json::Map::is_empty)) {
        headers.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    let mut query = Vec::new();
    for parameter in parameters {
        let name = text(parameter, "name");
        let example = parameter.get("example").map(plain).unwrap_or_default();
        match text(parameter, "in") {
            "path" => path = path.replace(&format!("{{{name}}}"), &example),
            "query" if is_required(parameter) => query.push((name, example)),
            "header" if is_required(parameter) => headers.push(format!("-H '{name}: {example}'")),
            _ => {}
        }
    }
    let method = match operation.method.as_str() {
        "GET" => String::new(),
        other => format!("-X {other} "),
    };
    if let Ok(query) = serde_urlencoded::to_string(&query)
        && !query.is_empty()
    {
        path = format!("{path}?{query}");
    }
    let mut lines = vec![format!("curl {method}'{}{path}'", frame.public_url)];
    lines.extend(headers);
    if let Some(body) = body {
        lines.push(format!("-H 'Content-Type: {}'", body.media_type));
        lines.push(if body.is_file() {
            "--data-binary @FILE".to_owned()
        } else {
            format!("-d '{}'", body.text().replace('\'', "'\\''"))
        });
    }
    lines.join(" \\\n  ")
}

/// The form that `try.js` shows and sends.
fn try_it(operation: &Operation<'_>, parameters: &[&Value], body: Option<&Body<'_>>) -> Markup {
    html! {
        details.try hidden {
            summary { "Try it" }
            form data-method=(operation.method) data-path=(operation.path) aria-label={ "Try: " (text(operation.value, "summary")) } {
                @for parameter in parameters {
                    label {
                        span { code { (text(parameter, "name")) } @if is_required(parameter) { span.required { " required" } } }
                        (input(parameter))
                    }
                }
                @if let Some(body) = body {
                    label {
                        span { "Body" }
                        @if body.is_file() {
                            input type="file" data-media-type=(body.media_type);
                        } @else {
                            textarea rows="8" spellcheck="false" data-media-type=(body.media_type) {
                                (body.text())
                            }
                        }
                    }
                }
                button { "Send" }
            }
            div.answer role="status" {}
        }
    }
}

fn input(parameter: &Value) -> Markup {
    let (name, place) = (text(parameter, "name"), text(parameter, "in"));
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    let mut choices: Vec<&str> = items(schema, "enum").filter_map(Value::as_str).collect();
    if text(schema, "type") == "boolean" {
        choices = vec!["true", "false"];
    }
    html! {
        @if choices.is_empty() {
            input name=(name) data-in=(place) required[is_required(parameter)] placeholder=[parameter.get("example").map(|example| format!("e.g. {}", plain(example)))] autocomplete="off" spellcheck="false";
        } @else {
            select name=(name) data-in=(place) {
                option value="" { "" }
                @for choice in choices { option { (choice) } }
            }
        }
    }
}

fn objects(frame: &Frame<'_>) -> Written {
    let main = html! {
        h1 { "Objects" }
        p.lead { "What goes in and out, field by field. Answers carry every field, null where it is empty; requests carry no field that is not named." }
        @for (name, value) in frame.contract.schemas() {
            section.object id=(name) {
                h2 { a href={ "#" (name) } { (name) } }
                (markdown::inline(frame, text(value, "description")))
                (schema(frame, value))
            }
        }
    };
    frame.page("/docs/reference/objects", "Objects", &main)
}
