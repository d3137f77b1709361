//! What the records say together.

mod activity;
mod handover;
mod obligations;

use crate::support::{Answer, App, Case, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [activity::tests(), handover::tests(), obligations::tests()].concat()
}

/// The Network of a test: three members stay, which are the troika of 2018 too.
const STAY: [&str; 3] = ["DEU", "ESP", "NAM"];

/// Makes the Network small, so that its members can all do something.
fn only_three_stay(app: &App) {
    let secretariat = app.secretariat();
    let members = secretariat.get("/v1/members?limit=100").expect(200);
    assert_eq!(members.data().len(), 78);
    for member in members.data() {
        if !STAY.contains(&member["iso_alpha3"].as_str().unwrap_or("")) {
            let path = format!("/v1/members/{}/withdraw", member["id"].as_str().unwrap());
            secretariat
                .post(&path, json!({"source": "Note verbale"}))
                .expect(200);
        }
    }
}

/// Posts, and gives the path of what was made.
#[track_caller]
fn made(client: &Client, path: &str, body: Value) -> String {
    format!("{path}/{}", client.post(path, body).expect(201).id())
}

#[track_caller]
fn step(client: &Client, path: &str, step: &str) -> Answer {
    client.post_empty(&format!("{path}/{step}")).expect(200)
}

/// A meeting that was planned, with an item on its agenda: its path, and the item's id.
#[track_caller]
fn planned(client: &Client, kind: &str, day: &str, more: Value) -> (String, String) {
    let mut body = json!({
        "kind": kind, "format": "in_person", "title": {"en": format!("A meeting of the kind {kind}")},
        "starts_at": format!("{day}T14:00:00Z"), "ends_at": format!("{day}T17:00:00Z"),
        "time_zone": "America/New_York", "city": "New York", "country": "USA"
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let meeting = made(client, "/v1/meetings", body);
    let item = json!({"title": {"en": "Updates by members"}, "focus_areas": ["participation"]});
    let item = client
        .post(&format!("{meeting}/agenda-items"), item)
        .expect(201)
        .id();
    (meeting, item)
}

/// An update that is published; its id.
#[track_caller]
fn shared(client: &Client, more: Value) -> String {
    let mut body = json!({
        "section": "member_action", "title": {"en": "An action"}, "body": {"en": "What we did."},
        "language": "en", "focus_areas": ["participation"]
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let id = client.post("/v1/updates", body).expect(201).id();
    step(client, &format!("/v1/updates/{id}"), "publish");
    id
}

/// An issue of the newsletter that is out.
#[track_caller]
fn published(secretariat: &Client, number: i32, update_ids: &[String]) -> String {
    let issue = json!({
        "number": number, "title": {"en": "From plans to practice"}, "language": "en", "visibility": "network",
        "starts_on": "2019-01-01", "ends_on": "2019-12-31", "update_ids": update_ids
    });
    let path = made(secretariat, "/v1/newsletters", issue);
    step(secretariat, &path, "submit");
    step(secretariat, &path, "publish");
    path
}
