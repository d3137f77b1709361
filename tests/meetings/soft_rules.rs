//! What is accepted with a warning: a second annual meeting in a year, another host than the Chair, a year without a
//! follow-up in New York.

use super::{annual, cancel, clauses, follow_up, path, planned, warned, warning, with};
use crate::support::{App, Client, Engine};
use serde_json::{Value, json};

/// An annual meeting in Auckland that begins at this moment.
fn in_auckland(app: &App, starts_at: &str) -> Value {
    with(
        annual(app),
        json!({
            "starts_at": starts_at, "ends_at": "2019-01-02T00:00:00Z", "time_zone": "Pacific/Auckland",
            "city": "Auckland", "country": "NZL", "host_id": app.member_id("NAM")
        }),
    )
}

fn a_second_annual_meeting_in_a_year(app: &App) {
    let germany = app.member("DEU");
    let first = planned(&germany, annual(app));
    assert_eq!(warned(&first), ["meeting.follow-up"]);
    let second = planned(&germany, annual(app));
    assert_eq!(warned(&second), ["meeting.annual", "meeting.follow-up"]);
    assert!(warning(&second, "meeting.annual").contains("2018"));
    assert_eq!(
        warned(&germany.get(&path(&first)).expect(200)),
        ["meeting.annual", "meeting.follow-up"]
    );
    cancel(&app.secretariat(), &second).expect(200);
    assert_eq!(
        warned(&germany.get(&path(&first)).expect(200)),
        ["meeting.follow-up"]
    );
    assert_eq!(warned(&germany.get(&path(&second)).expect(200)), [""; 0]);
    let next_year = json!({"starts_at": "2019-05-06T07:00:00Z", "ends_at": "2019-05-07T16:00:00Z", "host_id": app.member_id("NAM")});
    let other = planned(&germany, with(annual(app), next_year));
    assert_eq!(warned(&other), ["meeting.follow-up"]);
}

/// The year is that of the place, with its summer time: at half past eleven UTC on the last day of 2018, Auckland (in
/// January thirteen hours ahead, not twelve) has begun the next one; London (in January at UTC) has not at half past
/// eleven at night, when in summer it would have.
fn the_year_begins_at_the_place_in_summer_and_winter(app: &App) {
    let germany = app.member("DEU");
    let planned_in = |starts_at: &str, ends_at: &str, zone: &str, host: &str| {
        let at = json!({"starts_at": starts_at, "ends_at": ends_at, "time_zone": zone, "host_id": app.member_id(host)});
        planned(&germany, with(annual(app), at))
    };
    let auckland = planned(&germany, in_auckland(app, "2018-12-31T11:30:00Z"));
    assert_eq!(warned(&auckland), ["meeting.follow-up"]);
    assert!(warning(&auckland, "meeting.follow-up").contains("2019"));
    let earlier = planned(
        &germany,
        with(
            in_auckland(app, "2018-12-31T10:30:00Z"),
            json!({"host_id": app.member_id("DEU")}),
        ),
    );
    assert_eq!(
        warned(&earlier),
        ["meeting.follow-up"],
        "2018 there, with its own Chair"
    );
    let london = planned_in(
        "2018-12-31T23:30:00Z",
        "2019-01-01T12:00:00Z",
        "Europe/London",
        "DEU",
    );
    assert!(warning(&london, "meeting.annual").contains("2018"));
    let paulo = planned_in(
        "2019-01-01T02:30:00Z",
        "2019-01-01T12:00:00Z",
        "America/Sao_Paulo",
        "NAM",
    );
    assert!(
        warning(&paulo, "meeting.annual").contains("2019"),
        "two hours behind in January, not three"
    );
    for (year, expected) in [(2018, [&earlier, &london]), (2019, [&auckland, &paulo])] {
        let list = app.public().get(&format!("/v1/meetings?year={year}")).expect(200);
        assert_eq!(super::ids(&list), expected.map(super::Answer::id));
        assert!(
            list.data()
                .iter()
                .all(|one| clauses(one).contains(&"meeting.annual".to_owned()))
        );
    }
    // Moved by half an hour, it moves into another year.
    let now = germany.get(&path(&auckland)).expect(200);
    let moved = germany
        .patch(
            &path(&auckland),
            now.etag(),
            json!({"starts_at": "2018-12-31T10:59:59Z"}),
        )
        .expect(200);
    assert_eq!(
        warned(&moved),
        ["meeting.annual", "meeting.host", "meeting.follow-up"]
    );
}

fn another_host_than_the_chair(app: &App) {
    let secretariat = app.secretariat();
    let by_namibia = with(annual(app), json!({"host_id": app.member_id("NAM")}));
    let without = planned(&secretariat, by_namibia.clone());
    assert_eq!(warned(&without), ["meeting.host", "meeting.follow-up"]);
    assert!(warning(&without, "meeting.host").contains("Record the reason in `host_reason`"));
    let reason = json!({"host_reason": "Germany and Namibia changed places."});
    let with_reason = secretariat
        .patch(&path(&without), without.etag(), reason)
        .expect(200);
    assert_eq!(warned(&with_reason), ["meeting.host", "meeting.follow-up"]);
    assert!(!warning(&with_reason, "meeting.host").contains("Record"));
    // The day of the meeting counts, not today: Namibia chairs in 2019, and nobody is on record for 2020.
    let in_year = |year: i32| {
        let times = json!({"starts_at": format!("{year}-09-24T07:00:00Z"), "ends_at": format!("{year}-09-25T07:00:00Z")});
        planned(&secretariat, with(by_namibia.clone(), times))
    };
    assert_eq!(warned(&in_year(2019)), ["meeting.follow-up"]);
    let vacant = in_year(2020);
    assert!(warning(&vacant, "meeting.host").contains("No Chair is on record"));
}

fn either_of_two_chairs_hosts(app: &App) {
    let blob = |id: &str| match app.engine() {
        Engine::Sqlite => format!("X'{}'", id.replace('-', "")),
        Engine::Postgres => format!("'{id}'"),
    };
    let canada = blob(&app.member_id("CAN"));
    app.execute(&format!(
        "INSERT INTO chairs (term_id, member_id, position)
         SELECT term_id, {canada}, 2 FROM chairs WHERE member_id = {}",
        blob(&app.member_id("DEU"))
    ));
    for chair in ["DEU", "CAN"] {
        let body = with(annual(app), json!({"host_id": app.member_id(chair)}));
        assert!(!warned(&planned(&app.secretariat(), body)).contains(&"meeting.host".to_owned()));
    }
}

fn a_year_without_a_follow_up_in_new_york(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let now = |client: &Client| warned(&client.get(&path(&meeting)).expect(200));
    let elsewhere = json!({"city": "Geneva", "country": "CHE", "time_zone": "Europe/Zurich"});
    let geneva = planned(&germany, with(follow_up(&meeting.id()), elsewhere));
    assert_eq!(warned(&geneva), ["meeting.follow-up"]);
    let england = json!({"city": "New York", "country": "GBR"});
    assert_eq!(
        warned(&planned(&germany, with(follow_up(&meeting.id()), england))),
        ["meeting.follow-up"]
    );
    let next_year = json!({"starts_at": "2019-01-15T14:00:00Z", "ends_at": "2019-01-15T15:00:00Z"});
    planned(&germany, with(follow_up(&meeting.id()), next_year));
    assert_eq!(now(&germany), ["meeting.follow-up"]);
    let there = planned(
        &germany,
        with(follow_up(&meeting.id()), json!({"city": "new york"})),
    );
    assert_eq!(warned(&there), [""; 0]);
    assert_eq!(now(&germany), [""; 0]);
    cancel(&app.secretariat(), &there).expect(200);
    assert_eq!(now(&germany), ["meeting.follow-up"]);
    // Other kinds are under no such rule.
    let side = json!({"kind": "side_event", "city": "Geneva", "country": "CHE"});
    assert_eq!(
        warned(&planned(&germany, with(follow_up(&meeting.id()), side))),
        [""; 0]
    );
}

fn lists_warn_like_single_meetings(app: &App) {
    let germany = app.member("DEU");
    for body in [
        annual(app),
        with(annual(app), json!({"host_id": app.member_id("ESP")})),
        with(
            annual(app),
            json!({"starts_at": "2019-05-06T07:00:00Z", "ends_at": "2019-05-07T16:00:00Z"}),
        ),
    ] {
        planned(&germany, body);
    }
    let list = germany.get("/v1/meetings").expect(200);
    assert_eq!(list.data().len(), 4);
    for meeting in list.data() {
        let one = germany
            .get(&format!("/v1/meetings/{}", meeting["id"].as_str().unwrap()))
            .expect(200);
        assert_eq!(&one.json, meeting);
    }
}

cases! {
    a_second_annual_meeting_in_a_year,
    the_year_begins_at_the_place_in_summer_and_winter,
    another_host_than_the_chair,
    either_of_two_chairs_hosts,
    a_year_without_a_follow_up_in_new_york,
    lists_warn_like_single_meetings
}
