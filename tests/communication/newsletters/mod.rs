//! The newsletter: built from updates in four sections, reviewed, published, and read in several forms.

mod making;
mod reading;

use super::{draft_with, drafted, published};
use crate::support::{Case, Client};
use serde_json::{Value, json};

pub fn tests() -> Vec<Case> {
    [making::tests(), reading::tests()].concat()
}

const PATH: &str = "/v1/newsletters";

fn issue(number: i32, update_ids: &[&str]) -> Value {
    json!({
        "number": number,
        "title": {"en": "From plans to practice", "fr": "Des plans à la pratique"},
        "introduction": {"en": "Dear *members*,", "fr": "Chers *membres*,"},
        "language": "en", "starts_on": "2018-01-01", "ends_on": "2018-03-31",
        "update_ids": update_ids
    })
}

fn in_section(section: &str, title: &str) -> Value {
    draft_with(json!({"section": section, "title": {"en": title}}))
}

fn step(client: &Client, id: &str, step: &str) -> crate::support::Answer {
    client.post_empty(&format!("{PATH}/{id}/{step}"))
}

/// An issue that is out; its id.
#[track_caller]
fn out(secretariat: &Client, body: Value) -> String {
    let id = secretariat.post(PATH, body).expect(201).id();
    step(secretariat, &id, "submit").expect(200);
    step(secretariat, &id, "publish").expect(200);
    id
}

/// The text with what would do something if it were taken for more.
const HOSTILE: &str = "It's <script>alert(1)</script> & \"more\" ![](https://tracker.example/x.png) [here](javascript:alert(1)) [page](https://example.org/plan)\n\n# Heading\n\n- one\n- two";
