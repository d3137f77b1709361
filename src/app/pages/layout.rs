//! What every page has: head, header, contents, footer.

use super::contract::{Contract, Group, Operation};
use super::guides::GUIDES;
use maud::{DOCTYPE, Markup, html};

/// A path and its HTML.
pub type Written = (String, String);

/// What pages are made with.
pub struct Frame<'a> {
    /// The service's address, for examples.
    pub public_url: &'a str,
    /// Its path, before every link.
    pub base: &'a str,
    /// The contract.
    pub contract: &'a Contract<'a>,
}

impl<'a> Frame<'a> {
    /// A frame for pages of the service at this address.
    pub fn new(public_url: &'a str, contract: &'a Contract<'a>) -> Self {
        let host = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
        let base = host.find('/').and_then(|at| host.get(at..)).unwrap_or_default();
        Self {
            public_url,
            base,
            contract,
        }
    }

    /// Where an operation is explained.
    pub fn operation_address(&self, group: &Group<'_>, operation: &Operation<'_>) -> String {
        format!("{}/docs/reference/{}#{}", self.base, group.slug, operation.id())
    }

    /// A page of the documentation, with the contents beside it.
    pub fn page(&self, path: &str, title: &str, main: &Markup) -> Written {
        let body = html! {
            div.columns {
                main #main tabindex="-1" { (main) }
                (self.contents(path))
            }
        };
        self.whole(path, title, "documentation", &body)
    }

    /// A page of its own shape.
    pub fn whole(&self, path: &str, title: &str, class: &str, body: &Markup) -> Written {
        let base = self.base;
        let tries = path.starts_with("/docs/reference/");
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) @if path != "/" { " · WPS Network API" } }
                    link rel="icon" href={ (base) "/docs/assets/icon.svg" };
                    link rel="stylesheet" href={ (base) "/docs/assets/style.css" };
                    @if tries { script type="module" src={ (base) "/docs/assets/try.js" } {} }
                }
                body class=(class) data-base=(base) {
                    a.skip href="#main" { "To the content" }
                    header {
                        a.home href={ (base) "/" } {
                            img src={ (base) "/docs/assets/icon.svg" } alt="" width="28" height="28";
                            "WPS Network API"
                        }
                        nav aria-label="Main" {
                            @for (address, words) in [("/docs/", "Start"), ("/docs/reference/", "Reference"), ("/problems/", "Problems")] {
                                a href={ (base) (address) } aria-current=[(path == address).then_some("page")] { (words) }
                            }
                            @if class == "documentation" { a.to-contents href="#contents" { "Contents" } }
                        }
                        @if tries { div #session hidden {} }
                    }
                    (body)
                    footer {
                        p { "Version " (env!("CARGO_PKG_VERSION")) " · " a href={ (base) "/openapi.json" } { "OpenAPI contract" }
                            " · Apache 2.0 · after the Technical Operative Guidelines of the Network, A/72/782–S/2018/178" }
                    }
                }
            }
        };
        (path.to_owned(), page.into_string())
    }

    fn contents(&self, here: &str) -> Markup {
        let link = |path: String, words: &str| {
            html! { li { a href={ (self.base) (path) } aria-current=[(path == here).then_some("page")] { (words) } } }
        };
        html! {
            nav.contents #contents aria-label="Contents" {
                h2 { "Guides" }
                ul {
                    (link("/docs/".to_owned(), "Getting started"))
                    @for guide in GUIDES { (link(guide.path(), guide.title())) }
                }
                h2 { "Reference" }
                ul {
                    (link("/docs/reference/".to_owned(), "All operations"))
                    @for group in &self.contract.groups {
                        (link(format!("/docs/reference/{}", group.slug), group.name))
                    }
                    (link("/docs/reference/objects".to_owned(), "Objects"))
                }
                h2 { "Catalogues" }
                ul {
                    (link("/problems/".to_owned(), "Problems"))
                    (link("/docs/access".to_owned(), "Who may do what"))
                    (link("/docs/guidelines".to_owned(), "Clauses of the guidelines"))
                }
            }
        }
    }
}
