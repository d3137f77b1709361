//! What members share.

mod lists;
mod newsletters;
mod notices;
mod races;
mod updates;
mod visibility;

use crate::support::{App, Case, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [
        updates::tests(),
        visibility::tests(),
        lists::tests(),
        races::tests(),
        newsletters::tests(),
        notices::tests(),
    ]
    .concat()
}

/// A draft that anyone may read once it is published.
fn draft() -> Value {
    json!({
        "section": "member_action",
        "title": {"en": "Second national action plan adopted"},
        "body": {"en": "Namibia adopted its second national action plan on women and peace and security."},
        "language": "en",
        "focus_areas": ["participation", "action_plans"],
        "visibility": "public"
    })
}

/// The same with other values.
fn draft_with(changes: Value) -> Value {
    let mut body = draft();
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Drafts an update; its id.
#[track_caller]
fn drafted(client: &Client, body: Value) -> String {
    client.post("/v1/updates", body).expect(201).id()
}

/// Drafts and publishes an update; its id.
#[track_caller]
fn published(client: &Client, body: Value) -> String {
    let id = drafted(client, body);
    client
        .post_empty(&format!("/v1/updates/{id}/publish"))
        .expect(200);
    id
}

/// The three states for one audience: a draft, a published and a withdrawn update, by name.
fn in_each_state(client: &Client, visibility: &str) -> [(&'static str, String); 3] {
    let body = || draft_with(json!({"visibility": visibility}));
    let withdrawn = published(client, body());
    client
        .post_empty(&format!("/v1/updates/{withdrawn}/withdraw"))
        .expect(200);
    [
        ("draft", drafted(client, body())),
        ("published", published(client, body())),
        ("withdrawn", withdrawn),
    ]
}

/// An agenda item of a meeting; its id.
fn agenda_item(app: &App, visibility: &str) -> String {
    let meeting = json!({
        "kind": "thematic", "format": "virtual", "title": {"en": "Updates by members"}, "visibility": visibility,
        "starts_at": "2018-09-24T07:00:00Z", "ends_at": "2018-09-24T09:00:00Z", "time_zone": "Europe/Berlin"
    });
    let secretariat = app.secretariat();
    let meeting = secretariat.post("/v1/meetings", meeting).expect(201).id();
    let item = json!({"title": {"en": "Updates by members"}});
    secretariat
        .post(&format!("/v1/meetings/{meeting}/agenda-items"), item)
        .expect(201)
        .id()
}
