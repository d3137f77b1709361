//! What machines find by themselves: where tokens come from (RFC 8414), what accepts them (RFC 9728), what there is (RFC
//! 9727), and whom to tell of a vulnerability (RFC 9116).

use crate::error::Problem;
use crate::http::text::Word;
use crate::http::{Reply, Shared, View};
use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::{Duration, NaiveTime};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// Days for which a security.txt may be kept. It is renewed with each day, as long as the service runs.
const SECURITY_DAYS: i64 = 90;

/// The operations of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_authorization_server)
        .service(get_protected_resource)
        .service(get_api_catalog)
        .service(get_security_contact);
}

/// Where and how access tokens are got (RFC 8414).
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorizationServer {
    /// The `iss` of the tokens.
    #[schema(format = "uri", max_length = 300, example = "https://api.example.org")]
    issuer: String,
    /// Where service accounts get them.
    #[schema(
        format = "uri",
        max_length = 300,
        example = "https://api.example.org/oauth2/token"
    )]
    token_endpoint: String,
    /// The keys that sign them.
    #[schema(
        format = "uri",
        max_length = 300,
        example = "https://api.example.org/.well-known/jwks.json"
    )]
    jwks_uri: String,
    /// The scopes that there are.
    #[schema(value_type = Vec<Word>, max_items = 2, example = json!(["read", "write"]))]
    scopes_supported: &'static [&'static str],
    /// None: there is no authorization endpoint.
    #[schema(value_type = Vec<Word>, max_items = 0, example = json!([]))]
    response_types_supported: &'static [&'static str],
    /// The grants that there are.
    #[schema(value_type = Vec<Word>, max_items = 1, example = json!(["client_credentials"]))]
    grant_types_supported: &'static [&'static str],
    /// How a client shows its secret.
    #[schema(value_type = Vec<Word>, max_items = 2, example = json!(["client_secret_basic", "client_secret_post"]))]
    token_endpoint_auth_methods_supported: &'static [&'static str],
    /// What accepts the tokens.
    #[schema(value_type = Vec<Word>, max_items = 1, example = json!(["https://api.example.org"]))]
    protected_resources: Vec<String>,
    /// The reference, for people.
    #[schema(format = "uri", max_length = 300, example = "https://api.example.org/docs/")]
    service_documentation: String,
}

/// Describe where tokens come from
///
/// OAuth 2.0 Authorization Server Metadata (RFC 8414), which OAuth libraries read by themselves.
#[utoipa::path(tag = "Operations", responses((status = 200, body = AuthorizationServer, description = "The metadata.")))]
#[get("/.well-known/oauth-authorization-server")]
pub async fn get_authorization_server(view: View, shared: web::Data<Shared>) -> Reply {
    view.json(move |_, _| {
        let url = shared.settings.public_url();
        Ok(AuthorizationServer {
            token_endpoint: format!("{url}/oauth2/token"),
            jwks_uri: format!("{url}/.well-known/jwks.json"),
            scopes_supported: &["read", "write"],
            response_types_supported: &[],
            grant_types_supported: &["client_credentials"],
            token_endpoint_auth_methods_supported: &["client_secret_basic", "client_secret_post"],
            protected_resources: vec![url.clone()],
            service_documentation: format!("{url}/docs/"),
            issuer: url,
        })
    })
    .await
}

/// What accepts tokens, and whose (RFC 9728).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProtectedResource {
    /// This service.
    #[schema(format = "uri", max_length = 300, example = "https://api.example.org")]
    resource: String,
    /// Whose tokens it accepts: its own, and those of the identity providers that the operator named, for the systems on
    /// his list.
    #[schema(value_type = Vec<Word>, max_items = 21, example = json!(["https://api.example.org"]))]
    authorization_servers: Vec<String>,
    /// The scopes of tokens of service accounts.
    #[schema(value_type = Vec<Word>, max_items = 2, example = json!(["read", "write"]))]
    scopes_supported: &'static [&'static str],
    /// How a token is sent.
    #[schema(value_type = Vec<Word>, max_items = 1, example = json!(["header"]))]
    bearer_methods_supported: &'static [&'static str],
    /// Its name.
    #[schema(max_length = 60, example = "WPS Network API")]
    resource_name: &'static str,
    /// The reference, for people.
    #[schema(format = "uri", max_length = 300, example = "https://api.example.org/docs/")]
    resource_documentation: String,
}

/// Describe what accepts tokens
///
/// OAuth 2.0 Protected Resource Metadata (RFC 9728). The `WWW-Authenticate` of a 401 leads here.
#[utoipa::path(tag = "Operations", responses((status = 200, body = ProtectedResource, description = "The metadata.")))]
#[get("/.well-known/oauth-protected-resource")]
pub async fn get_protected_resource(view: View, shared: web::Data<Shared>) -> Reply {
    view.json(move |_, _| {
        let url = shared.settings.public_url();
        let others = shared.providers.issuers().map(str::to_owned);
        Ok(ProtectedResource {
            authorization_servers: std::iter::once(url.clone()).chain(others).collect(),
            scopes_supported: &["read", "write"],
            bearer_methods_supported: &["header"],
            resource_name: "WPS Network API",
            resource_documentation: format!("{url}/docs/"),
            resource: url,
        })
    })
    .await
}

/// A set of links (RFC 9264).
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkSet {
    /// The APIs.
    #[schema(max_items = 1)]
    linkset: Vec<ApiLinks>,
}

/// The links of an API.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ApiLinks {
    /// The API: every path of the contract begins with it.
    #[schema(format = "uri", max_length = 300, example = "https://api.example.org/")]
    anchor: String,
    /// The contract.
    #[schema(max_items = 1)]
    service_desc: [ApiLink; 1],
    /// The reference, for people.
    #[schema(max_items = 1)]
    service_doc: [ApiLink; 1],
    /// How to get access.
    #[schema(max_items = 2)]
    service_meta: [ApiLink; 2],
    /// Whether it is ready.
    #[schema(max_items = 1)]
    status: [ApiLink; 1],
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiLink {
    /// Where it leads.
    #[schema(
        format = "uri",
        max_length = 300,
        example = "https://api.example.org/openapi.json"
    )]
    href: String,
    /// The media type there.
    #[schema(max_length = 60, example = "application/json")]
    #[serde(rename = "type")]
    media_type: &'static str,
}

/// List the APIs
///
/// The API catalogue (RFC 9727): the contract, the reference, how to get access, and whether the service is ready.
#[utoipa::path(tag = "Operations", responses((status = 200, body = LinkSet, content_type = "application/linkset+json", description = "The catalogue.")))]
#[get("/.well-known/api-catalog")]
pub async fn get_api_catalog(view: View, shared: web::Data<Shared>) -> Reply {
    let url = shared.settings.public_url();
    let catalog = format!("<{url}/.well-known/api-catalog>; rel=\"api-catalog\"");
    let mut response = view
        .json(move |_, _| {
            let link = |path: &str, media_type| ApiLink {
                href: format!("{url}{path}"),
                media_type,
            };
            Ok(LinkSet {
                linkset: vec![ApiLinks {
                    anchor: format!("{url}/"),
                    service_desc: [link("/openapi.json", "application/json")],
                    service_doc: [link("/docs/", "text/html")],
                    service_meta: [
                        link("/.well-known/oauth-protected-resource", "application/json"),
                        link("/.well-known/oauth-authorization-server", "application/json"),
                    ],
                    status: [link("/readyz", "application/json")],
                }],
            })
        })
        .await?;
    let headers = response.headers_mut();
    if headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(
            header::CONTENT_TYPE,
            header::HeaderValue::from_static(
                "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"",
            ),
        );
    }
    if let Ok(value) = header::HeaderValue::from_str(&catalog) {
        headers.insert(header::LINK, value);
    }
    Ok(response)
}

/// Say whom to tell of a vulnerability
///
/// `security.txt` (RFC 9116), where the operator has set a contact.
#[utoipa::path(tag = "Operations", responses(
    (status = 200, body = String, content_type = "text/plain", description = "The contact.", example = json!("Contact: mailto:security@example.org\n")),
    (status = 404, description = "No contact is set."),
))]
#[get("/.well-known/security.txt")]
pub async fn get_security_contact(shared: web::Data<Shared>) -> Reply {
    let contact = shared
        .settings
        .security_contact
        .as_ref()
        .ok_or_else(Problem::not_found)?;
    let today = shared.clock.today().and_time(NaiveTime::MIN).and_utc();
    let expires = (today + Duration::days(SECURITY_DAYS)).format("%Y-%m-%dT%H:%M:%SZ");
    let url = shared.settings.public_url();
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: {url}/.well-known/security.txt\n"
    );
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(text))
}
