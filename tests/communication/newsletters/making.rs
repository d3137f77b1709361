//! From a draft to readers' mail.

use super::{HOSTILE, PATH, draft_with, drafted, in_section, issue, out, published, step};
use crate::mail::{MailServer, local, mailing, subscribed};
use crate::support::{App, one_wins, race_rounds};
use crate::webhooks::until;
use serde_json::json;

fn an_issue_is_built_reviewed_and_published(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let lesson = published(&namibia, in_section("lessons_and_best_practices", "A lesson"));
    let second = published(&namibia, in_section("member_action", "A second action"));
    let first = published(&namibia, in_section("member_action", "A first action"));
    let made = secretariat
        .post(PATH, issue(1, &[&lesson, &first, &second]))
        .expect(201);
    let id = made.id();
    let titles = |answer: &crate::support::Answer| -> Vec<String> {
        let items = answer["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["title"]["en"].as_str().unwrap().to_owned())
            .collect()
    };
    // In the order of the guidelines' sections, and in each as arranged; no section has to be there.
    assert_eq!(titles(&made), ["A first action", "A second action", "A lesson"]);
    assert_eq!(made["items"][0]["update_id"], first);
    assert_eq!(made["items"][0]["member_id"], app.member_id("NAM"));
    assert_eq!(
        (&made["status"], &made["visibility"]),
        (&json!("draft"), &json!("public"))
    );
    let path = format!("{PATH}/{id}");
    let changed = secretariat
        .patch(
            &path,
            made.etag(),
            json!({"update_ids": [second, first, lesson], "introduction": null}),
        )
        .expect(200);
    assert_eq!(
        titles(&changed),
        ["A second action", "A first action", "A lesson"]
    );
    assert_eq!(changed["introduction"], json!(null));
    // Until it is out, it is the secretariat's.
    for reader in [app.public(), namibia.clone()] {
        reader.get(&path).refused(404, None);
        reader.get(&format!("{path}/html")).refused(404, None);
        assert_eq!(reader.get(&format!("{PATH}?count=true")).expect(200)["total"], 0);
    }
    assert_eq!(
        namibia.get(&format!("/v1/updates/{first}")).expect(200)["newsletter_ids"],
        json!([])
    );
    step(&secretariat, &id, "publish").refused(409, None);
    assert_eq!(
        step(&secretariat, &id, "submit").expect(200)["status"],
        "in_review"
    );
    step(&secretariat, &id, "submit").refused(409, None);
    let etag = secretariat.get(&path).expect(200).etag().to_owned();
    secretariat
        .patch(&path, &etag, json!({"number": 2}))
        .refused(409, None);
    assert_eq!(step(&secretariat, &id, "return").expect(200)["status"], "draft");
    step(&secretariat, &id, "return").refused(409, None);
    step(&secretariat, &id, "submit").expect(200);
    let done = step(&secretariat, &id, "publish").expect(200);
    assert_eq!(
        (&done["status"], &done["published_at"]),
        (&json!("published"), &json!("2018-06-01T09:00:00Z"))
    );
    for again in ["submit", "return", "publish"] {
        step(&secretariat, &id, again).refused(409, None);
    }
    assert_eq!(app.public().get(&path).expect(200).json, done.json);
    assert_eq!(
        app.public()
            .get(&format!("{PATH}?sort=-published_at"))
            .expect(200)
            .data()[0],
        done.json
    );
    // Where an update was shared, everyone learns who may read both.
    assert_eq!(
        app.public().get(&format!("/v1/updates/{first}")).expect(200)["newsletter_ids"],
        json!([id])
    );
    assert_eq!(
        app.public().get("/v1/updates").expect(200).data()[0]["newsletter_ids"],
        json!([id])
    );
    // What is withdrawn since is not read any more.
    namibia
        .post_empty(&format!("/v1/updates/{second}/withdraw"))
        .expect(200);
    assert_eq!(
        titles(&app.public().get(&path).expect(200)),
        ["A first action", "A lesson"]
    );
    assert!(
        !app.public()
            .get(&format!("{path}/html"))
            .expect(200)
            .text
            .contains("A second action")
    );
}

fn only_what_members_share_stands_in_an_issue(app: &App) {
    const CLAUSE: Option<&str> = Some("newsletter.contents");
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let open = published(&namibia, in_section("member_action", "Open"));
    let closed = published(&namibia, draft_with(json!({"visibility": "network"})));
    let unpublished = drafted(&namibia, draft_with(json!({})));
    let post = |ids: &[&str]| secretariat.post(PATH, issue(1, ids));
    post(&[&unpublished])
        .refused(422, CLAUSE)
        .fault("/update_ids/0", "not_published");
    post(&[&open, &closed])
        .refused(422, CLAUSE)
        .fault("/update_ids/1", "not_public");
    post(&[&open, &open])
        .refused(422, CLAUSE)
        .fault("/update_ids/1", "repeated");
    post(&["0198f0a2-5b1c-7d3e-8a4f-000000000000"])
        .refused(422, CLAUSE)
        .fault("/update_ids/0", "unknown");
    let mut wrong = issue(1, &[]);
    wrong["ends_on"] = json!("2017-12-31");
    wrong["language"] = json!("es");
    secretariat
        .post(PATH, wrong)
        .refused(422, None)
        .fault("/ends_on", "too_early")
        .fault("/title", "original_missing")
        .fault("/introduction", "original_missing");
    // An issue for the Network may hold both.
    let mut network = issue(1, &[&open, &closed]);
    network["visibility"] = json!("network");
    let made = secretariat.post(PATH, network).expect(201);
    let path = format!("{PATH}/{}", made.id());
    secretariat
        .patch(&path, made.etag(), json!({"visibility": "public"}))
        .refused(422, CLAUSE)
        .fault("/update_ids/1", "not_public");
    secretariat.post(PATH, issue(1, &[&open])).refused(409, None);
    step(&secretariat, &made.id(), "submit").expect(200);
    namibia
        .post_empty(&format!("/v1/updates/{open}/withdraw"))
        .expect(200);
    step(&secretariat, &made.id(), "publish").refused(409, CLAUSE);
    step(&secretariat, &made.id(), "return").expect(200);
    let etag = secretariat.get(&path).expect(200).etag().to_owned();
    secretariat
        .patch(&path, &etag, json!({"update_ids": []}))
        .expect(200);
    step(&secretariat, &made.id(), "submit").refused(409, CLAUSE);
    let etag = secretariat.get(&path).expect(200).etag().to_owned();
    secretariat
        .patch(&path, &etag, json!({"update_ids": [closed]}))
        .expect(200);
    step(&secretariat, &made.id(), "submit").expect(200);
    step(&secretariat, &made.id(), "publish").expect(200);
    // It is for members alone, and so is where the update was shared.
    app.public().get(&path).refused(404, None);
    app.public().get(&format!("{path}/text")).refused(404, None);
    assert_eq!(
        app.member("ESP").get(&path).expect(200)["items"][0]["update_id"],
        closed
    );
    assert!(
        !app.public()
            .get("/v1/feeds/newsletters")
            .expect(200)
            .text
            .contains("From plans")
    );
    assert!(
        app.member("ESP")
            .get("/v1/feeds/newsletters")
            .expect(200)
            .text
            .contains("From plans")
    );
    assert!(
        !app.public()
            .get("/v1/events")
            .expect(200)
            .text
            .contains("newsletter.")
    );
    assert_eq!(app.row_count("mailings"), 0);
}

fn of_two_at_once_one_is_published(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let other = app.second_instance();
    let there = other.secretariat();
    let update = published(&namibia, in_section("member_action", "Open"));
    race_rounds(|round| {
        let number = i32::try_from(round).unwrap() + 1;
        let id = secretariat.post(PATH, issue(number, &[&update])).expect(201).id();
        step(&secretariat, &id, "submit").expect(200);
        one_wins(&[&|| step(&secretariat, &id, "publish"), &|| {
            step(&there, &id, "publish")
        }]);
        assert_eq!(
            app.row_count("events WHERE action = 'newsletter.published'"),
            i64::from(number)
        );
    });
}

fn it_goes_to_readers_by_mail(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let namibia = app.member("NAM");
    subscribed(&instance, &server, "english@example.org", "en-GB");
    subscribed(&instance, &server, "french@example.org", "fr");
    let gone = subscribed(&instance, &server, "gone@example.org", "en");
    instance
        .public()
        .post(
            "/v1/newsletter-subscriptions",
            json!({"email": "pending@example.org", "language": "en"}),
        )
        .expect(202);
    server.wait_for(4);
    let update = published(&namibia, draft_with(json!({"body": {"en": HOSTILE}})));
    out(&instance.secretariat(), issue(7, &[&update]));
    let got = server.wait_for(7).split_off(4);
    let to = |address: &str| {
        got.iter()
            .find(|mail| mail.to == [address])
            .unwrap_or_else(|| panic!("nothing to {address}"))
    };
    let english = to("english@example.org");
    assert_eq!(
        english.message().subject(),
        Some("Newsletter, Issue 7: From plans to practice")
    );
    assert!(
        to("french@example.org")
            .message()
            .subject()
            .unwrap()
            .ends_with("Des plans à la pratique")
    );
    assert!(
        to("french@example.org")
            .text()
            .contains("Se désabonner: http://wps.test/v1/newsletter-subscriptions/")
    );
    assert!(
        english.html().contains("&lt;script&gt;") && !english.html().contains("{{"),
        "{}",
        english.html()
    );
    assert_eq!(
        english.header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    // What the mail program sends for the reader who has had enough.
    let link = to("gone@example.org").header("List-Unsubscribe");
    let link = link.trim_matches(['<', '>']);
    assert!(link.contains(&gone) && to("gone@example.org").html().contains(link));
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    app.public()
        .send_once("POST", local(link), &form, b"List-Unsubscribe=One-Click")
        .expect(200);
    until("all are done", || {
        (app.row_count("mail_messages WHERE state <> 'sent'") == 0).then_some(())
    });
    out(&instance.secretariat(), issue(8, &[&update]));
    let next = server.wait_for(9).split_off(7);
    let mut readers: Vec<String> = next.iter().flat_map(|mail| mail.to.clone()).collect();
    readers.sort();
    assert_eq!(readers, ["english@example.org", "french@example.org"]);
}

fn an_issue_for_many_is_turned_into_messages_in_parts(app: &App) {
    use wps_network::auth::Sealer;
    use wps_network::communication::mailroom::mailing::next_part;
    let update = published(&app.member("NAM"), draft_with(json!({})));
    for number in 0..450 {
        let wish = json!({"email": format!("reader-{number}@example.org"), "language": "en"});
        app.public()
            .post("/v1/newsletter-subscriptions", wish)
            .expect(202);
    }
    app.execute("UPDATE newsletter_subscriptions SET status = 'confirmed', confirmed_at = mailed_at");
    app.execute("DELETE FROM mail_messages");
    out(&app.secretariat(), issue(1, &[&update]));
    let now = app.clock.now();
    // Beside the worker of the instance, which does the same.
    let mut parts = 0;
    while app
        .write(move |conn| {
            let sealer = Sealer::load(conn, None)?;
            next_part(conn, &sealer, "http://wps.test", now.into())
        })
        .unwrap()
    {
        parts += 1;
    }
    assert!(parts <= 3, "{parts} parts");
    until("all of them", || (app.row_count("mailings") == 0).then_some(()));
    assert_eq!(app.row_count("mail_messages"), 450);
    assert_eq!(
        app.texts("SELECT 'x' AS text FROM mail_messages GROUP BY subscription_id")
            .len(),
        450
    );
}

cases! {
    an_issue_is_built_reviewed_and_published,
    only_what_members_share_stands_in_an_issue,
    of_two_at_once_one_is_published,
    it_goes_to_readers_by_mail,
    an_issue_for_many_is_turned_into_messages_in_parts,
}
