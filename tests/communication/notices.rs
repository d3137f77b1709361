//! Notices: to whom they go, who reads them, and that nobody else learns of them.

use crate::mail::{MailServer, mailing};
use crate::support::{App, Client};
use serde_json::{Value, json};

const PATH: &str = "/v1/notices";
const CLAUSE: Option<&str> = Some("secretariat.information");

fn notice(changes: Value) -> Value {
    let mut body = json!({
        "title": {"en": "Registration is open", "fr": "Les inscriptions sont ouvertes"},
        "body": {"en": "For the annual meeting, until **1 July**."},
        "language": "en"
    });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

#[track_caller]
fn sent(secretariat: &Client, changes: Value) -> String {
    let id = secretariat.post(PATH, notice(changes)).expect(201).id();
    secretariat.post_empty(&format!("{PATH}/{id}/send")).expect(200);
    id
}

fn it_goes_to_all_members_and_says_who_has_read_it(app: &App) {
    let (secretariat, namibia, spain) = (app.secretariat(), app.member("NAM"), app.member("ESP"));
    let made = secretariat.post(PATH, notice(json!({}))).expect(201);
    assert_eq!(
        (&made["audience"], &made["receipts"]),
        (&json!("all_members"), &json!([]))
    );
    let path = format!("{PATH}/{}", made.id());
    namibia.get(&path).refused(404, None);
    namibia.post_empty(&format!("{path}/receipt")).refused(404, None);
    app.public().get(&path).refused(401, None);
    let changed = secretariat
        .patch(
            &path,
            made.etag(),
            json!({"body": {"fr": "Jusqu’au 1er juillet."}}),
        )
        .expect(200);
    assert_eq!(changed["body"]["fr"], "Jusqu’au 1er juillet.");
    let done = secretariat.post_empty(&format!("{path}/send")).expect(200);
    assert_eq!(
        (&done["status"], &done["sent_at"]),
        (&json!("sent"), &json!("2018-06-01T09:00:00Z"))
    );
    assert_eq!(done["receipts"].as_array().unwrap().len(), 78);
    secretariat
        .post_empty(&format!("{path}/send"))
        .refused(409, CLAUSE);
    secretariat
        .patch(&path, done.etag(), json!({"language": "fr"}))
        .refused(409, CLAUSE);
    // A member sees its own receipt and no other's.
    let own = app.member_id("NAM");
    assert_eq!(
        namibia.get(&path).expect(200)["receipts"],
        json!([{"member_id": own, "read_at": null}])
    );
    app.set_now("2018-06-01T10:00:00Z");
    let read = namibia.post_empty(&format!("{path}/receipt")).expect(200);
    assert_eq!(
        read["receipts"],
        json!([{"member_id": own, "read_at": "2018-06-01T10:00:00Z"}])
    );
    app.set_now("2018-06-01T11:00:00Z");
    let again = namibia.post_empty(&format!("{path}/receipt")).expect(200);
    assert_eq!(again.json, read.json);
    assert_eq!(app.row_count("events WHERE action = 'notice.read'"), 1);
    assert_eq!(
        spain.get(&path).expect(200)["receipts"][0]["read_at"],
        json!(null)
    );
    let all = secretariat.get(&path).expect(200);
    let read: Vec<&Value> = all["receipts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|receipt| !receipt["read_at"].is_null())
        .collect();
    assert_eq!(
        read,
        [&json!({"member_id": own, "read_at": "2018-06-01T10:00:00Z"})]
    );
    secretariat
        .post_empty(&format!("{path}/receipt"))
        .refused(403, None);
}

fn nobody_learns_of_what_was_sent_to_others(app: &App) {
    let (secretariat, namibia, canada) = (app.secretariat(), app.member("NAM"), app.member("CAN"));
    // On 2018-06-01 Spain, Germany and Namibia are the troika.
    let troika = sent(&secretariat, json!({"audience": "troika"}));
    let chosen = sent(
        &secretariat,
        json!({"audience": "chosen_members", "member_ids": [app.member_id("CAN"), app.member_id("JPN")]}),
    );
    for (client, sees, not) in [(&namibia, &troika, &chosen), (&canada, &chosen, &troika)] {
        let list = client.get(&format!("{PATH}?count=true")).expect(200);
        assert_eq!((&list["total"], &list.data()[0]["id"]), (&json!(1), &json!(sees)));
        assert_eq!(list.data()[0]["member_ids"], json!([]));
        let hidden = client.get(&format!("{PATH}/{not}")).refused(404, None);
        let missing = client
            .get(&format!("{PATH}/0198f0a2-5b1c-7d3e-8a4f-000000000000"))
            .refused(404, None);
        assert_eq!(hidden.without_instance(), missing.without_instance());
        client
            .post_empty(&format!("{PATH}/{not}/receipt"))
            .refused(404, None);
        let events = client.get("/v1/events").expect(200);
        assert_eq!(
            events.text.matches(&format!("/v1/notices/{sees}")).count(),
            1,
            "{events}"
        );
        assert!(!events.text.contains(&format!("/v1/notices/{not}")));
    }
    let list =
        |client: &Client, filter: &str| client.get(&format!("{PATH}?{filter}")).expect(200).data().len();
    assert_eq!(list(&secretariat, "audience=troika"), 1);
    assert_eq!(list(&canada, "audience=troika"), 0);
    assert_eq!(list(&canada, "status=draft"), 0);
    assert_eq!(
        secretariat.get(&format!("{PATH}/{troika}")).expect(200)["receipts"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

fn what_does_not_fit_is_refused(app: &App) {
    let secretariat = app.secretariat();
    let post = |changes: Value| secretariat.post(PATH, notice(changes)).refused(422, None);
    post(json!({"language": "es"}))
        .fault("/title", "original_missing")
        .fault("/body", "original_missing");
    post(json!({"audience": "chosen_members"})).fault("/member_ids", "required");
    post(json!({"member_ids": [app.member_id("CAN")]})).fault("/member_ids", "surplus");
    post(json!({"audience": "chosen_members", "member_ids": ["0198f0a2-5b1c-7d3e-8a4f-000000000000"]}))
        .fault("/member_ids/0", "unknown");
}

fn it_goes_to_the_members_accounts_by_mail(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    app.member("NAM");
    app.member("CAN");
    app.member("DEU");
    let disabled = app.member("ESP").get("/v1/me").expect(200)["account_id"]
        .as_str()
        .unwrap()
        .to_owned();
    app.secretariat()
        .post_empty(&format!("/v1/accounts/{disabled}/disable"))
        .expect(200);
    let id = sent(&instance.secretariat(), json!({"audience": "troika"}));
    let mut got = server.wait_for(2);
    got.sort_by(|a, b| a.to.cmp(&b.to));
    let to: Vec<&str> = got.iter().flat_map(|mail| &mail.to).map(String::as_str).collect();
    assert_eq!(to, ["deu@example.org", "nam@example.org"]);
    assert_eq!(got[0].message().subject(), Some("Registration is open"));
    assert!(
        got[0].text().contains("until **1 July**")
            && got[0]
                .text()
                .contains(&format!("http://wps.test/v1/notices/{id}"))
    );
    assert_eq!(got[0].header("List-Unsubscribe"), "");
}

cases! {
    it_goes_to_all_members_and_says_who_has_read_it,
    nobody_learns_of_what_was_sent_to_others,
    what_does_not_fit_is_refused,
    it_goes_to_the_members_accounts_by_mail,
}
