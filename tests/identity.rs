//! Who may sign in, and for how long.

use crate::support::{Answer, App, Client, PASSWORD};
use serde_json::{Value, json};
use wps_network::auth::Claims;

const NEW_PASSWORD: &str = "quiet river under seven bridges";

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[track_caller]
fn refresh(app: &App, tokens: &Answer) -> Answer {
    let body = json!({"refresh_token": tokens["refresh_token"]});
    app.public().post("/v1/sessions/refresh", body)
}

fn with_access(app: &App, tokens: &Answer) -> Client {
    app.public().with_token(text(&tokens["access_token"]))
}

fn set_up(code: &str, email: &str) -> Value {
    json!({"code": code, "email": email, "password": PASSWORD})
}

/// Invites and activates an account of Spain.
fn invited_and_active(app: &App, email: &str) -> Answer {
    let body = json!({"email": email, "role": "member", "member_id": app.member_id("ESP")});
    let invited = app.secretariat().post("/v1/accounts", body).expect(201);
    activate(app, &invited, PASSWORD).expect(200);
    invited
}

#[track_caller]
fn activate(app: &App, invited: &Answer, password: &str) -> Answer {
    let body = json!({"code": invited["invitation_code"], "password": password});
    app.public().post("/v1/account-activations", body)
}

fn the_set_up_code_works_once(app: &App) {
    let code = app.setup_code().unwrap();
    let account = app
        .public()
        .post("/v1/setup", set_up(&code, "First@UNWomen.org"))
        .expect(201);
    assert_eq!(account["role"], "secretariat");
    assert_eq!(account["status"], "active");
    assert_eq!(account["email"], "first@unwomen.org");
    assert_eq!(
        account.header("location"),
        format!("/v1/accounts/{}", account.id())
    );
    let again = app
        .public()
        .post("/v1/setup", set_up(&code, "second@unwomen.org"));
    again.refused(422, None).fault("/code", "unusable");
    assert!(app.setup_code().is_none());
    assert_eq!(app.row_count("accounts"), 1);
    assert_eq!(app.row_count("setup_codes"), 0);
    let tokens = app.sign_in("first@unwomen.org", PASSWORD).expect(201);
    let found = with_access(app, &tokens)
        .get(account.header("location"))
        .expect(200);
    assert_eq!(found.json, account.json);
}

fn set_up_needs_the_code(app: &App) {
    let former = app.setup_code().unwrap();
    let code = app.setup_code().unwrap();
    for wrong in ["wrong", "", &former] {
        let refused = app
            .public()
            .post("/v1/setup", set_up(wrong, "first@unwomen.org"))
            .refused(422, None);
        assert_eq!(refused["errors"][0]["pointer"], "/code");
    }
    let short = json!({"code": code, "email": "first@unwomen.org", "password": "eleven char"});
    app.public()
        .post("/v1/setup", short)
        .refused(422, None)
        .fault("/password", "too_short");
    assert_eq!(app.row_count("accounts"), 0);
    assert_eq!(app.row_count("audit_entries"), 0);
    app.public()
        .post("/v1/setup", set_up(&code, "first@unwomen.org"))
        .expect(201);
}

fn two_set_ups_at_once_make_one_account(app: &App) {
    let code = app.setup_code().unwrap();
    let other = app.second_instance();
    let statuses = std::thread::scope(|scope| {
        [(app, "one@unwomen.org"), (&other, "two@unwomen.org")]
            .map(|(app, email)| scope.spawn(|| app.public().post("/v1/setup", set_up(&code, email)).status))
            .map(|thread| thread.join().unwrap())
    });
    assert!(statuses.contains(&201) && statuses.contains(&422), "{statuses:?}");
    assert_eq!(app.row_count("accounts"), 1);
}

fn a_wrong_password_and_an_unknown_address_are_answered_alike(app: &App) {
    let secretariat = app.secretariat();
    let invited = invited_and_active(app, "spain@example.org");
    secretariat
        .post_empty(&format!(
            "/v1/accounts/{}/disable",
            text(&invited["account"]["id"])
        ))
        .expect(200);
    let waiting = json!({"email": "waiting@example.org", "role": "secretariat"});
    secretariat.post("/v1/accounts", waiting).expect(201);
    let alike = |email: &str, password: &str| {
        let mut refused = app.sign_in(email, password).refused(401, None);
        assert!(refused.header("www-authenticate").starts_with("Bearer "));
        refused.json["instance"].take();
        refused.json
    };
    let wrong = alike("secretariat@example.org", NEW_PASSWORD);
    assert_eq!(wrong, alike("nobody@example.org", PASSWORD));
    assert_eq!(wrong, alike("spain@example.org", PASSWORD));
    assert_eq!(wrong, alike("waiting@example.org", PASSWORD));
    app.sign_in("SECRETARIAT@example.org", PASSWORD).expect(201);
}

fn a_refresh_token_is_used_once_and_again_ends_the_session(app: &App) {
    app.member("ESP");
    let first = app.sign_in("esp@example.org", PASSWORD).expect(201);
    assert_eq!(
        (&first["token_type"], &first["expires_in"]),
        (&json!("Bearer"), &json!(600))
    );
    let second = refresh(app, &first).expect(200);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    with_access(app, &first).get("/v1/me").expect(200);
    let other = app.sign_in("esp@example.org", PASSWORD).expect(201);
    refresh(app, &first).refused(401, None);
    for tokens in [&first, &second] {
        refresh(app, tokens).refused(401, None);
        with_access(app, tokens).get("/v1/me").refused(401, None);
    }
    with_access(app, &other).get("/v1/me").expect(200);
    let nonsense = json!({"refresh_token": "nonsense"});
    app.public()
        .post("/v1/sessions/refresh", nonsense)
        .refused(401, None);
}

fn of_two_refreshes_at_once_one_wins(app: &App) {
    app.member("ESP");
    let other = app.second_instance();
    let tokens = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let statuses = std::thread::scope(|scope| {
        [app, &other]
            .map(|app| scope.spawn(|| refresh(app, &tokens).status))
            .map(|thread| thread.join().unwrap())
    });
    assert!(statuses.contains(&200) && statuses.contains(&401), "{statuses:?}");
}

fn tokens_end_with_time(app: &App) {
    app.member("ESP");
    let tokens = app.sign_in("esp@example.org", PASSWORD).expect(201);
    app.set_now("2018-06-01T09:10:04Z");
    with_access(app, &tokens).get("/v1/me").expect(200);
    app.set_now("2018-06-01T09:10:05Z");
    with_access(app, &tokens).get("/v1/me").refused(401, None);
    app.set_now("2018-06-15T08:59:59Z");
    let next = refresh(app, &tokens).expect(200);
    app.set_now("2018-06-29T08:59:59Z");
    refresh(app, &next).refused(401, None);
}

fn signing_out_ends_the_session_at_once(app: &App) {
    app.member("ESP");
    let tokens = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let other = app.second_instance();
    with_access(&other, &tokens).get("/v1/me").expect(200);
    with_access(app, &tokens)
        .send("DELETE", "/v1/sessions", &[], b"")
        .expect(204);
    with_access(&other, &tokens).get("/v1/me").refused(401, None);
    with_access(app, &tokens)
        .send("DELETE", "/v1/sessions", &[], b"")
        .refused(401, None);
    refresh(app, &tokens).refused(401, None);
    app.public()
        .send("DELETE", "/v1/sessions", &[], b"")
        .refused(401, None);
}

fn a_disabled_account_loses_access_at_once_everywhere(app: &App) {
    let spain = app.member("ESP");
    let other = app.second_instance();
    let id = spain.get("/v1/me").expect(200)["account_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let tokens = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let secretariat = app.secretariat();
    let disabled = secretariat
        .post_empty(&format!("/v1/accounts/{id}/disable"))
        .expect(200);
    assert_eq!(disabled["status"], "disabled");
    for app in [app, &other] {
        with_access(app, &tokens).get("/v1/me").refused(401, None);
        refresh(app, &tokens).refused(401, None);
        app.sign_in("esp@example.org", PASSWORD).refused(401, None);
    }
    secretariat
        .post_empty(&format!("/v1/accounts/{id}/disable"))
        .refused(409, None);
    secretariat
        .post_empty(&format!("/v1/accounts/{id}/invite"))
        .refused(409, None);
    let enabled = secretariat
        .post_empty(&format!("/v1/accounts/{id}/enable"))
        .expect(200);
    assert_eq!(enabled["status"], "active");
    with_access(app, &tokens).get("/v1/me").refused(401, None);
    app.sign_in("esp@example.org", PASSWORD).expect(201);
    secretariat
        .post_empty(&format!("/v1/accounts/{id}/enable"))
        .refused(409, None);
}

fn nobody_disables_himself(app: &App) {
    let secretariat = app.secretariat();
    let me = secretariat.get("/v1/me").expect(200);
    let path = format!("/v1/accounts/{}/disable", text(&me["account_id"]));
    secretariat.post_empty(&path).refused(409, None);
}

fn the_invited_choose_their_password(app: &App) {
    let secretariat = app.secretariat();
    let spain = app.member_id("ESP");
    let body = json!({"email": "Focal@Example.org", "role": "member", "member_id": spain});
    let invited = secretariat.post("/v1/accounts", body.clone()).expect(201);
    assert_eq!(invited["account"]["status"], "invited");
    assert_eq!(
        invited["account"]["invitation_expires_at"],
        "2018-06-08T09:00:00Z"
    );
    app.sign_in("focal@example.org", PASSWORD).refused(401, None);
    let account = activate(app, &invited, PASSWORD).expect(200);
    assert_eq!(account["status"], "active");
    assert!(account["invitation_expires_at"].is_null());
    let tokens = app.sign_in("focal@example.org", PASSWORD).expect(201);
    assert_eq!(
        with_access(app, &tokens).get("/v1/me").expect(200)["member_id"],
        spain
    );
    activate(app, &invited, PASSWORD)
        .refused(422, None)
        .fault("/code", "unusable");
    secretariat.post("/v1/accounts", body).refused(409, None);
}

fn an_invitation_ends_after_seven_days_or_by_the_next(app: &App) {
    let secretariat = app.secretariat();
    let body = json!({"email": "late@example.org", "role": "secretariat"});
    let first = secretariat.post("/v1/accounts", body).expect(201);
    let invite = format!("/v1/accounts/{}/invite", text(&first["account"]["id"]));
    let second = secretariat.post_empty(&invite).expect(200);
    activate(app, &first, PASSWORD)
        .refused(422, None)
        .fault("/code", "unusable");
    app.set_now("2018-06-08T09:00:00Z");
    activate(app, &second, PASSWORD)
        .refused(422, None)
        .fault("/code", "unusable");
    let third = secretariat.post_empty(&invite).expect(200);
    activate(app, &third, PASSWORD).expect(200);
}

fn an_invitation_of_an_active_account_replaces_its_password(app: &App) {
    let first = invited_and_active(app, "spain@example.org");
    let tokens = app.sign_in("spain@example.org", PASSWORD).expect(201);
    let invite = format!("/v1/accounts/{}/invite", text(&first["account"]["id"]));
    let again = app.secretariat().post_empty(&invite).expect(200);
    with_access(app, &tokens).get("/v1/me").expect(200);
    activate(app, &again, NEW_PASSWORD).expect(200);
    with_access(app, &tokens).get("/v1/me").refused(401, None);
    app.sign_in("spain@example.org", PASSWORD).refused(401, None);
    app.sign_in("spain@example.org", NEW_PASSWORD).expect(201);
}

fn an_account_names_a_member_or_is_the_secretariats(app: &App) {
    let secretariat = app.secretariat();
    let spain = app.member_id("ESP");
    let unknown = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b";
    let before = app.row_count("audit_entries");
    for (role, member, code) in [
        ("member", None, "required"),
        ("member", Some(unknown), "unknown"),
        ("secretariat", Some(spain.as_str()), "not_allowed"),
    ] {
        let mut body = json!({"email": "new@example.org", "role": role});
        if let Some(member) = member {
            body["member_id"] = json!(member);
        }
        secretariat
            .post("/v1/accounts", body)
            .refused(422, None)
            .fault("/member_id", code);
    }
    let no_email = json!({"email": "no address", "role": "secretariat"});
    secretariat
        .post("/v1/accounts", no_email)
        .refused(422, None)
        .fault("/email", "format");
    assert_eq!(app.row_count("audit_entries"), before);
}

fn accounts_are_listed_and_narrowed(app: &App) {
    let secretariat = app.secretariat();
    app.member("ESP");
    app.set_now("2018-06-01T10:00:00Z");
    let germany = app.member("DEU").get("/v1/me").expect(200);
    let emails = |query: &str| -> Vec<String> {
        let list = secretariat.get(&format!("/v1/accounts{query}")).expect(200);
        list.data()
            .iter()
            .map(|account| text(&account["email"]).to_owned())
            .collect()
    };
    assert_eq!(
        emails("?sort=email"),
        ["deu@example.org", "esp@example.org", "secretariat@example.org"]
    );
    assert_eq!(emails("")[0], "deu@example.org");
    assert_eq!(emails("?role=secretariat"), ["secretariat@example.org"]);
    assert_eq!(emails("?status=invited"), [""; 0]);
    let member = text(&germany["member_id"]);
    assert_eq!(emails(&format!("?member_id={member}")), ["deu@example.org"]);
    let first = secretariat
        .get("/v1/accounts?sort=email&limit=2&count=true")
        .expect(200);
    assert_eq!(first["total"], 3);
    let next = format!("?sort=email&limit=2&cursor={}", text(&first["next"]));
    assert_eq!(emails(&next), ["secretariat@example.org"]);
    secretariat
        .get("/v1/accounts/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")
        .refused(404, None);
    secretariat.get("/v1/accounts/nonsense").refused(404, None);
}

fn a_new_password_needs_the_present_one_and_ends_other_sessions(app: &App) {
    app.member("ESP");
    let here = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let elsewhere = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let change = |current: &str, new: &str| {
        let body = json!({"current_password": current, "new_password": new});
        with_access(app, &here).post("/v1/me/password", body)
    };
    change(NEW_PASSWORD, NEW_PASSWORD)
        .refused(422, None)
        .fault("/current_password", "wrong");
    change(PASSWORD, "short")
        .refused(422, None)
        .fault("/new_password", "too_short");
    change(PASSWORD, NEW_PASSWORD).expect(204);
    with_access(app, &here).get("/v1/me").expect(200);
    with_access(app, &elsewhere).get("/v1/me").refused(401, None);
    refresh(app, &elsewhere).refused(401, None);
    app.sign_in("esp@example.org", PASSWORD).refused(401, None);
    app.sign_in("esp@example.org", NEW_PASSWORD).expect(201);
}

fn me_says_the_role_of_today_and_why(app: &App) {
    let public = app.public().get("/v1/me").expect(200);
    assert_eq!(public["role"], "public");
    assert!(public["account_id"].is_null());
    let secretariat = app.secretariat().get("/v1/me").expect(200);
    assert_eq!(secretariat["role"], "secretariat");
    assert_eq!(secretariat["email"], "secretariat@example.org");
    assert_eq!(app.member("NOR").get("/v1/me").expect(200)["role"], "member");
    let seats = [("ESP", "previous"), ("DEU", "incumbent"), ("NAM", "next")];
    for (code, seat) in seats {
        let me = app.member(code).get("/v1/me").expect(200);
        assert_eq!(
            (&me["role"], &me["troika_seat"]),
            (&json!("troika"), &json!(seat))
        );
        assert_eq!(me["member_id"], app.member_id(code));
    }
    app.set_now("2019-01-01T00:00:00Z");
    let spain = app.member("ESP").get("/v1/me").expect(200);
    assert_eq!(
        (&spain["role"], &spain["troika_seat"]),
        (&json!("member"), &Value::Null)
    );
    assert_eq!(
        app.member("NAM").get("/v1/me").expect(200)["troika_seat"],
        "incumbent"
    );
}

fn other_systems_can_verify_our_tokens(app: &App) {
    let token = app.secretariat().sign_in().unwrap();
    let keys = app.public().get("/.well-known/jwks.json").expect(200);
    let key = serde_json::from_value(keys["keys"][0].clone()).unwrap();
    let header = jsonwebtoken::decode_header(&token).unwrap();
    assert_eq!(header.kid.as_deref(), keys["keys"][0]["kid"].as_str());
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::EdDSA);
    rules.set_audience(&["wps-network"]);
    rules.set_issuer(&["http://wps.test"]);
    rules.validate_exp = false;
    let key = jsonwebtoken::DecodingKey::from_jwk(&key).unwrap();
    let claims = jsonwebtoken::decode::<Claims>(&token, &key, &rules)
        .unwrap()
        .claims;
    let me = app.secretariat().get("/v1/me").expect(200);
    assert_eq!(me["account_id"], claims.sub.to_string());
    assert_eq!(claims.exp - claims.iat, 600);
}

cases! {
    the_set_up_code_works_once,
    set_up_needs_the_code,
    two_set_ups_at_once_make_one_account,
    a_wrong_password_and_an_unknown_address_are_answered_alike,
    a_refresh_token_is_used_once_and_again_ends_the_session,
    of_two_refreshes_at_once_one_wins,
    tokens_end_with_time,
    signing_out_ends_the_session_at_once,
    a_disabled_account_loses_access_at_once_everywhere,
    nobody_disables_himself,
    the_invited_choose_their_password,
    an_invitation_ends_after_seven_days_or_by_the_next,
    an_invitation_of_an_active_account_replaces_its_password,
    an_account_names_a_member_or_is_the_secretariats,
    accounts_are_listed_and_narrowed,
    a_new_password_needs_the_present_one_and_ends_other_sessions,
    me_says_the_role_of_today_and_why,
    other_systems_can_verify_our_tokens,
}
