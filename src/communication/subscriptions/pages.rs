//! The pages behind the links in mail: a question with a button, since programs follow links too, and an answer.

use super::codes::Purpose;
use crate::communication::words::{direction, words};
use crate::http::etag;
use actix_web::HttpResponse;
use actix_web::http::header;
use maud::{DOCTYPE, Markup, html};

/// Nothing from elsewhere, no script, no framing; a form may be sent here only.
pub const POLICY: &str = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The question whether to confirm, or to unsubscribe.
pub fn question(purpose: Purpose, language: &str) -> String {
    let words = words(language);
    let [question, button] = match purpose {
        Purpose::Confirm => words.confirm,
        Purpose::Unsubscribe => words.unsubscribe,
    };
    // To where the page is from, with its code; `List-Unsubscribe=One-Click` is what a mail program sends by itself.
    let body = html! {
        p { (question) }
        form method="post" {
            button type="submit" name="List-Unsubscribe" value="One-Click" { (button) }
        }
    };
    page(language, &body)
}

/// What was done.
pub fn done(purpose: Purpose, language: &str) -> String {
    let words = words(language);
    let said = match purpose {
        Purpose::Confirm => words.confirmed,
        Purpose::Unsubscribe => words.unsubscribed,
    };
    page(language, &html! { p { (said) } })
}

/// That there is no subscription behind the link.
pub fn nothing(language: &str) -> String {
    page(language, &html! { p { (words(language).nothing) } })
}

fn page(language: &str, body: &Markup) -> String {
    let words = words(language);
    let page = html! {
        (DOCTYPE)
        html lang=(words.language) dir=(direction(words.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (words.newsletter) " · " (words.network) }
            }
            body {
                main {
                    h1 { (words.newsletter) }
                    p { (words.network) }
                    (body)
                }
            }
        }
    };
    page.into_string()
}

/// A page as an answer to a POST.
pub fn answer(page: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, etag(page.as_bytes())))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .content_type("text/html; charset=utf-8")
        .body(page)
}
