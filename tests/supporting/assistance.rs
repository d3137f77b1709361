//! Assistance that members need and offer, and how the two find each other.

use crate::support::{Answer, App, Client, one_wins, race_rounds};
use serde_json::{Value, json};

pub fn need(app: &App, code: &str, areas: &[&str]) -> Value {
    json!({"member_id": app.member_id(code), "title": {"en": "Trainers"}, "focus_areas": areas,
        "region": "african_group", "kind": "technical", "needed": {"amount": "250000", "currency": "EUR"}})
}

pub fn offer(app: &App, code: &str, areas: &[&str]) -> Value {
    json!({"member_id": app.member_id(code), "title": {"en": "Training"}, "focus_areas": areas, "kind": "technical"})
}

#[track_caller]
fn posted(client: &Client, resource: &str, body: Value) -> (Answer, String) {
    let made = client.post(&format!("/v1/{resource}"), body).expect(201);
    let path = format!("/v1/{resource}/{}", made.id());
    assert_eq!(made.header("location"), path);
    assert_eq!(made["status"], "open");
    (made, path)
}

fn a_need_finds_its_offer(app: &App) {
    let (namibia, canada) = (app.member("NAM"), app.member("CAN"));
    let (_, needed) = posted(
        &namibia,
        "assistance-needs",
        need(app, "NAM", &["participation", "action_plans"]),
    );
    let (met, offered) = posted(
        &canada,
        "assistance-offers",
        offer(app, "CAN", &["participation"]),
    );
    let (astray, _) = posted(
        &canada,
        "assistance-offers",
        offer(app, "CAN", &["gender_analysis"]),
    );
    let candidates = || -> Vec<String> {
        let page = namibia.get(&format!("{needed}/candidates")).expect(200);
        page.data()
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(candidates(), [met.id()]);
    assert_eq!(
        namibia
            .get(&format!("{needed}/candidates?count=true"))
            .expect(200)["total"],
        1
    );

    let matching = format!("{needed}/match");
    let with = |offer: &Answer| json!({"offer_id": offer.id()});
    namibia
        .post(&matching, with(&astray))
        .refused(409, Some("funding.coordination"));
    namibia
        .post(
            &matching,
            json!({"offer_id": "0198f0a2-5b1c-7d3e-8a4f-000000000000"}),
        )
        .refused(422, None)
        .fault("/offer_id", "unknown");
    canada.post(&matching, with(&met)).refused(403, None);
    let matched = namibia.post(&matching, with(&met)).expect(200);
    assert_eq!(
        [&matched["status"], &matched["offer_id"], &matched["matched_at"]],
        [
            &json!("matched"),
            &json!(met.id()),
            &json!("2018-06-01T09:00:00Z")
        ]
    );
    let taken = canada.get(&offered).expect(200);
    assert_eq!(taken["status"], "matched");
    assert_eq!(candidates(), [""; 0]);
    let found = canada
        .get(&format!("/v1/assistance-needs?offer_id={}", met.id()))
        .expect(200);
    assert_eq!(found.data().len(), 1);

    // Matched is matched: neither is matched again, and neither changes.
    namibia
        .post(&matching, with(&met))
        .refused(409, Some("funding.coordination"));
    let (_, second) = posted(&namibia, "assistance-needs", need(app, "NAM", &["participation"]));
    namibia
        .post(&format!("{second}/match"), with(&met))
        .refused(409, Some("funding.coordination"));
    assert_eq!(namibia.get(&second).expect(200)["status"], "open");
    namibia
        .patch(&needed, matched.etag(), json!({}))
        .refused(409, Some("funding.coordination"));
    canada
        .patch(&offered, taken.etag(), json!({}))
        .refused(409, Some("funding.coordination"));
    for (client, path) in [(&namibia, &needed), (&canada, &offered)] {
        let closed = client.post_empty(&format!("{path}/close")).expect(200);
        assert_eq!(closed["status"], "closed");
        client
            .post_empty(&format!("{path}/close"))
            .refused(409, Some("funding.coordination"));
    }
    namibia
        .post(&matching, with(&met))
        .refused(409, Some("funding.coordination"));
}

fn each_acts_for_itself_and_all_see(app: &App) {
    let (namibia, canada, secretariat) = (app.member("NAM"), app.member("CAN"), app.secretariat());
    canada
        .post("/v1/assistance-needs", need(app, "NAM", &["participation"]))
        .refused(403, None);
    canada
        .post("/v1/assistance-offers", offer(app, "NAM", &["participation"]))
        .refused(403, None);
    for (resource, body) in [
        ("assistance-needs", need(app, "NAM", &["participation"])),
        ("assistance-offers", offer(app, "NAM", &["participation"])),
    ] {
        let (made, path) = posted(&secretariat, resource, body.clone());
        canada.get(&path).expect(200);
        canada.patch(&path, made.etag(), json!({})).refused(403, None);
        canada.post_empty(&format!("{path}/close")).refused(403, None);
        app.public().get(&path).refused(401, None);
        let change = json!({"title": {"fr": "Formation"}, "kind": "financial", "audience": "Observers"});
        let changed = namibia.patch(&path, made.etag(), change).expect(200);
        assert_eq!(
            [&changed["kind"], &changed["audience"]],
            ["financial", "Observers"]
        );
        let found = |query: &str| {
            canada
                .get(&format!("/v1/{resource}?{query}"))
                .expect(200)
                .data()
                .len()
        };
        assert_eq!(
            [
                "kind=financial",
                "kind=technical",
                "focus_area=participation",
                "focus_area=action_plans",
                "region=african_group",
                "status=matched"
            ]
            .map(found),
            [1, 0, 1, 0, 1, 0]
        );
        let mut nobody = body;
        nobody["member_id"] = json!("0198f0a2-5b1c-7d3e-8a4f-000000000000");
        secretariat
            .post(&format!("/v1/{resource}"), nobody)
            .refused(422, None)
            .fault("/member_id", "unknown");
    }
}

fn capacity_is_built_at_a_level(app: &App) {
    let namibia = app.member("NAM");
    for (resource, body) in [
        ("assistance-needs", need(app, "NAM", &["participation"])),
        ("assistance-offers", offer(app, "NAM", &["participation"])),
    ] {
        let path = format!("/v1/{resource}");
        let with = |name: &str, value: Value| {
            let mut body = body.clone();
            body["kind"] = json!("capacity_building");
            body["level"] = json!("local");
            body[name] = value;
            body
        };
        namibia
            .post(&path, with("level", json!(null)))
            .refused(422, Some("focus.capacity"))
            .fault("/level", "required");
        namibia
            .post(&path, with("level", json!("global")))
            .refused(422, None);
        namibia
            .post(&path, with("focus_areas", json!([])))
            .refused(422, None)
            .fault("/focus_areas", "too_few");
        let made = namibia.post(&path, with("level", json!("local"))).expect(201);
        namibia
            .patch(
                &format!("{path}/{}", made.id()),
                made.etag(),
                json!({"level": null}),
            )
            .refused(422, Some("focus.capacity"));
    }
}

fn an_offer_meets_one_need(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.member("NAM"), other.secretariat());
    race_rounds(|_| {
        let (offered, offer_path) = posted(&here, "assistance-offers", offer(app, "NAM", &["participation"]));
        let (_, one) = posted(&here, "assistance-needs", need(app, "NAM", &["participation"]));
        let (_, two) = posted(&here, "assistance-needs", need(app, "NAM", &["participation"]));
        let body = json!({"offer_id": offered.id()});
        let won = one_wins(&[&|| here.post(&format!("{one}/match"), body.clone()), &|| {
            there.post(&format!("{two}/match"), body.clone())
        }]);
        assert_eq!(won["offer_id"], offered.id());
        let states =
            [&one, &two].map(|path| here.get(path).expect(200)["status"].as_str().unwrap().to_owned());
        assert_eq!(states.iter().filter(|state| *state == "matched").count(), 1);
        assert_eq!(here.get(&offer_path).expect(200)["status"], "matched");
    });
}

cases! {
    a_need_finds_its_offer,
    each_acts_for_itself_and_all_see,
    capacity_is_built_at_a_level,
    an_offer_meets_one_need,
}
