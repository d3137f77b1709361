//! Exchanges with other forums, and where members promote the Network.

use super::NOBODY;
use crate::support::App;
use serde_json::{Value, json};

fn exchange() -> Value {
    json!({"forum": "informal_expert_group", "direction": "to_forum", "exchanged_on": "2018-04-20",
        "title": {"en": "Conclusions of the annual meeting"}, "document_url": "https://undocs.org/S/2018/178",
        "focus_areas": ["participation"]})
}

fn promotion(app: &App, code: &str) -> Value {
    json!({"member_id": app.member_id(code), "forum": "other", "forum_name": "African Union",
        "promoted_on": "2018-05-08", "title": {"en": "Statement"}})
}

fn exchanges_are_recorded_by_the_secretariat_and_the_troika(app: &App) {
    let (secretariat, germany, canada) = (app.secretariat(), app.member("DEU"), app.member("CAN"));
    canada.post("/v1/forum-exchanges", exchange()).refused(403, None);
    let made = germany.post("/v1/forum-exchanges", exchange()).expect(201);
    let path = format!("/v1/forum-exchanges/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(canada.get(&path).expect(200).json, made.json);
    app.public().get(&path).refused(401, None);
    let other =
        json!({"forum": "other", "forum_name": "Peacebuilding Commission", "direction": "from_forum"});
    let changed = secretariat.patch(&path, made.etag(), other).expect(200);
    assert_eq!(
        [&changed["forum"], &changed["forum_name"], &changed["direction"]],
        ["other", "Peacebuilding Commission", "from_forum"]
    );
    for (change, code) in [
        (json!({"forum": "group_of_friends"}), "not_allowed"),
        (json!({"forum_name": null}), "required"),
    ] {
        secretariat
            .patch(&path, changed.etag(), change)
            .refused(422, None)
            .fault("/forum_name", code);
    }
    canada.patch(&path, "*", json!({})).refused(403, None);
    canada.delete(&path, "*").refused(403, None);
    let second = secretariat.post("/v1/forum-exchanges", exchange()).expect(201);
    let found = |query: &str| {
        canada
            .get(&format!("/v1/forum-exchanges?{query}"))
            .expect(200)
            .data()
            .len()
    };
    assert_eq!(
        [
            "",
            "forum=other",
            "direction=to_forum",
            "focus_area=participation",
            "focus_area=action_plans",
            "from=2018-04-21",
            "to=2018-04-20",
            "sort=created_at"
        ]
        .map(found),
        [2, 1, 1, 2, 0, 0, 2, 2]
    );
    germany.delete(&path, changed.etag()).expect(204);
    secretariat
        .delete(&format!("/v1/forum-exchanges/{}", second.id()), second.etag())
        .expect(204);
    canada.get(&path).refused(404, None);
}

fn a_member_logs_its_own_promotions(app: &App) {
    let (secretariat, namibia, canada) = (app.secretariat(), app.member("NAM"), app.member("CAN"));
    canada
        .post("/v1/promotions", promotion(app, "NAM"))
        .refused(403, None);
    let made = namibia.post("/v1/promotions", promotion(app, "NAM")).expect(201);
    let path = format!("/v1/promotions/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(canada.get(&path).expect(200).json, made.json);
    app.public().get(&path).refused(401, None);
    canada.patch(&path, made.etag(), json!({})).refused(403, None);
    canada.delete(&path, made.etag()).refused(403, None);
    let changed = namibia
        .patch(
            &path,
            made.etag(),
            json!({"forum": "group_of_friends", "forum_name": null}),
        )
        .expect(200);
    let mut body = promotion(app, "CAN");
    body["forum_name"] = json!(null);
    secretariat
        .post("/v1/promotions", body.clone())
        .refused(422, None)
        .fault("/forum_name", "required");
    body["forum"] = json!("informal_expert_group");
    secretariat.post("/v1/promotions", body.clone()).expect(201);
    body["member_id"] = json!(NOBODY);
    secretariat
        .post("/v1/promotions", body)
        .refused(422, None)
        .fault("/member_id", "unknown");
    let found = |query: &str| {
        canada
            .get(&format!("/v1/promotions?{query}"))
            .expect(200)
            .data()
            .len()
    };
    let own = format!("member_id={}", app.member_id("NAM"));
    assert_eq!(
        [
            "",
            &own,
            "forum=group_of_friends",
            "from=2018-05-09",
            "to=2018-05-08",
            "sort=created_at"
        ]
        .map(found),
        [2, 1, 1, 0, 2, 2]
    );
    namibia.delete(&path, changed.etag()).expect(204);
    namibia.get(&path).refused(404, None);
}

cases! {
    exchanges_are_recorded_by_the_secretariat_and_the_troika,
    a_member_logs_its_own_promotions,
}
