//! What a Chair hands over.

use super::{made, planned, step};
use crate::support::App;
use serde_json::{Value, json};

fn titles(pack: &Value, key: &str) -> Vec<String> {
    let sections = pack["sections"].as_array().unwrap();
    let section = sections.iter().find(|section| section["key"] == key).unwrap();
    let items = section["items"].as_array().unwrap().iter();
    items
        .map(|item| item["title"]["en"].as_str().unwrap().to_owned())
        .collect()
}

fn a_term_is_handed_over(app: &App) {
    let (secretariat, germany) = (app.secretariat(), app.member("DEU"));
    let (troika, _) = planned(
        &secretariat,
        "troika",
        "2018-07-02",
        json!({"visibility": "network"}),
    );
    planned(&secretariat, "thematic", "2019-02-02", json!({}));
    let note = json!({"title": {"en": "Mediators"}, "body": {"en": "Name two women each."}});
    let note = made(&germany, "/v1/guidance-notes", note);
    let help =
        json!({"kind": "technical", "title": {"en": "=A plan"}, "body": {"en": "We look for an adviser."}});
    made(&app.member("ESP"), "/v1/support-requests", help);
    app.set_now("2018-07-03T09:00:00Z");
    step(&secretariat, &troika, "hold");
    let action = |title: &str| json!({"meeting_id": troika.rsplit('/').next(), "title": {"en": title}, "owner": "secretariat", "due_on": "2018-12-01"});
    made(&secretariat, "/v1/actions", action("Still open"));
    let dropped = made(&secretariat, "/v1/actions", action("Given up"));
    secretariat
        .post(
            &format!("{dropped}/drop"),
            json!({"reason": "Overtaken by events."}),
        )
        .expect(200);
    let path = "/v1/reports/handover";
    let pack = germany.get(path).expect(200);
    assert_eq!(pack["term"]["chairs"][0]["name"], "Germany");
    assert_eq!(pack["next"]["chairs"][0]["name"], "Namibia");
    assert_eq!(titles(&pack.json, "meetings"), ["A meeting of the kind troika"]);
    assert_eq!(titles(&pack.json, "open_actions"), ["Still open"]);
    assert_eq!(titles(&pack.json, "guidance_notes"), [""; 0]);
    assert_eq!(pack["years"][0]["year"], 2018);
    step(&germany, &note, "issue");
    assert_eq!(
        titles(&germany.get(path).expect(200).json, "guidance_notes"),
        ["Mediators"]
    );

    // Who asked for support is for the secretariat and the one who asked.
    for (client, expected) in [
        (&secretariat, vec!["=A plan"]),
        (&app.member("ESP"), vec!["=A plan"]),
        (&germany, vec![]),
    ] {
        assert_eq!(
            titles(&client.get(path).expect(200).json, "open_support_requests"),
            expected
        );
    }
    let table = secretariat
        .with_header("Accept", "text/csv")
        .get(path)
        .expect(200);
    assert!(
        table
            .text
            .contains("open_support_requests,2018-06-01,'=A plan,open,"),
        "{}",
        table.text
    );
    let page = germany.with_header("Accept", "text/html").get(path).expect(200);
    for text in [
        "Handover of the chair: Germany, 2018-01-01 to 2018-12-31",
        "To: Namibia",
        "Still open",
        "The guidelines in 2018",
    ] {
        assert!(page.text.contains(text), "{text}");
    }

    let next = pack["next"]["id"].as_str().unwrap();
    let later = germany.get(&format!("{path}?term={next}")).expect(200);
    assert_eq!((&later["next"], &later["years"]), (&json!(null), &json!([])));
    assert_eq!(
        titles(&later.json, "meetings"),
        ["A meeting of the kind thematic"]
    );
    germany
        .get(&format!("{path}?term=0198f0a2-5b1c-7d3e-8a4f-000000000000"))
        .refused(404, None);
    app.public().get(path).refused(401, None);
}

cases! {
    a_term_is_handed_over,
}
