//! `/`: a welcome for people, links for programs.

use super::layout::{Frame, Written};
use actix_web::HttpResponse;
use actix_web::http::header;
use maud::html;
use serde_json::json;

/// The landing page.
pub fn pages(frame: &Frame<'_>) -> Vec<Written> {
    let (base, url) = (frame.base, frame.public_url);
    let body = html! {
        main #main tabindex="-1" {
            section.hero {
                h1 { "Women, Peace and Security Focal Points Network" }
                p.lead {
                    "States and regional organizations that implement the women, peace and security agenda: who they are, "
                    "whom to call, who chairs, when they meet, and what they share. For their own systems, over HTTP and JSON."
                }
                p.actions {
                    a.button href={ (base) "/docs/" } { "Get started" }
                    a.button.quiet href={ (base) "/docs/reference/" } { "Reference" }
                    a.button.quiet href={ (base) "/openapi.json" } { "OpenAPI contract" }
                }
            }
            section {
                h2 { "Try it" }
                p { "Much is public: no account, no key." }
                pre tabindex="0" data-language="console" { code {
                    "curl '" (url) "/v1/members?limit=3'\n"
                    "curl '" (url) "/v1/troika?on=2018-06-01'\n"
                    "curl '" (url) "/v1/guidelines/membership.open'"
                } }
            }
            section {
                h2 { "What is in it" }
                ul.cards {
                    @for group in &frame.contract.groups {
                        li {
                            h3 { a href={ (base) "/docs/reference/" (group.slug) } { (group.name) } }
                            p { (group.description) }
                        }
                    }
                }
            }
            section {
                h2 { "Made to be built on" }
                ul.cards.plain {
                    li { h3 { "One contract" } p { "An OpenAPI 3.1 document that the service itself enforces. Generate a client from it, in any language." } }
                    li { h3 { "Refusals that teach" } p { "Every problem names each place to change, and the clause of the guidelines that refused, with a page that explains it." } }
                    li { h3 { "News that comes by itself" } p { "A change feed without gaps, as a stream if you like, and signed webhooks after Standard Webhooks." } }
                    li { h3 { "Safe to repeat" } p { "A retried request acts once, and nobody overwrites a version that he has not seen." } }
                }
            }
        }
    };
    vec![frame.whole("/", "WPS Network API", "landing", &body)]
}

/// The links for programs, as a link set (RFC 9264).
pub fn catalogue(public_url: &str) -> HttpResponse {
    let links = json!({"linkset": [{
        "anchor": format!("{public_url}/"),
        "service-desc": [{"href": format!("{public_url}/openapi.json"), "type": "application/json"}],
        "service-doc": [{"href": format!("{public_url}/docs/"), "type": "text/html"}],
        "status": [{"href": format!("{public_url}/readyz"), "type": "application/json"}]
    }]});
    HttpResponse::Ok()
        .content_type("application/linkset+json")
        .insert_header((header::VARY, "Accept"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(links.to_string())
}
