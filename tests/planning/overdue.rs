//! What is late: seen in lists and in the report, on the day of who asks.

use super::{action, ids, set, troika_meeting};
use crate::support::App;
use serde_json::json;

fn an_action_is_overdue_from_the_day_after_on(app: &App) {
    let made = set(app, action(app, &troika_meeting(app, "2018-05-02")));
    let path = format!("/v1/actions/{}", made.id());
    let france = app.member("FRA");
    let listed = |overdue: bool| ids(&france.get(&format!("/v1/actions?overdue={overdue}")).expect(200));
    app.set_now("2018-06-30T23:59:59Z");
    assert_eq!(france.get(&path).expect(200)["overdue"], false);
    assert_eq!(listed(true), [""; 0]);
    assert_eq!(listed(false), [made.id()]);
    app.set_now("2018-07-01T00:00:00Z");
    assert_eq!(france.get(&path).expect(200)["overdue"], true);
    assert_eq!(listed(true), [made.id()]);
    assert_eq!(listed(false), [""; 0]);
    let counted = france.get("/v1/actions?overdue=true&count=true").expect(200);
    assert_eq!(counted["total"], 1);
    let namibia = app.member("NAM");
    namibia.post_empty(&format!("{path}/start")).expect(200);
    assert_eq!(listed(true), [made.id()]);
    let done = namibia.post_empty(&format!("{path}/complete")).expect(200);
    assert_eq!(done["overdue"], false);
    assert_eq!(listed(true), [""; 0]);
    assert_eq!(listed(false), [made.id()]);
}

fn another_day_ends_it(app: &App) {
    let made = set(app, action(app, &troika_meeting(app, "2018-05-02")));
    app.set_now("2018-07-10T09:00:00Z");
    let meeting = troika_meeting(app, "2018-07-09");
    let timeline = json!({"meeting_id": meeting, "due_on": "2018-09-30"});
    let moved = app
        .secretariat()
        .post(&format!("/v1/actions/{}/reschedule", made.id()), timeline)
        .expect(200);
    assert_eq!(moved["overdue"], false);
}

/// Two of Namibia's that are late, one of the secretariat's, one that is done, one that is dropped and one to come.
fn filled(app: &App) -> [String; 3] {
    let meeting = troika_meeting(app, "2018-05-02");
    let secretariat = app.secretariat();
    let due = |day: &str, owner: Option<&str>, title: &str| {
        let mut body = action(app, &meeting);
        body["due_on"] = json!(day);
        body["title"] = json!({"en": title, "fr": "Un titre"});
        if owner.is_none() {
            body["owner"] = json!("secretariat");
        }
        body["owner_id"] = json!(owner.map(|code| app.member_id(code)));
        set(app, body).id()
    };
    let late = [
        due("2018-06-10", Some("NAM"), "=Names, \"two\""),
        due("2018-06-20", None, "Roster"),
        due("2018-06-25", Some("NAM"), "Names"),
    ];
    let done = due("2018-06-10", Some("NAM"), "Done");
    let dropped = due("2018-06-10", Some("CAN"), "Dropped");
    due("2018-12-31", Some("CAN"), "To come");
    secretariat
        .post_empty(&format!("/v1/actions/{done}/start"))
        .expect(200);
    secretariat
        .post_empty(&format!("/v1/actions/{done}/complete"))
        .expect(200);
    secretariat
        .post(&format!("/v1/actions/{dropped}/drop"), json!({"reason": "No."}))
        .expect(200);
    secretariat
        .post_empty(&format!("/v1/actions/{}/start", late[2]))
        .expect(200);
    late
}

fn the_report_names_who_is_late(app: &App) {
    let late = filled(app);
    let france = app.member("FRA");
    let empty = france.get("/v1/reports/overdue-actions").expect(200);
    assert_eq!([&empty["owners"], &empty["actions"]], [&json!([]); 2]);
    app.set_now("2018-06-30T09:00:00Z");
    let report = france.get("/v1/reports/overdue-actions").expect(200);
    assert_eq!(report["on"], "2018-06-30");
    let namibia = app.member_id("NAM");
    assert_eq!(
        report["owners"],
        json!([
            {"owner": "secretariat", "owner_id": null, "owner_name": "UN-Women", "actions": 1, "longest_days": 10},
            {"owner": "member", "owner_id": namibia, "owner_name": "Namibia", "actions": 2, "longest_days": 20}
        ])
    );
    let actions = report["actions"].as_array().unwrap();
    let told: Vec<_> = actions
        .iter()
        .map(|one| {
            (
                one["action_id"].as_str().unwrap(),
                one["days_overdue"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [(late[0].as_str(), 20), (&late[1], 10), (&late[2], 5)]);
    assert_eq!(actions[2]["status"], "in_progress");
    assert_eq!(actions[0]["carried_over"], 0);
    app.set_now("2019-02-01T09:00:00Z");
    let report = france.get("/v1/reports/overdue-actions").expect(200);
    assert_eq!(report["actions"][0]["carried_over"], 1);
    assert_eq!(report["actions"].as_array().unwrap().len(), 4);
    app.public().get("/v1/reports/overdue-actions").refused(401, None);
}

fn the_report_as_a_table(app: &App) {
    let late = filled(app);
    app.set_now("2018-06-30T09:00:00Z");
    let client = app.member("FRA").with_header("accept", "text/csv");
    let table = client.get("/v1/reports/overdue-actions").expect(200);
    assert_eq!(
        table.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        table.header("content-disposition"),
        "attachment; filename=\"overdue-actions-2018-06-30.csv\""
    );
    let lines: Vec<&str> = table.text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("on,action_id,title,owner,"), "{table}");
    // A title that begins like a formula is none in a spreadsheet.
    let start = format!(
        "2018-06-30,{},\"'=Names, \"\"two\"\"\",member,{},Namibia,2018-06-10,20,open,0,,",
        late[0],
        app.member_id("NAM")
    );
    assert!(lines[1].starts_with(&start), "{table}");
    assert!(
        lines[2].contains(",Roster,secretariat,,UN-Women,2018-06-20,10,open,0,,"),
        "{table}"
    );
}

cases! {
    an_action_is_overdue_from_the_day_after_on,
    another_day_ends_it,
    the_report_names_who_is_late,
    the_report_as_a_table,
}
