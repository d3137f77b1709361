//! Who may sign in, and for how long.

use crate::support::App;
use serde_json::json;

fn everyone_may_ask_who_they_are(app: &App) {
    let me = app.public().get("/v1/me").expect(200);
    assert_eq!(me["role"], "public");
    let me = app.secretariat().get("/v1/me").expect(200);
    assert_eq!(me["role"], "secretariat");
    let me = app.member("NAM").get("/v1/me").expect(200);
    assert_eq!(me["role"], "troika");
    assert_eq!(me["member_id"], app.member_id("NAM"));
}

fn set_up_needs_the_code(app: &App) {
    app.setup_code().unwrap();
    let body = json!({"code": "wrong", "email": "a@example.org", "password": "correct horse battery staple"});
    app.public()
        .post("/v1/setup", body)
        .refused(422, None)
        .fault("/code", "unusable");
}

cases! { everyone_may_ask_who_they_are, set_up_needs_the_code }
