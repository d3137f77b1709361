//! The operations of the contract, as the request path needs them: found by method and route, each with the rules of
//! its input.

use super::deprecation::{self, Deprecation};
use super::input::{self, BodyRule, ParamRule};
use super::limits::Policy;
use super::schema::{Compiler, Params};
use crate::auth::Scope;
use crate::auth::access::{self, Relation, Row};
use crate::error::{Kind, MissingScope, Problem};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// One operation of the contract.
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// Who may call it.
    pub access: &'static Row,
    /// Which quota a call draws on.
    pub policy: Policy,
    /// What its answers say of its end.
    pub deprecation: Deprecation,
    /// It changes what has an `ETag`, so it needs `If-Match`.
    pub needs_if_match: bool,
    /// The media types of its successful answers, in the order of the contract.
    pub produces: Vec<String>,
    reads: bool,
    body: Option<BodyRule>,
    params: Vec<ParamRule>,
    headers: Vec<ParamRule>,
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
                let operation = Operation::of(&compiler, document, operation, &method)?;
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
                allow: Some(allow.as_str().into()),
                ..Problem::new(Kind::MethodNotAllowed, format!("Use one of: {allow}."))
            }
        })
    }
}

impl Operation {
    fn of(compiler: &Compiler, document: &Value, operation: &Value, method: &Method) -> Result<Self, String> {
        let id = operation
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let access = access::find(&id).ok_or_else(|| format!("{id} has no row in auth/access/table.rs"))?;
        let (mut params, mut headers) = (Vec::new(), Vec::new());
        for param in operation
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let shared = param.get("$ref").and_then(Value::as_str);
            let shared = shared.and_then(|target| document.pointer(target.trim_start_matches('#')));
            let param = shared.unwrap_or(param);
            match param.get("in").and_then(Value::as_str) {
                Some("query") => params.push(ParamRule::of(compiler, param)?),
                Some("header") => headers.push(ParamRule::of(compiler, param)?),
                _ => {}
            }
        }
        let body = operation
            .get("requestBody")
            .map(|body| BodyRule::of(compiler, body, method))
            .transpose()?;
        let needs_if_match = *method == Method::PATCH || (*method == Method::DELETE && id != "endSession");
        Ok(Self {
            policy: Policy::of(&id),
            deprecation: deprecation::headers(operation)?,
            id,
            access,
            needs_if_match,
            produces: produces(operation),
            reads: *method == Method::GET,
            body,
            params,
            headers,
        })
    }

    /// Whether its answer to someone who is not signed in is the same for everyone, so that caches may keep it.
    pub fn is_shareable_read(&self) -> bool {
        self.reads && self.access.is_public() && self.access.relation == Relation::Any
    }

    /// Refuses a service account whose scope does not reach so far; persons have none.
    ///
    /// # Errors
    /// 403.
    pub fn admit_scope(&self, scope: Option<Scope>) -> Result<(), Problem> {
        let Some(scope) = scope else { return Ok(()) };
        if self.access.people_only {
            return Err(Problem::forbidden(
                "This is for people to do, and not for a service account.",
            ));
        }
        let (needed, lacks) = if self.reads {
            (Scope::Read, MissingScope::Read)
        } else {
            (Scope::Write, MissingScope::Write)
        };
        if scope.covers(needed) {
            return Ok(());
        }
        Err(Problem {
            lacks: Some(lacks),
            ..Problem::forbidden(format!("The access token lacks the scope `{}`.", lacks.as_str()))
        })
    }

    /// Bytes of its body at the most, where that is read before the handler: a table has many lines.
    pub fn body_limit(&self) -> usize {
        if self.body.as_ref().is_some_and(BodyRule::is_table) {
            1024 * 1024
        } else {
            256 * 1024
        }
    }

    /// Whether a body is read at all, before the handler.
    pub fn reads_body(&self) -> bool {
        self.body.as_ref().is_some_and(|rule| !rule.is_stream())
    }

    /// Whether the handler takes the body as it comes, such as a file.
    pub fn streams_body(&self) -> bool {
        self.body.as_ref().is_some_and(BodyRule::is_stream)
    }

    /// Checks what the body is said to be.
    ///
    /// # Errors
    /// 415.
    pub fn check_media_type(&self, media_type: Option<&str>) -> Result<(), Problem> {
        match &self.body {
            Some(rule) => rule.check_media_type(media_type).map(drop),
            None => Ok(()),
        }
    }

    /// Reads a body: JSON, cleaned, of the contract's shape, or the text of a table.
    ///
    /// # Errors
    /// 415, 400 or 422, with every fault.
    pub fn read_body(&self, media_type: Option<&str>, bytes: &[u8]) -> Result<Value, Problem> {
        match &self.body {
            Some(rule) => rule.read(media_type, bytes),
            None => Ok(Value::Null),
        }
    }

    /// Holds a value that did not come as the body of a request of its own, such as a line of a table, against what the
    /// body has to be.
    ///
    /// # Errors
    /// 422 with every fault.
    pub fn accept(&self, value: Value) -> Result<Value, Problem> {
        match &self.body {
            Some(rule) => rule.accept(value),
            None => Ok(value),
        }
    }

    /// Checks the headers that the contract names. One that is required is asked for where its absence has a status of
    /// its own.
    ///
    /// # Errors
    /// 400 with every header that is not of its form.
    pub fn check_headers(&self, headers: &HeaderMap) -> Result<(), Problem> {
        input::check_headers(&self.headers, headers)
    }

    /// Reads the query string.
    ///
    /// # Errors
    /// 400 with every unknown, repeated or mistyped parameter.
    pub fn read_query(&self, query: &str) -> Result<Params, Problem> {
        input::read_query(&self.params, query)
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
