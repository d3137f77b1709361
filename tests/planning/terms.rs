//! What is not done carries over into the next chair term.

use super::{action, set, troika_meeting};
use crate::support::App;
use serde_json::{Value, json};

fn term(app: &App, day: &str) -> Value {
    let terms = app.public().get(&format!("/v1/chair-terms?on={day}")).expect(200);
    terms.data()[0]["id"].clone()
}

fn an_open_action_is_carried_over_from_term_to_term(app: &App) {
    let path = format!(
        "/v1/actions/{}",
        set(app, action(app, &troika_meeting(app, "2018-05-02"))).id()
    );
    let secretariat = app.secretariat();
    let seen = |moment: &str| {
        app.set_now(moment);
        let action = secretariat.get(&path).expect(200);
        assert_eq!(action["term_id"], term(app, "2018-06-01"));
        action["carried_over"].clone()
    };
    assert_eq!(seen("2018-06-01T09:00:00Z"), 0);
    // Germany's last day, and Namibia's first.
    assert_eq!(seen("2018-12-31T23:59:59Z"), 0);
    assert_eq!(seen("2019-01-01T00:00:00Z"), 1);
    // Who chairs in 2020 is not known yet, so there is no term to carry over into.
    assert_eq!(seen("2020-02-01T09:00:00Z"), 1);
    let body = json!({
        "chairs": [app.member_id("CAN"), app.member_id("URY")],
        "starts_on": "2020-01-01", "ends_on": "2021-12-31", "source": "Joint communiqué, April 2019"
    });
    secretariat.post("/v1/chair-terms", body).expect(201);
    assert_eq!(seen("2020-02-01T09:00:00Z"), 2);
    secretariat.post_empty(&format!("{path}/start")).expect(200);
    secretariat.post_empty(&format!("{path}/complete")).expect(200);
    let body = json!({
        "chairs": [app.member_id("CHE")],
        "starts_on": "2022-01-01", "ends_on": "2022-12-31", "source": "Annual meeting 2021"
    });
    secretariat.post("/v1/chair-terms", body).expect(201);
    // Done in 2020, it went no further.
    assert_eq!(seen("2022-02-01T09:00:00Z"), 2);
}

fn a_day_in_no_term_has_none(app: &App) {
    app.set_now("2025-06-01T09:00:00Z");
    let mut body = action(app, &troika_meeting(app, "2025-05-02"));
    body["due_on"] = json!("2025-12-01");
    let made = set(app, body);
    assert_eq!(made["term_id"], json!(null));
    assert_eq!(made["carried_over"], 0);
}

fn the_day_is_that_of_the_meetings_place(app: &App) {
    // In Auckland it is the first of January 2019 by then, and Namibia's term has begun.
    app.set_now("2019-01-02T09:00:00Z");
    let body = json!({
        "kind": "troika", "format": "virtual", "title": {"en": "The troika with the secretariat"},
        "starts_at": "2018-12-31T12:00:00Z", "ends_at": "2018-12-31T13:00:00Z", "time_zone": "Pacific/Auckland",
        "record": {"status": "held", "source": "Minutes"}
    });
    let meeting = app.secretariat().post("/v1/meetings", body).expect(201).id();
    let mut body = action(app, &meeting);
    body["due_on"] = json!("2019-12-01");
    let made = set(app, body);
    assert_eq!(made["term_id"], term(app, "2019-06-01"));
    assert_eq!(made["carried_over"], 0);
}

cases! {
    an_open_action_is_carried_over_from_term_to_term,
    a_day_in_no_term_has_none,
    the_day_is_that_of_the_meetings_place,
}
