//! Meetings, their agenda and their participants.

mod agenda;
mod attendance;
mod calendars;
mod changing;
mod documents;
mod outcome_points;
mod outcomes;
mod participants;
mod planning;
mod races;
mod recording;
mod soft_rules;
mod steps;
mod visibility;
mod year;

use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<crate::support::Case> {
    [
        agenda::tests(),
        attendance::tests(),
        calendars::tests(),
        changing::tests(),
        documents::tests(),
        outcome_points::tests(),
        outcomes::tests(),
        participants::tests(),
        planning::tests(),
        races::tests(),
        recording::tests(),
        soft_rules::tests(),
        steps::tests(),
        visibility::tests(),
        year::tests(),
    ]
    .concat()
}

/// The annual meeting of 2018, hosted by Germany, its Chair.
fn annual(app: &App) -> Value {
    json!({
        "kind": "annual",
        "format": "in_person",
        "title": {"en": "Annual meeting 2018", "de": "Jahrestreffen 2018"},
        "starts_at": "2018-09-24T07:00:00Z",
        "ends_at": "2018-09-25T16:00:00Z",
        "time_zone": "Europe/Berlin",
        "city": "Berlin",
        "country": "DEU",
        "host_id": app.member_id("DEU")
    })
}

/// Its follow-up in New York.
fn follow_up(of: &str) -> Value {
    json!({
        "kind": "follow_up",
        "format": "in_person",
        "title": {"en": "Follow-up of the annual meeting 2018"},
        "starts_at": "2018-10-25T14:00:00Z",
        "ends_at": "2018-10-25T17:00:00Z",
        "time_zone": "America/New_York",
        "city": "New York",
        "country": "USA",
        "follow_up_of_id": of
    })
}

/// A meeting of the troika, online.
fn troika_meeting() -> Value {
    json!({
        "kind": "troika",
        "format": "virtual",
        "title": {"en": "The troika with the secretariat"},
        "starts_at": "2018-07-02T13:00:00Z",
        "ends_at": "2018-07-02T14:00:00Z",
        "time_zone": "Europe/Berlin"
    })
}

/// The same with other values at some fields; null takes a field away.
fn with(mut body: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    body
}

#[track_caller]
fn planned(client: &Client, body: Value) -> Answer {
    client.post("/v1/meetings", body).expect(201)
}

fn path(meeting: &Answer) -> String {
    format!("/v1/meetings/{}", meeting.id())
}

#[track_caller]
fn step(client: &Client, meeting: &Answer, name: &str) -> Answer {
    client.post_empty(&format!("{}/{name}", path(meeting)))
}

#[track_caller]
fn cancel(client: &Client, meeting: &Answer) -> Answer {
    let reason = json!({"reason": "The host postponed it."});
    client.post(&format!("{}/cancel", path(meeting)), reason)
}

/// The clauses of the warnings, in their order.
fn warned(meeting: &Answer) -> Vec<String> {
    clauses(&meeting.json)
}

fn clauses(meeting: &Value) -> Vec<String> {
    let warnings = meeting["warnings"].as_array().unwrap().iter();
    warnings
        .map(|warning| warning["clause"].as_str().unwrap().to_owned())
        .collect()
}

/// What the warning of a clause says.
#[track_caller]
fn warning(meeting: &Answer, clause: &str) -> String {
    let warnings = meeting["warnings"].as_array().unwrap();
    let found = warnings.iter().find(|warning| warning["clause"] == clause);
    let found = found.unwrap_or_else(|| panic!("no warning of {clause} in {meeting}"));
    found["detail"].as_str().unwrap().to_owned()
}

/// The ids of a page.
fn ids(page: &Answer) -> Vec<String> {
    let data = page.data().iter();
    data.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// The events about one record, oldest first: action, version, visibility.
fn events(app: &App, resource: &str) -> Vec<String> {
    app.texts(&format!(
        "SELECT action || ' ' || version || ' ' || visibility AS text FROM events WHERE resource = '{resource}' ORDER BY serial"
    ))
}

const NOBODY: &str = "0198f0a2-5b1c-7d3e-8a4f-000000000000";
