//! Terms, nominations and the troika.

mod nominations;
mod races;
mod selection;
mod terms;
mod troika;

use crate::support::{Answer, App, Case};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [
        terms::tests(),
        nominations::tests(),
        selection::tests(),
        troika::tests(),
        races::tests(),
    ]
    .concat()
}

const TERMS: &str = "/v1/chair-terms";
const NOMINATIONS: &str = "/v1/chairmanship-nominations";

/// The ids of members.
fn ids(app: &App, codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| app.member_id(code)).collect()
}

/// The body of a term that was decided elsewhere.
fn term(app: &App, codes: &[&str], starts_on: &str, ends_on: &str) -> Value {
    json!({"chairs": ids(app, codes), "starts_on": starts_on, "ends_on": ends_on, "source": "Note verbale"})
}

/// The secretariat records a term.
#[track_caller]
fn record(app: &App, codes: &[&str], starts_on: &str, ends_on: &str) -> Answer {
    app.secretariat()
        .post(TERMS, term(app, codes, starts_on, ends_on))
}

/// The body of a nomination.
fn bid(app: &App, codes: &[&str], starts_on: &str, ends_on: &str) -> Value {
    json!({"nominees": ids(app, codes), "starts_on": starts_on, "ends_on": ends_on})
}

/// The first of the nominees submits a nomination; its path.
#[track_caller]
fn nominate(app: &App, codes: &[&str], starts_on: &str, ends_on: &str) -> String {
    let submitted = app
        .member(codes[0])
        .post(NOMINATIONS, bid(app, codes, starts_on, ends_on))
        .expect(201);
    assert_eq!(
        submitted.header("location"),
        format!("{NOMINATIONS}/{}", submitted.id())
    );
    format!("{NOMINATIONS}/{}", submitted.id())
}

/// The codes of a list of members, such as a term's `chairs`.
fn codes(members: &Value) -> Vec<&str> {
    let members = members.as_array().unwrap().iter();
    members
        .map(|chair| {
            let member = chair.get("member").unwrap_or(chair);
            member["iso_alpha3"].as_str().unwrap()
        })
        .collect()
}
