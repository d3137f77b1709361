//! The keys of access tokens, and their rotation while requests run.

use super::{ask_with, created, text};
use crate::command_line::program;
use crate::support::{App, PASSWORD};
use chrono::Duration;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use wps_network::auth::token_keys;

/// How often the keys are rotated under requests.
const ROTATIONS: usize = 5;

fn rotate(app: &App) {
    let now = app.clock.now();
    app.write(move |conn| token_keys::rotate(conn, Duration::zero(), now))
        .unwrap();
}

fn published(app: &App) -> BTreeSet<String> {
    let keys = app.public().get("/.well-known/jwks.json").expect(200);
    let kids = keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| text(&key["kid"]).to_owned());
    kids.collect()
}

fn kid(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

fn token(answer: &Value) -> String {
    text(&answer["access_token"]).to_owned()
}

fn the_next_key_is_published_before_it_signs_and_the_last_one_while_its_tokens_live(app: &App) {
    app.member("ESP");
    let sign_in = || token(&app.sign_in("esp@example.org", PASSWORD).expect(201).json);
    let before = published(app);
    assert_eq!(before.len(), 2);
    let old = sign_in();
    rotate(app);
    let new = sign_in();
    assert_ne!(kid(&old), kid(&new));
    assert!(before.contains(&kid(&old)) && before.contains(&kid(&new)));
    assert_eq!(published(app).len(), 3);
    app.public().with_token(&old).get("/v1/me").expect(200);
    app.set_now("2018-06-01T09:10:59Z");
    assert!(published(app).contains(&kid(&old)));
    app.set_now("2018-06-01T09:11:00Z");
    assert_eq!(published(app).len(), 2);
    assert!(!published(app).contains(&kid(&old)));
    rotate(app);
    assert_eq!(app.row_count("token_keys"), 3);
}

fn a_key_is_not_used_before_everyone_can_have_it(app: &App) {
    let rotate = |moment: &str| {
        app.set_now(moment);
        let now = app.clock.now();
        app.write(move |conn| token_keys::rotate(conn, token_keys::AHEAD, now))
    };
    assert!(rotate("2018-06-01T09:09:59Z").is_err());
    rotate("2018-06-01T09:10:00Z").unwrap();
    assert!(rotate("2018-06-01T09:10:01Z").is_err());
    assert_eq!(app.row_count("token_keys"), 3);
}

fn of_two_rotations_at_once_each_is_whole(app: &App) {
    let other = app.second_instance();
    std::thread::scope(|scope| {
        for app in [app, &other] {
            scope.spawn(|| rotate(app));
        }
    });
    let statuses = app.texts("SELECT status AS text FROM token_keys ORDER BY status");
    assert_eq!(statuses, ["current", "next", "retired", "retired"]);
}

/// Persons and machines sign in and call without a pause, on two instances, with tokens of every key that there was,
/// while the keys are rotated.
fn no_request_fails_while_keys_rotate(app: &App) {
    let other = app.second_instance();
    let machine = created(&app.member("ESP"), "read");
    let (stop, failed) = (AtomicBool::new(false), AtomicUsize::new(0));
    let done: Vec<AtomicUsize> = (0..4).map(|_| AtomicUsize::new(0)).collect();
    let kids = std::thread::scope(|scope| {
        let workers: Vec<_> = done
            .iter()
            .enumerate()
            .map(|(number, done)| {
                let (here, there) = if number % 2 == 0 {
                    (app, &other)
                } else {
                    (&other, app)
                };
                let (stop, failed, machine) = (&stop, &failed, &machine);
                scope.spawn(move || {
                    let mut tokens: Vec<String> = Vec::new();
                    while !stop.load(Ordering::SeqCst) {
                        let answer = if number < 2 {
                            here.sign_in("esp@example.org", PASSWORD)
                        } else {
                            ask_with(here, machine)
                        };
                        match answer.status {
                            200 | 201 => {
                                let new = token(&answer.json);
                                if tokens.last().is_none_or(|last| kid(last) != kid(&new)) {
                                    tokens.push(new);
                                }
                            }
                            _ => drop(failed.fetch_add(1, Ordering::SeqCst)),
                        }
                        for token in &tokens {
                            for app in [here, there] {
                                if app.public().with_token(token).get("/v1/me").status != 200 {
                                    failed.fetch_add(1, Ordering::SeqCst);
                                }
                            }
                        }
                        done.fetch_add(1, Ordering::SeqCst);
                    }
                    tokens.iter().map(|token| kid(token)).collect::<BTreeSet<_>>()
                })
            })
            .collect();
        for _ in 0..ROTATIONS {
            // Everyone has a token of the present key before the next one signs.
            let until: Vec<usize> = done.iter().map(|done| done.load(Ordering::SeqCst) + 2).collect();
            let all = |workers: &[std::thread::ScopedJoinHandle<'_, _>]| {
                let reached = done
                    .iter()
                    .zip(&until)
                    .all(|(done, until)| done.load(Ordering::SeqCst) >= *until);
                reached || workers.iter().any(std::thread::ScopedJoinHandle::is_finished)
            };
            while !all(&workers) {
                std::thread::yield_now();
            }
            rotate(app);
        }
        let until: Vec<usize> = done.iter().map(|done| done.load(Ordering::SeqCst) + 2).collect();
        while !done
            .iter()
            .zip(&until)
            .all(|(done, until)| done.load(Ordering::SeqCst) >= *until)
            && !workers.iter().any(std::thread::ScopedJoinHandle::is_finished)
        {
            std::thread::yield_now();
        }
        stop.store(true, Ordering::SeqCst);
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect::<Vec<_>>()
    });
    assert_eq!(failed.into_inner(), 0, "requests failed");
    for kids in kids {
        assert_eq!(kids.len(), ROTATIONS + 1, "a worker did not use every key");
    }
}

fn the_command_line_rotates_beside_a_serving_instance(app: &App) {
    app.member("ESP");
    let session = app.sign_in("esp@example.org", PASSWORD).expect(201);
    let old = token(&session.json);
    let keys = |arguments: &[&str]| {
        let output = program(app).arg("keys").args(arguments).output().unwrap();
        let said = if output.status.success() {
            output.stdout
        } else {
            output.stderr
        };
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    let (listed, said) = keys(&["list"]);
    assert!(
        listed && said.contains(&format!("{}  current", kid(&old))),
        "{said}"
    );
    let (rotated, said) = keys(&["rotate"]);
    assert!(
        rotated && said.contains(&format!("{}  retired", kid(&old))),
        "{said}"
    );
    app.public().with_token(&old).get("/v1/me").expect(200);
    let new = token(&app.sign_in("esp@example.org", PASSWORD).expect(201).json);
    assert!(said.contains(&format!("{}  current", kid(&new))), "{said}");
    let (rotated, said) = keys(&["rotate"]);
    assert!(!rotated && said.contains("rotate after"), "{said}");
    // After a leak: no token counts any more, and the session goes on.
    let (replaced, said) = keys(&["rotate", "--now"]);
    assert!(replaced && said.lines().count() == 3, "{said}");
    for token in [&old, &new] {
        app.public().with_token(token).get("/v1/me").refused(401, None);
        assert!(!published(app).contains(&kid(token)));
    }
    let refresh = json!({"refresh_token": session["refresh_token"]});
    let next = token(
        &app.public()
            .post("/v1/sessions/refresh", refresh)
            .expect(200)
            .json,
    );
    app.public().with_token(&next).get("/v1/me").expect(200);
}

cases! {
    the_next_key_is_published_before_it_signs_and_the_last_one_while_its_tokens_live,
    a_key_is_not_used_before_everyone_can_have_it,
    of_two_rotations_at_once_each_is_whole,
    no_request_fails_while_keys_rotate,
    the_command_line_rotates_beside_a_serving_instance,
}
