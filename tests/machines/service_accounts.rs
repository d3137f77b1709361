//! Who administers service accounts, and what they may.

use super::{ask_with, created, machine, path, text};
use crate::support::App;
use serde_json::json;

fn a_member_administers_its_own_and_nobody_elses(app: &App) {
    let (spain, namibia, secretariat) = (app.member("ESP"), app.member("NAM"), app.secretariat());
    let made = created(&spain, "read");
    assert_eq!(made["service_account"]["member_id"], app.member_id("ESP"));
    assert_eq!(made.header("location"), path(&made));
    let own = spain.get(&path(&made)).expect(200);
    assert_eq!(own.json, made["service_account"]);
    secretariat.get(&path(&made)).expect(200);
    // Another's answers as one that does not exist.
    let missing = "/v1/service-accounts/0198f0a2-5b1c-7d3e-8a4f-000000000000";
    assert_eq!(
        namibia.get(&path(&made)).refused(404, None).without_instance(),
        namibia.get(missing).refused(404, None).without_instance()
    );
    for step in ["disable", "enable"] {
        namibia
            .post_empty(&format!("{}/{step}", path(&made)))
            .refused(404, None);
    }
    namibia
        .post(&format!("{}/rotate-secret", path(&made)), json!({}))
        .refused(404, None);
    namibia
        .patch(&path(&made), "*", json!({"name": "Mine"}))
        .refused(404, None);
    let of_spain = json!({"name": "Portal", "scope": "read", "member_id": app.member_id("ESP")});
    namibia
        .post("/v1/service-accounts", of_spain.clone())
        .refused(403, None);
    secretariat.post("/v1/service-accounts", of_spain).expect(201);
    let nobodys = json!({"name": "P", "scope": "read", "member_id": "0198f0a2-5b1c-7d3e-8a4f-000000000000"});
    secretariat
        .post("/v1/service-accounts", nobodys)
        .refused(422, None)
        .fault("/member_id", "unknown");
    assert!(created(&secretariat, "read")["service_account"]["member_id"].is_null());

    let count = |client: &crate::support::Client, query: &str| {
        client
            .get(&format!("/v1/service-accounts?count=true{query}"))
            .expect(200)["total"]
            .clone()
    };
    assert_eq!(
        (count(&spain, ""), count(&namibia, ""), count(&secretariat, "")),
        (json!(2), json!(0), json!(3))
    );
    let of_spain = format!("&member_id={}", app.member_id("ESP"));
    assert_eq!(count(&namibia, &of_spain), 0);
    assert_eq!(count(&secretariat, &of_spain), 2);
    assert_eq!(count(&secretariat, "&status=disabled"), 0);
}

fn lists_are_paged(app: &App) {
    let spain = app.member("ESP");
    let made: Vec<String> = (0..3)
        .map(|_| text(&created(&spain, "read")["client_id"]).to_owned())
        .collect();
    let first = spain
        .get("/v1/service-accounts?limit=2&sort=created_at")
        .expect(200);
    let next = format!(
        "/v1/service-accounts?limit=2&sort=created_at&cursor={}",
        text(&first["next"])
    );
    let second = spain.get(&next).expect(200);
    let listed = first
        .data()
        .iter()
        .chain(second.data())
        .map(|item| text(&item["id"]).to_owned());
    assert_eq!(listed.collect::<Vec<_>>(), made);
}

fn a_machine_has_its_members_role_within_its_scope(app: &App) {
    let germany = app.member("DEU");
    let read = machine(app, &created(&germany, "read"));
    let me = read.get("/v1/me").expect(200);
    assert_eq!(
        (&me["role"], &me["troika_seat"]),
        (&json!("troika"), &json!("incumbent"))
    );
    assert_eq!(me["member_id"], app.member_id("DEU"));
    assert_eq!(me["scope"], "read");
    assert!(me["account_id"].is_null() && me["email"].is_null() && me["service_account_id"].is_string());
    // The troika changes under it, as under a person.
    let credentials = created(&germany, "read");
    app.set_now("2021-06-01T09:00:00Z");
    let later = machine(app, &credentials).get("/v1/me").expect(200);
    assert_eq!(
        (&later["role"], &later["troika_seat"]),
        (&json!("member"), &json!(null))
    );
    app.set_now("2018-06-01T09:00:00Z");

    let meeting = json!({"kind": "thematic", "format": "virtual", "title": {"en": "Data"},
        "starts_at": "2018-09-01T09:00:00Z", "ends_at": "2018-09-01T10:00:00Z", "time_zone": "Europe/Berlin"});
    let refused = read.post("/v1/meetings", meeting.clone()).refused(403, None);
    let challenge = refused.header("www-authenticate");
    assert!(
        challenge.contains("error=\"insufficient_scope\", scope=\"write\""),
        "{challenge}"
    );
    // Also where anyone may: the scope is what the token is for.
    read.post("/v1/membership-requests", json!({})).refused(403, None);
    let write = machine(app, &created(&germany, "write"));
    write.post("/v1/meetings", meeting).expect(201);
    write.get("/v1/me").refused(403, None);
    write.get("/v1/members").refused(403, None);
    // A member's machine is no more than the member.
    let both = machine(app, &created(&germany, "read write"));
    both.get("/v1/accounts").refused(403, None);
    both.get("/v1/members").expect(200);
    machine(app, &created(&app.secretariat(), "read"))
        .get("/v1/accounts")
        .expect(200);
}

fn machines_do_not_make_or_end_access(app: &App) {
    let spain = app.member("ESP");
    let made = created(&spain, "read write");
    let machine = machine(app, &made);
    machine
        .post("/v1/service-accounts", json!({"name": "More", "scope": "read"}))
        .refused(403, None);
    machine
        .post(&format!("{}/rotate-secret", path(&made)), json!({}))
        .refused(403, None);
    machine.get("/v1/service-accounts").refused(403, None);
    machine
        .send("DELETE", "/v1/sessions", &[], b"")
        .refused(403, None);
    let secretariats = super::machine(app, &created(&app.secretariat(), "read write"));
    secretariats
        .post(
            "/v1/accounts",
            json!({"email": "new@example.org", "role": "secretariat"}),
        )
        .refused(403, None);
    assert_eq!(app.row_count("service_accounts"), 2);
}

fn what_a_machine_does_stands_in_the_record_under_its_name(app: &App) {
    let germany = app.member("DEU");
    let made = created(&germany, "write");
    let meeting = json!({"kind": "thematic", "format": "virtual", "title": {"en": "Data"},
        "starts_at": "2018-09-01T09:00:00Z", "ends_at": "2018-09-01T10:00:00Z", "time_zone": "Europe/Berlin"});
    machine(app, &made).post("/v1/meetings", meeting).expect(201);
    let of_machine = match app.engine() {
        crate::support::Engine::Sqlite => "lower(hex(account_id))",
        crate::support::Engine::Postgres => "replace(account_id::text, '-', '')",
    };
    let who = app.texts(&format!(
        "SELECT {of_machine} AS text FROM audit_entries WHERE resource = 'meetings'"
    ));
    assert_eq!(who, [text(&made["client_id"]).replace('-', "")]);
}

fn a_rotated_secret_counts_for_its_overlap(app: &App) {
    let spain = app.member("ESP");
    let first = created(&spain, "read");
    let old = machine(app, &first);
    let second = spain
        .post(&format!("{}/rotate-secret", path(&first)), json!({}))
        .expect(200);
    let secrets = second["service_account"]["secrets"].as_array().unwrap();
    assert_eq!(secrets.len(), 2);
    assert_eq!(secrets[0]["expires_at"], "2018-06-02T09:00:00Z");
    assert!(secrets[1]["expires_at"].is_null());
    old.get("/v1/me").expect(200);
    for credentials in [&first, &second] {
        machine(app, credentials).get("/v1/me").expect(200);
    }
    app.set_now("2018-06-02T08:59:00Z");
    let old = machine(app, &first);
    old.get("/v1/me").expect(200);
    // Its end ends the tokens that were got with it, too.
    app.set_now("2018-06-02T09:00:00Z");
    old.get("/v1/me").refused(401, None);
    ask_with(app, &first).expect(401);
    machine(app, &second).get("/v1/me").expect(200);
    let view = spain.get(&path(&first)).expect(200);
    assert_eq!(view["secrets"].as_array().unwrap().len(), 1);
}

fn after_a_leak_nothing_of_the_old_secret_counts(app: &App) {
    let spain = app.member("ESP");
    let first = created(&spain, "read");
    let rotate = |hours: u8| {
        spain
            .post(
                &format!("{}/rotate-secret", path(&first)),
                json!({"overlap_hours": hours}),
            )
            .expect(200)
    };
    let second = rotate(24);
    let (of_first, of_second) = (machine(app, &first), machine(app, &second));
    let third = rotate(0);
    let other = app.second_instance();
    for (credentials, client) in [(&first, &of_first), (&second, &of_second)] {
        client.get("/v1/me").refused(401, None);
        ask_with(&other, credentials).expect(401);
    }
    machine(&other, &third).get("/v1/me").expect(200);
    spain
        .post(
            &format!("{}/rotate-secret", path(&first)),
            json!({"overlap_hours": 169}),
        )
        .refused(422, None)
        .fault("/overlap_hours", "too_large");
}

fn what_is_taken_away_is_gone_at_the_next_request_everywhere(app: &App) {
    let spain = app.member("ESP");
    let other = app.second_instance();
    let made = created(&spain, "read write");
    let token = ask_with(app, &made).expect(200);
    let on_other = other.public().with_token(text(&token["access_token"]));
    on_other.get("/v1/me").expect(200);
    // A narrower scope.
    let narrower = spain
        .patch(&path(&made), "*", json!({"scope": "read"}))
        .expect(200);
    assert_eq!(on_other.get("/v1/me").expect(200)["scope"], "read");
    on_other
        .post("/v1/membership-requests", json!({}))
        .refused(403, None);
    spain
        .patch(
            &path(&made),
            narrower.etag(),
            json!({"scope": "write", "name": "Writer"}),
        )
        .expect(200);
    on_other.get("/v1/me").refused(403, None);
    spain
        .patch(&path(&made), narrower.etag(), json!({"name": "Late"}))
        .refused(412, None);
    spain
        .patch(&path(&made), "*", json!({"scope": "read"}))
        .expect(200);
    // Disabled.
    let disable = format!("{}/disable", path(&made));
    spain.post_empty(&disable).expect(200);
    on_other.get("/v1/me").refused(401, None);
    ask_with(&other, &made).expect(401);
    spain.post_empty(&disable).refused(409, None);
    spain
        .post(&format!("{}/rotate-secret", path(&made)), json!({}))
        .refused(409, None);
    let enable = format!("{}/enable", path(&made));
    spain.post_empty(&enable).expect(200);
    spain.post_empty(&enable).refused(409, None);
    machine(&other, &made).get("/v1/me").expect(200);
}

fn a_token_of_another_scope_than_is_left_is_refused(app: &App) {
    let spain = app.member("ESP");
    let made = created(&spain, "read");
    let reads = machine(app, &made);
    spain
        .patch(&path(&made), "*", json!({"scope": "write"}))
        .expect(200);
    reads.get("/v1/me").refused(401, None);
}

fn secrets_are_kept_as_hashes_only(app: &App) {
    let made = created(&app.member("ESP"), "read");
    let secret = text(&made["client_secret"]).to_owned();
    assert_eq!(secret.len(), 43);
    assert_eq!(app.row_count("service_account_secrets"), 1);
    assert!(!app.holds("service_account_secrets", "hash", &secret));
}

cases! {
    a_member_administers_its_own_and_nobody_elses,
    lists_are_paged,
    a_machine_has_its_members_role_within_its_scope,
    machines_do_not_make_or_end_access,
    what_a_machine_does_stands_in_the_record_under_its_name,
    a_rotated_secret_counts_for_its_overlap,
    after_a_leak_nothing_of_the_old_secret_counts,
    what_is_taken_away_is_gone_at_the_next_request_everywhere,
    a_token_of_another_scope_than_is_left_is_refused,
    secrets_are_kept_as_hashes_only,
}
