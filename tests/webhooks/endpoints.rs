//! Who makes, sees and changes webhooks.

use super::{Receiver, hook};
use crate::support::{App, Client};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use diesel::prelude::*;
use serde_json::json;
use wps_network::schema::webhooks;

fn a_webhook_lives(app: &App) {
    let namibia = app.member("NAM");
    let made = namibia
        .post(
            "/v1/webhooks",
            json!({"url": "https://Hooks.Example.org:443/a b".replace(' ', "%20"), "description": "Directory",
                "types": ["wps.meeting.changed"], "resources": ["meetings"]}),
        )
        .expect(201);
    let webhook = &made["webhook"];
    let path = format!("/v1/webhooks/{}", webhook["id"].as_str().unwrap());
    assert_eq!(made.header("location"), path);
    assert_eq!(webhook["url"], "https://hooks.example.org/a%20b");
    assert_eq!(webhook["member_id"], app.member_id("NAM"));
    assert_eq!(
        (&webhook["status"], &webhook["signing"]),
        (&json!("enabled"), &json!("hmac"))
    );
    let secret = made["secret"].as_str().unwrap();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    assert!((24..=64).contains(&key.len()));

    let read = namibia.get(&path).expect(200);
    assert_eq!(read.json, *webhook);
    assert!(!read.text.contains(secret));
    let changed = namibia
        .patch(
            &path,
            read.etag(),
            json!({"description": null, "types": [], "url": "https://example.net/x"}),
        )
        .expect(200);
    assert_eq!(changed["description"], json!(null));
    assert_eq!(
        (&changed["types"], &changed["resources"]),
        (&json!([]), &json!(["meetings"]))
    );
    assert_eq!(changed["url"], "https://example.net/x");
    namibia.patch(&path, read.etag(), json!({})).refused(412, None);
    namibia.post_empty(&format!("{path}/enable")).refused(409, None);
    namibia.delete(&path, read.etag()).refused(412, None);
    namibia.delete(&path, changed.etag()).expect(204);
    namibia.get(&path).refused(404, None);
    assert_eq!(app.row_count("webhook_queues"), 0);
}

fn it_is_its_members_and_the_secretariats(app: &App) {
    let receiver = Receiver::start();
    let (namibia, spain, secretariat) = (app.member("NAM"), app.member("ESP"), app.secretariat());
    let (id, _) = hook(&namibia, &receiver);
    hook(&secretariat, &receiver);
    let path = format!("/v1/webhooks/{id}");
    let count = |client: &Client| client.get("/v1/webhooks?count=true").expect(200)["total"].clone();
    assert_eq!(
        (count(&namibia), count(&spain), count(&secretariat)),
        (json!(1), json!(0), json!(2))
    );
    secretariat.get(&path).expect(200);
    // It may look after a member's webhook, and never learns the secret.
    secretariat
        .post(&format!("{path}/rotate-secret"), json!({}))
        .refused(403, None);
    let missing = "/v1/webhooks/0198f0a2-5b1c-7d3e-8a4f-000000000000";
    for other in [path.as_str(), missing] {
        spain.get(other).refused(404, None);
        spain.patch(other, "*", json!({})).refused(404, None);
        spain.delete(other, "*").refused(404, None);
        spain
            .post(&format!("{other}/rotate-secret"), json!({}))
            .refused(404, None);
        spain.post_empty(&format!("{other}/enable")).refused(404, None);
        spain.post_empty(&format!("{other}/ping")).refused(404, None);
    }
    assert_eq!(
        spain.get(&path).without_instance(),
        spain.get(missing).without_instance()
    );
    app.public().get(&path).refused(401, None);
    let pinged = |one: &super::receiver::Received| one.json()["type"] == "wps.webhook.pinged";
    assert!(!receiver.received().iter().any(pinged));
}

fn keys_rest_sealed_and_the_public_one_is_shown(app: &App) {
    let namibia = app.member("NAM");
    let body = json!({"url": "https://example.org/"});
    let made = namibia.post("/v1/webhooks", body).expect(201);
    assert_eq!(made["webhook"]["public_key"], json!(null));
    let secret = made["secret"]
        .as_str()
        .unwrap()
        .strip_prefix("whsec_")
        .unwrap()
        .to_owned();
    let key = STANDARD.decode(secret).unwrap();
    let sealed: Vec<Vec<u8>> = app
        .write(|conn| Ok(webhooks::table.select(webhooks::secret).load(conn)?))
        .unwrap();
    assert_eq!(sealed.len(), 1);
    assert!(
        sealed
            .iter()
            .all(|row| row.len() > key.len() && !row.windows(key.len()).any(|part| part == key))
    );

    let body = json!({"url": "https://example.org/", "signing": "ed25519"});
    let made = namibia.post("/v1/webhooks", body).expect(201);
    assert_eq!(made["secret"], json!(null));
    let public = made["webhook"]["public_key"].as_str().unwrap();
    assert_eq!(
        STANDARD
            .decode(public.strip_prefix("whpk_").unwrap())
            .unwrap()
            .len(),
        32
    );
    let rotate = format!(
        "/v1/webhooks/{}/rotate-secret",
        made["webhook"]["id"].as_str().unwrap()
    );
    let rotated = namibia
        .post(&rotate, json!({"previous_valid_hours": 0}))
        .expect(200);
    assert_ne!(rotated["webhook"]["public_key"], public);
    assert_eq!(rotated["webhook"]["previous_key_until"], json!(null));
}

fn what_cannot_be_meant_is_refused(app: &App) {
    let namibia = app.member("NAM");
    for url in [
        "ftp://example.org/",
        "https://user:password@example.org/",
        "https://10.0.0.1/",
        "https://example.org/#x",
        "example.org",
        "https://",
        "https://exa mple.org/",
        "https://[fe80::1]/",
        "http://8.8.8.8/",
        "https://169.254.169.254/latest/meta-data",
        "https://8.8.8.8:22/",
    ] {
        let body = json!({"url": url});
        let refused = namibia.post("/v1/webhooks", body).refused(422, None);
        assert_eq!(refused["errors"][0]["pointer"], "/url", "{url}: {refused}");
    }
    let body = json!({"url": "https://example.org/", "types": ["wps.meeting.changed", "meeting.changed"]});
    namibia
        .post("/v1/webhooks", body)
        .refused(422, None)
        .fault("/types/1", "pattern");
    let made = namibia
        .post("/v1/webhooks", json!({"url": "https://example.org/"}))
        .expect(201);
    let path = format!("/v1/webhooks/{}", made["webhook"]["id"].as_str().unwrap());
    let body = json!({"url": "https://192.168.1.1/"});
    namibia
        .patch(&path, "*", body)
        .refused(422, None)
        .fault("/url", "not_allowed");
    for _ in 1..20 {
        namibia
            .post("/v1/webhooks", json!({"url": "https://example.org/"}))
            .expect(201);
    }
    namibia
        .post("/v1/webhooks", json!({"url": "https://example.org/"}))
        .refused(409, None);
    app.member("ESP")
        .post("/v1/webhooks", json!({"url": "https://example.org/"}))
        .expect(201);
}

cases! {
    a_webhook_lives,
    it_is_its_members_and_the_secretariats,
    keys_rest_sealed_and_the_public_one_is_shown,
    what_cannot_be_meant_is_refused
}
