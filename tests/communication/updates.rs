//! From a draft to a published update, and back again.

use super::{agenda_item, draft, draft_with, drafted, published};
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

fn a_member_drafts_publishes_and_withdraws(app: &App) {
    let namibia = app.member("NAM");
    let made = namibia.post("/v1/updates", draft()).expect(201);
    let path = format!("/v1/updates/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["member_id"], app.member_id("NAM"));
    assert_eq!(made["status"], "draft");
    assert_eq!(made["title"], draft()["title"]);
    assert_eq!(made["body"], draft()["body"]);
    assert_eq!(made["focus_areas"], json!(["action_plans", "participation"]));
    assert_eq!(made["agenda_item_id"], json!(null));
    assert_eq!(made["published_at"], json!(null));
    assert_eq!(made["created_at"], "2018-06-01T09:00:00Z");
    let read = namibia.get(&path).expect(200);
    assert_eq!(
        (read.text.as_str(), read.etag()),
        (made.text.as_str(), made.etag())
    );

    app.set_now("2018-06-02T10:00:00.123456Z");
    let shared = namibia.post_empty(&format!("{path}/publish")).expect(200);
    assert_eq!(shared["status"], "published");
    assert_eq!(shared["published_at"], "2018-06-02T10:00:00.123456Z");
    assert_eq!(shared["updated_at"], shared["published_at"]);
    assert_eq!(app.public().get(&path).expect(200).text, shared.text);

    app.set_now("2018-06-03T10:00:00Z");
    let back = namibia.post_empty(&format!("{path}/withdraw")).expect(200);
    assert_eq!(back["status"], "withdrawn");
    assert_eq!(back["published_at"], shared["published_at"]);
    assert_eq!(back["withdrawn_at"], "2018-06-03T10:00:00Z");
    app.public().get(&path).refused(404, None);
    for table in ["events", "audit_entries"] {
        let kept = |version: i32, action: &str| {
            app.row_count(&format!(
                "{table} WHERE resource = 'updates' AND version = {version} AND action = 'update.{action}'"
            ))
        };
        assert_eq!(
            [kept(1, "drafted"), kept(2, "published"), kept(3, "withdrawn")],
            [1, 1, 1]
        );
    }
}

fn it_is_for_the_network_unless_it_says_public(app: &App) {
    let body = json!({"section": "proceedings", "title": {"fr": "Réunion", "en": "Meeting"}, "body": {"fr": "…"}, "language": "fr"});
    let made = app.member("FRA").post("/v1/updates", body).expect(201);
    assert_eq!(made["visibility"], "network");
    assert_eq!(made["focus_areas"], json!([]));
    assert_eq!(made["title"], json!({"en": "Meeting", "fr": "Réunion"}));
}

fn only_members_write(app: &App) {
    app.public().post("/v1/updates", draft()).refused(401, None);
    app.secretariat().post("/v1/updates", draft()).refused(403, None);
    let path = format!("/v1/updates/{}", drafted(&app.member("NAM"), draft()));
    let secretariat = app.secretariat();
    let etag = secretariat.get(&path).expect(200).etag().to_owned();
    secretariat.patch(&path, &etag, json!({})).refused(403, None);
    secretariat
        .post_empty(&format!("{path}/publish"))
        .refused(403, None);
    app.public()
        .post_empty(&format!("{path}/withdraw"))
        .refused(401, None);
}

fn a_draft_is_checked(app: &App) {
    let namibia = app.member("NAM");
    let refuse = |changes| {
        namibia
            .post("/v1/updates", draft_with(changes))
            .refused(422, None)
    };
    refuse(json!({"section": "opinion"})).fault("/section", "not_one_of");
    refuse(json!({"focus_areas": ["peace"]})).fault("/focus_areas/0", "not_one_of");
    refuse(json!({"focus_areas": ["participation", "participation"]})).fault("/focus_areas", "repeated");
    refuse(json!({"title": {}})).fault("/title", "too_few");
    refuse(json!({"title": {"en": ""}})).fault("/title/en", "empty");
    refuse(json!({"title": {"en": "x".repeat(301)}})).fault("/title/en", "too_long");
    refuse(json!({"body": {"en": "x".repeat(20_001)}})).fault("/body/en", "too_long");
    refuse(json!({"body": {"en": "a\u{0}b"}})).fault("/body/en", "control_character");
    refuse(json!({"title": {"en": "One", "not a language": "x"}})).fault("/title", "language");
    refuse(json!({"language": "not a language"})).fault("/language", "invalid");
    refuse(json!({"language": "fr"}))
        .fault("/title", "original_missing")
        .fault("/body", "original_missing");
    refuse(json!({"member_id": app.member_id("ESP")})).fault("/member_id", "unknown");
    refuse(json!({"visibility": "secretariat"})).fault("/visibility", "not_one_of");
    refuse(json!({"agenda_item_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"}))
        .fault("/agenda_item_id", "unknown");
    namibia
        .post("/v1/updates", json!({}))
        .refused(422, None)
        .fault("/section", "required")
        .fault("/title", "required")
        .fault("/body", "required")
        .fault("/language", "required");
    let longest = json!({"title": {"en": "é".repeat(300)}, "body": {"en": "é".repeat(20_000)}});
    let longest = namibia.post("/v1/updates", draft_with(longest)).expect(201);
    assert_eq!(longest["body"]["en"].as_str().unwrap().chars().count(), 20_000);
    assert_eq!(app.row_count("updates"), 1);
}

/// Changes whatever version there is.
fn change(client: &Client, path: &str, body: Value) -> Answer {
    let before = client.get(path).expect(200);
    client.patch(path, before.etag(), body)
}

fn a_change_merges(app: &App) {
    let namibia = app.member("NAM");
    let item = agenda_item(app, "network");
    let made = namibia
        .post("/v1/updates", draft_with(json!({"agenda_item_id": item})))
        .expect(201);
    assert_eq!(made["agenda_item_id"], item);
    let path = format!("/v1/updates/{}", made.id());
    let change = |body| change(&namibia, &path, body);
    let changeable = [
        "section",
        "title",
        "body",
        "language",
        "focus_areas",
        "visibility",
        "agenda_item_id",
    ];
    // What is absent stays.
    let same = change(json!({})).expect(200);
    for field in changeable {
        assert_eq!(same[field], made[field], "{field}");
    }
    // What is there is replaced as a whole, and null empties what may be empty.
    let other = json!({
        "section": "innovation", "focus_areas": ["capacity_building"], "visibility": "network", "agenda_item_id": null
    });
    let changed = change(other.clone()).expect(200);
    for (field, value) in other.as_object().unwrap() {
        assert_eq!(&changed[field.as_str()], value, "{field}");
    }
    assert_eq!(
        change(json!({"focus_areas": []})).expect(200)["focus_areas"],
        json!([])
    );
    for field in changeable.iter().filter(|field| **field != "agenda_item_id") {
        change(json!({*field: null}))
            .refused(422, None)
            .fault(&format!("/{field}"), "type");
    }
    let refuse = |body, pointer: &str, code: &str| drop(change(body).refused(422, None).fault(pointer, code));
    refuse(json!({"status": "published"}), "/status", "unknown");
    refuse(json!({"focus_areas": ["peace"]}), "/focus_areas/0", "not_one_of");
    let missing = json!({"agenda_item_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"});
    refuse(missing, "/agenda_item_id", "unknown");
}

/// RFC 7396 goes inside objects: a language is added, replaced or taken away, and the others stay.
fn a_change_merges_languages(app: &App) {
    let namibia = app.member("NAM");
    let path = format!("/v1/updates/{}", drafted(&namibia, draft()));
    let change = |body| change(&namibia, &path, body);
    let more = change(json!({"title": {"fr": "Deuxième plan", "es": "Segundo plan"}})).expect(200);
    assert_eq!(
        more["title"],
        json!({"en": draft()["title"]["en"], "es": "Segundo plan", "fr": "Deuxième plan"})
    );
    let less = change(json!({"title": {"es": null, "en": "Second plan", "ar": null}})).expect(200);
    assert_eq!(less["title"], json!({"en": "Second plan", "fr": "Deuxième plan"}));
    let refuse = |body, pointer: &str, code: &str| drop(change(body).refused(422, None).fault(pointer, code));
    refuse(json!({"title": {"en": null}}), "/title", "original_missing");
    refuse(json!({"title": {"xx yy": "x"}}), "/title", "language");
    refuse(json!({"title": {"en": ""}}), "/title/en", "empty");
    // Another original, when both texts have it.
    refuse(json!({"language": "fr"}), "/body", "original_missing");
    let french = change(json!({"language": "fr", "body": {"fr": "La Namibie …", "en": null}})).expect(200);
    assert_eq!(french["body"], json!({"fr": "La Namibie …"}));
    // Thirty languages and no more.
    let many: serde_json::Map<_, _> = ('a'..='z')
        .flat_map(|letter| [format!("q{letter}"), format!("x{letter}")])
        .take(29)
        .map(|language| (language, json!("…")))
        .collect();
    refuse(json!({"title": many}), "/title", "too_many");
}

fn a_change_needs_the_version_it_is_made_to(app: &App) {
    let namibia = app.member("NAM");
    let made = namibia.post("/v1/updates", draft()).expect(201);
    let path = format!("/v1/updates/{}", made.id());
    let change = json!({"section": "innovation"});
    let json_body = [("Content-Type", "application/merge-patch+json")];
    namibia.send("PATCH", &path, &json_body, b"{}").refused(428, None);
    namibia
        .patch(&path, "\"another\"", change.clone())
        .refused(412, None);
    namibia
        .patch(&path, &format!("W/{}", made.etag()), change.clone())
        .refused(412, None);
    let changed = namibia.patch(&path, made.etag(), change.clone()).expect(200);
    namibia
        .patch(&path, made.etag(), change.clone())
        .refused(412, None);
    assert_eq!(namibia.get(&path).expect(200).etag(), changed.etag());
    namibia
        .with_header("If-None-Match", changed.etag())
        .get(&path)
        .expect(304);
    namibia
        .with_header("If-None-Match", made.etag())
        .get(&path)
        .expect(200);
    namibia.patch(&path, "*", change).expect(200);
}

fn no_step_is_taken_twice_or_backwards(app: &App) {
    let namibia = app.member("NAM");
    let path = format!("/v1/updates/{}", drafted(&namibia, draft()));
    let step = |name: &str| namibia.post_empty(&format!("{path}/{name}"));
    let change = || {
        let etag = namibia.get(&path).expect(200).etag().to_owned();
        namibia.patch(&path, &etag, json!({"title": {"en": "Corrected"}}))
    };
    let says = |answer: Answer, words: &str| {
        let detail = answer.refused(409, None)["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(words), "{detail}");
    };
    says(step("withdraw"), "is a draft");
    change().expect(200);
    step("publish").expect(200);
    let events = app.row_count("events");
    says(step("publish"), "published already");
    says(change(), "withdraw it and publish a new one");
    step("withdraw").expect(200);
    says(step("withdraw"), "withdrawn already");
    says(step("publish"), "Draft a new one");
    says(change(), "Draft a new one");
    assert_eq!(app.row_count("events"), events + 1);
}

fn a_member_that_left_shares_no_more(app: &App) {
    let namibia = app.member("NAM");
    let draft_path = format!("/v1/updates/{}", drafted(&namibia, draft()));
    let published_path = format!("/v1/updates/{}", published(&namibia, draft()));
    let withdrawal = json!({"on": "2018-06-01", "source": "Note verbale of 1 June 2018"});
    app.secretariat()
        .post(
            &format!("/v1/members/{}/withdraw", app.member_id("NAM")),
            withdrawal,
        )
        .expect(200);
    // Its last day is still one of a member.
    namibia.post("/v1/updates", draft()).expect(201);
    app.set_now("2018-06-02T00:00:00Z");
    namibia.post("/v1/updates", draft()).refused(403, None);
    namibia
        .post_empty(&format!("{draft_path}/publish"))
        .refused(403, None);
    // It reads as everyone does: its draft is out of its sight, and what it shared stays.
    namibia.get(&draft_path).refused(404, None);
    namibia.get(&published_path).expect(200);
    // The secretariat takes it back for it.
    namibia
        .post_empty(&format!("{published_path}/withdraw"))
        .refused(403, None);
    app.secretariat()
        .post_empty(&format!("{published_path}/withdraw"))
        .expect(200);
    app.public().get(&published_path).refused(404, None);
}

fn a_repeated_draft_acts_once(app: &App) {
    let namibia: Client = app.member("NAM").with_header("Idempotency-Key", "one");
    let first = namibia.post("/v1/updates", draft()).expect(201);
    let again = namibia.post("/v1/updates", draft()).expect(201);
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(app.row_count("updates"), 1);
    namibia
        .post("/v1/updates", draft_with(json!({"section": "innovation"})))
        .refused(422, None);
}

cases! {
    a_member_drafts_publishes_and_withdraws,
    it_is_for_the_network_unless_it_says_public,
    only_members_write,
    a_draft_is_checked,
    a_change_merges,
    a_change_merges_languages,
    a_change_needs_the_version_it_is_made_to,
    no_step_is_taken_twice_or_backwards,
    a_member_that_left_shares_no_more,
    a_repeated_draft_acts_once,
}
