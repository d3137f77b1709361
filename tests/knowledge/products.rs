//! The library: what it begins with, and who sees what of it.

use crate::support::{App, Client, Engine};
use serde_json::{Value, json};

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
    assert_eq!(letter["languages"], json!(["en"]));
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

/// An id as the database has it.
fn literal(app: &App, id: &str) -> String {
    match app.engine() {
        Engine::Sqlite => format!("x'{}'", id.replace('-', "")),
        Engine::Postgres => format!("'{id}'"),
    }
}

/// Puts a product into a state, whatever the rules say.
pub fn put(app: &App, id: &str, status: &str) {
    let id = literal(app, id);
    app.execute(&format!(
        "UPDATE knowledge_products SET status = '{status}' WHERE id = {id}"
    ));
}

/// Writes a product straight into the database; its id.
pub fn product(app: &App, dated: &str, visibility: &str, status: &str) -> String {
    let id = uuid::Uuid::now_v7().to_string();
    let literal = literal(app, &id);
    let time = match app.engine() {
        Engine::Sqlite => "1527843600000000",
        Engine::Postgres => "'2018-06-01T09:00:00Z'",
    };
    app.execute(&format!(
        "INSERT INTO knowledge_products (id, kind, title, symbols, organs, language, dated, body, visibility, status,
             version, created_at, updated_at)
         VALUES ({literal}, 'official_document', 'Another', '[]', '[]', 'en', '{dated}', 'Text', '{visibility}', '{status}',
             1, {time}, {time})"
    ));
    id
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
            visibility == "public" && ["published", "superseded"].contains(&status)
        }),
        (app.member("CHL"), |_, status| {
            ["published", "superseded"].contains(&status)
        }),
        (app.member("NAM"), |_, status| {
            ["published", "superseded"].contains(&status)
        }),
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
    refuse("sort=body", "?sort", "not_one_of");
    refuse("author=x", "?author", "unknown");
    app.public()
        .get("/v1/knowledge-products/letter")
        .refused(404, None);
}

fn toolkit() -> Value {
    json!({
        "kind": "toolkit",
        "title": "Budgeting a national action plan",
        "other_titles": {"fr": "Budgétiser un plan d’action national"},
        "language": "en",
        "dated": "2018-04-01",
        "focus_areas": ["action_plans"]
    })
}

/// A published product.
fn published(officer: &Client, product: &Value) -> String {
    let path = format!(
        "/v1/knowledge-products/{}",
        officer
            .post("/v1/knowledge-products", product.clone())
            .expect(201)
            .id()
    );
    officer.post_empty(&format!("{path}/submit")).expect(200);
    officer.post_empty(&format!("{path}/publish")).expect(200);
    path
}

fn a_product_comes_into_the_library_after_its_review(app: &App) {
    let (officer, namibia) = (app.secretariat(), app.member("NAM"));
    let draft = officer.post("/v1/knowledge-products", toolkit()).expect(201);
    assert_eq!(draft["status"], "draft");
    assert_eq!(draft["visibility"], "network");
    assert_eq!(
        (&draft["symbols"], &draft["body"], &draft["agenda_item"]),
        (&json!([]), &json!(""), &json!(null))
    );
    assert_eq!(draft["languages"], json!(["en"]));
    let path = draft.header("location").to_owned();
    let step = |step: &str| officer.post_empty(&format!("{path}/{step}"));
    step("publish").refused(409, Some("secretariat.knowledge"));
    step("return").refused(409, Some("secretariat.knowledge"));
    let change = json!({"title": "Budgets of national action plans", "body": "How much, and who pays.", "other_titles": null});
    let changed = officer.patch(&path, draft.etag(), change).expect(200);
    assert_eq!(
        (&changed["title"], &changed["other_titles"]),
        (&json!("Budgets of national action plans"), &json!(null))
    );
    assert_eq!(step("submit").expect(200)["status"], "in_review");
    step("submit").refused(409, Some("secretariat.knowledge"));
    let etag = officer.get(&path).expect(200).etag().to_owned();
    officer
        .patch(&path, &etag, json!({"title": "Changed under review"}))
        .refused(409, Some("secretariat.knowledge"));
    officer
        .delete(&path, &etag)
        .refused(409, Some("secretariat.knowledge"));
    namibia.get(&path).refused(404, None);
    assert_eq!(step("return").expect(200)["status"], "draft");
    step("submit").expect(200);
    app.set_now("2018-06-02T10:00:00Z");
    let officer = app.secretariat();
    let public = officer.post_empty(&format!("{path}/publish")).expect(200);
    assert_eq!(
        (&public["status"], &public["published_at"]),
        (&json!("published"), &json!("2018-06-02T10:00:00Z"))
    );
    assert_eq!(app.member("NAM").get(&path).expect(200).json, public.json);
    app.public().get(&path).refused(404, None);
    for refused in ["publish", "submit", "return"] {
        officer
            .post_empty(&format!("{path}/{refused}"))
            .refused(409, Some("secretariat.knowledge"));
    }
    officer
        .patch(&path, public.etag(), json!({"title": "Changed"}))
        .refused(409, Some("secretariat.knowledge"));
    officer
        .delete(&path, public.etag())
        .refused(409, Some("secretariat.knowledge"));
}

fn what_is_out_of_date_leads_to_what_took_its_place(app: &App) {
    let officer = app.secretariat();
    let with = |visibility: &str| {
        let mut product = toolkit();
        product["visibility"] = json!(visibility);
        product
    };
    let (old, new) = (
        published(&officer, &with("public")),
        published(&officer, &with("public")),
    );
    let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let supersede = |old: &str, new: &str| {
        officer.post(&format!("{old}/supersede"), json!({"superseded_by_id": id(new)}))
    };
    let hidden = published(&officer, &with("network"));
    let draft = officer
        .post("/v1/knowledge-products", with("public"))
        .expect(201)
        .header("location")
        .to_owned();
    for (by, code) in [
        (&hidden, "not_visible"),
        (&draft, "not_published"),
        (&old, "itself"),
    ] {
        supersede(&old, by)
            .refused(422, None)
            .fault("/superseded_by_id", code);
    }
    supersede(&old, "/x/0198f0a2-5b1c-7d3e-8a4f-000000000000")
        .refused(422, None)
        .fault("/superseded_by_id", "unknown");
    supersede(&draft, &new).refused(409, Some("secretariat.knowledge"));
    let superseded = supersede(&old, &new).expect(200);
    assert_eq!(
        (&superseded["status"], &superseded["superseded_by_id"]),
        (&json!("superseded"), &json!(id(&new)))
    );
    assert_eq!(superseded["superseded_at"], "2018-06-01T09:00:00Z");
    supersede(&old, &new).refused(409, Some("secretariat.knowledge"));
    supersede(&new, &old)
        .refused(422, None)
        .fault("/superseded_by_id", "not_published");
    // Whoever cites it still finds it, and what took its place.
    assert_eq!(app.public().get(&old).expect(200)["superseded_by_id"], id(&new));
    let old_ones = app
        .public()
        .get(&format!("/v1/knowledge-products?superseded_by_id={}", id(&new)))
        .expect(200);
    assert_eq!(old_ones.data()[0]["id"], id(&old));
    supersede(&hidden, &new).expect(200);
    let events = app
        .public()
        .get("/v1/events?resource=knowledge-products")
        .expect(200);
    let told: Vec<&str> = events
        .data()
        .iter()
        .map(|event| event["type"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        [
            "wps.knowledge_product.published",
            "wps.knowledge_product.published",
            "wps.knowledge_product.superseded"
        ]
    );
}

fn a_draft_is_removed_with_its_files(app: &App) {
    let officer = app.secretariat();
    let path = officer
        .post("/v1/knowledge-products", toolkit())
        .expect(201)
        .header("location")
        .to_owned();
    for language in ["ar", "fr"] {
        officer
            .upload(
                &format!("{path}/files?language={language}&name=a.pdf"),
                &super::files::pdf(100),
            )
            .expect(201);
    }
    assert_eq!(
        officer.get(&path).expect(200)["languages"],
        json!(["ar", "en", "fr"])
    );
    let file = officer
        .get(&format!("{path}/files?language=ar"))
        .expect(200)
        .data()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    officer.delete(&format!("{path}/files/{file}"), "*").expect(204);
    let product = officer.get(&path).expect(200);
    assert_eq!(product["languages"], json!(["en", "fr"]));
    let loose = app.row_count("loose_objects");
    officer.delete(&path, product.etag()).expect(204);
    officer.get(&path).refused(404, None);
    assert_eq!(app.row_count("knowledge_files"), 0);
    assert_eq!(app.row_count("loose_objects"), loose + 1);
}

fn symbols_belong_to_official_documents(app: &App) {
    let officer = app.secretariat();
    let send = |more: Value| {
        let mut product = toolkit();
        product
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        officer.post("/v1/knowledge-products", product)
    };
    send(json!({"symbols": ["A/1"]}))
        .refused(422, None)
        .fault("/symbols", "not_allowed");
    send(json!({"kind": "official_document"}))
        .refused(422, None)
        .fault("/symbols", "required");
    send(json!({"kind": "official_document", "symbols": ["A/1", "S/1"], "organs": ["General Assembly"]}))
        .refused(422, None)
        .fault("/organs", "unequal");
    send(json!({"kind": "official_document", "symbols": ["A/1", "A/1"], "organs": ["General Assembly", "General Assembly"]}))
        .refused(422, None)
        .fault("/symbols", "repeated");
    send(json!({"kind": "official_document", "symbols": ["a symbol"]}))
        .refused(422, None)
        .fault("/symbols/0", "pattern");
    send(json!({"language": "en-a"}))
        .refused(422, None)
        .fault("/language", "invalid");
    send(json!({"visibility": "secretariat"}))
        .refused(422, None)
        .fault("/visibility", "not_one_of");
    let path = send(
        json!({"kind": "official_document", "symbols": ["S/2018/1000"], "organs": ["Security Council"]}),
    )
    .expect(201)
    .header("location")
    .to_owned();
    let etag = officer.get(&path).expect(200).etag().to_owned();
    officer
        .patch(&path, &etag, json!({"kind": "report"}))
        .refused(422, None)
        .fault("/symbols", "not_allowed");
    officer
        .patch(
            &path,
            &etag,
            json!({"kind": "report", "symbols": [], "organs": []}),
        )
        .expect(200);
}

fn the_library_is_searched(app: &App) {
    let officer = app.secretariat();
    let mut french = toolkit();
    french["visibility"] = json!("public");
    let toolkit = published(&officer, &french);
    officer
        .upload(
            &format!("{toolkit}/files?language=ru&name=a.pdf"),
            &super::files::pdf(100),
        )
        .expect(201);
    let mut resolution = json!({
        "kind": "official_document", "title": "Resolution 2493 (2019)", "symbols": ["S/RES/2493(2019)"], "organs": ["Security Council"],
        "language": "es", "dated": "2018-05-01", "visibility": "public"
    });
    published(&officer, &resolution);
    resolution["title"] = json!("A draft");
    officer.post("/v1/knowledge-products", resolution).expect(201);
    for (query, titles) in [
        ("q=budgetiser", vec!["Budgeting"]),
        ("q=BUDG%C3%89TISER", vec!["Budgeting"]),
        ("q=peacebuilding%20and%20sustaining", vec!["Letter"]),
        ("q=a%25", vec![]),
        ("symbol=S/2018/178", vec!["Letter"]),
        ("symbol=s/res/2493(2019)", vec!["Resolution"]),
        ("symbol=S/2018/17", vec![]),
        ("symbol=Resolution%202493%20(2019)", vec![]),
        ("symbol=S_2018_178", vec![]),
        ("language=ru", vec!["Budgeting"]),
        ("language=es", vec!["Resolution"]),
        ("language=fr", vec![]),
        ("focus_area=action_plans", vec!["Budgeting"]),
        ("kind=toolkit", vec!["Budgeting"]),
        ("status=draft", vec![]),
        ("from=2018-04-01", vec!["Resolution", "Budgeting"]),
        ("to=2018-04-01", vec!["Budgeting", "Letter"]),
        ("from=2018-03-02&to=2018-04-30&language=en", vec!["Budgeting"]),
        ("sort=title", vec!["Budgeting", "Letter", "Resolution"]),
        ("sort=-created_at", vec!["Resolution", "Budgeting", "Letter"]),
        ("sort=published_at", vec!["Letter", "Budgeting", "Resolution"]),
    ] {
        let list = app
            .public()
            .get(&format!("/v1/knowledge-products?count=true&{query}"))
            .expect(200);
        let found: Vec<&str> = list
            .data()
            .iter()
            .map(|p| p["title"].as_str().unwrap().split(' ').next().unwrap())
            .collect();
        assert_eq!(found, titles, "{query}");
        assert_eq!(list["total"], titles.len(), "{query}");
    }
    let drafts = officer
        .get("/v1/knowledge-products?status=draft&count=true")
        .expect(200);
    assert_eq!(
        (&drafts["total"], &drafts.data()[0]["title"]),
        (&json!(1), &json!("A draft"))
    );
}

cases! {
    the_library_begins_with_the_letter,
    each_caller_sees_just_what_is_published_for_him,
    the_newest_come_first_from_page_to_page,
    what_the_library_has_not_is_refused,
    a_product_comes_into_the_library_after_its_review,
    what_is_out_of_date_leads_to_what_took_its_place,
    a_draft_is_removed_with_its_files,
    symbols_belong_to_official_documents,
    the_library_is_searched,
}
