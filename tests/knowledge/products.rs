//! The library: what it begins with, and who sees what of it.

use crate::support::{App, Client, Engine};
use serde_json::json;

fn the_library_begins_with_the_letter(app: &App) {
    let list = app.public().get("/v1/knowledge-products?count=true").expect(200);
    assert_eq!(list["total"], 1);
    let letter = &list.data()[0];
    assert_eq!(letter["kind"], "official_document");
    assert_eq!(letter["symbols"], json!(["A/72/782", "S/2018/178"]));
    assert_eq!(letter["organs"], json!(["General Assembly", "Security Council"]));
    assert_eq!(
        letter["agenda_item"],
        "Agenda item 65: Peacebuilding and sustaining peace"
    );
    assert_eq!(letter["dated"], "2018-03-01");
    assert_eq!(letter["language"], "en");
    assert_eq!(letter["visibility"], "public");
    assert_eq!(letter["status"], "published");
    let title = letter["title"].as_str().unwrap();
    assert!(
        title.starts_with("Letter dated 1 March 2018 from the Permanent Representatives of Germany, Namibia")
    );
    let body = letter["body"].as_str().unwrap();
    for words in [
        "has the honour to transmit herewith the Technical Operative Guidelines",
        "# Annex to the letter dated 1 March 2018",
        "### Communication",
    ] {
        assert!(body.contains(words), "{words}");
    }
    let path = format!("/v1/knowledge-products/{}", letter["id"].as_str().unwrap());
    let alone = app.public().get(&path).expect(200);
    assert_eq!(&alone.json, letter);
    app.public()
        .with_header("If-None-Match", alone.etag())
        .get(&path)
        .expect(304);
}

/// Writes a product straight into the database; its id.
pub fn product(app: &App, dated: &str, visibility: &str, status: &str) -> String {
    let id = uuid::Uuid::now_v7();
    let (literal, time) = match app.engine() {
        Engine::Sqlite => (format!("x'{}'", id.simple()), "1527843600000000"),
        Engine::Postgres => (format!("'{id}'"), "'2018-06-01T09:00:00Z'"),
    };
    app.execute(&format!(
        "INSERT INTO knowledge_products (id, kind, title, symbols, organs, language, dated, body, visibility, status,
             version, created_at, updated_at)
         VALUES ({literal}, 'official_document', 'Another', '[]', '[]', 'en', '{dated}', 'Text', '{visibility}', '{status}',
             1, {time}, {time})"
    ));
    id.to_string()
}

type Sees = fn(&str, &str) -> bool;

fn each_caller_sees_just_what_is_published_for_him(app: &App) {
    let letter = app.public().get("/v1/knowledge-products").expect(200).data()[0]["id"].clone();
    let mut all = Vec::new();
    for visibility in ["public", "network"] {
        for status in ["draft", "in_review", "published", "superseded"] {
            all.push((visibility, status, product(app, "2018-05-01", visibility, status)));
        }
    }
    let callers: [(Client, Sees); 4] = [
        (app.public(), |visibility, status| {
            visibility == "public" && status == "published"
        }),
        (app.member("CHL"), |_, status| status == "published"),
        (app.member("NAM"), |_, status| status == "published"),
        (app.secretariat(), |_, _| true),
    ];
    for (caller, sees) in callers {
        let mut seen = vec![letter.as_str().unwrap().to_owned()];
        for (visibility, status, id) in &all {
            let answer = caller.get(&format!("/v1/knowledge-products/{id}"));
            if sees(visibility, status) {
                assert_eq!(answer.expect(200)["agenda_item"], json!(null));
                seen.push(id.clone());
            } else {
                let missing = caller.get("/v1/knowledge-products/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b");
                let [hidden, missing] = [answer, missing].map(|answer| {
                    let answer = answer.refused(404, None);
                    answer.text.replace(answer.header("x-request-id"), "")
                });
                assert_eq!(hidden, missing);
            }
        }
        for parameters in ["", "&kind=official_document"] {
            let list = caller
                .get(&format!("/v1/knowledge-products?count=true{parameters}"))
                .expect(200);
            let mut ids: Vec<_> = list.data().iter().map(|p| p["id"].as_str().unwrap()).collect();
            ids.sort_unstable();
            seen.sort();
            assert_eq!(ids, seen);
            assert_eq!(list["total"], seen.len());
        }
    }
}

fn the_newest_come_first_from_page_to_page(app: &App) {
    for day in ["2018-05-03", "2018-05-01", "2018-05-02", "2018-05-02"] {
        product(app, day, "public", "published");
    }
    let days = |sort: &str| {
        let mut days = Vec::new();
        let mut path = format!("/v1/knowledge-products?limit=2{sort}");
        loop {
            let page = app.public().get(&path).expect(200);
            days.extend(
                page.data()
                    .iter()
                    .map(|p| p["dated"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next"].as_str() else {
                return days;
            };
            path = format!("/v1/knowledge-products?limit=2{sort}&cursor={next}");
        }
    };
    let newest_first = [
        "2018-05-03",
        "2018-05-02",
        "2018-05-02",
        "2018-05-01",
        "2018-03-01",
    ];
    assert_eq!(days(""), newest_first);
    let mut oldest_first = newest_first;
    oldest_first.reverse();
    assert_eq!(days("&sort=dated"), oldest_first);
}

fn what_the_library_has_not_is_refused(app: &App) {
    let refuse = |query: &str, pointer: &str, code: &str| {
        app.public()
            .get(&format!("/v1/knowledge-products?{query}"))
            .refused(400, None)
            .fault(pointer, code);
    };
    refuse("kind=poem", "?kind", "not_one_of");
    refuse("sort=title", "?sort", "not_one_of");
    refuse("q=letter", "?q", "unknown");
    app.public()
        .get("/v1/knowledge-products/letter")
        .refused(404, None);
    app.secretariat()
        .post("/v1/knowledge-products", json!({}))
        .refused(405, None);
}

cases! {
    the_library_begins_with_the_letter,
    each_caller_sees_just_what_is_published_for_him,
    the_newest_come_first_from_page_to_page,
    what_the_library_has_not_is_refused,
}
