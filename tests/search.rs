//! Search: found in every language and script, in everything that is published, and by nobody who may not see it.

use crate::command_line::program;
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

/// An update that is out, in one language; its id.
#[track_caller]
fn told(client: &Client, language: &str, title: &str, body: &str, visibility: &str) -> String {
    let draft = json!({
        "section": "member_action", "title": {language: title}, "body": {language: body}, "language": language,
        "visibility": visibility
    });
    let id = client.post("/v1/updates", draft).expect(201).id();
    step(client, &id, "publish");
    id
}

fn step(client: &Client, id: &str, name: &str) {
    client.post_empty(&format!("/v1/updates/{id}/{name}")).expect(200);
}

/// A question in an address.
fn asked(question: &str) -> String {
    let escaped = question.bytes().map(|byte| format!("%{byte:02X}"));
    format!("/v1/search?count=true&q={}", escaped.collect::<String>())
}

#[track_caller]
fn found(client: &Client, question: &str) -> Vec<String> {
    ids(&client.get(&asked(question)).expect(200))
}

#[track_caller]
fn ids(page: &Answer) -> Vec<String> {
    let ids = page
        .data()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned());
    ids.collect()
}

fn words_are_found_in_every_language(app: &App) {
    let namibia = app.member("NAM");
    let cases = [
        (
            "fr",
            "L’égalité à l’œuvre",
            "Les femmes médiatrices ont été formées à Bobo-Dioulasso.",
            ["ÉGALITÉ", "egalite oeuvre", "femme", "mediatrices", "l'égalité"],
        ),
        (
            "es",
            "Plan de acción nacional",
            "La participación de las mujeres aumentó en un año.",
            ["accion", "participación", "mujer", "ANO", "Acción Nacional"],
        ),
        (
            "ru",
            "Женщины и мир",
            "Участие женщин в мирных переговорах, и ещё раз о безопасности.",
            ["женщины", "ЖЕНЩИН", "мирных", "еще", "безопасност"],
        ),
        (
            "ar",
            "المرأة والسلام",
            "تعزيز مشاركة المَرْأة في عمليات السَّلام والأمن.",
            ["المرأة", "السلام", "سلام", "مشاركه", "المراة"],
        ),
        (
            "zh",
            "妇女、和平与安全",
            "纳米比亚通过了第二个国家行动计划。",
            ["妇女", "和平", "行动计划", "女", "国家行动"],
        ),
        (
            "pl",
            "Żołnierki w Łodzi",
            "Szkolenie odbyło się w Gdańsku i København.",
            ["zolnierki", "łodzi", "LODZI", "gdansk", "kobenhavn"],
        ),
    ];
    for (language, title, body, questions) in cases {
        let id = told(&namibia, language, title, body, "public");
        for question in questions {
            let page = app.public().get(&asked(question)).expect(200);
            assert_eq!(ids(&page), std::slice::from_ref(&id), "{question}");
            let result = &page.data()[0];
            assert_eq!(result["title"], title);
            assert_eq!(result["language"], language);
            assert_eq!(result["excerpt"], body, "{question}");
            assert_eq!(result["path"], format!("/v1/updates/{id}"));
        }
        step(&namibia, &id, "withdraw");
    }
}

fn all_words_are_meant_and_operators_are_none(app: &App) {
    let id = told(
        &app.member("NAM"),
        "en",
        "Zebra crossing",
        "Not a \"quoted\" word.",
        "public",
    );
    let public = app.public();
    for question in [
        "zebra",
        "zeb",
        "crossing, zebra!",
        "zebra -crossing",
        "(zebra)*",
        "zebra:A & crossing",
        "ze'bra zebra",
    ] {
        let expected = if question.starts_with("ze'") {
            vec![]
        } else {
            vec![id.clone()]
        };
        assert_eq!(found(&public, question), expected, "{question}");
    }
    for question in [
        "ebra",
        "zebra giraffe",
        "zebra OR giraffe",
        "zebra NOT crossing giraffe",
        "ze",
    ] {
        assert_eq!(found(&public, question), Vec::<String>::new(), "{question}");
    }
    for question in ["…", "\"'", "* & | !"] {
        let page = public.get(&asked(question)).expect(200);
        assert_eq!(
            (&page["data"], &page["total"]),
            (&json!([]), &json!(0)),
            "{question}"
        );
    }
    public.get("/v1/search").refused(400, None);
    public.get(&asked(&"z".repeat(201))).refused(400, None);
}

fn only_what_is_published_is_found_by_those_who_may_see_it(app: &App) {
    let (namibia, germany, public) = (app.member("NAM"), app.member("DEU"), app.public());
    let draft = json!({
        "section": "member_action", "title": {"en": "Okapi"}, "body": {"en": "Hidden."}, "language": "en"
    });
    let id = namibia.post("/v1/updates", draft).expect(201).id();
    let everyone = [&namibia, &germany, &app.secretariat(), &public];
    let counts = || everyone.map(|one| one.get(&asked("okapi")).expect(200)["total"].clone());
    assert_eq!(counts(), [0, 0, 0, 0]);
    step(&namibia, &id, "publish");
    assert_eq!(counts(), [1, 1, 1, 0]);
    let hidden = public.get(&asked("okapi")).expect(200);
    let missing = public.get(&asked("unicorn")).expect(200);
    assert_eq!(hidden.text, missing.text);
    step(&namibia, &id, "withdraw");
    assert_eq!(counts(), [0, 0, 0, 0]);
}

/// What is rare counts for more, and what is hidden must not make a word less rare.
fn what_is_hidden_does_not_change_the_order(app: &App) {
    let namibia = app.member("NAM");
    told(&namibia, "en", "One", "okapi okapi zebra", "public");
    told(&namibia, "en", "Other", "okapi zebra zebra", "public");
    let order = || found(&app.public(), "okapi zebra");
    let before = order();
    for _ in 0..6 {
        told(&namibia, "en", "Hidden", "zebra and no other", "network");
    }
    assert_eq!(before.len(), 2);
    assert_eq!(order(), before);
}

fn everything_that_is_published_is_searched(app: &App) {
    let (secretariat, public) = (app.secretariat(), app.public());
    // What the service begins with.
    let letter = public.get(&asked("A/72/782 operative guidelines")).expect(200);
    assert_eq!(letter.data()[0]["resource"], "knowledge-products");
    let founding = public
        .get(&format!("{}&resource=meetings", asked("2016")))
        .expect(200);
    assert!(founding.data().iter().all(|one| one["resource"] == "meetings"));

    let meeting = json!({
        "kind": "thematic", "format": "in_person", "title": {"en": "Quokka meeting"}, "city": "Windhoek", "country": "NAM",
        "visibility": "public", "starts_at": "2018-09-24T07:00:00Z", "ends_at": "2018-09-24T09:00:00Z",
        "time_zone": "Africa/Windhoek"
    });
    let meeting = secretariat.post("/v1/meetings", meeting).expect(201).id();
    assert_eq!(found(&public, "windhoek quokka"), std::slice::from_ref(&meeting));
    let items = format!("/v1/meetings/{meeting}/agenda-items");
    let item = json!({"title": {"en": "Numbat"}, "description": {"en": "A *bilby* presents."}});
    let item = secretariat.post(&items, item).expect(201);
    assert_eq!(
        found(&public, "numbat bilby windhoek"),
        std::slice::from_ref(&meeting)
    );
    let item = secretariat.get(&format!("{items}/{}", item.id())).expect(200);
    secretariat
        .delete(&format!("{items}/{}", item.id()), item.etag())
        .expect(204);
    assert_eq!(found(&public, "numbat"), Vec::<String>::new());

    let item = told(&app.member("NAM"), "en", "Item", "Of the issue.", "public");
    let issue = json!({
        "number": 3, "title": {"en": "Wombat issue", "fr": "Numéro du wombat"}, "introduction": {"fr": "Chers *membres*,", "en": "Dear *members*,"},
        "language": "en", "starts_on": "2018-01-01", "ends_on": "2018-03-31", "update_ids": [item]
    });
    let issue = secretariat.post("/v1/newsletters", issue).expect(201).id();
    assert_eq!(found(&secretariat, "wombat"), Vec::<String>::new());
    for name in ["submit", "publish"] {
        secretariat
            .post_empty(&format!("/v1/newsletters/{issue}/{name}"))
            .expect(200);
    }
    let page = public.get(&asked("wombat membres")).expect(200);
    assert_eq!(ids(&page), [issue]);
    let result = &page.data()[0];
    let said = ["resource", "language", "title", "excerpt"].map(|name| result[name].as_str().unwrap());
    assert_eq!(said, ["newsletters", "fr", "Numéro du wombat", "Chers membres,"]);
    let only = |resource: &str| {
        let page = public
            .get(&format!("{}&resource={resource}", asked("wombat")))
            .expect(200);
        page["total"].as_i64().unwrap()
    };
    assert_eq!(["newsletters", "updates"].map(only), [1, 0]);
    public
        .get(&format!("{}&resource=members", asked("wombat")))
        .refused(400, None);
}

fn the_most_relevant_comes_first_page_by_page(app: &App) {
    let namibia = app.member("NAM");
    let mut all = Vec::new();
    for number in 0..5 {
        let body = format!("{} aardvark.", "other words ".repeat(number + 1));
        all.push(told(&namibia, "en", "Animals", &body, "public"));
    }
    let title = told(&namibia, "en", "Aardvark", "An animal.", "public");
    let public = app.public();
    let whole = found(&public, "aardvark");
    assert_eq!(whole[0], title);
    assert_eq!(whole[1..], all);

    let mut paged = Vec::new();
    let mut path = format!("{}&limit=2", asked("aardvark"));
    loop {
        let page = public.get(&path).expect(200);
        assert_eq!(page["total"], 6);
        paged.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("{}&limit=2&cursor={next}", asked("aardvark"));
        public
            .get(&format!("{}&cursor={next}", asked("animals")))
            .refused(400, None);
    }
    assert_eq!(paged, whole);
}

fn the_index_is_rebuilt_while_the_service_runs(app: &App) {
    let namibia = app.member("NAM");
    let id = told(&namibia, "en", "Pangolin", "A rare animal.", "public");
    let hidden = told(&namibia, "en", "Pangolin", "Another.", "network");
    let all = |client: &Client| -> Vec<Value> {
        let pages = ["pangolin", "guidelines"].map(|word| client.get(&asked(word)).expect(200));
        pages.iter().flat_map(|page| page.data().to_vec()).collect()
    };
    let before = [all(&app.public()), all(&namibia)];
    assert_eq!(found(&app.public(), "pangolin"), [id]);
    assert!(found(&namibia, "pangolin").contains(&hidden));
    let emptied = app.write(|conn| {
        use diesel::prelude::*;
        wps_network::db::fulltext::clear(conn)?;
        Ok(diesel::delete(wps_network::schema::search_entries::table).execute(conn)?)
    });
    assert!(emptied.is_ok_and(|count| count >= 3));
    assert_eq!(all(&namibia), Vec::<Value>::new());
    let done = program(app).args(["search", "rebuild"]).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success() && said.starts_with("Indexed "), "{said}");
    assert_eq!([all(&app.public()), all(&namibia)], before);
}

cases![
    words_are_found_in_every_language,
    all_words_are_meant_and_operators_are_none,
    only_what_is_published_is_found_by_those_who_may_see_it,
    what_is_hidden_does_not_change_the_order,
    everything_that_is_published_is_searched,
    the_most_relevant_comes_first_page_by_page,
    the_index_is_rebuilt_while_the_service_runs,
];
