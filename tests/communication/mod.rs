//! What members share.

mod lists;
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

/// Writes an agenda item of a meeting straight into the database; its id.
fn agenda_item(app: &App, visibility: &str) -> String {
    use crate::support::Engine;
    let [meeting, item] = [0; 2].map(|_| uuid::Uuid::now_v7());
    let id = |id: uuid::Uuid| match app.engine() {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    };
    let time = match app.engine() {
        Engine::Sqlite => "1527843600000000",
        Engine::Postgres => "'2018-06-01T09:00:00Z'",
    };
    app.execute(&format!(
        "INSERT INTO meetings (id, kind, format, title, starts_at, ends_at, date_precision, time_zone, visibility, status,
             version, created_at, updated_at)
         VALUES ({0}, 'annual', 'in_person', '{{\"en\": \"Annual meeting\"}}', {time}, {time}, 'minute', 'Europe/Berlin',
             '{visibility}', 'planned', 1, {time}, {time});
         INSERT INTO agenda_items (id, meeting_id, position, title, focus_areas, version, created_at, updated_at)
         VALUES ({1}, {0}, 1, '{{\"en\": \"Updates by members\"}}', '[]', 1, {time}, {time})",
        id(meeting),
        id(item),
    ));
    item.to_string()
}
