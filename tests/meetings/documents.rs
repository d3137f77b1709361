//! Documents of meetings: what comes in goes out again, for those who see the meeting and no others.

use super::{NOBODY, annual, cancel, events, path, planned, step, troika_meeting};
use crate::knowledge::files::{hex, pdf, sha256};
use crate::support::{Answer, App, Client, Engine, until};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::fs;

const NOTE: &str = "name=concept-note.pdf&title=Concept%20note&kind=concept_note&language=en";

fn documents(meeting: &Answer) -> String {
    format!("{}/documents", path(meeting))
}

#[track_caller]
fn add(client: &Client, meeting: &Answer, said: &str, content: &[u8]) -> Answer {
    client.upload(&format!("{}?{said}", documents(meeting)), content)
}

fn content(client: &Client, document: &Answer) -> Answer {
    client.get(&format!("{}/content", document.header("location")))
}

fn titles(page: &Answer) -> Vec<String> {
    let data = page.data().iter();
    data.map(|document| document["title"].as_str().unwrap().to_owned())
        .collect()
}

fn what_comes_in_goes_out_again(app: &App) {
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    let bytes = pdf(70_000);
    let document = add(&officer, &meeting, NOTE, &bytes).expect(201);
    assert_eq!(document["meeting_id"], meeting.id());
    assert_eq!(document["title"], "Concept note");
    assert_eq!(document["kind"], "concept_note");
    assert_eq!(document["language"], "en");
    assert_eq!(document["visibility"], "public");
    assert_eq!(document["name"], "concept-note.pdf");
    assert_eq!(document["media_type"], "application/pdf");
    assert_eq!(document["size"], 70_000);
    assert_eq!(document["sha256"], hex(&sha256(&bytes)));
    let anyone = app.public();
    let seen = anyone.get(document.header("location")).expect(200);
    assert_eq!(seen.json, document.json);
    let whole = content(&anyone, &document).expect(200);
    assert_eq!(whole.bytes, bytes);
    assert_eq!(
        whole.header("repr-digest"),
        format!("sha-256=:{}:", STANDARD.encode(sha256(&bytes)))
    );
    let part = content(&anyone.with_header("Range", "bytes=69990-"), &document).expect(206);
    assert_eq!(part.bytes, bytes[69_990..]);
    assert_eq!(part.header("content-range"), "bytes 69990-69999/70000");
    content(&anyone.with_header("Range", "bytes=70000-"), &document).refused(416, None);
    content(&anyone.with_header("If-None-Match", whole.etag()), &document).expect(304);
    assert_eq!(events(app, "documents"), ["meeting_document.added 1 public"]);
    let told = officer.get("/v1/events?resource=documents").expect(200);
    assert_eq!(told.data()[0]["subject"], document.header("location"));
}

fn lists_are_narrowed_and_sorted(app: &App) {
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    let other = planned(&officer, troika_meeting());
    for said in [
        "name=b.pdf&title=Women%20at%20the%20table&kind=background_paper&language=en",
        "name=c.pdf&title=Note%20de%20cadrage&kind=concept_note&language=fr",
        NOTE,
    ] {
        add(&officer, &meeting, said, &pdf(10)).expect(201);
    }
    add(&officer, &other, NOTE, &pdf(10)).expect(201);
    let list = |query: &str| {
        app.public()
            .get(&format!("{}?{query}", documents(&meeting)))
            .expect(200)
    };
    let all = list("count=true");
    assert_eq!(
        titles(&all),
        ["Concept note", "Note de cadrage", "Women at the table"]
    );
    assert_eq!(all["total"], 3);
    assert_eq!(
        titles(&list("kind=concept_note")),
        ["Concept note", "Note de cadrage"]
    );
    assert_eq!(titles(&list("language=fr")), ["Note de cadrage"]);
    let page = list("sort=-created_at&limit=2");
    assert_eq!(titles(&page), ["Concept note", "Note de cadrage"]);
    let rest = list(&format!(
        "sort=-created_at&limit=2&cursor={}",
        page["next"].as_str().unwrap()
    ));
    assert_eq!(titles(&rest), ["Women at the table"]);
    // Not at another meeting's path.
    let elsewhere = format!("{}/{}", documents(&other), all.data()[0]["id"].as_str().unwrap());
    officer.get(&elsewhere).refused(404, None);
}

fn the_secretariat_and_the_troika_add_and_remove(app: &App) {
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    let document = add(&officer, &meeting, NOTE, &pdf(10)).expect(201);
    let place = document.header("location");
    // Canada has no seat in the troika.
    for (client, status) in [(app.member("CAN"), 403), (app.public(), 401)] {
        add(&client, &meeting, NOTE, &pdf(10)).refused(status, None);
        client.delete(place, "*").refused(status, None);
    }
    let germany = app.member("DEU");
    add(&germany, &meeting, NOTE, &pdf(20)).expect(201);
    germany.delete(place, "\"another\"").refused(412, None);
    germany
        .delete(place, germany.get(place).expect(200).etag())
        .expect(204);
    for gone in [place.to_owned(), format!("{place}/content")] {
        officer.get(&gone).refused(404, None);
    }
    assert_eq!(
        (app.row_count("meeting_documents"), app.row_count("loose_objects")),
        (1, 1)
    );
    assert_eq!(
        events(app, "documents"),
        [
            "meeting_document.added 1 public",
            "meeting_document.added 1 public",
            "meeting_document.removed 2 public"
        ]
    );
    let nowhere = format!("/v1/meetings/{NOBODY}/documents?{NOTE}");
    officer.upload(&nowhere, &pdf(10)).refused(404, None);
    app.set_now("2018-06-02T09:00:01Z");
    let _sweeps = app.second_instance();
    until("the store is swept", || app.row_count("loose_objects") == 0);
    assert_eq!(fs::read_dir(app.files()).unwrap().count(), 1);
}

fn what_is_for_the_network_is_hidden(app: &App) {
    let officer = app.secretariat();
    let open = planned(&officer, annual(app));
    add(&officer, &open, NOTE, &pdf(10)).expect(201);
    let narrow = format!("{NOTE}&visibility=network");
    let inner = add(&officer, &open, &narrow, &pdf(20)).expect(201);
    let closed = planned(&officer, troika_meeting());
    let secret = add(&officer, &closed, NOTE, &pdf(30)).expect(201);
    assert_eq!(secret["visibility"], "network");
    add(&officer, &closed, &format!("{NOTE}&visibility=public"), &pdf(40))
        .refused(422, None)
        .fault("?visibility", "too_wide");
    for document in [&inner, &secret] {
        let place = document.header("location");
        let (parent, _) = place.rsplit_once('/').unwrap();
        let missing = format!("{parent}/{NOBODY}");
        for end in ["", "/content"] {
            assert_eq!(
                app.public()
                    .get(&format!("{place}{end}"))
                    .refused(404, None)
                    .without_instance(),
                app.public()
                    .get(&format!("{missing}{end}"))
                    .refused(404, None)
                    .without_instance()
            );
        }
        assert_eq!(app.member("NAM").get(place).expect(200)["visibility"], "network");
        content(&app.member("NAM"), document).expect(200);
    }
    app.public().get(&documents(&closed)).refused(404, None);
    let counted = |client: &Client| {
        let list = client
            .get(&format!("{}?count=true", documents(&open)))
            .expect(200);
        (list.data().len(), list["total"].as_i64().unwrap())
    };
    assert_eq!(counted(&app.public()), (1, 1));
    assert_eq!(counted(&app.member("NAM")), (2, 2));
    assert_eq!(
        events(app, "documents"),
        [
            "meeting_document.added 1 public",
            "meeting_document.added 1 network",
            "meeting_document.added 1 network"
        ]
    );
}

fn a_narrowed_meeting_takes_its_documents_along(app: &App) {
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    let document = add(&officer, &meeting, NOTE, &pdf(10)).expect(201);
    let place = document.header("location");
    let narrow = json!({"visibility": "network"});
    officer.patch(&path(&meeting), meeting.etag(), narrow).expect(200);
    app.public().get(place).refused(404, None);
    content(&app.public(), &document).refused(404, None);
    let seen = app.member("NAM").get(place).expect(200);
    assert_eq!(seen["visibility"], "network");
    let list = app.member("NAM").get(&documents(&meeting)).expect(200);
    assert_eq!(list.data()[0]["visibility"], "network");
    // Its end is told to no more than see it now.
    officer.delete(place, seen.etag()).expect(204);
    assert_eq!(
        events(app, "documents"),
        [
            "meeting_document.added 1 public",
            "meeting_document.removed 2 network"
        ]
    );
}

fn documents_come_after_a_meeting_too_but_not_to_one_that_is_cancelled(app: &App) {
    let officer = app.secretariat();
    let dropped = planned(&officer, troika_meeting());
    let note = add(&officer, &dropped, NOTE, &pdf(10)).expect(201);
    cancel(&officer, &dropped).expect(200);
    add(&officer, &dropped, NOTE, &pdf(20)).refused(409, None);
    officer.delete(note.header("location"), "*").refused(409, None);
    content(&officer, &note).expect(200);
    assert_eq!(
        fs::read_dir(app.files()).unwrap().count(),
        1,
        "what is refused is not even taken in"
    );
    let meeting = planned(&officer, annual(app));
    app.set_now("2018-09-26T09:00:00Z");
    step(&officer, &meeting, "hold").expect(200);
    let said = "name=berlin.pdf&title=Berlin%20communiqu%C3%A9&kind=communique&language=en";
    let communique = add(&officer, &meeting, said, &pdf(10)).expect(201);
    assert_eq!(communique["title"], "Berlin communiqué");
    officer.delete(communique.header("location"), "*").expect(204);
}

fn what_is_wrong_with_a_document_is_said(app: &App) {
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    let said = |name: &str, language: &str| format!("name={name}&title=T&kind=other&language={language}");
    add(&officer, &meeting, &said("a.exe", "en"), b"MZ").refused(415, None);
    add(&officer, &meeting, &said("a.png", "en"), &pdf(10))
        .refused(422, None)
        .fault("?name", "media_type");
    add(&officer, &meeting, &said("a.pdf", "en-a"), &pdf(10))
        .refused(400, None)
        .fault("?language", "language");
    add(&officer, &meeting, "name=a.pdf&kind=poem&language=en", &pdf(10))
        .refused(400, None)
        .fault("?title", "required")
        .fault("?kind", "not_one_of");
    let other = format!("sha-256=:{}:", STANDARD.encode(sha256(b"another")));
    add(
        &officer.with_header("Content-Digest", &other),
        &meeting,
        NOTE,
        &pdf(10),
    )
    .refused(422, None)
    .fault("Content-Digest", "digest");
    assert_eq!(app.row_count("meeting_documents"), 0);
}

fn a_repeated_upload_is_there_once(app: &App) {
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    let again = officer.with_header("Idempotency-Key", "document-1");
    let first = add(&again, &meeting, NOTE, &pdf(100)).expect(201);
    let second = add(&again, &meeting, NOTE, &pdf(100)).expect(201);
    assert_eq!(second.header("idempotent-replayed"), "true");
    assert_eq!(first.json, second.json);
    add(&again, &meeting, NOTE, &pdf(101))
        .refused(422, None)
        .fault("Idempotency-Key", "reused");
    assert_eq!(app.row_count("meeting_documents"), 1);
}

fn a_meeting_is_no_archive(app: &App) {
    if app.engine() == Engine::Postgres {
        return; // the same code
    }
    let officer = app.secretariat();
    let meeting = planned(&officer, annual(app));
    for _ in 0..200 {
        add(&officer, &meeting, NOTE, &pdf(10)).expect(201);
    }
    add(&officer, &meeting, NOTE, &pdf(10)).refused(409, None);
}

cases! {
    what_comes_in_goes_out_again,
    lists_are_narrowed_and_sorted,
    the_secretariat_and_the_troika_add_and_remove,
    what_is_for_the_network_is_hidden,
    a_narrowed_meeting_takes_its_documents_along,
    documents_come_after_a_meeting_too_but_not_to_one_that_is_cancelled,
    what_is_wrong_with_a_document_is_said,
    a_repeated_upload_is_there_once,
    a_meeting_is_no_archive,
}
