//! A report as a page: headings, tables and simple charts, without anything from elsewhere, so that it is read on a phone, by
//! a screen reader and on paper alike.

use crate::http::only_style;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::sync::LazyLock;

/// How it looks where styles count; without them it reads the same.
const STYLE: &str = "body{margin:0 auto;padding:1rem;max-width:60rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
h1,h2{line-height:1.2}h2{margin-top:2rem;border-bottom:1px solid}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid;padding:.25rem .5rem;text-align:start;vertical-align:top}caption{text-align:start;font-weight:bold}\
svg{max-width:100%;height:auto}text{fill:currentColor}.bar{fill:#1a73b8}ul{padding-inline-start:1.25rem}\
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}tr,svg{break-inside:avoid}}";

/// Nothing from elsewhere, no script, no form, no framing; the one style is this one.
pub static POLICY: LazyLock<String> = LazyLock::new(|| only_style(STYLE));

/// Writes a page.
pub fn write(heading: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (heading) " · Women, Peace and Security Focal Points Network" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { p { "Women, Peace and Security Focal Points Network" } h1 { (heading) } }
                main { (body) }
            }
        }
    };
    page.into_string()
}

/// A table with its caption.
pub fn table(caption: &str, columns: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table {
            caption { (caption) }
            thead { tr { @for column in columns { th scope="col" { (column) } } } }
            tbody {
                @for row in rows {
                    tr { @for cell in row { td { (cell) } } }
                }
                @if rows.is_empty() { tr { td colspan=(columns.len()) { "None." } } }
            }
        }
    }
}

const ROW: usize = 24;
const LABELS: usize = 260;
const WIDEST: usize = 300;

/// A bar chart, whose numbers its description tells in words.
pub fn bars(title: &str, values: &[(String, usize)]) -> Markup {
    let most = values.iter().map(|(_, value)| *value).max().unwrap_or(0).max(1);
    let told: Vec<String> = values
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    html! {
        svg role="img" aria-label={ (title) ". " (told.join("; ")) "." } width="640" height=(values.len() * ROW + 8)
            viewBox={ "0 0 640 " (values.len() * ROW + 8) } {
            title { (title) }
            desc { (told.join("; ")) }
            @for (place, (name, value)) in values.iter().enumerate() {
                text x="0" y=(place * ROW + 18) font-size="13" { (name) }
                rect.bar x=(LABELS) y=(place * ROW + 5) width=(value * WIDEST / most) height=(ROW - 8) {}
                text x=(LABELS + value * WIDEST / most + 6) y=(place * ROW + 18) font-size="13" { (value) }
            }
        }
    }
}
