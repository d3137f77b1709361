//! Membership requests: received, shared, admitted; every wrong step with its clause.

use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

fn mexico() -> Value {
    json!({
        "kind": "member_state", "name": "Mexico", "iso_alpha3": "MEX", "statement": "We wish to join.",
        "contact": {"name": "Ana Torres", "email": "ana@example.org"},
        "proposed_focal_point": {"kind": "person", "designation": "primary", "name": "Ana Torres", "email": "ana@example.org"}
    })
}

/// Submits, and gives the path and the applicant.
fn submit(app: &App, body: Value) -> (String, Client) {
    let submitted = app.public().post("/v1/membership-requests", body).expect(201);
    let path = submitted.header("location").to_owned();
    let secret = submitted["follow_up_secret"].as_str().unwrap().to_owned();
    (path, app.public().with_header("Follow-Up-Secret", &secret))
}

fn post(client: &Client, path: &str, step: &str, body: Value) -> Answer {
    client.post(&format!("{path}/{step}"), body)
}

fn the_way_in(app: &App) {
    let (path, applicant) = submit(app, mexico());
    let secretariat = app.secretariat();
    assert_eq!(applicant.get(&path).expect(200)["contact"]["name"], "Ana Torres");
    post(&secretariat, &path, "admit", json!({})).refused(409, Some("membership.shared"));
    let shared = secretariat.post_empty(&format!("{path}/share")).expect(200);
    assert_eq!(shared["status"], "shared");
    assert_eq!(shared["shared_with"].as_array().unwrap().len(), 78);
    secretariat
        .post_empty(&format!("{path}/share"))
        .refused(409, Some("membership.shared"));
    let admitted = post(
        &secretariat,
        &path,
        "admit",
        json!({"regional_group": "latin_american_and_caribbean"}),
    )
    .expect(200);
    assert_eq!(admitted["status"], "admitted");
    let id = admitted["member_id"].as_str().unwrap();
    let member = app.public().get(&format!("/v1/members/{id}")).expect(200);
    assert_eq!(
        (&member["m49"], &member["status"]),
        (&json!("484"), &json!("active"))
    );
    let focal_points = secretariat
        .get(&format!("/v1/focal-points?member_id={id}"))
        .expect(200);
    assert_eq!(focal_points.data()[0]["name"], "Ana Torres");
    for (client, step, body) in [
        (&secretariat, "admit", json!({})),
        (
            &secretariat,
            "declare-ineligible",
            json!({"reason": "duplicate", "explanation": "x"}),
        ),
        (&applicant, "withdraw", json!({})),
    ] {
        post(client, &path, step, body).refused(409, Some("membership.shared"));
    }
    app.public()
        .post("/v1/membership-requests", mexico())
        .refused(409, Some("membership.open"));
}

fn who_sees_a_request(app: &App) {
    let (path, applicant) = submit(app, mexico());
    let (public, member) = (app.public(), app.member("NAM"));
    let missing = public
        .get("/v1/membership-requests/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")
        .refused(404, None);
    let hidden = public.get(&path).refused(404, None);
    assert_eq!(hidden.without_instance(), missing.without_instance());
    member.get(&path).refused(404, None);
    public
        .with_header("Follow-Up-Secret", "guessed")
        .get(&path)
        .refused(404, None);
    public.get("/v1/membership-requests").refused(401, None);
    assert_eq!(
        member.get("/v1/membership-requests?count=true").expect(200)["total"],
        0
    );
    assert_eq!(
        app.secretariat()
            .get("/v1/membership-requests?count=true&status=received&kind=member_state")
            .expect(200)["total"],
        1
    );
    app.secretariat().post_empty(&format!("{path}/share")).expect(200);
    let seen = member.get(&path).expect(200);
    assert_eq!(
        (&seen["contact"], &seen["proposed_focal_point"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(
        member.get("/v1/membership-requests").expect(200).data()[0]["contact"],
        json!(null)
    );
    public.get(&path).refused(404, None);
    assert_eq!(applicant.get(&path).expect(200)["status"], "shared");
}

fn only_the_secretariat_decides(app: &App) {
    let (path, applicant) = submit(app, mexico());
    app.secretariat().post_empty(&format!("{path}/share")).expect(200);
    for (step, body) in [
        ("share", json!({})),
        ("admit", json!({})),
        (
            "declare-ineligible",
            json!({"reason": "duplicate", "explanation": "x"}),
        ),
    ] {
        post(&applicant, &path, step, body.clone()).refused(401, None);
        post(&app.member("DEU"), &path, step, body).refused(403, None);
    }
    post(&app.member("DEU"), &path, "withdraw", json!({})).refused(403, None);
    post(&app.secretariat(), &path, "withdraw", json!({})).refused(403, None);
    app.public()
        .post_empty(&format!("{path}/withdraw"))
        .refused(404, None);
    assert_eq!(
        applicant.post_empty(&format!("{path}/withdraw")).expect(200)["status"],
        "withdrawn"
    );
}

fn who_is_neither_state_nor_organization_is_ineligible(app: &App) {
    let body = json!({"kind": "other", "name": "A foundation", "contact": {"name": "N. N.", "email": "n@example.org"}});
    let (path, applicant) = submit(app, body);
    let secretariat = app.secretariat();
    secretariat.post_empty(&format!("{path}/share")).expect(200);
    post(&secretariat, &path, "admit", json!({})).refused(409, Some("membership.open"));
    post(
        &secretariat,
        &path,
        "declare-ineligible",
        json!({"reason": "unloved", "explanation": "x"}),
    )
    .refused(422, None)
    .fault("/reason", "not_one_of");
    let verdict =
        json!({"reason": "not_eligible", "explanation": "The Network is open to States and organizations."});
    post(&secretariat, &path, "declare-ineligible", verdict).expect(200);
    assert_eq!(applicant.get(&path).expect(200)["reason"], "not_eligible");
}

fn an_admission_needs_a_focal_point(app: &App) {
    let mut body = mexico();
    body.as_object_mut().unwrap().remove("proposed_focal_point");
    let (path, _) = submit(app, body);
    let secretariat = app.secretariat();
    secretariat.post_empty(&format!("{path}/share")).expect(200);
    let before = app.row_count("members");
    post(&secretariat, &path, "admit", json!({}))
        .refused(422, Some("membership.focal-point"))
        .fault("/focal_point", "required");
    post(&secretariat, &path, "admit", json!({"starts_on": "2018-06-02"}))
        .refused(422, None)
        .fault("/starts_on", "too_late");
    assert_eq!(app.row_count("members"), before);
    let office = json!({"kind": "office", "designation": "primary", "name": "Directorate for Human Rights"});
    post(&secretariat, &path, "admit", json!({"focal_point": office})).expect(200);
    assert_eq!(app.row_count("members"), before + 1);
}

fn a_former_member_comes_back(app: &App) {
    let chile = app.member_id("CHL");
    let source = json!({"source": "Note verbale", "on": "2018-01-31"});
    app.secretariat()
        .post(&format!("/v1/members/{chile}/withdraw"), source)
        .expect(200);
    let mut body = mexico();
    body["name"] = json!("Chile");
    body["iso_alpha3"] = json!("CHL");
    let (path, _) = submit(app, body);
    app.secretariat().post_empty(&format!("{path}/share")).expect(200);
    let admit = |starts_on: &str| {
        post(
            &app.secretariat(),
            &path,
            "admit",
            json!({"starts_on": starts_on}),
        )
    };
    admit("2018-01-15").refused(409, Some("membership.open"));
    assert_eq!(admit("2018-06-01").expect(200)["member_id"], chile.as_str());
    let member = app.public().get(&format!("/v1/members/{chile}")).expect(200);
    assert_eq!(member["periods"].as_array().unwrap().len(), 2);
}

fn a_submission_is_checked_whole(app: &App) {
    let before = app.row_count("membership_requests");
    let mut body = mexico();
    body["iso_alpha3"] = json!("XXX");
    app.public()
        .post("/v1/membership-requests", body.clone())
        .refused(422, None)
        .fault("/iso_alpha3", "invalid");
    body["contact"]["email"] = json!("nobody");
    body["proposed_focal_point"]["designation"] = json!("chief");
    body["surprise"] = json!(1);
    app.public()
        .post("/v1/membership-requests", body)
        .refused(422, None)
        .fault("/contact/email", "format")
        .fault("/proposed_focal_point/designation", "not_one_of")
        .fault("/surprise", "unknown");
    assert_eq!(app.row_count("membership_requests"), before);
    assert_eq!(app.row_count("audit_entries"), app.row_count("events"));
}

fn two_instances_decide_once(app: &App) {
    let other = app.second_instance();
    let officers = [app.secretariat(), other.secretariat()];
    crate::support::race_rounds(|round| {
        let mut body = mexico();
        body["kind"] = json!("regional_organization");
        body.as_object_mut().unwrap().remove("iso_alpha3");
        body["acronym"] = json!(format!("R{round}"));
        let (path, applicant) = submit(app, body);
        crate::support::one_wins(&[&|| officers[0].post_empty(&format!("{path}/share")), &|| {
            officers[1].post_empty(&format!("{path}/share"))
        }]);
        crate::support::one_wins(&[
            &|| post(&officers[0], &path, "admit", json!({})),
            &|| post(&officers[1], &path, "admit", json!({})),
            &|| {
                post(
                    &officers[1],
                    &path,
                    "declare-ineligible",
                    json!({"reason": "duplicate", "explanation": "x"}),
                )
            },
            &|| applicant.post_empty(&format!("{path}/withdraw")),
        ]);
    });
}

cases! {
    the_way_in,
    who_sees_a_request,
    only_the_secretariat_decides,
    who_is_neither_state_nor_organization_is_ineligible,
    an_admission_needs_a_focal_point,
    a_former_member_comes_back,
    a_submission_is_checked_whole;
    on postgres: two_instances_decide_once
}
