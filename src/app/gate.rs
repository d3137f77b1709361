//! Where every request enters and every answer leaves. Outermost [`gate`]: request id, problems in one shape, headers,
//! metrics and the access log. Inside of it, behind CORS, [`enter`]: who is calling, how often, whether they may, and
//! the input against the contract.

use super::body::read_body;
use super::log::REQUEST_ID;
use super::metrics::Metrics;
use super::problem;
use crate::accounts::{identify, identify_vouched};
use crate::auth::access::Relation;
use crate::auth::{Caller, Claims, Role, Secret};
use crate::db::Id;
use crate::error::{Kind, Problem};
use crate::http::{Counted, NextCursor, Operation, Policy, Quota, Shared, Standing, Token, negotiate};
use actix_web::body::{self, BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError, web};
use chrono::{DateTime, Utc};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

/// The outermost middleware.
pub async fn gate(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let request_id = Id::new().to_string();
    REQUEST_ID
        .scope(request_id.clone(), pass(req, next, request_id))
        .await
}

async fn pass(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    request_id: String,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let shared = req
        .app_data::<web::Data<Shared>>()
        .cloned()
        .ok_or_else(|| Problem::internal("no shared state"))?;
    let method = req.method().clone();
    let path = req.path().to_owned();
    let token_sent = req.headers().contains_key(header::AUTHORIZATION);
    let response = next.call(req).await?.map_into_boxed_body();
    let operation = response.request().extensions().get::<Arc<Operation>>().cloned();
    let mut response = in_one_shape(
        response,
        operation.as_deref(),
        &request_id,
        &shared.settings.public_url(),
        token_sent,
    );
    finish(&mut response, operation.as_deref(), &request_id, token_sent);
    link_next(&mut response);
    let name = operation
        .as_ref()
        .map_or("none", |operation| operation.id.as_str());
    let took = started.elapsed();
    if let Some(metrics) = response.request().app_data::<web::Data<Metrics>>() {
        metrics.count(name, response.status().as_u16(), took);
    }
    log::info!(target: "wps_network::access", "{method} {path} {} {name} {:.1}ms", response.status().as_u16(), took.as_secs_f64() * 1000.0);
    Ok(response)
}

/// The inner middleware.
pub async fn enter(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let shared = req
        .app_data::<web::Data<Shared>>()
        .cloned()
        .ok_or_else(|| Problem::internal("no shared state"))?;
    let head = req.method() == Method::HEAD;
    match admit(&shared, &mut req).await {
        Ok(()) => {
            let response = next.call(req).await?;
            if head && response.response().body().size() == BodySize::Stream {
                // The protocol layer would go on reading a stream that nobody is sent, and never find that its reader is gone.
                return Ok(response.map_body(|_, _| BoxBody::new(body::None::new())));
            }
            Ok(response.map_into_boxed_body())
        }
        Err(problem) => Ok(req.into_response(problem.error_response())),
    }
}

/// Who, how often, may they, and is the input of the contract's shape: in this order, so that nobody is told about his bad JSON
/// who may not call at all.
async fn admit(shared: &web::Data<Shared>, req: &mut ServiceRequest) -> Result<(), Problem> {
    if super::pages::serves(req.path()) {
        return Ok(());
    }
    if req.method() == Method::HEAD {
        // RFC 9110, 9.3.2: as GET; the protocol layer leaves the body out.
        req.head_mut().method = Method::GET;
    }
    let now = shared.clock.now();
    let authorization = req.headers().get(header::AUTHORIZATION).cloned();
    let found = match req.match_pattern() {
        Some(route) => shared.operations.find(&route, req.method()),
        None => Err(Problem::not_found()),
    };
    let known = match found {
        Ok(operation) => {
            req.extensions_mut().insert(operation.clone());
            authenticate(shared, authorization.as_ref(), &operation, now, now)
                .await
                .map(|caller| (operation, caller))
        }
        Err(problem) => Err(problem),
    };
    let account = known.as_ref().ok().and_then(|(_, caller)| caller.account);
    count(shared, req, account, now)?;
    let (operation, mut caller) = known?;
    require_admitted(&operation, &caller)?;
    let standing = standing(shared, authorization, operation.clone(), now);
    caller.request_id = REQUEST_ID.try_with(Clone::clone).ok();
    let follow_up = req
        .headers()
        .get("follow-up-secret")
        .and_then(|value| value.to_str().ok());
    caller.follow_up = follow_up.map(Secret::hash_of);
    let accepted = negotiate(req, &operation.produces)?;
    if operation.needs_if_match && !req.headers().contains_key(header::IF_MATCH) {
        return Err(Problem::new(
            Kind::PreconditionRequired,
            "Send the ETag of the version that you read as If-Match.",
        ));
    }
    operation.check_headers(req.headers())?;
    let params = operation.read_query(req.query_string())?;
    let body = read_body(shared, req, &operation).await?;
    let mut extensions = req.extensions_mut();
    extensions.insert(standing);
    extensions.insert(accepted);
    extensions.insert(caller);
    extensions.insert(params);
    extensions.insert(body);
    Ok(())
}

/// Draws on the caller's quota: the account's, or the address's of whoever is not signed in; what takes a password is
/// counted by address.
fn count(
    shared: &Shared,
    req: &ServiceRequest,
    account: Option<Id>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let policy = req
        .extensions()
        .get::<Arc<Operation>>()
        .map_or(Policy::Caller, |operation| operation.policy);
    let counted = match account {
        Some(account) if policy == Policy::Caller => Counted::account(account),
        _ => Counted::address(client_address(shared, req)),
    };
    let (quota, outcome) = shared.limits.take(policy, counted, now);
    req.extensions_mut().insert(quota);
    req.extensions_mut().insert(counted);
    outcome
}

fn client_address(shared: &Shared, req: &ServiceRequest) -> IpAddr {
    let peer = req
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let forwarded = req.headers().get_all("x-forwarded-for");
    shared
        .settings
        .client_address(peer, forwarded.filter_map(|value| value.to_str().ok()))
}

/// How the caller is looked up again in the middle of a long answer.
fn standing(
    shared: &web::Data<Shared>,
    authorization: Option<header::HeaderValue>,
    operation: Arc<Operation>,
    then: DateTime<Utc>,
) -> Standing {
    let shared = shared.clone();
    Standing::new(move |token| {
        let (shared, authorization, operation) = (shared.clone(), authorization.clone(), operation.clone());
        async move {
            let now = shared.clock.now();
            let valid_at = if token == Token::Now { now } else { then };
            let caller = authenticate(&shared, authorization.as_ref(), &operation, valid_at, now).await?;
            require_admitted(&operation, &caller)?;
            Ok(caller)
        }
    })
}

fn require_admitted(operation: &Operation, caller: &Caller) -> Result<(), Problem> {
    if operation.access.admits(caller) {
        return operation.admit_scope(caller.scope);
    }
    Err(if caller.account.is_none() {
        Problem::unauthenticated("This operation needs an access token: sign in with POST /v1/sessions.")
    } else if caller.role == Role::Public {
        Problem::forbidden(
            "The member of your account is not in the Network today; until it is back you see what everyone sees.",
        )
    } else {
        Problem::forbidden(
            "Your role does not give you this operation; GET /v1/me says which role you hold today.",
        )
    })
}

async fn authenticate(
    shared: &web::Data<Shared>,
    authorization: Option<&header::HeaderValue>,
    operation: &Operation,
    valid_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Caller, Problem> {
    let Some(value) = authorization else {
        return Ok(Caller::public(now));
    };
    if operation.access.relation == Relation::Client {
        // The client's own credentials, which the operation reads itself.
        return Ok(Caller::public(now));
    }
    let token = value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(|| Problem::unauthenticated("Send the access token as `Authorization: Bearer TOKEN`."))?;
    if operation.id == "getMetrics" && shared.settings.is_metrics_token(token) {
        return Ok(Caller::system(now));
    }
    if let Some(account) = shared.providers.verify(token, now).await? {
        return identify_vouched(&shared.db, account, now).await;
    }
    let (token, issuer) = (token.to_owned(), shared.settings.public_url());
    shared
        .db
        .read(move |conn| {
            let claims = Claims::verify(conn, &token, &issuer, valid_at)?;
            identify(conn, &claims, now)
        })
        .await
}

/// Every refusal leaves as a problem, whoever refused; what broke inside is logged here, once.
fn in_one_shape(
    mut response: ServiceResponse<BoxBody>,
    operation: Option<&Operation>,
    request_id: &str,
    public_url: &str,
    token_sent: bool,
) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = response.response_mut().extensions_mut().remove::<Problem>();
    let problem = problem.unwrap_or_else(|| match Kind::of_status(status) {
        Kind::NotFound => Problem::not_found(),
        kind => Problem::new(kind, kind.explanation()),
    });
    if problem.kind.status().is_server_error() {
        log::error!("{problem}");
    }
    let oauth = operation.is_some_and(|operation| operation.access.relation == Relation::Client);
    let written = oauth.then(|| problem::respond_as_oauth(&problem)).flatten();
    let mut written =
        written.unwrap_or_else(|| problem::respond(&problem, request_id, public_url, token_sent));
    let (req, refused) = response.into_parts();
    for (name, value) in refused.headers() {
        // What CORS has to say holds for refusals too.
        if name.as_str().starts_with("access-control-") || name == header::VARY {
            written.headers_mut().append(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(req, written)
}

/// `Link: rel="next"` beside the cursor in the body, for clients that follow links.
fn link_next(response: &mut ServiceResponse<BoxBody>) {
    let req = response.request();
    let link = req
        .extensions()
        .get::<NextCursor>()
        .and_then(|next| next.link(req.path(), req.query_string()));
    if let Some(value) = link.and_then(|link| header::HeaderValue::from_str(&link).ok()) {
        response.headers_mut().insert(header::LINK, value);
    }
}

/// Headers that every answer has.
fn finish(
    response: &mut ServiceResponse<BoxBody>,
    operation: Option<&Operation>,
    request_id: &str,
    token_sent: bool,
) {
    use header::{HeaderName, HeaderValue};
    let shared_read = operation.is_some_and(Operation::is_shareable_read)
        && !token_sent
        // What has no tag is of the moment: it is not kept. Nor is what probes ask.
        && response.headers().contains_key(header::ETAG)
        && operation.is_some_and(|operation| operation.policy != Policy::Operations)
        && matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let quota = response.request().extensions().get::<Quota>().copied();
    let headers = response.headers_mut();
    if let Some(quota) = quota {
        for (name, text) in [("ratelimit", quota.state()), ("ratelimit-policy", quota.policy())] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
    for (name, value) in operation
        .map(|operation| &operation.deprecation)
        .into_iter()
        .flatten()
    {
        headers.insert(name.clone(), value.clone());
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if operation.is_some() {
        let policy = if shared_read {
            "public, max-age=30, stale-while-revalidate=300"
        } else {
            "no-store"
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
        headers.append(
            header::VARY,
            HeaderValue::from_static("Authorization, Accept, Follow-Up-Secret"),
        );
    }
}
