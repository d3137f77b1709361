//! The agenda of a meeting.

use super::{NOBODY, annual, cancel, events, ids, path, planned, step, troika_meeting, with};
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

fn item(title: &str) -> Value {
    json!({"title": {"en": title}})
}

fn items(meeting: &Answer) -> String {
    format!("{}/agenda-items", path(meeting))
}

fn added_changed_and_removed(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let whole = json!({
        "position": 3,
        "title": {"en": "Action plans", "fr": "Plans d'action"},
        "description": {"en": "Three members present theirs."},
        "starts_at": "2018-09-24T08:30:00Z",
        "duration_minutes": 90,
        "lead_id": app.member_id("NAM"),
        "focus_areas": ["action_plans", "participation"]
    });
    let added = germany.post(&items(&meeting), whole.clone()).expect(201);
    let one = format!("{}/{}", items(&meeting), added.id());
    assert_eq!(added.header("location"), one);
    assert_eq!(added["meeting_id"], meeting.id());
    for (name, value) in whole.as_object().unwrap() {
        assert_eq!(&added[name.as_str()], value, "{name}");
    }
    let read = app.public().get(&one).expect(200);
    assert_eq!((&read.json, read.etag()), (&added.json, added.etag()));

    germany
        .send("PATCH", &one, &[("content-type", "application/json")], b"{}")
        .refused(428, None);
    let change =
        json!({"title": {"fr": null, "es": "Planes"}, "lead_id": null, "starts_at": null, "focus_areas": []});
    let changed = germany.patch(&one, added.etag(), change).expect(200);
    assert_eq!(changed["title"], json!({"en": "Action plans", "es": "Planes"}));
    assert_eq!(
        (&changed["lead_id"], &changed["starts_at"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(
        (&changed["duration_minutes"], &changed["position"]),
        (&json!(90), &json!(3))
    );
    germany
        .patch(&one, added.etag(), json!({"position": 1}))
        .refused(412, None);
    let emptied = json!({"description": null, "duration_minutes": null});
    let emptied = germany.patch(&one, changed.etag(), emptied).expect(200);
    assert_eq!(emptied["description"], json!(null));

    germany.send("DELETE", &one, &[], b"").refused(428, None);
    germany.delete(&one, changed.etag()).refused(412, None);
    let gone = germany.delete(&one, emptied.etag()).expect(204);
    assert_eq!(gone.text, "");
    germany.get(&one).refused(404, None);
    germany.delete(&one, "*").refused(404, None);
    assert_eq!(
        events(app, "agenda-items"),
        [
            "agenda_item.added 1 public",
            "agenda_item.changed 2 public",
            "agenda_item.changed 3 public",
            "agenda_item.removed 4 public"
        ]
    );
}

fn in_order_and_in_pages(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let add = |title: &str, position: Option<i32>| {
        let mut body = item(title);
        if let Some(position) = position {
            body["position"] = json!(position);
        }
        germany.post(&items(&meeting), body).expect(201)
    };
    let first = add("First", None);
    let tenth = add("Tenth", Some(10));
    let after = add("After the tenth", None);
    let second = add("Second", Some(2));
    let beside = add("Beside the second", Some(2));
    assert_eq!((&first["position"], &after["position"]), (&json!(1), &json!(11)));
    let order = [&first, &second, &beside, &tenth, &after].map(|one| one.id());
    let list = |query: &str| {
        app.public()
            .get(&format!("{}{query}", items(&meeting)))
            .expect(200)
    };
    let whole = list("?count=true");
    assert_eq!((ids(&whole), &whole["total"]), (order.to_vec(), &json!(5)));
    let mut pages = Vec::new();
    let mut query = "?limit=2".to_owned();
    loop {
        let page = list(&query);
        pages.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?limit=2&cursor={next}");
    }
    assert_eq!(pages, order);
    let mut reversed = order.to_vec();
    reversed.reverse();
    assert_eq!(ids(&list("?sort=-position")), reversed);
    // The last place of all is not passed.
    add("At the end", Some(10_000));
    germany
        .post(&items(&meeting), item("Beyond"))
        .refused(422, None)
        .fault("/position", "too_large");
}

fn what_is_no_item_is_refused(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let added = germany.post(&items(&meeting), item("One")).expect(201);
    let one = format!("{}/{}", items(&meeting), added.id());
    for (change, pointer, code) in [
        (
            json!({"focus_areas": ["participation", "cooking"]}),
            "/focus_areas/1",
            "not_one_of",
        ),
        (
            json!({"focus_areas": ["participation", "participation"]}),
            "/focus_areas/1",
            "repeated",
        ),
        (json!({"lead_id": NOBODY}), "/lead_id", "unknown"),
        (json!({"title": {"x y": "Title"}}), "/title", "language"),
        (json!({"position": 0}), "/position", "too_small"),
        (
            json!({"duration_minutes": 1441}),
            "/duration_minutes",
            "too_large",
        ),
        (json!({"meeting_id": NOBODY}), "/meeting_id", "unknown"),
    ] {
        germany
            .post(&items(&meeting), with(item("One"), change.clone()))
            .refused(422, None)
            .fault(pointer, code);
        germany
            .patch(&one, added.etag(), change)
            .refused(422, None)
            .fault(pointer, code);
    }
    germany
        .patch(&one, added.etag(), json!({"title": {"en": null}}))
        .refused(422, None)
        .fault("/title", "required");
    assert_eq!(events(app, "agenda-items"), ["agenda_item.added 1 public"]);
}

fn not_for_what_was_held_or_is_cancelled(app: &App) {
    let secretariat = app.secretariat();
    let meetings = [
        planned(&secretariat, annual(app)),
        planned(&secretariat, annual(app)),
    ];
    let added = meetings
        .each_ref()
        .map(|meeting| secretariat.post(&items(meeting), item("One")).expect(201));
    step(&secretariat, &meetings[0], "confirm").expect(200);
    secretariat.post(&items(&meetings[0]), item("Two")).expect(201);
    cancel(&secretariat, &meetings[1]).expect(200);
    app.set_now("2018-09-26T09:00:00Z");
    step(&secretariat, &meetings[0], "hold").expect(200);
    for (meeting, added) in meetings.iter().zip(&added) {
        let one = format!("{}/{}", items(meeting), added.id());
        secretariat.post(&items(meeting), item("Two")).refused(409, None);
        secretariat
            .patch(&one, added.etag(), json!({"position": 5}))
            .refused(409, None);
        secretariat.delete(&one, added.etag()).refused(409, None);
        app.public().get(&one).expect(200);
    }
}

fn who_may_and_who_sees(app: &App) {
    let germany = app.member("DEU");
    let open = planned(&germany, annual(app));
    let closed = planned(&germany, troika_meeting());
    for (meeting, seen) in [(&open, true), (&closed, false)] {
        let added = germany.post(&items(meeting), item("One")).expect(201);
        let one = format!("{}/{}", items(meeting), added.id());
        app.public().post(&items(meeting), item("Two")).refused(401, None);
        app.public().delete(&one, "*").refused(401, None);
        let canada = app.member("CAN");
        canada.post(&items(meeting), item("Two")).refused(403, None);
        canada
            .patch(&one, added.etag(), json!({"position": 2}))
            .refused(403, None);
        canada.delete(&one, added.etag()).refused(403, None);
        canada.get(&one).expect(200);
        if seen {
            app.public().get(&one).expect(200);
        } else {
            app.public().get(&one).refused(404, None);
            app.public().get(&items(meeting)).refused(404, None);
        }
        // An item is found under its own meeting only.
        let other = if seen { &closed } else { &open };
        germany
            .get(&format!("{}/{}", items(other), added.id()))
            .refused(404, None);
        germany
            .patch(&format!("{}/{}", items(other), added.id()), "*", json!({}))
            .refused(404, None);
    }
    assert_eq!(
        events(app, "agenda-items"),
        ["agenda_item.added 1 public", "agenda_item.added 1 network"]
    );
    germany
        .post(&format!("/v1/meetings/{NOBODY}/agenda-items"), item("One"))
        .refused(404, None);
}

fn what_an_update_was_shared_at_stays(app: &App) {
    let (germany, canada) = (app.member("DEU"), app.member("CAN"));
    let meeting = planned(&germany, annual(app));
    let added = germany.post(&items(&meeting), item("One")).expect(201);
    let one = format!("{}/{}", items(&meeting), added.id());
    let update = |client: &Client| {
        let update = json!({
            "section": "member_action", "language": "en", "visibility": "public", "agenda_item_id": added.id(),
            "title": {"en": "Our plan"}, "body": {"en": "Adopted."}
        });
        format!(
            "/v1/updates/{}",
            client.post("/v1/updates", update).expect(201).id()
        )
    };
    let published = update(&canada);
    canada.post_empty(&format!("{published}/publish")).expect(200);
    germany.delete(&one, added.etag()).refused(409, None);
    assert_eq!(canada.get(&published).expect(200)["agenda_item_id"], added.id());

    // A draft is its member's own, and does not hold up others.
    let second = germany.post(&items(&meeting), item("Two")).expect(201);
    let draft = update(&canada);
    let read = canada.get(&draft).expect(200);
    let moved = json!({"agenda_item_id": second.id()});
    canada.patch(&draft, read.etag(), moved).expect(200);
    germany
        .delete(&format!("{}/{}", items(&meeting), second.id()), second.etag())
        .expect(204);
    assert_eq!(canada.get(&draft).expect(200)["agenda_item_id"], json!(null));
}

cases! {
    added_changed_and_removed,
    in_order_and_in_pages,
    what_is_no_item_is_refused,
    not_for_what_was_held_or_is_cancelled,
    who_may_and_who_sees,
    what_an_update_was_shared_at_stays
}
