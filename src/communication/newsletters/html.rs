//! An issue as HTML: of headings, paragraphs and links alone, so that it is read in a browser, in a mail program and by a
//! screen reader alike, on a phone and on paper, without anything from elsewhere.

use super::edition::{Edition, Item};
use crate::communication::languages::Told;
use crate::communication::mail::model::UNSUBSCRIBE;
use crate::communication::markdown;
use crate::communication::words::{direction, name};
use crate::http::only_style;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::sync::LazyLock;

/// How it looks where styles count; without them it reads the same.
const STYLE: &str = "html{background:#fff;color:#1a1a1a}a{color:#0b4f8a}\
@media(prefers-color-scheme:dark){html{background:#161616;color:#eee}a{color:#9cc9f5}}\
body{margin:0 auto;padding:1rem;max-width:42rem;font:1rem/1.5 Georgia,serif;overflow-wrap:anywhere}\
h1,h2,h3{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid}h3{margin-bottom:.25rem}\
.by,header p,footer{font-family:sans-serif;font-size:.875rem}table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem}\
@media print{body{max-width:none;padding:0;font-size:11pt}nav{display:none}h2,h3{break-after:avoid}article{break-inside:avoid}\
main a[href^=http]::after{content:\" (\" attr(href) \")\";font-size:.8em}}";

/// Nothing from elsewhere, no script, no form, no framing; the one style is this one.
pub static POLICY: LazyLock<String> = LazyLock::new(|| only_style(STYLE));

/// Writes an issue, as a page, or as a mail with a link to unsubscribe.
pub fn write(edition: &Edition, mail: bool) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(edition.language) dir=(direction(&edition.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (edition.title.text) " · " (edition.heading()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (head(edition))
                @if !mail { (contents(edition)) }
                main { (body(edition)) }
                (foot(edition, mail))
            }
        }
    };
    page.into_string()
}

fn head(edition: &Edition) -> Markup {
    let words = edition.words;
    let issue = &edition.issue;
    html! {
        header {
            p lang=(words.language) dir=(direction(words.language)) { (words.network) br; (edition.heading()) }
            h1 lang=(edition.title.language) { (edition.title.text) }
            p { time datetime=(issue.starts_on) { (issue.starts_on) } " – " time datetime=(issue.ends_on) { (issue.ends_on) } }
        }
    }
}

/// Where the sections and items are, and in which other languages the issue is there.
fn contents(edition: &Edition) -> Markup {
    let words = edition.words;
    let others: Vec<&String> = edition
        .issue
        .title
        .0
        .keys()
        .filter(|language| **language != edition.language)
        .collect();
    html! {
        nav aria-label=(words.contents) {
            ul {
                @for (title, section, items) in edition.sections() {
                    li {
                        a href={ "#" (section.as_str()) } { (title) }
                        ul {
                            @for item in items {
                                li { a href={ "#" (item.update_id) } lang=(item.title.language) { (item.title.text) } }
                            }
                        }
                    }
                }
            }
            @if !others.is_empty() {
                p {
                    (words.languages) ":"
                    @for language in others { " " a href={ "?language=" (language) } hreflang=(language) lang=(language) { (name(language)) } }
                }
            }
        }
    }
}

fn body(edition: &Edition) -> Markup {
    html! {
        @if let Some(introduction) = &edition.introduction { (prose(introduction, 1)) }
        @for (title, section, items) in edition.sections() {
            section {
                h2 id=(section.as_str()) { (title) }
                @for item in items { (article(edition, item)) }
            }
        }
    }
}

fn article(edition: &Edition, item: &Item) -> Markup {
    let source = format!("{}/v1/updates/{}", edition.public_url, item.update_id);
    html! {
        article id=(item.update_id) {
            h3 lang=(item.title.language) dir=(direction(&item.title.language)) { (item.title.text) }
            p.by { cite lang="en" dir="ltr" { a href=(source) { (item.member) } } }
            (prose(&item.body, 3))
        }
    }
}

/// A text in its own language and direction.
fn prose(told: &Told, below: usize) -> Markup {
    html! {
        div lang=(told.language) dir=(direction(&told.language)) { (markdown::write(&told.text, below)) }
    }
}

fn foot(edition: &Edition, mail: bool) -> Markup {
    let words = edition.words;
    html! {
        footer {
            hr;
            p { a href=(edition.address()) { (words.newsletter) " " (edition.issue.number) } }
            @if mail { p { (words.reason) " " a href=(UNSUBSCRIBE) { (words.unsubscribe[1]) } } }
        }
    }
}
