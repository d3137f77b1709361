//! Two instances decide at the same moment: one wins, the other is told so, and one decision is on record.

use super::{annual, events, path, planned, troika_meeting};
use crate::support::{App, one_wins, race_rounds};
use serde_json::json;
use std::collections::BTreeSet;

fn a_meeting_is_confirmed_cancelled_and_held_once(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.secretariat(), other.secretariat());
    let pairs = [
        ("confirm", "confirm"),
        ("cancel", "cancel"),
        ("hold", "hold"),
        ("hold", "cancel"),
    ];
    for (one, two) in pairs {
        race_rounds(|_| {
            app.set_now("2018-06-01T09:00:00Z");
            let meeting = planned(&here, annual(app));
            app.set_now("2018-09-24T07:00:00Z");
            here.sign_in();
            there.sign_in();
            let send = |client: &crate::support::Client, step: &str| {
                let step_path = format!("{}/{step}", path(&meeting));
                if step == "cancel" {
                    client.post(&step_path, json!({"reason": "A race."}))
                } else {
                    client.post_empty(&step_path)
                }
            };
            let before = events(app, "meetings").len();
            let winner = one_wins(&[&|| send(&here, one), &|| send(&there, two)]);
            let now = here.get(&path(&meeting)).expect(200);
            assert_eq!(now.json, winner.json);
            let events = events(app, "meetings");
            assert_eq!(events.len(), before + 1);
            let status = now["status"].as_str().unwrap();
            assert_eq!(events.last().unwrap(), &format!("meeting.{status} 2 public"));
        });
    }
}

fn a_confirmation_and_a_cancellation_follow_each_other(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.secretariat(), other.secretariat());
    race_rounds(|_| {
        let meeting = planned(&here, annual(app));
        let path = path(&meeting);
        let (confirmed, cancelled) = std::thread::scope(|scope| {
            let cancelling =
                scope.spawn(|| there.post(&format!("{path}/cancel"), json!({"reason": "A race."})));
            (
                here.post_empty(&format!("{path}/confirm")),
                cancelling.join().unwrap(),
            )
        });
        // What is confirmed may be cancelled, but not the other way round.
        cancelled.expect(200);
        assert!(matches!(confirmed.status, 200 | 409), "{confirmed}");
        assert_eq!(here.get(&path).expect(200)["status"], "cancelled");
    });
}

fn a_registration_is_decided_once(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.secretariat(), other.secretariat());
    let meeting = planned(&here, annual(app));
    let canada = app.member("CAN");
    for (one, two) in [
        ("approve", "decline"),
        ("approve", "approve"),
        ("decline", "decline"),
    ] {
        race_rounds(|round| {
            let person = json!({"name": format!("Person {round}"), "role": "delegate"});
            let all = format!("{}/participants", path(&meeting));
            let participant = format!("{all}/{}", canada.post(&all, person).expect(201).id());
            let send = |client: &crate::support::Client, step: &str| {
                let step_path = format!("{participant}/{step}");
                if step == "decline" {
                    client.post(&step_path, json!({}))
                } else {
                    client.post_empty(&step_path)
                }
            };
            let before = events(app, "participants").len();
            let winner = one_wins(&[&|| send(&here, one), &|| send(&there, two)]);
            assert_eq!(here.get(&participant).expect(200).json, winner.json);
            assert_eq!(events(app, "participants").len(), before + 1);
        });
    }
}

/// A decision that meets a removal: either the member was faster, or the secretariat was, and never both on one version.
fn a_change_meets_a_decision(app: &App) {
    let other = app.second_instance();
    let (secretariat, canada) = (app.secretariat(), other.member("CAN"));
    let meeting = planned(&secretariat, annual(app));
    race_rounds(|_| {
        let all = format!("{}/participants", path(&meeting));
        let person = json!({"name": "Person", "role": "delegate"});
        let participant = canada.post(&all, person).expect(201);
        let one = format!("{all}/{}", participant.id());
        let (approved, changed) = std::thread::scope(|scope| {
            let changing =
                scope.spawn(|| canada.patch(&one, participant.etag(), json!({"name": "Someone else"})));
            (
                secretariat.post_empty(&format!("{one}/approve")),
                changing.join().unwrap(),
            )
        });
        approved.expect(200);
        let now = secretariat.get(&one).expect(200);
        match changed.status {
            200 => assert_eq!(
                (&now["name"], &now["status"]),
                (&json!("Someone else"), &json!("approved"))
            ),
            412 => assert_eq!(
                (&now["name"], &now["status"]),
                (&json!("Person"), &json!("approved"))
            ),
            _ => panic!("{changed}"),
        }
    });
}

fn no_two_items_take_the_next_place(app: &App) {
    let other = app.second_instance();
    let clients = [app.secretariat(), other.secretariat()];
    let meeting = planned(&clients[0], annual(app));
    let items = format!("{}/agenda-items", path(&meeting));
    race_rounds(|_| {
        std::thread::scope(|scope| {
            for client in &clients {
                scope.spawn(|| client.post(&items, json!({"title": {"en": "Next"}})).expect(201));
            }
        });
    });
    let agenda = clients[0].get(&format!("{items}?limit=100")).expect(200);
    let places: BTreeSet<i64> = agenda
        .data()
        .iter()
        .map(|item| item["position"].as_i64().unwrap())
        .collect();
    assert_eq!(places.len(), agenda.data().len());
}

fn follow_ups_do_not_close_a_circle(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.secretariat(), other.secretariat());
    race_rounds(|_| {
        let [first, second] = [(); 2].map(|()| planned(&here, troika_meeting()));
        let follow = |client: &crate::support::Client, of: &str, to: &str| {
            client.patch(&format!("/v1/meetings/{of}"), "*", json!({"follow_up_of_id": to}))
        };
        let (first, second) = (first.id(), second.id());
        let mut statuses = std::thread::scope(|scope| {
            let turning = scope.spawn(|| follow(&there, &second, &first).status);
            [follow(&here, &first, &second).status, turning.join().unwrap()]
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
    });
}

cases! {
    ; on postgres:
    a_meeting_is_confirmed_cancelled_and_held_once,
    a_confirmation_and_a_cancellation_follow_each_other,
    a_registration_is_decided_once,
    a_change_meets_a_decision,
    no_two_items_take_the_next_place,
    follow_ups_do_not_close_a_circle
}
