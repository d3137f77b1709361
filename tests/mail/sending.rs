//! The outbox: what is sent, when, how often, and what is given up.

use super::server::Security;
use super::{MailServer, mailing, outcomes, outcomes_are, pass, put};
use crate::support::{App, Engine, free_port};
use crate::webhooks::until;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use wps_network::auth::Sealer;
use wps_network::communication::mail::model::UNSUBSCRIBE;
use wps_network::communication::mail::{Letter, Recipient, outbox};
use wps_network::error::Problem;

fn to(name: &str) -> Vec<String> {
    vec![format!("{name}@example.org")]
}

fn what_is_put_in_is_sent_once(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    put(&instance, to("reader"));
    let got = server.wait_for(1);
    assert_eq!(
        (got[0].from.as_str(), got[0].to.as_slice()),
        ("network@wps.test", to("reader").as_slice())
    );
    assert_eq!(got[0].message().subject(), Some("A word"));
    assert_eq!(got[0].text().trim(), "To the Network.");
    assert_eq!(got[0].header("From"), "\"WPS Network\" <network@wps.test>");
    assert_eq!(got[0].header("Auto-Submitted"), "auto-generated");
    assert_eq!(got[0].header("Date"), "Fri, 01 Jun 2018 09:00:00 +0000");
    assert_eq!(got[0].header("List-Unsubscribe"), "");
    let id = match app.engine() {
        Engine::Sqlite => app.texts("SELECT lower(hex(id)) AS text FROM mail_messages"),
        Engine::Postgres => app.texts("SELECT replace(id::text, '-', '') AS text FROM mail_messages"),
    };
    assert_eq!(
        got[0].message().message_id().unwrap().replace('-', ""),
        format!("{}@wps.test", id[0])
    );
    outcomes_are(app, &["sent -"]);
    // Neither the address nor what was written stays.
    assert_eq!(
        app.row_count("mail_messages WHERE recipient IS NOT NULL OR content_id IS NOT NULL"),
        0
    );
    pass(app, TimeDelta::hours(1));
    until("the letter is cleared", || {
        (app.row_count("mail_contents") == 0).then_some(())
    });
    assert_eq!(server.tries(), 1);
    pass(app, TimeDelta::days(31));
    until("the record is cleared", || {
        (app.row_count("mail_messages") == 0).then_some(())
    });
}

fn what_may_be_left_says_how(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let link = "http://wps.test/v1/newsletter-subscriptions/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b/unsubscribe?code=9Y4ClxcExkrZotcNu_kbOK4MQjOVruK3S3uDBc2Ovwk";
    let now = app.clock.now();
    instance
        .write(move |conn| {
            let sealer = Sealer::load(conn, None)?;
            let letter = Letter {
                // A title may have lines; a header has one.
                subject: "Новости\nBcc: all@example.org".to_owned(),
                text: format!("Leave: {UNSUBSCRIBE}"),
                html: Some(format!("<a href=\"{UNSUBSCRIBE}\">Leave</a>")),
            };
            let recipient = Recipient {
                address: "reader@example.org".to_owned(),
                unsubscribe: Some(link.to_owned()),
            };
            let content = outbox::keep(conn, &sealer, &letter, "ru", now.into())?;
            outbox::enqueue(conn, &sealer, content, &recipient, None, now.into())
        })
        .unwrap();
    let got = server.wait_for(1).remove(0);
    assert_eq!(got.header("List-Unsubscribe"), format!("<{link}>"));
    assert_eq!(got.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(got.header("List-Id"), "<newsletter.wps.test>");
    assert_eq!(got.message().subject(), Some("Новости Bcc: all@example.org"));
    assert_eq!((got.header("Bcc"), got.to.clone()), (String::new(), to("reader")));
    assert_eq!(got.text().trim(), format!("Leave: {link}"));
    assert_eq!(got.html().trim(), format!("<a href=\"{link}\">Leave</a>"));
}

fn what_waits_is_sealed(app: &App) {
    put(app, to("canary"));
    for (table, column, text) in [
        ("mail_messages", "recipient", "canary"),
        ("mail_contents", "sealed", "To the Network."),
    ] {
        assert_eq!(app.row_count(table), 1);
        assert!(!app.holds(table, column, text), "{text} stands in {table}");
    }
}

fn it_stands_or_falls_with_the_decision(app: &App) {
    let server = MailServer::start();
    let instance = mailing(app, &server);
    let now = app.clock.now();
    let refused = instance.write(move |conn| {
        let sealer = Sealer::load(conn, None)?;
        let letter = Letter {
            subject: "Untrue".to_owned(),
            text: "It was decided.".to_owned(),
            html: None,
        };
        outbox::keep(conn, &sealer, &letter, "en", now.into())?;
        Err::<(), _>(Problem::conflict("It was not."))
    });
    assert!(refused.is_err());
    assert_eq!(app.row_count("mail_contents"), 0);
    put(&instance, to("reader"));
    server.wait_for(1);
    assert_eq!(server.tries(), 1);
}

fn what_is_refused_for_now_is_tried_again(app: &App) {
    let server = MailServer::start();
    server.says(|_| 451);
    let instance = mailing(app, &server);
    put(&instance, to("reader"));
    outcomes_are(app, &["waiting 451"]);
    // It rests for a second and up to ten.
    let tried = server.tries();
    server.says(|_| 250);
    pass(app, TimeDelta::milliseconds(999));
    put(&instance, to("other"));
    assert_eq!(server.wait_for(1)[0].to, to("other"));
    assert_eq!((server.tries(), tried), (2, 1));
    pass(app, TimeDelta::seconds(11));
    assert_eq!(server.wait_for(2)[1].to, to("reader"));
    outcomes_are(app, &["sent 451", "sent -"]);
}

fn what_is_refused_for_good_is_given_up(app: &App) {
    let server = MailServer::start();
    server.says(|to| if to.starts_with("nobody") { 550 } else { 250 });
    let instance = mailing(app, &server);
    put(&instance, [to("nobody"), to("reader")].concat());
    outcomes_are(app, &["failed 550", "sent -"]);
    assert_eq!(app.row_count("mail_messages WHERE recipient IS NOT NULL"), 0);
    pass(app, TimeDelta::hours(7));
    put(&instance, to("other"));
    server.wait_for(2);
    assert_eq!(server.tries(), 3);
}

fn what_is_refused_for_days_is_given_up(app: &App) {
    let server = MailServer::start();
    server.says(|_| 421);
    let instance = mailing(app, &server);
    put(&instance, to("reader"));
    let began = app.clock.now();
    outcomes_are(app, &["waiting 421"]);
    let mut hours = 0;
    while outcomes(app) == ["waiting 421"] {
        let tries = server.tries();
        hours += 7;
        assert!(hours <= 105, "{hours} hours");
        app.clock.set(began + TimeDelta::hours(hours));
        until("another try", || (server.tries() > tries).then_some(()));
        until("it was written down", || {
            let leased = app.row_count("mail_messages WHERE lease_id IS NOT NULL");
            (leased == 0).then_some(())
        });
    }
    outcomes_are(app, &["failed 421"]);
    assert!(hours >= 96, "{hours} hours");
}

fn instances_do_not_send_twice(app: &App) {
    let server = MailServer::start();
    let instances: Vec<App> = (0..3).map(|_| mailing(app, &server)).collect();
    let addresses: Vec<String> = (0..60)
        .map(|number| format!("reader-{number}@example.org"))
        .collect();
    put(&instances[0], addresses.clone());
    until("all of them", || {
        app.clock.set(app.clock.now() + TimeDelta::microseconds(1));
        (app.row_count("mail_messages WHERE state = 'sent'") == 60).then_some(())
    });
    let got: Vec<String> = server.received().into_iter().flat_map(|one| one.to).collect();
    assert_eq!(got.len(), 60);
    let once: BTreeSet<String> = got.into_iter().collect();
    assert_eq!(once, addresses.into_iter().collect());
}

fn another_goes_on_where_an_instance_died(app: &App) {
    let server = MailServer::start();
    put(app, to("reader"));
    // As an instance leaves it that dies while it sends.
    let (lease, until_then) = match app.engine() {
        Engine::Sqlite => ("x'0198f0a25b1c7d3e8a4f1c2d3e4f5a6b'", "1527844200000000"),
        Engine::Postgres => ("'0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b'", "'2018-06-01T09:10:00Z'"),
    };
    app.execute(&format!(
        "UPDATE mail_messages SET lease_id = {lease}, lease_until = {until_then}"
    ));
    let instance = mailing(app, &server);
    put(&instance, to("other"));
    assert_eq!(server.wait_for(1)[0].to, to("other"));
    app.set_now("2018-06-01T09:09:59Z");
    put(&instance, to("third"));
    assert_eq!(server.wait_for(2)[1].to, to("third"));
    app.set_now("2018-06-01T09:10:00Z");
    assert_eq!(server.wait_for(3)[2].to, to("reader"));
}

fn an_answer_that_comes_late_is_not_taken_for_the_next(app: &App) {
    let server = MailServer::start();
    let url = server.url();
    let instance = app.second_instance_with(|settings| {
        settings.mail.smtp_url = Some(url);
        settings.mail.timeout_seconds = 1;
    });
    server.holds(true);
    put(&instance, to("reader"));
    outcomes_are(app, &["waiting timed_out"]);
    server.takes(|to| if to.starts_with("other") { 421 } else { 250 });
    server.holds(false);
    server.wait_for(1);
    put(&instance, to("other"));
    outcomes_are(app, &["waiting timed_out", "waiting 421"]);
}

fn a_server_that_is_away_is_waited_for(app: &App) {
    let port = free_port();
    let instance = app
        .second_instance_with(|settings| settings.mail.smtp_url = Some(format!("smtp://127.0.0.1:{port}")));
    put(&instance, to("reader"));
    outcomes_are(app, &["waiting not_connected"]);
    let server = MailServer::on(port, Security::None);
    pass(app, TimeDelta::minutes(5));
    server.wait_for(1);
    outcomes_are(app, &["sent not_connected"]);
}

fn it_goes_over_tls_with_a_password(app: &App) {
    for (security, scheme, query) in [
        (Security::Tls, "smtps", ""),
        (Security::StartTls, "smtp", "?tls=required"),
    ] {
        let server = MailServer::on(0, security);
        let authority = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(authority.path(), server.certificate()).unwrap();
        let with = |password: &str, trusted: bool| {
            let url = format!("{scheme}://network:{password}@localhost:{}{query}", server.port());
            let ca_file = trusted.then(|| authority.path().to_owned());
            app.second_instance_with(|settings| {
                settings.mail.smtp_url = Some(url);
                settings.mail.ca_file = ca_file;
            })
        };
        app.execute("DELETE FROM mail_messages");
        let stranger = with("p%40ss%20word", false);
        put(&stranger, to("reader"));
        until("no trust", || {
            outcomes(app)
                .first()
                .filter(|one| one.starts_with("waiting ") && !one.ends_with('-'))
                .cloned()
        });
        drop(stranger);
        assert_eq!(server.tries(), 0);
        // A password that counts no more is nothing against the message.
        let forgetful = with("other", true);
        pass(app, TimeDelta::minutes(5));
        outcomes_are(app, &["waiting 535"]);
        drop(forgetful);
        let instance = with("p%40ss%20word", true);
        pass(app, TimeDelta::minutes(5));
        let got = server.wait_for(1);
        assert_eq!(got[0].user.as_deref(), Some("network"));
        outcomes_are(app, &["sent 535"]);
        drop(instance);
    }
}

cases! {
    what_is_put_in_is_sent_once,
    what_may_be_left_says_how,
    what_waits_is_sealed,
    it_stands_or_falls_with_the_decision,
    what_is_refused_for_now_is_tried_again,
    what_is_refused_for_good_is_given_up,
    what_is_refused_for_days_is_given_up,
    instances_do_not_send_twice,
    another_goes_on_where_an_instance_died,
    an_answer_that_comes_late_is_not_taken_for_the_next,
    a_server_that_is_away_is_waited_for,
    it_goes_over_tls_with_a_password,
}
