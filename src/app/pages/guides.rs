//! The guides: Markdown in `docs/guides/`, readable in the repository, written as pages here.

use super::layout::{Frame, Written};
use super::markdown;
use maud::html;

/// A guide.
pub struct Guide {
    name: &'static str,
    text: &'static str,
}

/// The guides after the first, in the order of reading.
pub const GUIDES: &[Guide] = &[
    guide(
        "first-integration",
        include_str!("../../../docs/guides/first-integration.md"),
    ),
    guide(
        "authentication",
        include_str!("../../../docs/guides/authentication.md"),
    ),
    guide("lists", include_str!("../../../docs/guides/lists.md")),
    guide("changes", include_str!("../../../docs/guides/changes.md")),
    guide("errors", include_str!("../../../docs/guides/errors.md")),
    guide("events", include_str!("../../../docs/guides/events.md")),
    guide("webhooks", include_str!("../../../docs/guides/webhooks.md")),
    guide("files", include_str!("../../../docs/guides/files.md")),
    guide("imports", include_str!("../../../docs/guides/imports.md")),
    guide(
        "personal-data",
        include_str!("../../../docs/guides/personal-data.md"),
    ),
    guide("clients", include_str!("../../../docs/guides/clients.md")),
];

const START: Guide = guide(
    "getting-started",
    include_str!("../../../docs/guides/getting-started.md"),
);

const fn guide(name: &'static str, text: &'static str) -> Guide {
    Guide { name, text }
}

impl Guide {
    /// Its page.
    pub fn path(&self) -> String {
        format!("/docs/guides/{}", self.name)
    }

    /// Its first line.
    pub fn title(&self) -> &'static str {
        self.text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ")
    }
}

/// Every guide; the first one is the front page of the documentation, too.
pub fn pages(frame: &Frame<'_>) -> Vec<Written> {
    let mut pages = vec![page(frame, &START, "/docs/"), page(frame, &START, &START.path())];
    pages.extend(GUIDES.iter().map(|guide| page(frame, guide, &guide.path())));
    pages
}

/// The guides as they are written, for terminals and programs.
pub fn sources(frame: &Frame<'_>) -> Vec<Written> {
    let source = |guide: &Guide| {
        (
            format!("{}.md", guide.path()),
            markdown::source(frame, guide.text),
        )
    };
    GUIDES.iter().chain([&START]).map(source).collect()
}

fn page(frame: &Frame<'_>, guide: &Guide, path: &str) -> Written {
    let written = markdown::write(frame, guide.text);
    let main = html! {
        article.guide {
            (written.html)
            p.source { a href={ (frame.base) (guide.path()) ".md" } { "This guide as Markdown" } }
        }
        @if written.headings.len() > 2 {
            nav.on-this-page aria-label="On this page" {
                h2 { "On this page" }
                ul { @for heading in &written.headings { li { a href={ "#" (heading.id) } { (heading.words) } } } }
            }
        }
    };
    frame.page(path, guide.title(), &main)
}

#[cfg(test)]
mod tests {
    use super::super::contract::Contract;
    use super::*;
    use pulldown_cmark::{Event, Parser};

    /// An operation that a guide names is one of the contract.
    #[test]
    fn guides_name_real_operations() {
        let document = crate::app::contract();
        let contract = Contract::of(&document);
        let mut named = 0;
        for guide in GUIDES.iter().chain([&START]) {
            for event in Parser::new(guide.text) {
                let Event::Code(code) = event else { continue };
                let Some((method @ ("GET" | "POST" | "PATCH" | "PUT" | "DELETE"), path)) =
                    code.split_once(' ')
                else {
                    continue;
                };
                let path = path.split('?').next().unwrap_or_default();
                assert!(contract.find(method, path).is_some(), "{}: {code}", guide.name);
                named += 1;
            }
        }
        assert!(named > 10, "{named}");
    }
}
