//! The rights of persons: everything on one of them in one document, and its erasure in one step.

use crate::machines::{created, machine};
use crate::partnership::scan::hits;
use crate::partnership::{added, meeting, shown};
use crate::support::{App, Client, Engine, PASSWORD};
use diesel::prelude::*;
use serde_json::{Value, json};

const NAME: &str = "Amina Haddad";
const EMAIL: &str = "amina.haddad@example.org";
const PHONE: &str = "+264 61 555 0199";
const TRACES: [&str; 5] = [
    "amina",
    "haddad",
    "555 0199",
    "Mugabe Avenue",
    "Chief of the desk",
];

/// Somebody who is everything that a person can be here. The meeting is over in the end.
struct Sown {
    focal_point: String,
    request: String,
    attended: String,
    registered: String,
    partner_person: String,
    held: String,
    session: Client,
    account: String,
}

fn focal_point() -> Value {
    json!({"kind": "person", "designation": "primary", "name": NAME, "position": "Chief of the desk", "email": EMAIL,
        "phone": PHONE, "address": "7 Mugabe Avenue", "ministry": "Ministry of International Relations"})
}

fn participant(name: &str, email: &str) -> Value {
    json!({"name": name, "position": "Chief of the desk", "email": email, "role": "delegate"})
}

fn sown(app: &App) -> Sown {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let body = json!({"member_id": app.member_id("NAM"), "focal_point": focal_point()});
    let focal = namibia.post("/v1/focal-points", body).expect(201);
    let body = json!({"kind": "member_state", "name": "Mexico", "iso_alpha3": "MEX",
        "contact": {"name": NAME, "email": EMAIL}, "proposed_focal_point": focal_point()});
    let request = app.public().post("/v1/membership-requests", body).expect(201);
    let (held, ahead) = (meeting(&secretariat, "Held"), meeting(&secretariat, "Ahead"));
    let register = |place: &str| {
        let all = format!("{place}/participants");
        let made = namibia.post(&all, participant(NAME, EMAIL)).expect(201);
        format!("{all}/{}", made.id())
    };
    let (attended, registered) = (register(&held), register(&ahead));
    secretariat.post_empty(&format!("{attended}/approve")).expect(200);
    let partner = shown(app, "Peace Forum", "network");
    let (person, partner_person) = added(app, &partner, NAME);
    let people = json!([{"person_id": person.id(), "agreed_on": "2018-06-01"}]);
    let body = json!({"partner_id": partner.id(), "mode": "spoke", "people": people});
    secretariat
        .post(&format!("{held}/partner-participations"), body)
        .expect(201);
    let body = json!({"email": EMAIL, "role": "member", "member_id": app.member_id("NAM")});
    let invited = secretariat.post("/v1/accounts", body).expect(201);
    let code = invited["invitation_code"].as_str().unwrap();
    app.public()
        .post(
            "/v1/account-activations",
            json!({"code": code, "password": PASSWORD}),
        )
        .expect(200);
    let body = json!({"name": NAME, "starts_on": "2018-01-01"});
    secretariat.post("/v1/coordinators", body).expect(201);
    app.set_now("2018-09-24T09:00:00Z");
    let wish = json!({"email": EMAIL, "language": "en"});
    app.public()
        .post("/v1/newsletter-subscriptions", wish)
        .expect(202);
    let body = json!({"attendance": "attended"});
    secretariat
        .post(&format!("{attended}/record-attendance"), body)
        .expect(200);
    let session = app.signed_in(EMAIL);
    session.get("/v1/me").expect(200);
    Sown {
        focal_point: format!("/v1/focal-points/{}", focal.id()),
        request: request.header("location").to_owned(),
        attended,
        registered,
        partner_person,
        held,
        session,
        account: invited["account"]["id"].as_str().unwrap().to_owned(),
    }
}

fn person() -> Value {
    json!({"email": "Amina.Haddad@example.org", "name": "amina haddad"})
}

const KINDS: [&str; 7] = [
    "focal_points",
    "membership_requests",
    "participants",
    "partner_people",
    "newsletter_subscriptions",
    "accounts",
    "coordinators",
];

fn counted(answer: &Value) -> [usize; 7] {
    KINDS.map(|kind| answer[kind].as_array().unwrap().len())
}

fn everything_in_one_document(app: &App) {
    let sown = sown(app);
    let secretariat = app.secretariat();
    let export = secretariat.post("/v1/subjects/export", person()).expect(200);
    assert_eq!(counted(&export.json), [1, 1, 2, 1, 1, 1, 1], "{export}");
    assert_eq!(export["exported_at"], "2018-09-24T09:00:00Z");
    assert_eq!(export["focal_points"][0]["phone"], PHONE);
    assert_eq!(export["membership_requests"][0]["contact"]["email"], EMAIL);
    assert_eq!(export["partner_people"][0]["note"], "Write by e-mail only.");
    assert_eq!(export["newsletter_subscriptions"][0]["email"], EMAIL);
    assert_eq!(export["accounts"][0]["account"]["email"], EMAIL);
    assert_eq!(export["accounts"][0]["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(export["coordinators"][0]["name"], NAME);
    // By the address alone, who has none is not found; by the name alone, who has none.
    let by = |body: Value| counted(&secretariat.post("/v1/subjects/export", body).expect(200).json);
    assert_eq!(by(json!({"email": EMAIL})), [1, 1, 2, 1, 1, 1, 0]);
    assert_eq!(by(json!({"name": NAME})), [1, 1, 2, 1, 0, 0, 1]);
    assert_eq!(
        by(json!({"email": "nobody@example.org", "name": "Nobody"})),
        [0; 7]
    );
    secretariat
        .post("/v1/subjects/export", json!({}))
        .refused(422, None)
        .fault("/email", "required");
    // Each record that was told is on record.
    let id = sown.partner_person.rsplit('/').next().unwrap();
    for (resource, id) in [("people", id), ("accounts", &sown.account)] {
        let trail = secretariat
            .get(&format!("/v1/audit-entries?resource={resource}&resource_id={id}"))
            .expect(200);
        assert!(
            trail
                .data()
                .iter()
                .any(|entry| entry["action"] == "subject.exported"),
            "{trail}"
        );
    }
    for client in [
        app.member("NAM"),
        app.member("CAN"),
        machine(app, &created(&secretariat, "write")),
    ] {
        client.post("/v1/subjects/export", person()).refused(403, None);
        client.post("/v1/subjects/erase", person()).refused(403, None);
    }
}

fn nothing_is_left_of_whoever_was_erased(app: &App) {
    let sown = sown(app);
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let found = hits(app, &TRACES);
    assert!(found.len() >= 10, "the scan finds what there is: {found:?}");
    let erased = secretariat.post("/v1/subjects/erase", person()).expect(200);
    assert_eq!(counted(&erased.json), [1, 1, 2, 1, 1, 1, 1], "{erased}");
    assert_eq!(hits(app, &TRACES), [""; 0]);
    if app.engine() == Engine::Sqlite {
        assert!(!file_holds(app, &TRACES), "a trace is left in the file");
    }
    let export = secretariat.post("/v1/subjects/export", person()).expect(200);
    assert_eq!(counted(&export.json), [0; 7]);
    let again = secretariat.post("/v1/subjects/erase", person()).expect(200);
    assert_eq!(counted(&again.json), [0; 7]);

    // History stays, and names nobody.
    let focal = namibia.get(&sown.focal_point).expect(200);
    assert_eq!(
        [
            &focal["name"],
            &focal["status"],
            &focal["ends_on"],
            &focal["email"],
            &focal["ministry"]
        ],
        [
            &json!("[erased]"),
            &json!("ended"),
            &json!("2018-09-24"),
            &json!(null),
            &json!("Ministry of International Relations")
        ]
    );
    namibia
        .patch(&sown.focal_point, focal.etag(), json!({"position": "x"}))
        .refused(409, Some("membership.focal-point"));
    for (query, count) in [("status=active", 0), ("status=ended", 1), ("stale=true", 0)] {
        let list = namibia.get(&format!("/v1/focal-points?{query}")).expect(200);
        assert_eq!(list.data().len(), count, "{query}");
    }
    let table = namibia.get("/v1/focal-points/export/csv").expect(200);
    assert_eq!(table.text.lines().count(), 1);
    let request = secretariat.get(&sown.request).expect(200);
    assert_eq!(
        [
            &request["contact"],
            &request["proposed_focal_point"],
            &request["status"]
        ],
        [&json!(null), &json!(null), &json!("received")]
    );
    let attended = secretariat.get(&sown.attended).expect(200);
    assert_eq!(
        [&attended["name"], &attended["email"], &attended["status"]],
        [&json!("[erased]"), &json!(null), &json!("attended")]
    );
    secretariat.get(&sown.registered).refused(404, None);
    secretariat.get(&sown.partner_person).refused(404, None);
    assert_eq!(app.row_count("subject_keys"), 0);
    let attendees = namibia
        .get(&format!("{}/partner-attendees", sown.held))
        .expect(200);
    assert_eq!(attendees["data"], json!([]));
    assert_eq!(app.row_count("newsletter_subscriptions"), 0);
    assert_eq!(app.row_count("mail_messages"), 0);
    let terms = secretariat.get("/v1/coordinators").expect(200);
    assert_eq!(terms.data()[0]["name"], "[erased]");

    // The account is nobody's: out at once, and it does not come back.
    sown.session.get("/v1/me").refused(401, None);
    app.sign_in(EMAIL, PASSWORD).refused(401, None);
    let path = format!("/v1/accounts/{}", sown.account);
    let account = secretariat.get(&path).expect(200);
    assert_eq!(account["status"], "disabled");
    assert_eq!(account["email"], format!("{}@erased.invalid", sown.account));
    for step in ["enable", "invite"] {
        secretariat
            .post_empty(&format!("{path}/{step}"))
            .refused(409, None);
    }
    assert_eq!(app.row_count("events WHERE action LIKE '%.erased'"), 7);
}

fn what_waits_for_whoever_was_erased_is_not_sent(app: &App) {
    sown(app);
    let secretariat = app.secretariat();
    let waiting = app.row_count("mail_messages");
    let notice =
        json!({"title": {"en": "Registration is open"}, "body": {"en": "Until 1 July."}, "language": "en"});
    let notice = secretariat.post("/v1/notices", notice).expect(201);
    secretariat
        .post_empty(&format!("/v1/notices/{}/send", notice.id()))
        .expect(200);
    let others = app.row_count("accounts WHERE role = 'member' AND status = 'active'") - 1;
    assert!(others > 0);
    assert_eq!(app.row_count("mail_messages"), waiting + others + 1);
    secretariat.post("/v1/subjects/erase", person()).expect(200);
    // What waited was the confirmation of the subscription, and the notice to the account.
    assert_eq!(app.row_count("mail_messages"), others);
}

fn nobody_is_reached_through_whoever_was_erased(app: &App) {
    sown(app);
    let secretariat = app.secretariat();
    let reached = || {
        let report = secretariat.get("/v1/reports/focal-point-gaps").expect(200);
        report["reached"].as_i64().unwrap()
    };
    let before = reached();
    secretariat.post("/v1/subjects/erase", person()).expect(200);
    assert_eq!(reached(), before - 1);
}

fn a_namesake_stays(app: &App) {
    let (secretariat, canada) = (app.secretariat(), app.member("CAN"));
    sown(app);
    let ahead = meeting_ahead(&secretariat);
    let all = format!("{ahead}/participants");
    let other = canada
        .post(&all, participant(NAME, "another@example.org"))
        .expect(201);
    let mut body = person();
    body["keep"] = json!([other.id()]);
    let erased = secretariat.post("/v1/subjects/erase", body).expect(200);
    assert_eq!(counted(&erased.json), [1, 1, 2, 1, 1, 1, 1]);
    let kept = secretariat.get(&format!("{all}/{}", other.id())).expect(200);
    assert_eq!(kept["name"], NAME);
    assert_eq!(hits(app, &["Haddad"]), ["participants.name"]);
}

/// A meeting that is still ahead when the sown one is over.
fn meeting_ahead(client: &Client) -> String {
    let body = json!({"kind": "thematic", "format": "virtual", "title": {"en": "Later"}, "starts_at": "2018-11-24T07:00:00Z",
        "ends_at": "2018-11-24T16:00:00Z", "time_zone": "Europe/Berlin"});
    format!(
        "/v1/meetings/{}",
        client.post("/v1/meetings", body).expect(201).id()
    )
}

fn nobody_erases_himself(app: &App) {
    let secretariat = app.secretariat();
    let body = json!({"name": "Aminata Diallo", "starts_on": "2018-01-01"});
    secretariat.post("/v1/coordinators", body).expect(201);
    let own = json!({"email": "secretariat@example.org", "name": "Aminata Diallo"});
    secretariat.post("/v1/subjects/erase", own).refused(409, None);
    // All of it, or nothing.
    assert_eq!(
        secretariat.get("/v1/coordinators").expect(200).data()[0]["name"],
        "Aminata Diallo"
    );
    secretariat.get("/v1/me").expect(200);
}

/// Whether the database's file has one of these words, free pages and all, once the log is written back.
fn file_holds(app: &App, words: &[&str]) -> bool {
    #[derive(QueryableByName)]
    struct Checkpoint {
        #[diesel(sql_type = diesel::sql_types::Integer)]
        busy: i32,
    }
    let url = app.database_url();
    let path = url.strip_prefix("sqlite://").unwrap();
    let mut conn = SqliteConnection::establish(path).unwrap();
    crate::webhooks::until("the log is written back", || {
        let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)")
            .get_result(&mut conn)
            .unwrap();
        (done.busy == 0).then_some(())
    });
    let bytes = std::fs::read(path).unwrap().to_ascii_lowercase();
    words.iter().any(|word| {
        let word = word.to_ascii_lowercase().into_bytes();
        bytes.windows(word.len()).any(|part| part == word)
    })
}

cases! {
    everything_in_one_document,
    nothing_is_left_of_whoever_was_erased,
    what_waits_for_whoever_was_erased_is_not_sent,
    nobody_is_reached_through_whoever_was_erased,
    a_namesake_stays,
    nobody_erases_himself,
}
