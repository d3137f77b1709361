//! Files of knowledge products: what comes in goes out again, whole or in parts, for whoever sees the product.

use super::products::{product, put};
use crate::support::{Answer, App, Client, Engine, until};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::json;
use std::fs;
use wps_network::db::Id;

/// A PDF of this many bytes, none like the other.
pub fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut state = 1325_u64;
    while bytes.len() < size {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(size);
    bytes
}

pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes)
        .as_ref()
        .to_vec()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The files of a public, published product of the test's own.
fn shelf(app: &App) -> String {
    format!(
        "/v1/knowledge-products/{}/files",
        product(app, "2018-05-01", "public", "published")
    )
}

fn encoded(text: &str) -> String {
    text.bytes()
        .fold(String::new(), |text, byte| format!("{text}%{byte:02X}"))
}

#[track_caller]
fn add(client: &Client, files: &str, language: &str, name: &str, content: &[u8]) -> Answer {
    client.upload(
        &format!("{files}?language={language}&name={}", encoded(name)),
        content,
    )
}

fn content(client: &Client, file: &Answer) -> Answer {
    client.get(&format!("{}/content", file.header("location")))
}

fn a_file_in_each_of_the_six_languages(app: &App) {
    let (officer, files) = (app.secretariat(), shelf(app));
    let names = [
        ("ar", "المرأة والسلام والأمن.pdf", pdf(10)),
        ("zh", "妇女、和平与安全.txt", "安全理事会".as_bytes().to_vec()),
        ("en", "S-2018-178 \"Annex\" 100%.pdf", pdf(100_000)),
        ("fr", "Lignes directrices opérationnelles.pdf", pdf(5000)),
        (
            "ru",
            "Женщины и мир.csv",
            "страна,год\r\nНамибия,2017\r\n".as_bytes().to_vec(),
        ),
        ("es", "directrices.pdf", pdf(64 * 1024 + 1)),
    ];
    for (language, name, bytes) in &names {
        let file = add(&officer, &files, language, name, bytes).expect(201);
        assert_eq!(file["name"], *name);
        assert_eq!(file["language"], *language);
        assert_eq!(file["size"], bytes.len());
        assert_eq!(file["sha256"], hex(&sha256(bytes)));
        assert_eq!(
            app.public().get(file.header("location")).expect(200).json,
            file.json
        );
        let whole = content(&app.public(), &file).expect(200);
        assert_eq!(whole.bytes, *bytes);
        assert_eq!(whole.header("content-length"), bytes.len().to_string());
        assert_eq!(whole.header("accept-ranges"), "bytes");
        assert_eq!(whole.header("x-content-type-options"), "nosniff");
        assert_eq!(
            whole.header("content-security-policy"),
            "default-src 'none'; sandbox"
        );
        assert_eq!(
            whole.header("repr-digest"),
            format!("sha-256=:{}:", STANDARD.encode(sha256(bytes)))
        );
        assert_eq!(
            whole.etag(),
            format!("\"{}\"", URL_SAFE_NO_PAD.encode(sha256(bytes)))
        );
        let disposition = whole.header("content-disposition");
        assert!(
            disposition.starts_with("attachment; filename=\""),
            "{disposition}"
        );
        if !name.is_ascii() {
            // RFC 8187: all but letters, digits and a few marks is escaped.
            let escaped: String = name
                .bytes()
                .map(|b| {
                    if b.is_ascii_alphanumeric() || b == b'.' {
                        char::from(b).to_string()
                    } else {
                        format!("%{b:02X}")
                    }
                })
                .collect();
            assert!(
                disposition.ends_with(&format!("filename*=UTF-8''{escaped}")),
                "{disposition}"
            );
        }
    }
    let list = app.public().get(&format!("{files}?count=true")).expect(200);
    let languages: Vec<&str> = list
        .data()
        .iter()
        .map(|file| file["language"].as_str().unwrap())
        .collect();
    assert_eq!(languages, ["ar", "en", "es", "fr", "ru", "zh"]);
    assert_eq!(list["total"], 6);
    let french = app
        .public()
        .get(&format!("{files}?language=fr&count=true"))
        .expect(200);
    assert_eq!((french.data().len(), &french["total"]), (1, &json!(1)));
    let page = app
        .public()
        .get(&format!("{files}?limit=4&sort=-created_at"))
        .expect(200);
    let rest = format!(
        "{files}?limit=4&sort=-created_at&cursor={}",
        page["next"].as_str().unwrap()
    );
    let rest = app.public().get(&rest).expect(200);
    let backwards: Vec<&str> = page
        .data()
        .iter()
        .chain(rest.data())
        .map(|file| file["language"].as_str().unwrap())
        .collect();
    assert_eq!(backwards, ["es", "ru", "fr", "en", "zh", "ar"]);
}

fn a_part_is_given_as_it_is_asked_for(app: &App) {
    let bytes = pdf(100_000);
    let file = add(&app.secretariat(), &shelf(app), "en", "a.pdf", &bytes).expect(201);
    let ask = |range: &str, if_range: Option<&str>| {
        let client = app.public().with_header("Range", range);
        let client = if_range.map_or(client.clone(), |tag| client.with_header("If-Range", tag));
        content(&client, &file)
    };
    for (range, from, to) in [
        ("bytes=0-0", 0, 1),
        ("bytes=99990-", 99_990, 100_000),
        ("bytes=-7", 99_993, 100_000),
        ("bytes=8190-90000", 8190, 90_001),
    ] {
        let part = ask(range, None).expect(206);
        assert_eq!(part.bytes, bytes[from..to], "{range}");
        assert_eq!(
            part.header("content-range"),
            format!("bytes {from}-{}/100000", to - 1)
        );
        assert_eq!(part.header("content-length"), (to - from).to_string());
    }
    let whole = content(&app.public(), &file).expect(200);
    ask("bytes=5-", Some(whole.etag())).expect(206);
    // Another version, more than one range, or none: the whole.
    for (range, if_range) in [
        ("bytes=5-", Some("\"another\"")),
        ("bytes=0-1,4-5", None),
        ("bytes=9-1", None),
        ("pages=1", None),
    ] {
        assert_eq!(ask(range, if_range).expect(200).bytes, bytes, "{range}");
    }
    let beyond = ask("bytes=100000-", None).refused(416, None);
    assert_eq!(beyond.header("content-range"), "bytes */100000");
    let known = app
        .public()
        .with_header("If-None-Match", whole.etag())
        .with_header("Range", "bytes=0-1");
    content(&known, &file).expect(304);
    let head = app
        .public()
        .send("HEAD", &format!("{}/content", file.header("location")), &[], b"")
        .expect(200);
    assert_eq!(head.header("content-length"), "100000");
    app.public()
        .with_header("Accept", "image/png")
        .get(&format!("{}/content", file.header("location")))
        .refused(406, None);
}

fn what_is_not_what_its_name_says_is_refused(app: &App) {
    let (officer, files) = (app.secretariat(), shelf(app));
    let send = |name: &str, content: &[u8]| add(&officer, &files, "en", name, content);
    send("a.png", &pdf(100))
        .refused(422, None)
        .fault("?name", "media_type");
    send("a.pdf", b"\x89PNG\r\n\x1a\n0000")
        .refused(422, None)
        .fault("?name", "media_type");
    send("a.pdf", b"plain words")
        .refused(422, None)
        .fault("?name", "media_type");
    send("a.txt", b"words\0")
        .refused(422, None)
        .fault("?name", "media_type");
    send("a.txt", "words\u{e9}".as_bytes().split_last().unwrap().1)
        .refused(422, None)
        .fault("?name", "media_type");
    send("a.pdf", b"").refused(422, None).fault("", "empty");
    for (name, content) in [
        ("a.exe", &b"MZ\x90\0"[..]),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg/>"),
        ("a.pdf", b"MZ\x90\0"),
        ("a.txt", b"<html>"),
    ] {
        send(name, content).refused(415, None);
    }
    for name in ["../a.pdf", "a/b.pdf", "a\\b.pdf", ".pdf", "pdf", " a.pdf"] {
        send(name, &pdf(10)).refused(400, None).fault("?name", "pattern");
    }
    add(&officer, &files, "english", "a.pdf", &pdf(10))
        .refused(400, None)
        .fault("?language", "pattern");
    add(&officer, &files, "en-a", "a.pdf", &pdf(10))
        .refused(400, None)
        .fault("?language", "language");
    let path = format!("{files}?language=en&name=a.pdf");
    officer
        .send("POST", &path, &[("Content-Type", "application/pdf")], &pdf(10))
        .refused(415, None);
    let digest = |value: &str| {
        officer
            .with_header("Content-Digest", value)
            .upload(&path, &pdf(10))
    };
    digest("sha-256=:nonsense:")
        .refused(400, None)
        .fault("Content-Digest", "digest");
    let other = format!("sha-256=:{}:", STANDARD.encode(sha256(b"another")));
    digest(&other)
        .refused(422, None)
        .fault("Content-Digest", "digest");
    assert!(app.public().get(&files).expect(200).data().is_empty());
    assert_eq!(
        fs::read_dir(app.files()).unwrap().count(),
        0,
        "something was stored"
    );
    let right = format!("sha-256=:{}:", STANDARD.encode(sha256(&pdf(10))));
    digest(&right).expect(201);
}

fn what_is_too_large_is_refused(app: &App) {
    let small = app.second_instance_with(|settings| settings.files.limit_mb = 1);
    let path = format!("{}?language=en&name=a.pdf", shelf(app));
    let limit = 1024 * 1024;
    small
        .secretariat()
        .upload(&path, &pdf(limit + 1))
        .refused(413, None);
    // Nobody says beforehand how much it is.
    let status = ureq::post(format!("{}{path}", small.address()))
        .config()
        .http_status_as_error(false)
        .build()
        .header(
            "Authorization",
            format!("Bearer {}", small.secretariat().sign_in().unwrap()),
        )
        .header("Content-Type", "application/octet-stream")
        .send(ureq::SendBody::from_reader(&mut &pdf(limit + 1)[..]))
        .unwrap()
        .status();
    assert_eq!(status, 413);
    small.secretariat().upload(&path, &pdf(limit)).expect(201);
    // In parts, too.
    let large = pdf(12 * 1024 * 1024 + 17);
    let file = add(&app.secretariat(), &shelf(app), "en", "a.pdf", &large).expect(201);
    assert_eq!(content(&app.public(), &file).expect(200).bytes, large);
}

fn files_are_seen_as_their_product_is(app: &App) {
    let officer = app.secretariat();
    for visibility in ["public", "network"] {
        for status in ["draft", "in_review", "published"] {
            let id = product(app, "2018-05-01", visibility, "draft");
            let files = format!("/v1/knowledge-products/{id}/files");
            let file = add(&officer, &files, "en", "a.pdf", &pdf(10)).expect(201);
            put(app, &id, status);
            let callers = [
                (app.public(), visibility == "public" && status == "published"),
                (app.member("NAM"), status == "published"),
                (app.secretariat(), true),
            ];
            for (caller, sees) in callers {
                let path = file.header("location");
                let missing = [
                    "/v1/knowledge-products/0198f0a2-5b1c-7d3e-8a4f-000000000000/files".to_owned(),
                    format!("{files}/0198f0a2-5b1c-7d3e-8a4f-000000000000"),
                    format!("{files}/0198f0a2-5b1c-7d3e-8a4f-000000000000/content"),
                ];
                for (path, missing) in [files.clone(), path.to_owned(), format!("{path}/content")]
                    .iter()
                    .zip(missing)
                {
                    let answer = caller.get(path);
                    if sees {
                        answer.expect(200);
                    } else {
                        assert_eq!(
                            answer.refused(404, None).without_instance(),
                            caller.get(&missing).refused(404, None).without_instance()
                        );
                    }
                }
            }
            // Not at another product's path either.
            let other = shelf(app);
            officer.get(&format!("{other}/{}", file.id())).refused(404, None);
        }
    }
    let path = format!("{}?language=en&name=a.pdf", shelf(app));
    app.member("NAM").upload(&path, &pdf(10)).refused(403, None);
    officer
        .upload(
            "/v1/knowledge-products/0198f0a2-5b1c-7d3e-8a4f-000000000000/files?language=en&name=a.pdf",
            &pdf(10),
        )
        .refused(404, None);
}

fn files_rest_under_review_and_once_superseded(app: &App) {
    let officer = app.secretariat();
    let id = product(app, "2018-05-01", "public", "draft");
    let files = format!("/v1/knowledge-products/{id}/files");
    let file = add(&officer, &files, "en", "a.pdf", &pdf(10)).expect(201);
    let path = file.header("location");
    for status in ["in_review", "superseded"] {
        put(app, &id, status);
        add(&officer, &files, "fr", "a.pdf", &pdf(10)).refused(409, Some("secretariat.knowledge"));
        officer
            .delete(path, "*")
            .refused(409, Some("secretariat.knowledge"));
        assert_eq!(content(&officer, &file).expect(200).bytes, pdf(10));
    }
    assert_eq!(objects(app), 1, "what is refused is not even taken in");
    put(app, &id, "published");
    add(&officer, &files, "fr", "a.pdf", &pdf(10)).expect(201);
    officer.delete(path, "*").expect(204);
    let product = officer.get(&format!("/v1/knowledge-products/{id}")).expect(200);
    assert_eq!(product["languages"], json!(["en", "fr"]));
}

fn others_learn_of_files_as_far_as_they_see_them(app: &App) {
    let officer = app.secretariat();
    let from = app.public().get("/v1/events?from=now").expect(200)["next"]
        .as_str()
        .unwrap()
        .to_owned();
    let from_officer = officer.get("/v1/events?from=now").expect(200)["next"]
        .as_str()
        .unwrap()
        .to_owned();
    let draft = product(app, "2018-05-01", "public", "draft");
    add(
        &officer,
        &format!("/v1/knowledge-products/{draft}/files"),
        "en",
        "a.pdf",
        &pdf(10),
    )
    .expect(201);
    let file = add(&officer, &shelf(app), "en", "a.pdf", &pdf(10)).expect(201);
    let told = |client: &Client, after: &str| {
        let events = client
            .get(&format!("/v1/events?after={after}&resource=files"))
            .expect(200);
        events
            .data()
            .iter()
            .map(|event| event["subject"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&app.public(), &from), [file.header("location")]);
    assert_eq!(told(&officer, &from_officer).len(), 2);
}

fn one_file_in_a_language_of_a_kind(app: &App) {
    let (officer, files) = (app.secretariat(), shelf(app));
    let file = add(&officer, &files, "en", "a.pdf", &pdf(10)).expect(201);
    add(&officer, &files, "en", "b.pdf", &pdf(20)).refused(409, None);
    add(&officer, &files, "en", "a.txt", b"the same in words").expect(201);
    let path = file.header("location");
    officer
        .delete(path, officer.get(path).expect(200).etag())
        .expect(204);
    app.public().get(path).refused(404, None);
    app.public().get(&format!("{path}/content")).refused(404, None);
    add(&officer, &files, "en", "b.pdf", &pdf(20)).expect(201);
}

/// The objects in the folder.
fn objects(app: &App) -> usize {
    fs::read_dir(app.files()).unwrap().count()
}

fn what_nothing_names_is_swept_after_a_day(app: &App) {
    let (officer, files) = (app.secretariat(), shelf(app));
    let file = add(&officer, &files, "en", "a.pdf", &pdf(10)).expect(201);
    let kept = add(&officer, &files, "fr", "a.pdf", &pdf(20)).expect(201);
    // Refused when all of it had come: it is in the store, and nothing names it.
    add(&officer, &files, "fr", "b.pdf", &pdf(30)).refused(409, None);
    officer.delete(file.header("location"), "*").expect(204);
    let named: Vec<Id> = vec![Id::parse(kept["id"].as_str().unwrap()).unwrap()];
    assert_eq!(
        app.row_count("knowledge_files"),
        i64::try_from(named.len()).unwrap()
    );
    let loose = app.row_count("loose_objects");
    assert!(loose >= 2, "{loose}");
    app.set_now("2018-06-02T08:59:59Z");
    drop(app.second_instance());
    assert_eq!(app.row_count("loose_objects"), loose);
    app.set_now("2018-06-02T09:00:01Z");
    let _sweeps = app.second_instance();
    until("the store is swept", || app.row_count("loose_objects") == 0);
    assert_eq!(objects(app), 1);
    assert_eq!(content(&app.public(), &kept).expect(200).bytes, pdf(20));
}

fn a_repeated_upload_is_stored_once(app: &App) {
    let (officer, files) = (app.secretariat(), shelf(app));
    let path = format!("{files}?language=en&name=a.pdf");
    let again = officer.with_header("Idempotency-Key", "upload-1");
    let first = again.upload(&path, &pdf(100)).expect(201);
    let second = again.upload(&path, &pdf(100)).expect(201);
    assert_eq!(second.header("idempotent-replayed"), "true");
    assert_eq!(first.json, second.json);
    assert_eq!(objects(app), 1);
    again
        .upload(&path, &pdf(101))
        .refused(422, None)
        .fault("Idempotency-Key", "reused");
    again
        .upload(&format!("{files}?language=fr&name=a.pdf"), &pdf(100))
        .refused(422, None);
    assert_eq!((objects(app), app.row_count("loose_objects")), (1, 0));
}

fn a_lost_object_is_our_fault_and_said(app: &App) {
    if app.engine() == Engine::Postgres {
        return; // the same code
    }
    let file = add(&app.secretariat(), &shelf(app), "en", "a.pdf", &pdf(100)).expect(201);
    let object = fs::read_dir(app.files()).unwrap().next().unwrap().unwrap().path();
    fs::write(&object, b"cut").unwrap();
    let url = format!("{}{}/content", app.address(), file.header("location"));
    let status = |url: &str| {
        ureq::get(url)
            .config()
            .http_status_as_error(false)
            .build()
            .call()
            .unwrap()
            .status()
    };
    assert_eq!(status(&url), 500);
    fs::remove_file(&object).unwrap();
    assert_eq!(status(&url), 500);
}

cases! {
    a_file_in_each_of_the_six_languages,
    a_part_is_given_as_it_is_asked_for,
    what_is_not_what_its_name_says_is_refused,
    what_is_too_large_is_refused,
    files_are_seen_as_their_product_is,
    files_rest_under_review_and_once_superseded,
    others_learn_of_files_as_far_as_they_see_them,
    one_file_in_a_language_of_a_kind,
    what_nothing_names_is_swept_after_a_day,
    a_repeated_upload_is_stored_once,
    a_lost_object_is_our_fault_and_said,
}
