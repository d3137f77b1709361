//! What the secretariat decides about participants, and who attended in the end.

use super::participants::{decide, one, registered};
use super::{annual, cancel, events, planned, step};
use crate::support::{Answer, App, Client};
use serde_json::json;

#[track_caller]
fn attend(client: &Client, meeting: &Answer, participant: &Answer, how: &str) -> Answer {
    let path = format!("{}/record-attendance", one(meeting, participant));
    client.post(&path, json!({"attendance": how}))
}

fn approved_or_declined_once(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let canada = app.member("CAN");
    for approve in [true, false] {
        let participant = registered(&canada, &meeting);
        decide(&canada, &meeting, &participant, approve).refused(403, None);
        let decided = decide(&secretariat, &meeting, &participant, approve).expect(200);
        assert_eq!(decided["status"], if approve { "approved" } else { "declined" });
        for again in [true, false] {
            decide(&secretariat, &meeting, &participant, again).refused(409, None);
        }
        if !approve {
            let one = one(&meeting, &participant);
            canada
                .patch(&one, "*", json!({"name": "Another"}))
                .refused(409, None);
            canada.delete(&one, "*").refused(409, None);
        }
    }
    let without_a_word = registered(&canada, &meeting);
    let decline = format!("{}/decline", one(&meeting, &without_a_word));
    assert_eq!(
        secretariat.post(&decline, json!({})).expect(200)["status_note"],
        json!(null)
    );
    let waits = registered(&canada, &meeting);
    cancel(&secretariat, &meeting).expect(200);
    decide(&secretariat, &meeting, &waits, true).refused(409, None);
    decide(&secretariat, &meeting, &waits, false).expect(200);
    assert_eq!(
        events(app, "participants")[..2],
        [
            "participant.registered 1 network",
            "participant.approved 2 network"
        ]
    );
}

fn attendance_of_those_approved_once_it_has_begun(app: &App) {
    let secretariat = app.secretariat();
    let canada = app.member("CAN");
    let meeting = planned(&secretariat, annual(app));
    let approved = registered(&canada, &meeting);
    let waits = registered(&canada, &meeting);
    let declined = registered(&canada, &meeting);
    decide(&secretariat, &meeting, &approved, true).expect(200);
    decide(&secretariat, &meeting, &declined, false).expect(200);
    attend(&secretariat, &meeting, &approved, "attended").refused(409, None);
    app.set_now("2018-09-24T07:00:00Z");
    attend(&canada, &meeting, &approved, "attended").refused(403, None);
    for not in [&waits, &declined] {
        attend(&secretariat, &meeting, not, "attended").refused(409, None);
    }
    for how in ["attended", "absent", "excused", "attended"] {
        let recorded = attend(&secretariat, &meeting, &approved, how).expect(200);
        assert_eq!(recorded["status"], how);
    }
    attend(&secretariat, &meeting, &approved, "approved")
        .refused(422, None)
        .fault("/attendance", "not_one_of");
    let one = one(&meeting, &approved);
    canada.patch(&one, "*", json!({"name": "x"})).refused(409, None);
    canada.delete(&one, "*").refused(409, None);
    decide(&secretariat, &meeting, &approved, false).refused(409, None);
    step(&secretariat, &meeting, "hold").expect(200);
    attend(&secretariat, &meeting, &approved, "absent").expect(200);
}

fn nobody_attends_a_cancelled_meeting(app: &App) {
    let secretariat = app.secretariat();
    let meeting = planned(&secretariat, annual(app));
    let participant = registered(&app.member("CAN"), &meeting);
    decide(&secretariat, &meeting, &participant, true).expect(200);
    cancel(&secretariat, &meeting).expect(200);
    app.set_now("2018-09-25T07:00:00Z");
    attend(&secretariat, &meeting, &participant, "attended").refused(409, None);
}

cases! {
    approved_or_declined_once,
    attendance_of_those_approved_once_it_has_begun,
    nobody_attends_a_cancelled_meeting
}
