//! The newsletter: built from updates in four sections, reviewed, published, and read in several forms.

use super::{draft_with, drafted, published};
use crate::mail::{MailServer, local, mailing, subscribed};
use crate::support::{App, Client, one_wins, race_rounds};
use crate::webhooks::until;
use serde_json::{Value, json};

const PATH: &str = "/v1/newsletters";

fn issue(number: i32, update_ids: &[&str]) -> Value {
    json!({
        "number": number,
        "title": {"en": "From plans to practice", "fr": "Des plans à la pratique"},
        "introduction": {"en": "Dear *members*,", "fr": "Chers *membres*,"},
        "language": "en", "starts_on": "2018-01-01", "ends_on": "2018-03-31",
        "update_ids": update_ids
    })
}

fn in_section(section: &str, title: &str) -> Value {
    draft_with(json!({"section": section, "title": {"en": title}}))
}

fn step(client: &Client, id: &str, step: &str) -> crate::support::Answer {
    client.post_empty(&format!("{PATH}/{id}/{step}"))
}

/// An issue that is out; its id.
#[track_caller]
fn out(secretariat: &Client, body: Value) -> String {
    let id = secretariat.post(PATH, body).expect(201).id();
    step(secretariat, &id, "submit").expect(200);
    step(secretariat, &id, "publish").expect(200);
    id
}

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

/// The text with what would do something if it were taken for more.
const HOSTILE: &str = "It's <script>alert(1)</script> & \"more\" ![](https://tracker.example/x.png) [here](javascript:alert(1)) [page](https://example.org/plan)\n\n# Heading\n\n- one\n- two";

fn it_reads_as_html_and_text(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let update = published(
        &namibia,
        draft_with(json!({
            "title": {"en": "A <plan> & \"budget\"", "ar": "خطة"},
            "body": {"en": HOSTILE, "ar": "اعتمدت ناميبيا خطتها الثانية."}
        })),
    );
    let mut body = issue(3, &[&update]);
    body["title"]["ar"] = json!("من الخطط إلى الممارسة");
    let id = out(&secretariat, body);
    let page = app.public().get(&format!("{PATH}/{id}/html")).expect(200);
    for part in [
        "<html lang=\"en\" dir=\"ltr\">",
        "<h1 lang=\"en\">From plans to practice</h1>",
        "<p>Dear <em>members</em>,</p>",
        "<h2 id=\"member_action\">Member action</h2>",
        "A &lt;plan&gt; &amp; &quot;budget&quot;</h3>",
        "Namibia</a></cite>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<a href=\"https://example.org/plan\">page</a>",
        "<h4>Heading</h4>",
        "<a href=\"?language=fr\" hreflang=\"fr\" lang=\"fr\">fr</a>",
        "name=\"viewport\"",
        "@media print",
        &format!("http://wps.test/v1/updates/{update}"),
    ] {
        assert!(page.text.contains(part), "no {part} in {page}");
    }
    for part in [
        "<script",
        "<img",
        "javascript:",
        "src=",
        "<link",
        "tracker.example",
        "unsubscribe",
    ] {
        assert!(!page.text.contains(part), "{part} in {page}");
    }
    assert!(
        page.header("content-security-policy")
            .starts_with("default-src 'none'; style-src 'sha256-")
    );
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    // Right to left, where the language is; in the nearest language otherwise.
    let arabic = app
        .public()
        .get(&format!("{PATH}/{id}/html?language=ar-EG"))
        .expect(200);
    assert!(arabic.text.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.text.contains("إجراءات الأعضاء"));
    assert!(
        arabic.text.contains("<div lang=\"ar\" dir=\"rtl\"><p>اعتمدت"),
        "{arabic}"
    );
    let french = app
        .public()
        .get(&format!("{PATH}/{id}/html?language=fr"))
        .expect(200);
    assert!(
        french.text.contains("<html lang=\"fr\"")
            && french.text.contains("<h3 lang=\"en\" dir=\"ltr\">A &lt;plan")
    );
    app.public()
        .get(&format!("{PATH}/{id}/html?language=de"))
        .expect(200);
    app.public()
        .get(&format!("{PATH}/{id}/html?language=x_y"))
        .refused(400, None);
    let text = app
        .public()
        .get(&format!("{PATH}/{id}/text?language=fr"))
        .expect(200);
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    for part in [
        "Lettre d’information, Numéro 3\n",
        "Des plans à la pratique\n2018-01-01 – 2018-03-31\n",
        "\nAction des membres\n==================\n",
        "A <plan> & \"budget\"\nNamibia\n",
        HOSTILE,
    ] {
        assert!(text.text.contains(part), "no {part} in {text}");
    }
    app.public()
        .with_header("Accept", "image/png")
        .get(&format!("{PATH}/{id}/html"))
        .refused(406, None);
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
    use wps_network::communication::mail::mailing::next_part;
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

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn it_is_followed_in_a_feed_reader(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let empty = app.public().get("/v1/feeds/updates").expect(200);
    assert!(roxmltree::Document::parse(&empty.text).is_ok());
    let hostile = draft_with(json!({"title": {"en": "A <plan> & \"budget\""}, "body": {"en": HOSTILE}}));
    let update = published(&namibia, hostile);
    app.set_now("2018-06-01T10:00:00Z");
    let closed = published(&namibia, draft_with(json!({"visibility": "network"})));
    drafted(&namibia, draft_with(json!({})));
    let id = out(&secretariat, issue(3, &[&update]));
    for (path, client, expected) in [
        ("/v1/feeds/updates", app.public(), vec![&update]),
        ("/v1/feeds/updates", app.member("ESP"), vec![&closed, &update]),
        ("/v1/feeds/newsletters", app.public(), vec![&id]),
    ] {
        let answer = client.get(path).expect(200);
        assert_eq!(
            answer.header("content-type"),
            "application/atom+xml; charset=utf-8"
        );
        let feed = roxmltree::Document::parse(&answer.text).unwrap_or_else(|e| panic!("{e}: {answer}"));
        let root = feed.root_element();
        assert!(root.has_tag_name((ATOM, "feed")));
        let text = |node: roxmltree::Node<'_, '_>, name: &str| {
            let child = node.children().find(|child| child.has_tag_name((ATOM, name)));
            child
                .and_then(|child| child.text())
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(text(root, "id"), format!("http://wps.test{path}"));
        let entries: Vec<_> = root
            .children()
            .filter(|node| node.has_tag_name((ATOM, "entry")))
            .collect();
        let ids: Vec<String> = entries.iter().map(|entry| text(*entry, "id")).collect();
        let expected: Vec<String> = expected.into_iter().map(|id| format!("urn:uuid:{id}")).collect();
        assert_eq!(ids, expected);
        let last = entries.last().unwrap();
        assert!(!text(*last, "updated").is_empty() && !text(root, "updated").is_empty());
        if path == "/v1/feeds/updates" {
            assert_eq!(text(*last, "title"), "A <plan> & \"budget\"");
            let content = text(*last, "content");
            assert!(
                content.contains("&lt;script&gt;") && !content.contains("<script"),
                "{content}"
            );
        } else {
            assert_eq!(
                text(*last, "title"),
                "Newsletter, Issue 3: From plans to practice"
            );
        }
    }
    let french = app.public().get("/v1/feeds/newsletters?language=fr").expect(200);
    assert!(french.text.contains("Des plans à la pratique"));
    namibia
        .post_empty(&format!("/v1/updates/{update}/withdraw"))
        .expect(200);
    assert!(
        !app.public()
            .get("/v1/feeds/updates")
            .expect(200)
            .text
            .contains(&update)
    );
}

cases! {
    an_issue_is_built_reviewed_and_published,
    only_what_members_share_stands_in_an_issue,
    of_two_at_once_one_is_published,
    it_reads_as_html_and_text,
    it_goes_to_readers_by_mail,
    an_issue_for_many_is_turned_into_messages_in_parts,
    it_is_followed_in_a_feed_reader,
}
