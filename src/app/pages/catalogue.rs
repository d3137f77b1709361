//! The catalogues: problems, who may do what, and the clauses that are cited.

use super::contract::{items, text};
use super::layout::{Frame, Written};
use super::markdown;
use crate::error::Kind;
use crate::guidelines::clauses::{ALL, Strength};
use maud::{Markup, html};
use serde_json::Value;

/// All of them.
pub fn pages(frame: &Frame<'_>) -> Vec<Written> {
    let mut pages = vec![problems(frame), access(frame), guidelines(frame)];
    pages.extend(Kind::ALL.iter().map(|kind| problem(frame, *kind)));
    pages
}

fn problems(frame: &Frame<'_>) -> Written {
    let main = html! {
        h1 { "Problems" }
        p.lead { "Every refusal is one of these. Its " code { "type" } " leads to the page that explains it." }
        p { "How to read one stands in the " a href={ (frame.base) "/docs/guides/errors" } { "guide to errors" } "." }
        dl.problems {
            @for kind in Kind::ALL {
                div {
                    dt { span.status { (kind.status().as_u16()) } " " a href={ (frame.base) "/problems/" (kind.name()) } { (kind.title()) } }
                    dd { (markdown::inline(frame, kind.explanation())) }
                }
            }
        }
    };
    frame.page("/problems/", "Problems", &main)
}

fn problem(frame: &Frame<'_>, kind: Kind) -> Written {
    let status = kind.status();
    let here = format!("/problems/{}", kind.name());
    let example = serde_json::json!({
        "type": format!("{}{here}", frame.public_url),
        "title": kind.title(),
        "status": status.as_u16(),
        "detail": "What to change in this very request.",
        "instance": "urn:uuid:0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"
    });
    let main = html! {
        p.crumb { a href={ (frame.base) "/problems/" } { "Problems" } }
        h1 { (kind.title()) }
        p.lead { span.status { (status.as_u16()) } " " (status.canonical_reason().unwrap_or_default()) }
        (markdown::inline(frame, kind.explanation()))
        h2 { "What it looks like" }
        pre tabindex="0" data-language="json" { code { (serde_json::to_string_pretty(&example).unwrap_or_default()) } }
        p {
            code { "instance" } " names the request; it stands in the service's log and in " code { "X-Request-Id" } ". "
            "More stands in the " a href={ (frame.base) "/docs/guides/errors" } { "guide to errors" } "."
        }
    };
    frame.page(&here, kind.title(), &main)
}

fn access(frame: &Frame<'_>) -> Written {
    const ROLES: [(&str, &str); 4] = [
        ("public", "Anyone"),
        ("member", "Member"),
        ("troika", "Troika"),
        ("secretariat", "Secretariat"),
    ];
    let main = html! {
        h1 { "Who may do what" }
        p.lead { "The table by which the service decides, as the contract carries it in " code { "x-authorization" } "." }
        p {
            "Roles are looked up at each request: a member of the troika is a member whose chairmanship is the previous, incumbent or "
            "next one on that day. Beyond the table, the rules of the resource decide, and what one may not see does not exist."
        }
        @for group in &frame.contract.groups {
            h2 { (group.name) }
            div.wide tabindex="0" {
                table.access {
                    thead { tr { th scope="col" { "Operation" } @for (_, words) in ROLES { th scope="col" { (words) } } th scope="col" { "Of what" } } }
                    tbody {
                        @for operation in &group.operations {
                            @let rule = operation.value.get("x-authorization").unwrap_or(&Value::Null);
                            tr {
                                th scope="row" { a href=(frame.operation_address(group, operation)) { (text(operation.value, "summary")) } }
                                @for (role, _) in ROLES { td { (mark(items(rule, "roles").any(|one| one == role))) } }
                                td { (text(rule, "relation")) }
                            }
                        }
                    }
                }
            }
        }
    };
    frame.page("/docs/access", "Who may do what", &main)
}

fn mark(yes: bool) -> Markup {
    if yes {
        html! { span.yes { "yes" } }
    } else {
        html! { span.no { "–" } }
    }
}

fn guidelines(frame: &Frame<'_>) -> Written {
    let main = html! {
        h1 { "Clauses of the guidelines" }
        p.lead { "The Technical Operative Guidelines of the Network (A/72/782–S/2018/178, annex), as far as the service acts on them. Refusals and warnings cite a clause by its id." }
        @for clause in ALL {
            section.clause id=(clause.id) {
                h2 { (clause.title) }
                p { code { (clause.id) } " · " (clause.section) }
                blockquote { p { (clause.words) } }
                ul { @for rule in clause.rules { li { span.strength { (strength(rule.strength)) } " " (rule.text) } } }
            }
        }
    };
    frame.page("/docs/guidelines", "Clauses of the guidelines", &main)
}

const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Hard => "Refused otherwise:",
        Strength::Soft => "Warned about otherwise:",
        Strength::Open => "Left to a person:",
    }
}
