//! Markdown of members and the secretariat as HTML that does nothing but show text: no HTML of theirs, nothing loaded from
//! elsewhere, and no link but to pages and addresses.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// Writes a text whose headings stand below a heading of this level.
pub fn write(source: &str, below: usize) -> Markup {
    let mut kept_links = Vec::new();
    let events = Parser::new_ext(source, Options::ENABLE_TABLES)
        .filter_map(|event| inert(event, below, &mut kept_links));
    let mut written = String::new();
    html::push_html(&mut written, events);
    PreEscaped(written)
}

/// The text alone, without marks; a paragraph a line.
pub fn plain(source: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                text.push_str(&words);
            }
            Event::SoftBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => {}
            Event::HardBreak | Event::End(_) => text.push('\n'),
            _ => {}
        }
    }
    text
}

fn inert<'a>(event: Event<'a>, below: usize, kept_links: &mut Vec<bool>) -> Option<Event<'a>> {
    Some(match event {
        // What would be HTML is shown as it was written.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        // A picture would tell its host who reads; its description stays.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => {
            // An address in angle brackets gets its `mailto:` when it is written.
            let keep = link_type == LinkType::Email || is_harmless(&dest_url);
            kept_links.push(keep);
            if !keep {
                return None;
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title: CowStr::Borrowed(""),
                id,
            })
        }
        Event::End(TagEnd::Link) => {
            if !kept_links.pop().unwrap_or(false) {
                return None;
            }
            Event::End(TagEnd::Link)
        }
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: lower(level, below),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level, below))),
        other => other,
    })
}

/// Absolute links to pages and to addresses; all others lead nowhere from a mail, or worse.
fn is_harmless(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

fn lower(level: HeadingLevel, below: usize) -> HeadingLevel {
    let depth = match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    };
    HeadingLevel::try_from((depth + below).min(6)).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_does_anything() {
        for (source, kept) in [
            (
                "<script>alert(1)</script>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            ),
            ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
            (
                "![the *hall*](https://example.org/x.png)",
                "<p>the <em>hall</em></p>",
            ),
            ("[x](javascript:alert(1))", "<p>x</p>"),
            ("[x](JAVASCRIPT&#58;alert(1))", "<p>x</p>"),
            ("[x](data:text/html,hi) [y](/v1/me)", "<p>x y</p>"),
            (
                "[![alt](data:x)](https://example.org \"t\")",
                "<p><a href=\"https://example.org\">alt</a></p>",
            ),
            (
                "<https://example.org> <x@example.org>",
                "<p><a href=\"https://example.org\">https://example.org</a> <a href=\"mailto:x@example.org\">x@example.org</a></p>",
            ),
            ("# One", "<h4>One</h4>"),
            ("###### Six", "<h6>Six</h6>"),
            ("\"quoted\" & 'so'", "<p>\"quoted\" &amp; 'so'</p>"),
        ] {
            assert_eq!(write(source, 3).into_string().trim(), kept, "{source}");
        }
    }
}
