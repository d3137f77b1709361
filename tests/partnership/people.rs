//! The people of partners: sealed, read on record, erased with their key.

use super::scan::hits;
use super::{NOBODY, added, person, recorded, shown, told};
use crate::machines::{created, machine};
use crate::support::App;
use serde_json::{Value, json};

/// The reads of a person that stand in the audit trail.
fn reads(app: &App, id: &str) -> usize {
    let page = app
        .secretariat()
        .get(&format!("/v1/audit-entries?resource=people&resource_id={id}"))
        .expect(200);
    page.data()
        .iter()
        .filter(|entry| entry["action"] == "partner_person.read")
        .count()
}

fn only_persons_of_the_secretariat_read_and_each_read_is_on_record(app: &App) {
    let secretariat = app.secretariat();
    let partner = shown(app, "Peace Forum", "public");
    let (made, path) = added(app, &partner, "Amina Haddad");
    let (other, _) = added(app, &partner, "Bo Lind");
    let all = format!("/v1/partners/{}/people", partner.id());
    assert_eq!(reads(app, &made.id()), 0);
    let read = secretariat.get(&path).expect(200);
    assert_eq!(read.json, made.json);
    // The first GET of an operation is repeated by the client with its ETag: that is a read too.
    let before = reads(app, &made.id());
    assert!(before >= 1);
    let list = secretariat.get(&format!("{all}?count=true")).expect(200);
    assert_eq!(list["total"], 2);
    assert_eq!(list.data()[0], made.json);
    assert!(reads(app, &made.id()) > before);
    assert!(reads(app, &other.id()) >= 1);
    let entry = secretariat
        .get(&format!("/v1/audit-entries?resource_id={}&limit=1", made.id()))
        .expect(200);
    assert_eq!(
        entry.data()[0]["account_id"],
        secretariat.get("/v1/me").expect(200)["account_id"]
    );

    // Not even those who see the partner.
    for client in [app.member("NAM"), app.member("DEU")] {
        for path in [&path, &all] {
            client.get(path).refused(403, None);
        }
        client.post(&all, person("x")).refused(403, None);
        client.patch(&path, "*", json!({})).refused(403, None);
        client.delete(&path, "*").refused(403, None);
    }
    app.public().get(&path).refused(401, None);
    // Nor a machine of the secretariat's.
    machine(app, &created(&secretariat, "read"))
        .get(&path)
        .refused(403, None);
    secretariat.get(&format!("{all}/{NOBODY}")).refused(404, None);
    secretariat
        .get(&format!(
            "/v1/partners/{}/people/{}",
            recorded(app, "Other").id(),
            made.id()
        ))
        .refused(404, None);
}

fn what_is_absent_stays_and_null_empties(app: &App) {
    let secretariat = app.secretariat();
    let partner = recorded(app, "Peace Forum");
    let (made, path) = added(app, &partner, "Amina Haddad");
    let changed = secretariat
        .patch(&path, made.etag(), json!({"role": "Chair", "phone": null}))
        .expect(200);
    assert_eq!(
        [
            &changed["name"],
            &changed["role"],
            &changed["email"],
            &changed["phone"]
        ],
        [
            &json!("Amina Haddad"),
            &json!("Chair"),
            &json!("amina.haddad@example.org"),
            &json!(null)
        ]
    );
    assert_eq!(secretariat.get(&path).expect(200).json, changed.json);
    secretariat
        .post(&format!("/v1/partners/{NOBODY}/people"), person("x"))
        .refused(404, None);
}

fn nothing_of_a_person_can_be_read_in_the_database(app: &App) {
    let partner = recorded(app, "Peace Forum");
    let (made, path) = added(app, &partner, "Amina Haddad");
    // The scan finds what is there to be found.
    assert_eq!(hits(app, &["Peace Forum"]), ["partners.name"]);
    assert_eq!(
        hits(
            app,
            &["Amina", "Haddad", "555 0199", "Director", "by e-mail only"]
        ),
        [""; 0]
    );
    assert_eq!(app.row_count("subject_keys"), 1);
    assert_eq!(told(app, "people"), ["partner_person.added secretariat"]);
    let member = app.member("NAM");
    let feed = member.get("/v1/events?resource=people").expect(200);
    assert_eq!(feed.data(), [] as [Value; 0]);
    let feed = app.secretariat().get("/v1/events?resource=people").expect(200);
    assert_eq!(feed.data()[0]["subject"], path);

    // The key is the erasure.
    let secretariat = app.secretariat();
    secretariat.delete(&path, made.etag()).expect(204);
    assert_eq!(app.row_count("subject_keys"), 0);
    assert_eq!(
        app.row_count(
            "partner_people WHERE sealed IS NOT NULL OR name_index IS NOT NULL OR email_index IS NOT NULL"
        ),
        0
    );
    secretariat.get(&path).refused(404, None);
    secretariat.delete(&path, "*").refused(404, None);
    let list = secretariat
        .get(&format!("/v1/partners/{}/people?count=true", partner.id()))
        .expect(200);
    assert_eq!((list.data().len(), &list["total"]), (0, &json!(0)));
}

cases! {
    only_persons_of_the_secretariat_read_and_each_read_is_on_record,
    what_is_absent_stays_and_null_empties,
    nothing_of_a_person_can_be_read_in_the_database,
}
