//! Two instances on one PostgreSQL at the same step: one decides. (The races of requests, nominations, meetings and
//! updates stand with their domains.)

use crate::support::{App, one_wins, one_wins_and_others_get, race_rounds};
use serde_json::json;

fn a_focal_point_ends_once(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.member("NAM"), other.secretariat());
    race_rounds(|round| {
        let name = format!("Office {round}");
        let office = json!({"kind": "office", "designation": "primary", "name": name});
        let body = json!({"member_id": app.member_id("NAM"), "focal_point": office});
        // One primary focal point at a time, whoever assigns it.
        let assigned = one_wins(&[&|| here.post("/v1/focal-points", body.clone()), &|| {
            there.post("/v1/focal-points", body.clone())
        }]);
        let end = format!("/v1/focal-points/{}/end", assigned.id());
        one_wins(&[&|| here.post(&end, json!({})), &|| there.post(&end, json!({}))]);
    });
}

fn a_member_withdraws_once(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.secretariat(), other.secretariat());
    race_rounds(|round| {
        let body = json!({"kind": "regional_organization", "name": "Organization", "acronym": format!("O{round}"),
            "starts_on": "2018-01-01", "source": "Note verbale"});
        let recorded = one_wins(&[&|| here.post("/v1/members", body.clone()), &|| {
            there.post("/v1/members", body.clone())
        }]);
        let withdraw = format!("/v1/members/{}/withdraw", recorded.id());
        let source = json!({"source": "Note verbale"});
        one_wins(&[&|| here.post(&withdraw, source.clone()), &|| {
            there.post(&withdraw, source.clone())
        }]);
        let period = json!({"starts_on": "2019-01-01", "source": "Note verbale"});
        let periods = format!("/v1/members/{}/periods", recorded.id());
        one_wins(&[&|| here.post(&periods, period.clone()), &|| {
            there.post(&periods, period.clone())
        }]);
    });
}

fn an_account_changes_hands_once(app: &App) {
    let other = app.second_instance();
    let (here, there) = (app.secretariat(), other.secretariat());
    race_rounds(|round| {
        let body = json!({"email": format!("officer{round}@example.org"), "role": "secretariat"});
        let invited = one_wins(&[&|| here.post("/v1/accounts", body.clone()), &|| {
            there.post("/v1/accounts", body.clone())
        }]);
        let path = format!("/v1/accounts/{}", invited["account"]["id"].as_str().unwrap());
        let (disable, enable) = (format!("{path}/disable"), format!("{path}/enable"));
        one_wins(&[&|| here.post_empty(&disable), &|| there.post_empty(&disable)]);
        one_wins(&[&|| here.post_empty(&enable), &|| there.post_empty(&enable)]);
        if round % 10 == 0 {
            // Hashing a password takes its time.
            let invited = here.post_empty(&format!("{path}/invite")).expect(200);
            let body = json!({"code": invited["invitation_code"], "password": "seven quiet bridges"});
            let (one, two) = (app.public(), other.public());
            one_wins_and_others_get(
                422,
                &[&|| one.post("/v1/account-activations", body.clone()), &|| {
                    two.post("/v1/account-activations", body.clone())
                }],
            );
        }
    });
}

fn a_refresh_token_works_once(app: &App) {
    let other = app.second_instance();
    app.member("NAM");
    race_rounds(|_| {
        let tokens = app
            .sign_in("nam@example.org", crate::support::PASSWORD)
            .expect(201);
        let body = json!({"refresh_token": tokens["refresh_token"]});
        let (one, two) = (app.public(), other.public());
        let next = one_wins_and_others_get(
            401,
            &[&|| one.post("/v1/sessions/refresh", body.clone()), &|| {
                two.post("/v1/sessions/refresh", body.clone())
            }],
        );
        // The second use has ended the session, on every instance.
        let namibia = other.public().with_token(next["access_token"].as_str().unwrap());
        namibia.get("/v1/me").refused(401, None);
    });
}

fn one_key_decides_once_whatever_the_instance(app: &App) {
    let other = app.second_instance();
    app.secretariat();
    let before = app.row_count("members");
    let rounds = std::cell::Cell::new(0);
    race_rounds(|round| {
        rounds.set(round + 1);
        let key = format!("key {round}");
        let (here, there) = (
            app.secretariat().with_header("Idempotency-Key", &key),
            other.secretariat().with_header("Idempotency-Key", &key),
        );
        let body = json!({"kind": "regional_organization", "name": "Organization", "acronym": format!("K{round}"),
            "starts_on": "2018-01-01", "source": "Note verbale"});
        let answers = std::thread::scope(|scope| {
            let racing = [&here, &there]
                .map(|client| scope.spawn(|| client.post("/v1/members", body.clone()).expect(201)));
            racing.map(|one| one.join().unwrap())
        });
        assert_eq!(answers[0].text, answers[1].text);
    });
    assert_eq!(
        app.row_count("members"),
        before + i64::try_from(rounds.get()).unwrap()
    );
}

cases! {
    ; on postgres:
    a_focal_point_ends_once,
    a_member_withdraws_once,
    an_account_changes_hands_once,
    a_refresh_token_works_once,
    one_key_decides_once_whatever_the_instance
}
