//! planned → confirmed → held, or cancelled.

use super::{NOBODY, annual, cancel, events, path, planned, step};
use crate::support::App;
use serde_json::json;

const BEGUN: &str = "2018-09-24T07:00:00Z";

fn planned_confirmed_held(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let confirmed = step(&secretariat, &meeting, "confirm").expect(200);
    assert_eq!(confirmed["status"], "confirmed");
    step(&secretariat, &meeting, "confirm").refused(409, None);
    let changed = secretariat
        .patch(&path(&meeting), confirmed.etag(), json!({"city": "Potsdam"}))
        .expect(200);
    assert_eq!(
        (&changed["status"], &changed["city"]),
        (&json!("confirmed"), &json!("Potsdam"))
    );
    app.set_now("2018-09-24T06:59:59Z");
    step(&secretariat, &meeting, "hold").refused(409, None);
    app.set_now(BEGUN);
    let held = step(&secretariat, &meeting, "hold").expect(200);
    assert_eq!(
        (&held["status"], &held["updated_at"]),
        (&json!("held"), &json!(BEGUN))
    );
    for transition in ["confirm", "hold"] {
        step(&secretariat, &meeting, transition).refused(409, None);
    }
    cancel(&secretariat, &meeting).refused(409, None);
    secretariat
        .patch(&path(&meeting), held.etag(), json!({"city": "Ulm"}))
        .refused(409, None);
    assert_eq!(
        events(app, "meetings"),
        [
            "meeting.planned 1 public",
            "meeting.confirmed 2 public",
            "meeting.changed 3 public",
            "meeting.held 4 public"
        ]
    );
}

fn a_planned_one_may_be_held_unconfirmed(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    app.set_now(BEGUN);
    step(&secretariat, &meeting, "hold").expect(200);
}

fn cancelled_for_a_reason_from_either_state(app: &App) {
    let secretariat = app.secretariat();
    for confirmed in [false, true] {
        let meeting = planned(&secretariat, annual(app));
        if confirmed {
            step(&secretariat, &meeting, "confirm").expect(200);
        }
        let path = path(&meeting);
        secretariat
            .post(&format!("{path}/cancel"), json!({}))
            .refused(422, None)
            .fault("/reason", "required");
        let cancelled = cancel(&secretariat, &meeting).expect(200);
        assert_eq!(
            (&cancelled["status"], &cancelled["status_reason"]),
            (&json!("cancelled"), &json!("The host postponed it."))
        );
        // It stays on record, and nothing leads out of the state.
        assert_eq!(app.public().get(&path).expect(200)["status"], "cancelled");
        for transition in ["confirm", "hold"] {
            step(&secretariat, &meeting, transition).refused(409, None);
        }
        cancel(&secretariat, &meeting).refused(409, None);
        secretariat
            .patch(&path, cancelled.etag(), json!({"city": "Ulm"}))
            .refused(409, None);
    }
}

fn what_is_not_there_takes_no_step(app: &App) {
    let secretariat = app.secretariat();
    for transition in ["confirm", "hold"] {
        secretariat
            .post_empty(&format!("/v1/meetings/{NOBODY}/{transition}"))
            .refused(404, None);
    }
    secretariat
        .post(&format!("/v1/meetings/{NOBODY}/cancel"), json!({"reason": "x"}))
        .refused(404, None);
    secretariat
        .patch(&format!("/v1/meetings/{NOBODY}"), "*", json!({}))
        .refused(404, None);
}

cases! {
    planned_confirmed_held,
    a_planned_one_may_be_held_unconfirmed,
    cancelled_for_a_reason_from_either_state,
    what_is_not_there_takes_no_step
}
