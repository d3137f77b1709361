//! The year of the Network as the guidelines have it: the incumbent Chair's account plans the annual meeting, its agenda
//! and its follow-up in New York; members register; the secretariat confirms and holds.

use super::{annual, events, follow_up, path, planned, step, warned};
use crate::support::App;
use serde_json::json;

fn the_year_of_the_network(app: &App) {
    let germany = app.member("DEU");
    assert_eq!(germany.get("/v1/me").expect(200)["role"], "troika");
    let meeting = planned(&germany, annual(app));
    assert_eq!(meeting.header("location"), path(&meeting));
    assert_eq!(
        (
            &meeting["status"],
            &meeting["visibility"],
            &meeting["date_precision"]
        ),
        (&json!("planned"), &json!("public"), &json!("minute"))
    );
    assert_eq!(warned(&meeting), ["meeting.follow-up"]);

    let follow_up = planned(&germany, follow_up(&meeting.id()));
    assert_eq!(follow_up["visibility"], "public");
    assert_eq!(warned(&follow_up), [""; 0]);
    assert_eq!(warned(&germany.get(&path(&meeting)).expect(200)), [""; 0]);

    let items = format!("{}/agenda-items", path(&meeting));
    for title in ["Opening", "National action plans"] {
        let item =
            json!({"title": {"en": title}, "lead_id": app.member_id("DEU"), "focus_areas": ["action_plans"]});
        germany.post(&items, item).expect(201);
    }
    let agenda = app.public().get(&items).expect(200);
    assert_eq!(agenda.data()[1]["title"]["en"], "National action plans");
    assert_eq!(agenda.data()[1]["position"], 2);

    let secretariat = app.secretariat();
    step(&secretariat, &meeting, "confirm").expect(200);
    let delegations = format!("{}/participants", path(&meeting));
    for code in ["NAM", "CAN", "AU"] {
        let head = json!({"name": format!("Head of {code}"), "role": "head_of_delegation", "email": "head@example.org"});
        let registered = app.member(code).post(&delegations, head).expect(201);
        let one = format!("{delegations}/{}", registered.id());
        secretariat.post_empty(&format!("{one}/approve")).expect(200);
    }

    app.set_now("2018-09-25T17:00:00Z");
    for participant in secretariat.get(&delegations).expect(200).data() {
        let one = format!("{delegations}/{}", participant["id"].as_str().unwrap());
        secretariat
            .post(
                &format!("{one}/record-attendance"),
                json!({"attendance": "attended"}),
            )
            .expect(200);
    }
    let held = step(&secretariat, &meeting, "hold").expect(200);
    assert_eq!(held["status"], "held");
    everything_is_on_record(app);
}

fn everything_is_on_record(app: &App) {
    assert_eq!(
        events(app, "meetings"),
        [
            "meeting.planned 1 public",
            "meeting.planned 1 public",
            "meeting.confirmed 2 public",
            "meeting.held 3 public"
        ]
    );
    assert_eq!(
        app.row_count("events WHERE resource = 'participants' AND visibility = 'network'"),
        9
    );
    assert_eq!(
        app.row_count("audit_entries WHERE resource IN ('meetings', 'agenda-items', 'participants')"),
        15
    );
}

fn the_founding_meeting_is_on_record(app: &App) {
    let list = app.public().get("/v1/meetings?count=true").expect(200);
    assert_eq!(list["total"], 1);
    let founding = &list.data()[0];
    assert_eq!(
        (
            &founding["kind"],
            &founding["status"],
            &founding["date_precision"]
        ),
        (&json!("founding"), &json!("held"), &json!("month"))
    );
    assert_eq!(founding["organizer_id"], app.member_id("ESP"));
    let co_sponsors = ["CAN", "CHL", "JPN", "NAM", "ARE"].map(|code| app.member_id(code));
    assert_eq!(founding["co_sponsor_ids"], json!(co_sponsors));
    for not_stated in ["format", "city", "country", "host_id", "description"] {
        assert_eq!(founding[not_stated], json!(null), "{not_stated}");
    }
    assert!(founding["starts_at"].as_str().unwrap().starts_with("2016-09-01"));
    assert!(founding["ends_at"].as_str().unwrap().starts_with("2016-09-30"));
    assert_eq!(founding["source"], "A/72/782–S/2018/178, annex");
    assert_eq!(founding["warnings"], json!([]));
    let one = format!("/v1/meetings/{}", founding["id"].as_str().unwrap());
    let found = app.secretariat().get(&one).expect(200);
    assert_eq!(&found.json, founding);
    app.secretariat()
        .patch(&one, found.etag(), json!({"city": "New York"}))
        .refused(409, None);
}

cases! { the_year_of_the_network, the_founding_meeting_is_on_record }
