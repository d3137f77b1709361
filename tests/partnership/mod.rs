//! Partners and their people, initiatives, other forums.

mod forums;
mod initiatives;
mod participations;
mod partners;
mod people;
mod report;
pub mod scan;

use crate::support::{Answer, App, Case, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [
        forums::tests(),
        initiatives::tests(),
        participations::tests(),
        partners::tests(),
        people::tests(),
        report::tests(),
    ]
    .concat()
}

pub const NOBODY: &str = "0198f0a2-5b1c-7d3e-8a4f-000000000000";
pub const CLAUSE: Option<&str> = Some("civil-society.participation");

pub fn partner(name: &str) -> Value {
    json!({"name": name, "kind": "civil_society", "scope": "national", "country": "NAM",
        "description": {"en": "Mediation in the north."}, "focus_areas": ["participation"]})
}

/// A partner that the secretariat alone sees.
#[track_caller]
pub fn recorded(app: &App, name: &str) -> Answer {
    app.secretariat().post("/v1/partners", partner(name)).expect(201)
}

/// A partner that agreed to be shown.
#[track_caller]
pub fn shown(app: &App, name: &str, visibility: &str) -> Answer {
    let made = recorded(app, name);
    let consent = json!({"visibility": visibility, "agreed_on": "2018-05-15"});
    app.secretariat()
        .post(&format!("/v1/partners/{}/record-consent", made.id()), consent)
        .expect(200)
}

pub fn person(name: &str) -> Value {
    json!({"name": name, "role": "Director", "email": "amina.haddad@example.org", "phone": "+264 61 555 0199",
        "note": "Write by e-mail only."})
}

/// A person of a partner, and its path.
#[track_caller]
pub fn added(app: &App, partner: &Answer, name: &str) -> (Answer, String) {
    let path = format!("/v1/partners/{}/people", partner.id());
    let made = app.secretariat().post(&path, person(name)).expect(201);
    let path = format!("{path}/{}", made.id());
    assert_eq!(made.header("location"), path);
    (made, path)
}

/// A meeting of the Network.
#[track_caller]
pub fn meeting(client: &Client, title: &str) -> String {
    let body = json!({"kind": "thematic", "format": "virtual", "title": {"en": title}, "starts_at": "2018-09-24T07:00:00Z",
        "ends_at": "2018-09-24T16:00:00Z", "time_zone": "Europe/Berlin"});
    format!(
        "/v1/meetings/{}",
        client.post("/v1/meetings", body).expect(201).id()
    )
}

/// What a resource told: action and visibility, oldest first.
pub fn told(app: &App, resource: &str) -> Vec<String> {
    app.texts(&format!(
        "SELECT action || ' ' || visibility AS text FROM events WHERE resource = '{resource}' ORDER BY serial"
    ))
}
