//! What those who run the service ask for.

use crate::support::App;
use serde_json::json;

fn alive_and_ready(app: &App) {
    assert_eq!(app.public().get("/livez").expect(200)["status"], "ok");
    assert_eq!(
        app.public().get("/readyz").expect(200)["database"],
        app.engine().to_string()
    );
}

fn metrics_are_for_the_secretariat(app: &App) {
    app.public().get("/metrics").refused(401, None);
    app.member("NAM").get("/metrics").refused(403, None);
    app.public().get("/v1/focus-areas").expect(200);
    let text = app.secretariat().get("/metrics").expect(200).text;
    assert!(
        text.contains(r#"wps_network_http_requests_total{operation="listFocusAreas",status="200"}"#),
        "{text}"
    );
    assert!(text.ends_with("# EOF\n"));
}

fn the_contract_is_served_and_cached(app: &App) {
    let contract = app.public().get("/openapi.json").expect(200);
    assert_eq!(contract["openapi"], "3.1.0");
    app.public()
        .with_header("If-None-Match", contract.etag())
        .get("/openapi.json")
        .expect(304);
}

fn problems_explain_themselves(app: &App) {
    let problem = app.public().get("/v1/nowhere").refused(404, None);
    let page = problem["type"]
        .as_str()
        .unwrap()
        .trim_start_matches("http://wps.test")
        .to_owned();
    let explained = app.public().get(&page).expect(200);
    assert_eq!(explained["status"], 404);
    assert_eq!(explained["title"], problem["title"]);
    app.public().get("/problems/none").refused(404, None);
}

fn an_unchanged_answer_is_not_sent_again(app: &App) {
    let first = app.public().get("/v1/members?limit=2").expect(200);
    assert_eq!(
        first.header("cache-control"),
        "public, max-age=30, stale-while-revalidate=300"
    );
    app.public()
        .with_header("If-None-Match", first.etag())
        .get("/v1/members?limit=2")
        .expect(304);
    app.public()
        .with_header("If-None-Match", "\"other\"")
        .get("/v1/members?limit=2")
        .expect(200);
    assert_eq!(
        app.secretariat()
            .get("/v1/members?limit=2")
            .expect(200)
            .header("cache-control"),
        "no-store"
    );
    assert_eq!(
        app.public().get("/v1/me").expect(200).header("cache-control"),
        "no-store"
    );
}

fn a_repeated_post_acts_once(app: &App) {
    let body = json!({"kind": "regional_organization", "name": "League of Arab States", "acronym": "LAS",
        "starts_on": "2018-01-01", "source": "Note verbale"});
    let secretariat = app.secretariat().with_header("Idempotency-Key", "one");
    let before = app.row_count("members");
    let first = secretariat.post("/v1/members", body.clone()).expect(201);
    let again = secretariat.post("/v1/members", body.clone()).expect(201);
    assert_eq!(first.text, again.text);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(app.row_count("members"), before + 1);
    let other = json!({"kind": "regional_organization", "name": "Other", "acronym": "OTH",
        "starts_on": "2018-01-01", "source": "Note verbale"});
    secretariat
        .post("/v1/members", other.clone())
        .refused(422, None)
        .fault("Idempotency-Key", "reused");
    // Quoted is the same key, and another caller's key is another key.
    let quoted = app.secretariat().with_header("Idempotency-Key", "\"one\"");
    assert_eq!(
        quoted
            .post("/v1/members", body)
            .expect(201)
            .header("idempotent-replayed"),
        "true"
    );
    app.public()
        .with_header("Idempotency-Key", "one")
        .post("/v1/members", other)
        .refused(401, None);
    let long = app.secretariat().with_header("Idempotency-Key", &"k".repeat(256));
    let body = json!({"kind": "regional_organization", "name": "O", "acronym": "O", "starts_on": "2018-01-01", "source": "N"});
    long.post("/v1/members", body)
        .refused(400, None)
        .fault("Idempotency-Key", "too_long");
}

fn a_refused_post_may_be_mended_under_its_key(app: &App) {
    let secretariat = app.secretariat().with_header("Idempotency-Key", "mended");
    let mut body =
        json!({"kind": "member_state", "name": "Mexico", "starts_on": "2018-01-01", "source": "Note"});
    secretariat.post("/v1/members", body.clone()).refused(422, None);
    body["iso_alpha3"] = json!("MEX");
    secretariat.post("/v1/members", body).expect(201);
}

fn the_first_answer_is_kept_sealed(app: &App) {
    let secret = app
        .public()
        .with_header("Idempotency-Key", "sealed")
        .post(
            "/v1/membership-requests",
            json!({"kind": "member_state", "name": "Mexico", "iso_alpha3": "MEX",
                "contact": {"name": "Ana Torres", "email": "ana@example.org"}}),
        )
        .expect(201)["follow_up_secret"]
        .as_str()
        .unwrap()
        .to_owned();
    // Neither the secret nor the key stands anywhere in the database.
    assert_eq!(app.row_count("idempotency_keys"), 1);
    assert!(!app.holds("idempotency_keys", "answer", &secret));
    assert!(!app.holds("membership_requests", "secret_hash", &secret));
}

/// The connection is lost while the server commits: nobody knows whether it has.
const LOSING: &str = "
    CREATE SEQUENCE commits;
    CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM nextval('commits');
        PERFORM pg_terminate_backend(pg_backend_pid());
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON members DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION lose()";

fn a_commit_without_an_answer_is_not_run_again(app: &App) {
    app.execute(LOSING);
    let secretariat = app.secretariat().with_header("Idempotency-Key", "once");
    let body = json!({"kind": "regional_organization", "name": "Organization", "acronym": "ORG",
        "starts_on": "2018-01-01", "source": "Note verbale"});
    let refused = secretariat.post("/v1/members", body.clone()).refused(503, None);
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("look whether your change is there"), "{detail}");
    assert_eq!(app.texts("SELECT last_value::text AS text FROM commits"), ["1"]);
    // With its key it may be repeated.
    app.execute("DROP TRIGGER lose ON members");
    secretariat.post("/v1/members", body).expect(201);
}

cases! {
    alive_and_ready,
    metrics_are_for_the_secretariat,
    the_contract_is_served_and_cached,
    problems_explain_themselves,
    an_unchanged_answer_is_not_sent_again,
    a_repeated_post_acts_once,
    a_refused_post_may_be_mended_under_its_key,
    the_first_answer_is_kept_sealed;
    on postgres: a_commit_without_an_answer_is_not_run_again
}
