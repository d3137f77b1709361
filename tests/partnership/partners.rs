//! Partners: who sees them, and their consent to that.

use super::{CLAUSE, NOBODY, meeting, partner, recorded, shown, told};
use crate::support::App;
use serde_json::{Value, json};

fn a_partner_is_the_secretariats_until_it_agrees(app: &App) {
    let (secretariat, member) = (app.secretariat(), app.member("NAM"));
    let made = recorded(app, "Peace Forum");
    let path = format!("/v1/partners/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(
        [
            &made["visibility"],
            &made["status"],
            &made["consent_on"],
            &made["ended_on"]
        ],
        [
            &json!("secretariat"),
            &json!("active"),
            &json!(null),
            &json!(null)
        ]
    );
    let missing = format!("/v1/partners/{NOBODY}");
    let hidden = |client: &crate::support::Client| {
        let answers = [&path, &missing].map(|path| client.get(path).refused(404, None));
        assert_eq!(answers[0].without_instance(), answers[1].without_instance());
        let list = client.get("/v1/partners?count=true").expect(200);
        assert_eq!((list.data().len(), &list["total"]), (0, &json!(0)));
    };
    hidden(&member);
    hidden(&app.public());

    let agree = |visibility: &str, day: &str| {
        let body = json!({"visibility": visibility, "agreed_on": day});
        secretariat.post(&format!("{path}/record-consent"), body)
    };
    agree("network", "2018-06-02")
        .refused(422, None)
        .fault("/agreed_on", "too_late");
    agree("secretariat", "2018-05-15").refused(422, None);
    let agreed = agree("network", "2018-05-15").expect(200);
    assert_eq!(
        [&agreed["visibility"], &agreed["consent_on"]],
        ["network", "2018-05-15"]
    );
    agree("network", "2018-05-16").refused(409, CLAUSE);
    hidden(&app.public());
    // The day of the consent is between the partner and the secretariat.
    let seen = member.get(&path).expect(200);
    assert_eq!(
        [&seen["name"], &seen["consent_on"]],
        [&json!("Peace Forum"), &json!(null)]
    );
    assert_eq!(member.get("/v1/partners?count=true").expect(200)["total"], 1);
    agree("public", "2018-05-20").expect(200);
    app.public().get(&path).expect(200);

    secretariat
        .post_empty(&format!("{path}/withdraw-consent"))
        .expect(200);
    hidden(&member);
    hidden(&app.public());
    secretariat
        .post_empty(&format!("{path}/withdraw-consent"))
        .refused(409, CLAUSE);
    // Who saw it before learns that it is gone.
    assert_eq!(
        told(app, "partners"),
        [
            "partner.recorded secretariat",
            "partner.consent_recorded secretariat",
            "partner.consent_recorded secretariat",
            "partner.consent_withdrawn public"
        ]
    );
}

fn a_withdrawn_consent_takes_its_meetings_out_of_the_feed(app: &App) {
    let secretariat = app.secretariat();
    let partner = shown(app, "Peace Forum", "public");
    let held = meeting(&secretariat, "Annual meeting");
    let body = json!({"partner_id": partner.id(), "mode": "spoke"});
    let all = format!("{held}/partner-participations");
    secretariat.post(&all, body).expect(201);
    assert_eq!(
        told(app, "partner-participations"),
        ["partner_participation.recorded network"]
    );
    secretariat
        .post_empty(&format!("/v1/partners/{}/withdraw-consent", partner.id()))
        .expect(200);
    assert_eq!(
        told(app, "partner-participations"),
        ["partner_participation.recorded secretariat"]
    );
}

fn what_is_said_of_a_partner_changes_and_it_ends(app: &App) {
    let secretariat = app.secretariat();
    let made = recorded(app, "Peace Forum");
    let path = format!("/v1/partners/{}", made.id());
    let change = json!({"name": "Forum for Peace", "country": null, "description": {"fr": "Médiation."}, "website": "https://forum.example.org/"});
    let changed = secretariat.patch(&path, made.etag(), change).expect(200);
    assert_eq!(
        [&changed["name"], &changed["country"], &changed["website"]],
        [
            &json!("Forum for Peace"),
            &json!(null),
            &json!("https://forum.example.org/")
        ]
    );
    assert_eq!(
        changed["description"],
        json!({"en": "Mediation in the north.", "fr": "Médiation."})
    );
    // Nobody is shown by a change.
    secretariat
        .patch(&path, changed.etag(), json!({"visibility": "public"}))
        .refused(422, None)
        .fault("/visibility", "unknown");
    let ended = secretariat.post(&format!("{path}/end"), json!({})).expect(200);
    assert_eq!([&ended["status"], &ended["ended_on"]], ["ended", "2018-06-01"]);
    secretariat
        .post(&format!("{path}/end"), json!({}))
        .refused(409, CLAUSE);
    let mut nowhere = partner("Nowhere");
    nowhere["country"] = json!("XXX");
    secretariat
        .post("/v1/partners", nowhere)
        .refused(422, None)
        .fault("/country", "invalid");
    for client in [app.member("NAM"), app.member("DEU")] {
        client.post("/v1/partners", partner("x")).refused(403, None);
        client.patch(&path, "*", json!({})).refused(403, None);
        client.post(&format!("{path}/end"), json!({})).refused(403, None);
    }
}

fn partners_by_kind_scope_country_and_area(app: &App) {
    let secretariat = app.secretariat();
    shown(app, "B", "network");
    let mut other = partner("A");
    for (name, value) in [
        ("kind", "local_organization"),
        ("scope", "local"),
        ("country", "CAN"),
    ] {
        other[name] = json!(value);
    }
    other["focus_areas"] = json!(["action_plans"]);
    secretariat.post("/v1/partners", other).expect(201);
    let names = |client: &crate::support::Client, query: &str| -> Vec<Value> {
        let page = client.get(&format!("/v1/partners?{query}")).expect(200);
        page.data().iter().map(|one| one["name"].clone()).collect()
    };
    assert_eq!(names(&secretariat, ""), ["A", "B"]);
    assert_eq!(names(&secretariat, "sort=-name"), ["B", "A"]);
    for (query, found) in [
        ("kind=local_organization", "A"),
        ("scope=national", "B"),
        ("country=CAN", "A"),
        ("focus_area=participation", "B"),
    ] {
        assert_eq!(names(&secretariat, query), [found], "{query}");
        // What is hidden is not found by a filter either.
        assert_eq!(
            names(&app.member("NAM"), query).len(),
            usize::from(found == "B"),
            "{query}"
        );
    }
    assert_eq!(names(&secretariat, "status=ended"), [""; 0]);
}

cases! {
    a_partner_is_the_secretariats_until_it_agrees,
    a_withdrawn_consent_takes_its_meetings_out_of_the_feed,
    what_is_said_of_a_partner_changes_and_it_ends,
    partners_by_kind_scope_country_and_area,
}
