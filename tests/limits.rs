//! How often one may ask, and from which web pages.

use crate::support::{Answer, App, Client, PASSWORD};
use serde_json::json;
use std::time::{Duration, Instant};

fn limited(app: &App, requests: u32) -> App {
    app.second_instance_with(|settings| settings.rate_limit = requests)
}

fn get(client: &Client, path: &str) -> Answer {
    client.send_once("GET", path, &[], b"")
}

fn a_caller_has_a_quota_a_minute(app: &App) {
    let here = limited(app, 3);
    let (public, namibia, canada) = (here.public(), here.member("NAM"), here.member("CAN"));
    // Signing in was counted under a quota of its own.
    let first = get(&public, "/v1/focus-areas").expect(200);
    assert_eq!(first.header("ratelimit-policy"), "\"caller\";q=3;w=60");
    assert_eq!(first.header("ratelimit"), "\"caller\";r=2;t=60");
    // Addresses that lead nowhere count too.
    assert_eq!(
        get(&public, "/v1/nowhere").expect(404).header("ratelimit"),
        "\"caller\";r=1;t=60"
    );
    get(&public, "/v1/focus-areas").expect(200);
    let refused = get(&public, "/v1/focus-areas").refused(429, None);
    assert_eq!(refused.header("retry-after"), "60");
    assert_eq!(refused.header("ratelimit"), "\"caller\";r=0;t=60");
    get(&public, "/v1/nowhere").refused(429, None);
    // Accounts are counted for themselves, and so are probes.
    get(&public, "/livez").expect(200);
    for _ in 0..3 {
        get(&namibia, "/v1/me").expect(200);
    }
    get(&namibia, "/v1/me").refused(429, None);
    get(&canada, "/v1/me").expect(200);
    app.set_now("2018-06-01T09:01:00Z");
    get(&public, "/v1/focus-areas").expect(200);
    get(&namibia, "/v1/me").expect(200);
}

fn a_refused_request_writes_nothing(app: &App) {
    let here = limited(app, 1);
    let secretariat = here.secretariat();
    let before = app.row_count("members");
    let body = json!({"kind": "regional_organization", "name": "League of Arab States", "acronym": "LAS",
        "starts_on": "2018-01-01", "source": "Note verbale"});
    get(&secretariat, "/v1/me").expect(200);
    let json = [("Content-Type", "application/json")];
    secretariat
        .send_once("POST", "/v1/members", &json, body.to_string().as_bytes())
        .refused(429, None);
    assert_eq!(app.row_count("members"), before);
}

fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    let body = json!({"email": email, "password": password}).to_string();
    client.send_once(
        "POST",
        "/v1/sessions",
        &[("Content-Type", "application/json")],
        body.as_bytes(),
    )
}

fn guessing_passwords_ends_soon(app: &App) {
    app.member("NAM");
    let here = app.second_instance_with(|settings| {
        settings.sign_in_limit = 3;
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let from = |address: &str| here.public().with_header("X-Forwarded-For", address);
    // From one address, under whatever names.
    for round in 0..3 {
        sign_in(
            &from("192.0.2.1"),
            &format!("nobody{round}@example.org"),
            "a wrong password",
        )
        .refused(401, None);
    }
    sign_in(&from("192.0.2.1"), "nam@example.org", PASSWORD).refused(429, None);
    sign_in(&from("192.0.2.2"), "nam@example.org", PASSWORD).expect(201);
    // Under one name, from wherever; known or not makes no difference.
    for email in ["nam@example.org", "unknown@example.org"] {
        let tries = if email == "nam@example.org" { 2 } else { 3 };
        for round in 0..tries {
            sign_in(&from(&format!("198.51.100.{round}")), email, "a wrong password").refused(401, None);
        }
        sign_in(&from("203.0.113.7"), email, PASSWORD).refused(429, None);
    }
    // A proxy that is not trusted is not believed.
    let there = app.second_instance_with(|settings| settings.sign_in_limit = 1);
    let lying = |address: &str| there.public().with_header("X-Forwarded-For", address);
    sign_in(&lying("192.0.2.1"), "somebody@example.org", "a wrong password").refused(401, None);
    sign_in(&lying("192.0.2.2"), "another@example.org", "a wrong password").refused(429, None);
}

fn instances_count_together(app: &App) {
    let (here, there) = (limited(app, 20), limited(app, 20));
    for _ in 0..20 {
        get(&here.public(), "/v1/focus-areas").expect(200);
    }
    get(&here.public(), "/v1/focus-areas").refused(429, None);
    let began = Instant::now();
    let mut passed = 0;
    while get(&there.public(), "/v1/focus-areas").status == 200 {
        passed += 1;
        assert!(passed < 19, "the other instance counts alone");
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "the other instance was not told"
        );
        std::thread::sleep(Duration::from_millis(300));
    }
}

fn with_origins(app: &App, origins: &[&str]) -> App {
    let origins = origins.iter().map(|&origin| origin.to_owned()).collect();
    app.second_instance_with(|settings| settings.cors_origins = origins)
}

fn preflight(app: &App, origin: &str, method: &str) -> Answer {
    let headers = [
        ("Origin", origin),
        ("Access-Control-Request-Method", method),
        (
            "Access-Control-Request-Headers",
            "authorization,if-match,content-type",
        ),
    ];
    app.public().send_once("OPTIONS", "/v1/members", &headers, b"")
}

fn a_page_that_is_named_may_call(app: &App) {
    let here = with_origins(app, &["https://directory.example"]);
    let asked = preflight(&here, "https://directory.example", "PATCH").expect(200);
    assert_eq!(
        asked.header("access-control-allow-origin"),
        "https://directory.example"
    );
    assert!(asked.header("access-control-allow-methods").contains("PATCH"));
    assert!(asked.header("access-control-allow-headers").contains("if-match"));
    let page = here.public().with_header("Origin", "https://directory.example");
    // Refusals too can be read by the page, or it could not tell what to change.
    for answer in [
        get(&page, "/v1/members"),
        get(&page, "/v1/accounts"),
        get(&page, "/v1/nowhere"),
    ] {
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "https://directory.example",
            "{answer}"
        );
        let exposed = answer.header("access-control-expose-headers");
        for name in ["etag", "link", "location", "ratelimit", "retry-after"] {
            assert!(exposed.contains(name), "{name} is not exposed: {exposed}");
        }
        let varies: Vec<&str> = answer
            .headers
            .get_all("vary")
            .iter()
            .filter_map(|v| v.to_str().ok())
            .collect();
        assert!(varies.join(", ").contains("Origin"), "{varies:?}");
    }
}

fn other_pages_may_not(app: &App) {
    let here = with_origins(app, &["https://directory.example"]);
    preflight(&here, "https://elsewhere.example", "GET").refused(400, None);
    let page = here.public().with_header("Origin", "https://elsewhere.example");
    assert_eq!(
        get(&page, "/v1/members")
            .expect(200)
            .header("access-control-allow-origin"),
        ""
    );
    // Closed unless set.
    preflight(app, "https://directory.example", "GET").refused(405, None);
    let page = app.public().with_header("Origin", "https://directory.example");
    assert_eq!(
        get(&page, "/v1/members")
            .expect(200)
            .header("access-control-allow-origin"),
        ""
    );
}

fn every_page_may_with_a_star(app: &App) {
    let here = with_origins(app, &["*"]);
    let asked = preflight(&here, "https://anything.example", "GET").expect(200);
    assert_eq!(asked.header("access-control-allow-origin"), "*");
    let page = here.public().with_header("Origin", "https://anything.example");
    assert_eq!(
        get(&page, "/v1/members")
            .expect(200)
            .header("access-control-allow-origin"),
        "*"
    );
}

cases! {
    a_caller_has_a_quota_a_minute,
    a_refused_request_writes_nothing,
    guessing_passwords_ends_soon,
    a_page_that_is_named_may_call,
    other_pages_may_not,
    every_page_may_with_a_star;
    on postgres: instances_count_together,
}
