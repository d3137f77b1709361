//! Subscriptions: double opt-in, one click to leave, and no word to anyone about an address.

use super::{MailServer, mailing, pass};
use crate::support::{App, Client};
use crate::webhooks::until;
use chrono::TimeDelta;
use serde_json::json;
use wps_network::auth::Sealer;
use wps_network::communication::subscriptions::queries;
use wps_network::db::Id;

const PATH: &str = "/v1/newsletter-subscriptions";

fn wish(email: &str, language: &str) -> serde_json::Value {
    json!({"email": email, "language": language})
}

/// The path and query of a link of the service.
pub fn local(link: &str) -> &str {
    link.strip_prefix("http://wps.test")
        .unwrap_or_else(|| panic!("{link} leads elsewhere"))
}

/// Asks for the newsletter and confirms; the id of the subscription.
pub fn subscribed(instance: &App, server: &MailServer, email: &str, language: &str) -> String {
    let before = server.received().len();
    instance.public().post(PATH, wish(email, language)).expect(202);
    let mail = server.wait_for(before + 1).pop().unwrap();
    let link = mail.link("/confirm?code=");
    instance.public().post_empty(local(&link)).expect(200);
    local(&link).split('/').nth(3).unwrap().to_owned()
}

/// The link to leave, as it stands in every issue.
fn unsubscribe_link(app: &App, id: &str) -> String {
    let id = Id::parse(id).unwrap();
    app.write(move |conn| {
        let sealer = Sealer::load(conn, None)?;
        let found = queries::find(conn, id)?.unwrap();
        found.unsubscribe_link(&sealer, "http://wps.test")
    })
    .unwrap()
}

fn browser(app: &App) -> Client {
    app.public()
        .with_header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
}

fn a_reader_confirms_with_the_link_in_the_mail(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let asked = instance
        .public()
        .post(PATH, wish(" Reader@Example.org ".trim(), "fr"))
        .expect(202);
    assert_eq!(asked.text, "");
    let mail = server.wait_for(1).remove(0);
    assert_eq!(mail.to, ["reader@example.org"]);
    assert!(
        mail.message().subject().unwrap().starts_with("À confirmer"),
        "{:?}",
        mail.message().subject()
    );
    let link = mail.link("/confirm?code=");
    // To look is not to confirm: programs that look at mail follow links.
    let page = browser(&instance).get(local(&link)).expect(200);
    assert!(
        page.text.contains("<html lang=\"fr\" dir=\"ltr\">") && page.text.contains("<form method=\"post\">")
    );
    assert!(
        page.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    let secretariat = app.secretariat();
    let one = || secretariat.get(&format!("{PATH}?count=true")).expect(200);
    assert_eq!(
        (&one()["total"], &one().data()[0]["status"]),
        (&json!(1), &json!("pending"))
    );
    // What a browser sends when the button is pressed.
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let done = browser(&instance)
        .send_once("POST", local(&link), &form, b"List-Unsubscribe=One-Click")
        .expect(200);
    assert!(done.text.contains("Vous recevrez le prochain numéro"), "{done}");
    let confirmed = one().data()[0].clone();
    assert_eq!(
        (&confirmed["status"], &confirmed["language"]),
        (&json!("confirmed"), &json!("fr"))
    );
    assert_eq!(confirmed["confirmed_at"], "2018-06-01T09:00:00Z");
    let path = format!("{PATH}/{}", confirmed["id"].as_str().unwrap());
    assert_eq!(secretariat.get(&path).expect(200).json, confirmed);
    // Again is no fault.
    let again = instance.public().post_empty(local(&link)).expect(200);
    assert_eq!(again.json, json!({"subscribed": true}));
    assert_eq!(
        app.row_count("events WHERE action = 'newsletter_subscription.confirmed'"),
        1
    );
}

fn nobody_reads_an_address(app: &App) {
    app.public()
        .post(PATH, wish("canary@example.org", "en"))
        .expect(202);
    assert!(!app.holds("newsletter_subscriptions", "email", "canary"));
    assert!(!app.holds("mail_messages", "recipient", "canary"));
    let secretariat = app.secretariat();
    for answer in [
        secretariat.get(PATH),
        secretariat.get("/v1/events"),
        secretariat.get("/v1/audit-entries"),
    ] {
        assert!(!answer.expect(200).text.contains("canary"));
    }
    app.member("NAM").get(PATH).refused(403, None);
    let list = secretariat
        .get(&format!("{PATH}?status=confirmed&count=true"))
        .expect(200);
    assert_eq!(list["total"], 0);
}

fn the_answer_does_not_tell_what_is_known(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    subscribed(&instance, &server, "known@example.org", "en");
    app.public()
        .post(PATH, wish("pending@example.org", "en"))
        .expect(202);
    server.wait_for(2);
    let answers = ["known", "pending", "unknown"].map(|name| {
        let answer = app
            .public()
            .post(PATH, wish(&format!("{name}@example.org"), "en"));
        let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        names.sort();
        (answer.status, answer.text, names)
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    for wrong in ["nobody", "a b@example.org", "@example.org"] {
        app.public().post(PATH, wish(wrong, "en")).refused(422, None);
    }
    app.public()
        .post(PATH, wish("a@example.org", "not a language"))
        .refused(422, None)
        .fault("/language", "invalid");
}

fn nobody_is_written_to_all_the_time(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let ask = |language: &str| {
        instance
            .public()
            .post(PATH, wish("reader@example.org", language))
            .expect(202)
    };
    ask("en");
    let first = server.wait_for(1)[0].link("/confirm?code=");
    ask("en");
    pass(app, TimeDelta::minutes(59));
    ask("en");
    pass(app, TimeDelta::minutes(1));
    ask("es");
    // Nothing came in between, and the link before counts too.
    let got = server.wait_for(2);
    assert_eq!(got.len(), 2);
    assert!(got[1].text().contains("abra esta página"));
    assert_eq!(got[1].link("/confirm?code="), first);
    instance.public().post_empty(local(&first)).expect(200);
    pass(app, TimeDelta::hours(2));
    ask("en");
    subscribed(&instance, &server, "other@example.org", "en");
    assert_eq!(server.received().len(), 3);
}

fn who_does_not_confirm_is_forgotten(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    subscribed(&instance, &server, "stays@example.org", "en");
    instance
        .public()
        .post(PATH, wish("goes@example.org", "en"))
        .expect(202);
    let link = server.wait_for(2)[1].link("/confirm?code=");
    pass(app, TimeDelta::days(7) - TimeDelta::seconds(1));
    app.public().get(local(&link)).expect(200);
    assert_eq!(app.row_count("newsletter_subscriptions"), 2);
    pass(app, TimeDelta::seconds(1));
    instance.public().post_empty(local(&link)).refused(404, None);
    pass(app, TimeDelta::hours(1));
    until("it is forgotten", || {
        (app.row_count("newsletter_subscriptions") == 1).then_some(())
    });
    assert!(
        browser(app)
            .post_empty(local(&link))
            .expect(200)
            .text
            .contains("No subscription stands behind this link")
    );
}

fn one_click_erases(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let id = subscribed(&instance, &server, "reader@example.org", "ar");
    let link = unsubscribe_link(app, &id);
    let page = browser(app).get(local(&link)).expect(200);
    assert!(
        page.text.contains("<html lang=\"ar\" dir=\"rtl\">")
            && page
                .text
                .contains("name=\"List-Unsubscribe\" value=\"One-Click\"")
    );
    assert_eq!(app.row_count("newsletter_subscriptions"), 1);
    // As mail programs send it (RFC 8058, 3.2), without cookies or a token.
    let form = [("Content-Type", "multipart/form-data; boundary=x")];
    let body =
        b"--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let done = app
        .public()
        .send_once("POST", local(&link), &form, body)
        .expect(200);
    assert_eq!(done.json, json!({"subscribed": false}));
    assert_eq!(app.row_count("newsletter_subscriptions"), 0);
    assert_eq!(
        app.row_count("events WHERE action = 'newsletter_subscription.ended'"),
        1
    );
    // Again, and by a person.
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    app.public()
        .send_once("POST", local(&link), &form, b"List-Unsubscribe=One-Click")
        .expect(200);
    assert!(
        browser(app)
            .get(local(&link))
            .expect(200)
            .text
            .contains("No subscription stands behind")
    );
    assert!(
        browser(app)
            .post_empty(local(&link))
            .expect(200)
            .text
            .contains("your address is erased")
    );
    // The address is as unknown as any.
    subscribed(&instance, &server, "reader@example.org", "en");
}

fn what_waits_goes_with_the_subscription(app: &App) {
    app.public()
        .post(PATH, wish("reader@example.org", "en"))
        .expect(202);
    assert_eq!(app.row_count("mail_messages"), 1);
    let id = app.secretariat().get(PATH).expect(200).data()[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    app.public()
        .post_empty(local(&unsubscribe_link(app, &id)))
        .expect(200);
    assert_eq!(app.row_count("mail_messages"), 0);
}

fn a_code_counts_for_its_subscription_and_its_step_alone(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let first = subscribed(&instance, &server, "first@example.org", "en");
    let second = subscribed(&instance, &server, "second@example.org", "en");
    let leave = unsubscribe_link(app, &first);
    let code = leave.split_once("code=").unwrap().1;
    let confirm = server.received()[1].link("/confirm?code=");
    let confirm_code = confirm.split_once("code=").unwrap().1;
    for wrong in [
        format!("{PATH}/{second}/unsubscribe?code={code}"),
        format!("{PATH}/{first}/unsubscribe?code={confirm_code}"),
        format!("{PATH}/{first}/unsubscribe?code={}", &code[1..]),
        format!("{PATH}/{first}/unsubscribe?code=%00"),
        format!("{PATH}/{first}/unsubscribe"),
    ] {
        let answer = app.public().post_empty(&wrong);
        assert!(matches!(answer.status, 200 | 400), "{answer}");
    }
    app.public()
        .post_empty(&format!("{PATH}/{first}/confirm?code={code}"))
        .refused(404, None);
    app.public()
        .post_empty(&format!("{PATH}/{first}/confirm"))
        .refused(404, None);
    assert_eq!(app.row_count("newsletter_subscriptions"), 2);
}

cases! {
    a_reader_confirms_with_the_link_in_the_mail,
    nobody_reads_an_address,
    the_answer_does_not_tell_what_is_known,
    nobody_is_written_to_all_the_time,
    who_does_not_confirm_is_forgotten,
    one_click_erases,
    what_waits_goes_with_the_subscription,
    a_code_counts_for_its_subscription_and_its_step_alone,
}
