//! Partners in meetings: which way they take part, and who of their people may be known.

use super::{CLAUSE, NOBODY, added, meeting, recorded, shown, told};
use crate::machines::{created, machine};
use crate::support::App;
use serde_json::{Value, json};

fn a_partner_takes_part_in_a_way(app: &App) {
    let (secretariat, member) = (app.secretariat(), app.member("NAM"));
    let held = meeting(&secretariat, "Annual meeting");
    let all = format!("{held}/partner-participations");
    let partner = shown(app, "Peace Forum", "network");
    let hidden = recorded(app, "Hidden Forum");
    let made = secretariat
        .post(&all, json!({"partner_id": partner.id(), "mode": "spoke"}))
        .expect(201);
    let path = format!("{all}/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!([&made["mode"], &made["people"]], [&json!("spoke"), &json!([])]);
    secretariat
        .post(&all, json!({"partner_id": partner.id(), "mode": "attended"}))
        .refused(409, CLAUSE);
    secretariat
        .post(&all, json!({"partner_id": NOBODY, "mode": "attended"}))
        .refused(422, None)
        .fault("/partner_id", "unknown");
    secretariat
        .post(&all, json!({"partner_id": hidden.id(), "mode": "applauded"}))
        .refused(422, None);
    let secret = secretariat
        .post(&all, json!({"partner_id": hidden.id(), "mode": "led_item"}))
        .expect(201);

    // A hidden partner is hidden in the meeting too: neither listed nor counted, found or told of.
    let list = member.get(&format!("{all}?count=true")).expect(200);
    assert_eq!(
        (list.data(), &list["total"]),
        (&[made.json.clone()][..], &json!(1))
    );
    assert_eq!(
        member.get(&format!("{all}?mode=led_item")).expect(200).data(),
        [] as [Value; 0]
    );
    let answers = [format!("{all}/{}", secret.id()), format!("{all}/{NOBODY}")];
    let answers = answers.map(|path| member.get(&path).refused(404, None).without_instance());
    assert_eq!(answers[0], answers[1]);
    assert_eq!(
        secretariat.get(&format!("{all}?count=true")).expect(200)["total"],
        2
    );
    assert_eq!(
        told(app, "partner-participations"),
        [
            "partner_participation.recorded network",
            "partner_participation.recorded secretariat"
        ]
    );
    let changed = secretariat
        .patch(&path, made.etag(), json!({"mode": "co_organized"}))
        .expect(200);
    assert_eq!(member.get(&path).expect(200)["mode"], "co_organized");
    for client in [&member, &app.member("DEU")] {
        let body = json!({"partner_id": partner.id(), "mode": "spoke"});
        client.post(&all, body).refused(403, None);
        client.patch(&path, "*", json!({})).refused(403, None);
        client.delete(&path, "*").refused(403, None);
    }
    app.public().get(&all).refused(401, None);
    secretariat.delete(&path, changed.etag()).expect(204);
    secretariat.get(&path).refused(404, None);

    let other = meeting(&secretariat, "Another one");
    secretariat
        .get(&format!("{other}/partner-participations/{}", secret.id()))
        .refused(404, None);
    secretariat
        .post(
            &format!("{other}/cancel"),
            json!({"reason": "The host postponed it."}),
        )
        .expect(200);
    secretariat
        .post(
            &format!("{other}/partner-participations"),
            json!({"partner_id": partner.id(), "mode": "spoke"}),
        )
        .refused(409, CLAUSE);
}

fn its_people_are_hidden_unless_they_agreed(app: &App) {
    let (secretariat, member) = (app.secretariat(), app.member("NAM"));
    let held = meeting(&secretariat, "Annual meeting");
    let all = format!("{held}/partner-participations");
    let partner = shown(app, "Peace Forum", "network");
    let (silent, _) = added(app, &partner, "Amina Haddad");
    let (open, open_path) = added(app, &partner, "Bo Lind");
    let (foreign, _) = added(app, &recorded(app, "Other"), "Chidi Obi");
    for (people, place, code) in [
        (json!([{"person_id": foreign.id()}]), "/people/0", "unknown"),
        (json!([{"person_id": NOBODY}]), "/people/0", "unknown"),
        (
            json!([{"person_id": open.id(), "agreed_on": "2018-06-02"}]),
            "/people/0",
            "too_late",
        ),
        (
            json!([{"person_id": open.id()}, {"person_id": open.id()}]),
            "/people/1",
            "repeated",
        ),
    ] {
        let body = json!({"partner_id": partner.id(), "mode": "spoke", "people": people});
        secretariat.post(&all, body).refused(422, None).fault(place, code);
    }
    let made = secretariat
        .post(&all, json!({"partner_id": partner.id(), "mode": "spoke"}))
        .expect(201);
    let path = format!("{all}/{}", made.id());
    let before = member.get(&path).expect(200);

    // Who did not agree does not show: not by a number, not by a tag, not by a time, and not in the feed.
    app.set_now("2018-06-01T09:05:00Z");
    let people = json!([{"person_id": silent.id()}]);
    let changed = secretariat
        .patch(&path, made.etag(), json!({"people": people}))
        .expect(200);
    assert_eq!(
        changed["people"],
        json!([{"person_id": silent.id(), "agreed_on": null}])
    );
    let after = member.get(&path).expect(200);
    assert_eq!((&after.text, after.etag()), (&before.text, before.etag()));
    assert_eq!(
        told(app, "partner-participations").last().unwrap(),
        "partner_participation.changed secretariat"
    );
    let names = |client: &crate::support::Client| -> Vec<Value> {
        let list = client.get(&format!("{held}/partner-attendees")).expect(200);
        list.data().iter().map(|one| one["name"].clone()).collect()
    };
    assert_eq!(names(&member), [""; 0]);

    let people = json!([{"person_id": silent.id()}, {"person_id": open.id(), "agreed_on": "2018-06-01"}]);
    let changed = secretariat
        .patch(&path, changed.etag(), json!({"people": people}))
        .expect(200);
    assert_eq!(
        member.get(&path).expect(200)["people"],
        json!([{"person_id": open.id(), "agreed_on": "2018-06-01"}])
    );
    assert_eq!(names(&member), ["Bo Lind"]);
    assert_eq!(names(&secretariat), ["Bo Lind"]);
    app.public()
        .get(&format!("{held}/partner-attendees"))
        .refused(401, None);
    // That the name was opened is on record.
    let trail = secretariat
        .get(&format!("/v1/audit-entries?resource_id={}", open.id()))
        .expect(200);
    let account = member.get("/v1/me").expect(200)["account_id"].clone();
    assert!(
        trail.data().iter().any(
            |entry| entry["action"] == "partner_person.read_at_meeting" && entry["account_id"] == account
        ),
        "{trail}"
    );

    // Whoever is erased is gone from the meeting, too.
    let etag = secretariat.get(&open_path).expect(200).etag().to_owned();
    secretariat.delete(&open_path, &etag).expect(204);
    assert_eq!(names(&member), [""; 0]);
    assert_eq!(member.get(&path).expect(200)["people"], json!([]));
    let now = secretariat.get(&path).expect(200);
    assert_eq!(
        now["people"],
        json!([{"person_id": silent.id(), "agreed_on": null}])
    );
    assert!(now.etag() != changed.etag());
    secretariat
        .patch(&path, now.etag(), json!({"mode": "attended"}))
        .expect(200);

    // A partner that is hidden again takes its people with it.
    let people = json!([{"person_id": silent.id(), "agreed_on": "2018-06-01"}]);
    let now = secretariat.get(&path).expect(200);
    secretariat
        .patch(&path, now.etag(), json!({"people": people}))
        .expect(200);
    assert_eq!(names(&member), ["Amina Haddad"]);
    secretariat
        .post_empty(&format!("/v1/partners/{}/withdraw-consent", partner.id()))
        .expect(200);
    assert_eq!(names(&member), [""; 0]);
    member.get(&path).refused(404, None);
}

fn who_was_hidden_is_erased_without_a_trace(app: &App) {
    let (secretariat, member) = (app.secretariat(), app.member("NAM"));
    let held = meeting(&secretariat, "Annual meeting");
    let partner = shown(app, "Peace Forum", "network");
    let (silent, silent_path) = added(app, &partner, "Amina Haddad");
    let body = json!({"partner_id": partner.id(), "mode": "spoke", "people": [{"person_id": silent.id()}]});
    let all = format!("{held}/partner-participations");
    let made = secretariat.post(&all, body).expect(201);
    let path = format!("{all}/{}", made.id());
    let before = member.get(&path).expect(200);
    app.set_now("2018-06-01T09:05:00Z");
    let etag = secretariat.get(&silent_path).expect(200).etag().to_owned();
    secretariat.delete(&silent_path, &etag).expect(204);
    assert_eq!(secretariat.get(&path).expect(200)["people"], json!([]));
    let after = member.get(&path).expect(200);
    assert_eq!((&after.text, after.etag()), (&before.text, before.etag()));
    assert_eq!(
        told(app, "partner-participations").last().unwrap(),
        "partner_participation.changed secretariat"
    );
}

fn no_system_names_people_or_reads_their_names(app: &App) {
    let secretariat = app.secretariat();
    let held = meeting(&secretariat, "Annual meeting");
    let partner = shown(app, "Peace Forum", "network");
    let (person, _) = added(app, &partner, "Amina Haddad");
    let system = machine(app, &created(&secretariat, "read write"));
    let all = format!("{held}/partner-participations");
    let body = json!({"partner_id": partner.id(), "mode": "spoke",
        "people": [{"person_id": person.id(), "agreed_on": "2018-06-01"}]});
    system.post(&all, body.clone()).refused(403, None);
    let made = secretariat.post(&all, body).expect(201);
    system
        .patch(
            &format!("{all}/{}", made.id()),
            made.etag(),
            json!({"people": []}),
        )
        .refused(403, None);
    system
        .get(&format!("{held}/partner-attendees"))
        .refused(403, None);
}

cases! {
    a_partner_takes_part_in_a_way,
    its_people_are_hidden_unless_they_agreed,
    who_was_hidden_is_erased_without_a_trace,
    no_system_names_people_or_reads_their_names,
}
