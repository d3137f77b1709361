//! What machines find by themselves.

use super::text;
use crate::support::App;
use serde_json::json;

const URL: &str = "http://wps.test";

fn a_refusal_leads_to_where_tokens_come_from(app: &App) {
    let refused = app.public().get("/v1/accounts").refused(401, None);
    let challenge = refused.header("www-authenticate");
    assert!(!challenge.contains("error="), "{challenge}");
    let metadata = challenge.split("resource_metadata=\"").nth(1).unwrap();
    let local = |url: &str| {
        url.strip_prefix(URL)
            .unwrap_or_else(|| panic!("not ours: {url}"))
            .to_owned()
    };
    let resource = app
        .public()
        .get(&local(metadata.trim_end_matches('"')))
        .expect(200);
    assert_eq!(resource["resource"], URL);
    let issuer = text(&resource["authorization_servers"][0]);
    assert_eq!(issuer, URL);
    let server = app
        .public()
        .get(&format!(
            "{}/.well-known/oauth-authorization-server",
            local(issuer)
        ))
        .expect(200);
    assert_eq!(server["issuer"], issuer);
    assert_eq!(server["protected_resources"], json!([URL]));
    app.public().get(&local(text(&server["jwks_uri"]))).expect(200);
    let made = super::created(&app.member("ESP"), "read");
    let form = format!(
        "grant_type={}&scope={}&client_id={}&client_secret={}",
        text(&server["grant_types_supported"][0]),
        text(&server["scopes_supported"][0]),
        text(&made["client_id"]),
        text(&made["client_secret"])
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let endpoint = local(text(&server["token_endpoint"]));
    app.public()
        .send("POST", &endpoint, &headers, form.as_bytes())
        .expect(200);
    let wrong = app
        .public()
        .with_token("x")
        .get("/v1/accounts")
        .refused(401, None);
    assert!(
        wrong
            .header("www-authenticate")
            .contains("error=\"invalid_token\"")
    );
}

fn the_catalogue_lists_the_api(app: &App) {
    let catalogue = app.public().get("/.well-known/api-catalog").expect(200);
    assert!(
        catalogue
            .header("content-type")
            .starts_with("application/linkset+json;")
    );
    assert_eq!(
        catalogue.header("link"),
        "<http://wps.test/.well-known/api-catalog>; rel=\"api-catalog\""
    );
    let api = &catalogue["linkset"][0];
    assert_eq!(api["anchor"], "http://wps.test/");
    for relation in ["service-desc", "service-meta", "status"] {
        for link in api[relation].as_array().unwrap() {
            let path = text(&link["href"]).strip_prefix(URL).unwrap();
            let there = app.public().get(path).expect(200);
            assert_eq!(there.header("content-type"), text(&link["type"]), "{path}");
        }
    }
    let head = app
        .public()
        .send("HEAD", "/.well-known/api-catalog", &[], b"")
        .expect(200);
    assert!(head.header("link").contains("rel=\"api-catalog\""));
    let accepting = |accept: &str| {
        app.public()
            .with_header("Accept", accept)
            .get("/.well-known/api-catalog")
    };
    accepting("application/linkset+json").expect(200);
    accepting("application/json").refused(406, None);
}

fn vulnerabilities_have_an_address(app: &App) {
    let file = app.public().get("/.well-known/security.txt").expect(200);
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        file.text.contains("Contact: mailto:security@example.org\n"),
        "{file}"
    );
    assert!(file.text.contains("Expires: 2018-08-30T00:00:00Z\n"), "{file}");
    assert!(
        file.text
            .contains("Canonical: http://wps.test/.well-known/security.txt\n")
    );
    let silent = app.second_instance_with(|settings| settings.security_contact = None);
    silent
        .public()
        .get("/.well-known/security.txt")
        .refused(404, None);
}

cases! {
    a_refusal_leads_to_where_tokens_come_from,
    the_catalogue_lists_the_api,
    vulnerabilities_have_an_address,
}
