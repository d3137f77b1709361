//! What the troika sets.

mod actions;
mod goals;
mod guidance_notes;
mod overdue;
mod terms;
mod timelines;

use crate::support::{Answer, App, Case};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [
        actions::tests(),
        goals::tests(),
        guidance_notes::tests(),
        overdue::tests(),
        terms::tests(),
        timelines::tests(),
    ]
    .concat()
}

/// A meeting that the secretariat records as held, with other values at some fields.
#[track_caller]
pub fn held(app: &App, kind: &str, day: &str, visibility: &str) -> Answer {
    let mut body = json!({
        "kind": kind,
        "format": "virtual",
        "title": {"en": "The troika with the secretariat"},
        "starts_at": format!("{day}T13:00:00Z"),
        "ends_at": format!("{day}T14:00:00Z"),
        "time_zone": "Europe/Berlin",
        "visibility": visibility,
        "record": {"status": "held", "source": "Minutes of the meeting"}
    });
    if kind == "annual" {
        body["host_id"] = json!(app.member_id("DEU"));
    }
    app.secretariat().post("/v1/meetings", body).expect(201)
}

/// The id of a meeting of the troika that was held on a day.
#[track_caller]
pub fn troika_meeting(app: &App, day: &str) -> String {
    held(app, "troika", day, "network").id()
}

/// An action of Namibia, to be done by the end of June 2018.
pub fn action(app: &App, meeting: &str) -> Value {
    json!({
        "meeting_id": meeting,
        "title": {"en": "Name two women for the roster of mediators"},
        "description": {"en": "Names go to the secretariat."},
        "owner": "member",
        "owner_id": app.member_id("NAM"),
        "due_on": "2018-06-30",
        "focus_areas": ["participation"]
    })
}

/// Sets it, as the secretariat.
#[track_caller]
pub fn set(app: &App, body: Value) -> Answer {
    app.secretariat().post("/v1/actions", body).expect(201)
}

/// The ids of a page.
pub fn ids(page: &Answer) -> Vec<String> {
    let data = page.data().iter();
    data.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}
