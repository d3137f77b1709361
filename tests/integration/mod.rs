//! What other systems build on.

mod events;
mod feed_under_load;

mod streams;

use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<crate::support::Case> {
    [events::tests(), streams::tests(), feed_under_load::tests()].concat()
}

/// What `query` gives, without what signing in leaves behind.
#[track_caller]
fn read(client: &Client, query: &str) -> Answer {
    client.get(&format!("/v1/events?{query}")).expect(200)
}

/// `type subject` of each event.
fn told(events: &[Value]) -> Vec<String> {
    events
        .iter()
        .map(|event| {
            format!(
                "{} {}",
                event["type"].as_str().unwrap(),
                event["subject"].as_str().unwrap()
            )
        })
        .filter(|event| !event.starts_with("wps.session."))
        .collect()
}

fn next(answer: &Answer) -> String {
    answer["next"].as_str().unwrap().to_owned()
}

/// The end of the feed, for this client.
fn now(client: &Client) -> String {
    next(&read(client, "from=now"))
}

/// A change that anyone may learn of; its path.
#[track_caller]
fn public_change(app: &App, acronym: &str) -> String {
    let body = json!({"kind": "regional_organization", "name": "Organization", "acronym": acronym,
        "starts_on": "2018-01-01", "source": "Note verbale"});
    let recorded = app.secretariat().post("/v1/members", body).expect(201);
    format!("/v1/members/{}", recorded.id())
}

/// A draft, of which only the member and the secretariat may learn; its path.
#[track_caller]
fn hidden_change(app: &App) -> String {
    let body = json!({"section": "member_action", "title": {"en": "A draft"}, "body": {"en": "Not yet."},
        "language": "en", "focus_areas": [], "visibility": "public"});
    let drafted = app.member("NAM").post("/v1/updates", body).expect(201);
    format!("/v1/updates/{}", drafted.id())
}
