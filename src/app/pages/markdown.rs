//! Markdown to HTML, for the guides and for the descriptions in the contract.

use super::layout::Frame;
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A heading: its anchor and its words.
pub struct Heading {
    /// The anchor.
    pub id: String,
    /// The words.
    pub words: String,
}

/// A text with its second-level headings.
pub struct Written {
    /// The whole.
    pub html: Markup,
    /// The headings.
    pub headings: Vec<Heading>,
}

/// Writes a description.
pub fn inline(frame: &Frame<'_>, source: &str) -> Markup {
    write(frame, source).html
}

/// Writes a text. Links to other guides lead to their pages, an operation named as code (`GET /v1/me`) leads to the
/// reference, and wide things scroll by themselves, also by keyboard. HTML in the source stays text.
pub fn write(frame: &Frame<'_>, source: &str) -> Written {
    let source = self::source(frame, source);
    let mut events: Vec<Event<'_>> = Parser::new_ext(&source, Options::ENABLE_TABLES).collect();
    let headings = anchors(&mut events);
    let mut in_link = false;
    let events = events.into_iter().flat_map(|event| {
        match &event {
            Event::Start(Tag::Link { .. }) => in_link = true,
            Event::End(TagEnd::Link) => in_link = false,
            _ => {}
        }
        adapted(frame, event, in_link)
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    Written {
        html: PreEscaped(html),
        headings,
    }
}

/// The source with this service's address in its examples.
pub fn source(frame: &Frame<'_>, source: &str) -> String {
    source.replace("http://127.0.0.1:8080", frame.public_url)
}

/// Gives every heading an anchor, made of its words; returns those of the second level.
fn anchors(events: &mut [Event<'_>]) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut words = String::new();
    // From the end, so that a heading's words are known at its start.
    for event in events.iter_mut().rev() {
        match event {
            Event::End(TagEnd::Heading(_)) => words.clear(),
            Event::Text(text) | Event::Code(text) => words.insert_str(0, text),
            Event::Start(Tag::Heading { level, id, .. }) => {
                let anchor = anchor(&words);
                *id = Some(anchor.clone().into());
                if *level == HeadingLevel::H2 {
                    let words = std::mem::take(&mut words);
                    found.push(Heading { id: anchor, words });
                }
            }
            _ => {}
        }
    }
    found.reverse();
    found
}

fn adapted<'a>(frame: &Frame<'_>, event: Event<'a>, in_link: bool) -> Vec<Event<'a>> {
    match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => vec![Event::Start(Tag::Link {
            link_type,
            dest_url: address(frame, &dest_url).into(),
            title,
            id,
        })],
        Event::Code(code) if !in_link => {
            vec![named_operation(frame, &code).unwrap_or(Event::Code(code))]
        }
        Event::Start(Tag::CodeBlock(kind)) => vec![start_of_code(&kind)],
        Event::End(TagEnd::CodeBlock) => vec![Event::Html("</code></pre>\n".into())],
        Event::Start(Tag::Table(_)) => vec![Event::Html("<div class=\"wide\" tabindex=\"0\">".into()), event],
        Event::End(TagEnd::Table) => vec![event, Event::Html("</div>\n".into())],
        Event::Html(text) | Event::InlineHtml(text) => vec![Event::Text(text)],
        other => vec![other],
    }
}

fn anchor(words: &str) -> String {
    let plain: String = words
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// In the repository the guides link to each other as files.
fn address(frame: &Frame<'_>, target: &str) -> String {
    match target.split_once(".md") {
        Some((name, anchor)) if !target.contains(':') && !name.contains('/') => {
            format!("{}/docs/guides/{name}{anchor}", frame.base)
        }
        _ if target.starts_with('/') => format!("{}{target}", frame.base),
        _ => target.to_owned(),
    }
}

fn named_operation(frame: &Frame<'_>, code: &str) -> Option<Event<'static>> {
    let (method, path) = code.split_once(' ')?;
    let path = path.split('?').next()?;
    let (group, operation) = frame.contract.find(method, path)?;
    let link = html! {
        a href=(frame.operation_address(group, operation)) { code { (code) } }
    };
    Some(Event::InlineHtml(link.into_string().into()))
}

fn start_of_code(kind: &CodeBlockKind<'_>) -> Event<'static> {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    let label = html! { (language) }.into_string();
    Event::Html(format!("<pre tabindex=\"0\" data-language=\"{label}\"><code>").into())
}
