//! Operations for those who run the service: is it alive, is it ready, how does it fare, and what is its contract.

use super::metrics::Metrics;
use super::pages::Site;
use crate::error::{Kind, Problem};
use crate::http::{Accepted, Reply, Shared, View, etag};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_liveness)
        .service(get_readiness)
        .service(get_metrics)
        .service(get_contract)
        .service(get_problem_type);
}

/// The document, as it is served.
#[derive(Clone)]
pub struct Contract {
    text: web::Bytes,
    etag: String,
}

impl Contract {
    /// Keeps the text with its tag.
    pub fn new(text: String) -> Self {
        Self {
            etag: etag(text.as_bytes()),
            text: text.into(),
        }
    }
}

/// The state of an instance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok", max_length = 20)]
    status: &'static str,
    /// The version of the program.
    #[schema(example = "0.1.0", max_length = 40)]
    version: &'static str,
    /// The database's engine: `sqlite` or `postgres`.
    #[schema(example = "sqlite", max_length = 20)]
    database: &'static str,
}

/// Tell whether the instance is alive
///
/// Answers as long as the process serves, without asking the database.
#[utoipa::path(tag = "Operations", responses((status = 200, body = Health, description = "Alive.")))]
#[get("/livez")]
pub async fn get_liveness(shared: web::Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(health(&shared))
}

/// Tell whether the instance is ready
///
/// Answers 200 when the database can be read, 503 when it cannot or when the instance has been told to stop.
#[utoipa::path(tag = "Operations", responses((status = 200, body = Health, description = "Ready.")))]
#[get("/readyz")]
pub async fn get_readiness(view: View, shared: web::Data<Shared>) -> Reply {
    if shared.draining.has_begun() {
        return Err(Problem::new(
            Kind::Unavailable,
            "This instance is stopping; use another.",
        ));
    }
    view.json(move |conn, _| {
        use diesel::prelude::*;
        let _: Option<String> = crate::schema::signing_keys::table
            .select(crate::schema::signing_keys::id)
            .first(conn)
            .optional()?;
        Ok(health(&shared))
    })
    .await
}

fn health(shared: &Shared) -> Health {
    Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        database: shared.db.engine(),
    }
}

/// Get the metrics
///
/// `OpenMetrics` text for Prometheus: requests by operation and status, and their durations. For the secretariat, and
/// for whoever has the token in `WPS_METRICS_TOKEN`.
#[utoipa::path(tag = "Operations", responses((status = 200, body = String, content_type = "application/openmetrics-text", description = "The metrics.", example = json!("# HELP wps_network_http_requests Requests answered.\n"))))]
#[get("/metrics")]
pub async fn get_metrics(metrics: web::Data<Metrics>, shared: web::Data<Shared>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(metrics.text(shared.places.open()))
}

/// Get the contract
///
/// This document, as `OpenAPI` 3.1.
#[utoipa::path(tag = "Operations", responses((status = 200, body = serde_json::Value, description = "The document.", example = json!({"openapi": "3.1.0"}))))]
#[get("/openapi.json")]
pub async fn get_contract(contract: web::Data<Contract>, req: HttpRequest) -> HttpResponse {
    let known = req
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        == Some(&contract.etag);
    if known {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, contract.etag.clone()))
            .finish();
    }
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::ETAG, contract.etag.clone()))
        .body(contract.text.clone())
}

/// A kind of problem, explained.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemType {
    /// The last segment of a problem's `type`.
    #[schema(example = "precondition-failed", max_length = 60)]
    name: &'static str,
    /// The HTTP status.
    #[schema(example = 412, minimum = 400, maximum = 599)]
    status: u16,
    /// The title.
    #[schema(example = "It has changed since you read it", max_length = 100)]
    title: &'static str,
    /// What it means, and what to do.
    #[schema(
        example = "Read the resource again, apply your change to it, and send the new ETag.",
        max_length = 1000
    )]
    explanation: &'static str,
}

/// Explain a kind of problem
///
/// The `type` of every problem leads here: JSON for programs, a page for whoever prefers `text/html`.
#[utoipa::path(tag = "Operations",
    params(("name" = String, Path, max_length = 60, description = "The last segment of a problem's `type`.", example = "not-found")),
    responses((status = 200, description = "The explanation.", content(
        (ProblemType = "application/json"),
        (String = "text/html", example = json!("<!DOCTYPE html><title>Not found</title>"))))))]
#[get("/problems/{name}")]
pub async fn get_problem_type(
    view: View,
    name: web::Path<String>,
    site: web::Data<Site>,
    accepted: Accepted,
    req: HttpRequest,
) -> Reply {
    if accepted.0 == "text/html" {
        return site.answer(req.path(), &req).await;
    }
    let kind = Kind::ALL
        .iter()
        .copied()
        .find(|kind| kind.name() == name.as_str())
        .ok_or_else(Problem::not_found)?;
    view.json(move |_, _| {
        Ok(ProblemType {
            name: kind.name(),
            status: kind.status().as_u16(),
            title: kind.title(),
            explanation: kind.explanation(),
        })
    })
    .await
}
