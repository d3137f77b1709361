//! Pages for people, served from the binary: the landing page, the guides, the reference that is written from the
//! contract, and the catalogues of problems, rights and clauses.
//!
//! They are written once, when the first of them is asked for. Nothing on them comes from another host; the one script
//! serves "Try it" and signing in, and every page can be read without it. Their `Content-Security-Policy` allows no
//! more than that.

mod catalogue;
mod contract;
mod fields;
mod guides;
mod landing;
mod layout;
mod markdown;
mod reference;

use crate::error::{Kind, Problem};
use crate::http::{etag, negotiate};
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, web};
use contract::Contract;
use layout::Frame;
use std::collections::HashMap;
use tokio::sync::OnceCell;

/// The pages' own files: path, media type, content.
const ASSETS: [(&str, &str, &str); 3] = [
    (
        "/docs/assets/style.css",
        "text/css; charset=utf-8",
        include_str!("assets/style.css"),
    ),
    (
        "/docs/assets/try.js",
        "text/javascript; charset=utf-8",
        include_str!("assets/try.js"),
    ),
    (
        "/docs/assets/icon.svg",
        "image/svg+xml",
        include_str!("assets/icon.svg"),
    ),
];

/// Nothing from elsewhere, nothing inline, no framing.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// Every page, by path.
pub struct Site {
    public_url: String,
    pages: OnceCell<HashMap<String, Page>>,
}

struct Page {
    media_type: &'static str,
    body: web::Bytes,
    etag: String,
}

impl Page {
    fn new(media_type: &'static str, text: String) -> Self {
        Self {
            media_type,
            etag: etag(text.as_bytes()),
            body: text.into(),
        }
    }
}

impl Site {
    /// A site whose examples speak to this address.
    pub fn new(public_url: String) -> Self {
        Self {
            public_url,
            pages: OnceCell::new(),
        }
    }

    /// The page at a path, or 304 for who has it.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn answer(&self, path: &str, req: &HttpRequest) -> Result<HttpResponse, Problem> {
        let page = self.pages().await?.get(path).ok_or_else(Problem::not_found)?;
        let known = req.headers().get(header::IF_NONE_MATCH);
        let mut response = if known.is_some_and(|tag| tag.as_bytes() == page.etag.as_bytes()) {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        response
            .insert_header((header::ETAG, page.etag.clone()))
            .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
            .insert_header((header::VARY, "Accept"))
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((header::REFERRER_POLICY, "same-origin"))
            .content_type(page.media_type);
        Ok(response.body(page.body.clone()))
    }

    /// All of them. To write them takes a moment, in which the worker answers others.
    async fn pages(&self) -> Result<&HashMap<String, Page>, Problem> {
        let write = || async {
            let public_url = self.public_url.clone();
            web::block(move || write(&public_url)).await
        };
        self.pages.get_or_try_init(write).await.map_err(Problem::internal)
    }
}

/// Writes every page.
fn write(public_url: &str) -> HashMap<String, Page> {
    let document = super::contract();
    let contract = Contract::of(&document);
    let frame = Frame::new(public_url, &contract);
    let pages = [
        landing::pages(&frame),
        guides::pages(&frame),
        reference::pages(&frame),
        catalogue::pages(&frame),
    ];
    let pages = pages
        .into_iter()
        .flatten()
        .map(|(path, html)| (path, Page::new(HTML, html)));
    let sources = guides::sources(&frame).into_iter();
    let sources = sources.map(|(path, text)| (path, Page::new(MARKDOWN, text)));
    let assets = ASSETS
        .iter()
        .map(|(path, media_type, text)| ((*path).to_owned(), Page::new(media_type, (*text).to_owned())));
    pages.chain(sources).chain(assets).collect()
}

/// Whether a path is one of these pages, and no operation of the contract.
pub fn serves(path: &str) -> bool {
    matches!(path, "/" | "/docs" | "/problems" | "/problems/") || path.starts_with("/docs/")
}

/// Their routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource(["/", "/docs", "/docs/{path:.*}", "/problems", "/problems/"]).to(answer));
}

async fn answer(req: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    if !matches!(*req.method(), Method::GET | Method::HEAD) {
        return Err(Problem {
            allow: Some("GET, HEAD".into()),
            ..Problem::new(Kind::MethodNotAllowed, "Pages are for reading: use GET or HEAD.")
        });
    }
    match req.path() {
        "/" if !prefers_page(&req) => Ok(landing::catalogue(&site.public_url)),
        path @ ("/docs" | "/problems") => Ok(HttpResponse::PermanentRedirect()
            .insert_header((header::LOCATION, format!("{}{path}/", site.public_url)))
            .finish()),
        path => site.answer(path, &req).await,
    }
}

/// Browsers say that they would rather have HTML; who has no preference gets links.
fn prefers_page(req: &HttpRequest) -> bool {
    let offered = ["application/json", "text/html"].map(str::to_owned);
    negotiate(req, &offered).is_ok_and(|accepted| accepted.0 == "text/html")
}
