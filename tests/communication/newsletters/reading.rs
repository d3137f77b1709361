//! The forms in which an issue is read.

use super::{HOSTILE, PATH, draft_with, drafted, issue, out, published};
use crate::support::App;
use serde_json::json;

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
        "<a href=\"?language=fr\" hreflang=\"fr\" lang=\"fr\">Français</a>",
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

cases! { it_reads_as_html_and_text, it_is_followed_in_a_feed_reader }
