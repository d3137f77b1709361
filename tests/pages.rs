//! The pages for people: what they are made of, that their links lead somewhere, and what they may load.

use crate::support::{Answer, App};
use serde_json::json;
use std::collections::BTreeSet;
use wps_network::error::Kind;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn page(app: &App, path: &str) -> Answer {
    app.public().with_header("Accept", BROWSER).get(path)
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Every page that can be reached from the landing page.
fn walk(app: &App) -> Vec<Answer> {
    let mut found = Vec::new();
    let mut known = BTreeSet::from(["/".to_owned()]);
    let mut next = vec!["/".to_owned()];
    while let Some(path) = next.pop() {
        let answer = page(app, &path).expect(200);
        for attribute in ["href", "src"] {
            for link in values(&answer.text, attribute) {
                let target = link.split('#').next().unwrap_or_default();
                if target.starts_with('/') && known.insert(target.to_owned()) {
                    next.push(target.to_owned());
                }
            }
        }
        found.push(answer);
    }
    found
}

fn every_link_leads_somewhere(app: &App) {
    let pages = walk(app);
    let anchors: BTreeSet<String> = pages
        .iter()
        .flat_map(|page| {
            values(&page.text, "id")
                .into_iter()
                .map(|id| format!("{}#{id}", page.path))
        })
        .collect();
    let mut links = 0;
    for page in &pages {
        for link in values(&page.text, "href") {
            let whole = if link.starts_with('#') {
                format!("{}{link}", page.path)
            } else {
                link.to_owned()
            };
            if whole.starts_with("https://") {
                continue;
            }
            assert!(whole.starts_with('/'), "{}: {link} leads nowhere", page.path);
            assert!(
                !whole.contains('#') || anchors.contains(&whole),
                "{}: {link} leads nowhere",
                page.path
            );
            links += 1;
        }
    }
    assert!(
        pages.len() > 30 && links > 1000,
        "{} pages, {links} links",
        pages.len()
    );
}

fn pages_load_nothing_from_elsewhere(app: &App) {
    for page in walk(app)
        .iter()
        .filter(|page| page.header("content-type").starts_with("text/html"))
    {
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{page}");
        assert!(
            !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"),
            "{policy}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        for source in values(&page.text, "src") {
            assert!(source.starts_with("/docs/assets/"), "{}: {source}", page.path);
        }
        assert!(
            values(&page.text, "style").is_empty() && values(&page.text, "onclick").is_empty(),
            "{}",
            page.path
        );
        assert!(
            !page.text.contains("<script>") && !page.text.contains("<style"),
            "{}",
            page.path
        );
    }
}

fn a_browser_is_welcomed_and_a_program_gets_links(app: &App) {
    assert!(page(app, "/").expect(200).text.contains("<h1>"));
    let links = app.public().get("/").expect(200);
    assert_eq!(links.header("vary"), "Accept");
    let links = &links["linkset"][0];
    assert_eq!(links["service-desc"][0]["href"], "http://wps.test/openapi.json");
    for kind in ["service-desc", "service-doc", "status"] {
        let path = links[kind][0]["href"]
            .as_str()
            .unwrap()
            .trim_start_matches("http://wps.test");
        app.public().get(path).expect(200);
    }
}

fn problems_have_a_page_and_an_answer(app: &App) {
    for kind in Kind::ALL {
        let path = format!("/problems/{}", kind.name());
        let html = page(app, &path).expect(200);
        assert!(html.header("content-type").starts_with("text/html"), "{html}");
        assert!(
            html.text.contains(&format!("<h1>{}</h1>", kind.title())),
            "{html}"
        );
        let json = app.public().get(&path).expect(200);
        assert_eq!(json["title"], kind.title());
        assert!(json.header("vary").contains("Accept"));
    }
    page(app, "/problems/none").refused(404, None);
}

fn every_operation_and_object_has_its_place(app: &App) {
    let pages = walk(app);
    let ids: BTreeSet<&str> = pages.iter().flat_map(|page| values(&page.text, "id")).collect();
    let contract = app.public().get("/openapi.json").expect(200);
    let operations = contract["paths"].as_object().unwrap().values();
    for operation in operations.flat_map(|item| item.as_object().unwrap().values()) {
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.contains(id), "{id} is on no page");
    }
    for name in contract["components"]["schemas"].as_object().unwrap().keys() {
        assert!(ids.contains(name.as_str()), "{name} is on no page");
    }
}

fn a_page_is_read_only_and_cached(app: &App) {
    let first = page(app, "/docs/").expect(200);
    let again = app.public().with_header("If-None-Match", first.etag());
    assert_eq!(again.get("/docs/").expect(304).text, "");
    let head = app.public().send("HEAD", "/docs/", &[], b"").expect(200);
    assert_eq!((head.text.as_str(), head.etag()), ("", first.etag()));
    let refused = app.public().post("/docs/", json!({})).refused(405, None);
    assert_eq!(refused.header("allow"), "GET, HEAD");
    app.public().get("/docs/nowhere").refused(404, None);
    assert_eq!(
        app.public().get("/docs").expect(308).header("location"),
        "http://wps.test/docs/"
    );
}

cases! {
    every_link_leads_somewhere,
    pages_load_nothing_from_elsewhere,
    a_browser_is_welcomed_and_a_program_gets_links,
    problems_have_a_page_and_an_answer,
    every_operation_and_object_has_its_place,
    a_page_is_read_only_and_cached,
}
