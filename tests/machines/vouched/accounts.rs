//! As whom a listed system acts.

use super::Stage;
use crate::command_line::program;
use crate::machines::{created, machine, path};
use crate::support::App;
use serde_json::{Value, json};

fn meeting() -> Value {
    json!({"kind": "thematic", "format": "virtual", "title": {"en": "Data"}, "starts_at": "2018-09-01T09:00:00Z",
        "ends_at": "2018-09-01T10:00:00Z", "time_zone": "Europe/Berlin"})
}

fn a_listed_system_acts_as_its_service_account(app: &App) {
    let stage = Stage::new(app, "read write");
    let me = stage.accepted(&stage.token());
    assert_eq!(me["service_account_id"], stage.account["client_id"]);
    assert_eq!(me["member_id"], app.member_id("DEU"));
    assert_eq!(
        (&me["role"], &me["scope"]),
        (&json!("troika"), &json!("read write"))
    );
    let made = stage
        .client(&stage.token())
        .post("/v1/meetings", meeting())
        .expect(201);
    let audit = format!("/v1/audit-entries?resource_id={}", made.id());
    let entries = app.secretariat().get(&audit).expect(200);
    assert_eq!(entries.data()[0]["account_id"], stage.account["client_id"]);
    let row = app.member("DEU").get(&path(&stage.account)).expect(200);
    assert_eq!(row["last_used_at"], "2018-06-01T09:00:00Z");
    // One look at the provider for all of this; and our own tokens go on.
    assert_eq!(stage.provider.asked(), 1);
    machine(&stage.app, &stage.account).get("/v1/me").expect(200);
}

fn its_scope_is_the_service_accounts(app: &App) {
    let stage = Stage::new(app, "read");
    let token =
        stage.sign(&stage.claims_with(&json!({"scope": "read write admin", "roles": ["secretariat"]})));
    assert_eq!(stage.accepted(&token)["scope"], "read");
    let refused = stage
        .client(&token)
        .post("/v1/meetings", meeting())
        .refused(403, None);
    assert!(refused.header("www-authenticate").contains("insufficient_scope"));
    let change = json!({"scope": "write"});
    app.member("DEU")
        .patch(&path(&stage.account), "*", change)
        .expect(200);
    stage.client(&token).get("/v1/me").refused(403, None);
    stage.client(&token).post("/v1/meetings", meeting()).expect(201);
    // A machine all the same: people give access.
    let more = json!({"name": "More", "scope": "read"});
    stage
        .client(&token)
        .post("/v1/service-accounts", more)
        .refused(403, None);
}

fn a_disabled_service_account_lets_nobody_in(app: &App) {
    let stage = Stage::new(app, "read");
    stage.accepted(&stage.token());
    let germany = app.member("DEU");
    germany
        .post_empty(&format!("{}/disable", path(&stage.account)))
        .expect(200);
    stage.refused(&stage.token());
    germany
        .post_empty(&format!("{}/enable", path(&stage.account)))
        .expect(200);
    stage.accepted(&stage.token());
}

fn a_name_is_its_owners_and_the_only_one(app: &App) {
    let stage = Stage::new(app, "read");
    let rule = "client_id:mirror = DEU/Portal".to_owned();
    let ours = "client_id:ours = secretariat/Portal".to_owned();
    let oidc = stage.provider.settings(&[rule, ours]);
    let stage = Stage {
        app: app.second_instance_with(|settings| settings.oidc = oidc),
        ..stage
    };
    let token = |change: &Value| stage.sign(&stage.claims_with(change));
    let mirror = token(&json!({"sub": "someone", "client_id": "mirror"}));
    assert_eq!(
        stage.accepted(&mirror)["service_account_id"],
        stage.account["client_id"]
    );
    // `azp` counts where there is no `client_id`.
    stage.accepted(&token(&json!({"azp": "mirror"})));
    stage.refused(&token(&json!({"client_id": "other", "azp": "mirror"})));
    stage.refused(&token(&json!({"sub": "mirror"})));
    // Another's account of the same name takes nobody's place, nor gives any.
    created(&app.member("NAM"), "read");
    assert_eq!(
        stage.accepted(&mirror)["service_account_id"],
        stage.account["client_id"]
    );
    let secretariats = token(&json!({"azp": "ours"}));
    stage.refused(&secretariats);
    created(&app.secretariat(), "read");
    assert_eq!(stage.accepted(&secretariats)["role"], "secretariat");
    let second = created(&app.member("DEU"), "read");
    stage.refused(&mirror);
    let renamed = json!({"name": "Second"});
    app.member("DEU")
        .patch(&path(&second), "*", renamed.clone())
        .expect(200);
    stage.accepted(&mirror);
    app.member("DEU")
        .patch(&path(&stage.account), "*", renamed)
        .expect(200);
    stage.refused(&mirror);
}

fn the_metadata_lists_the_providers(app: &App) {
    let stage = Stage::new(app, "read");
    let resource = stage
        .app
        .public()
        .get("/.well-known/oauth-protected-resource")
        .expect(200);
    assert_eq!(
        resource["authorization_servers"],
        json!(["http://wps.test", stage.provider.issuer()])
    );
}

fn an_account_that_is_not_there_is_said_at_the_start(app: &App) {
    let output = program(app)
        .env("WPS_OIDC_PROVIDERS", "https://login.example.gov audience=a")
        .env(
            "WPS_OIDC_ALLOW",
            "https://login.example.gov sub:x = 0198f0a2-5b1c-7d3e-8a4f-000000000000",
        )
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("there is no service account 0198f0a2"),
        "{said}"
    );
}

cases! {
    a_listed_system_acts_as_its_service_account,
    its_scope_is_the_service_accounts,
    a_disabled_service_account_lets_nobody_in,
    a_name_is_its_owners_and_the_only_one,
    the_metadata_lists_the_providers,
    an_account_that_is_not_there_is_said_at_the_start,
}
