//! Markdown to HTML, for the guides and for the descriptions in the contract.

use super::layout::Frame;
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

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
    let source = source.replace("http://127.0.0.1:8080", frame.public_url);
    let events: Vec<Event<'_>> = Parser::new_ext(&source, Options::ENABLE_TABLES).collect();
    let mut headings = Vec::new();
    let mut out = Vec::with_capacity(events.len());
    let mut rest = events.into_iter().peekable();
    let mut in_link = false;
    while let Some(event) = rest.next() {
        match event {
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                let mut words = String::new();
                let mut inside = Vec::new();
                while let Some(event) = rest.next_if(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                {
                    if let Event::Text(text) | Event::Code(text) = &event {
                        words.push_str(text);
                    }
                    inside.push(event);
                }
                let id = anchor(&words);
                if level == HeadingLevel::H2 {
                    headings.push(Heading {
                        id: id.clone(),
                        words,
                    });
                }
                let id = Some(CowStr::from(id));
                out.push(Event::Start(Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                }));
                out.extend(inside);
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                in_link = true;
                let dest_url = address(frame, &dest_url).into();
                out.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }));
            }
            Event::End(TagEnd::Link) => {
                in_link = false;
                out.push(event);
            }
            Event::Code(code) if !in_link => {
                out.push(named_operation(frame, &code).unwrap_or(Event::Code(code)))
            }
            Event::Start(Tag::CodeBlock(kind)) => out.push(start_of_code(&kind)),
            Event::End(TagEnd::CodeBlock) => out.push(Event::Html("</code></pre>\n".into())),
            Event::Start(Tag::Table(_)) => {
                out.push(Event::Html("<div class=\"wide\" tabindex=\"0\">".into()));
                out.push(event);
            }
            Event::End(TagEnd::Table) => {
                out.push(event);
                out.push(Event::Html("</div>\n".into()));
            }
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text)),
            other => out.push(other),
        }
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, out.into_iter());
    Written {
        html: PreEscaped(html),
        headings,
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
