//! Two requests decide on one update at the same moment (on `PostgreSQL` at two instances): one wins, the other is told so,
//! and what is kept is what the winner was answered.

use super::{draft, drafted, published};
use crate::support::{Answer, App, Client, Engine};
use serde_json::json;
use std::sync::Barrier;
use std::thread;

/// How often each race is run; `WPS_RACE_ROUNDS` says otherwise.
fn rounds() -> usize {
    let set = std::env::var("WPS_RACE_ROUNDS").ok();
    set.and_then(|rounds| rounds.parse().ok()).unwrap_or(25)
}

type Request<'a> = dyn Fn(&Client, &str) -> Answer + Sync + 'a;

/// Who runs the races: the test's instance, and beside it another where a database may have two.
struct Pair<'a> {
    app: &'a App,
    other: Option<App>,
}

impl<'a> Pair<'a> {
    fn of(app: &'a App) -> Self {
        let other = (app.engine() == Engine::Postgres).then(|| app.second_instance());
        Self { app, other }
    }

    /// Sends both requests at once.
    fn race(&self, path: &str, one: &Request<'_>, two: &Request<'_>) -> [Answer; 2] {
        let start = Barrier::new(2);
        let run = |app: &App, request: &Request<'_>| {
            let client = app.member("NAM");
            start.wait();
            request(&client, path)
        };
        let other = self.other.as_ref().unwrap_or(self.app);
        thread::scope(|scope| {
            let second = scope.spawn(|| run(other, two));
            [run(self.app, one), second.join().unwrap()]
        })
    }
}

fn statuses(answers: &[Answer; 2]) -> [u16; 2] {
    let mut statuses = [answers[0].status, answers[1].status];
    statuses.sort_unstable();
    statuses
}

fn publish(client: &Client, path: &str) -> Answer {
    client.post_empty(&format!("{path}/publish"))
}

fn withdraw(client: &Client, path: &str) -> Answer {
    client.post_empty(&format!("{path}/withdraw"))
}

/// How many events there are of an update, and its audit entries with them.
fn decisions(app: &App) -> i64 {
    let count = app.row_count("events WHERE resource = 'updates'");
    assert_eq!(app.row_count("audit_entries WHERE resource = 'updates'"), count);
    count
}

fn an_update_is_published_once(app: &App) {
    let pair = Pair::of(app);
    for _ in 0..rounds() {
        let path = format!("/v1/updates/{}", drafted(&app.member("NAM"), draft()));
        let before = decisions(app);
        let answers = pair.race(&path, &publish, &publish);
        assert_eq!(statuses(&answers), [200, 409]);
        assert_eq!(decisions(app), before + 1);
    }
}

fn an_update_is_withdrawn_once(app: &App) {
    let pair = Pair::of(app);
    for _ in 0..rounds() {
        let path = format!("/v1/updates/{}", published(&app.member("NAM"), draft()));
        let before = decisions(app);
        let answers = pair.race(&path, &withdraw, &withdraw);
        assert_eq!(statuses(&answers), [200, 409]);
        assert_eq!(decisions(app), before + 1);
    }
}

fn of_two_changes_to_one_version_one_is_made(app: &App) {
    let pair = Pair::of(app);
    for _ in 0..rounds() {
        let made = app.member("NAM").post("/v1/updates", draft()).expect(201);
        let path = format!("/v1/updates/{}", made.id());
        let change = |area: &'static str| {
            let etag = made.etag().to_owned();
            move |client: &Client, path: &str| {
                client.patch(
                    path,
                    &etag,
                    json!({"focus_areas": [area], "section": "innovation"}),
                )
            }
        };
        let answers = pair.race(&path, &change("capacity_building"), &change("gender_analysis"));
        assert_eq!(statuses(&answers), [200, 412]);
        let winner = answers.iter().find(|answer| answer.status == 200).unwrap();
        assert_eq!(app.member("NAM").get(&path).expect(200).text, winner.text);
    }
}

/// Nobody reads what was changed after its publication, and no change is lost that was acknowledged.
fn a_change_comes_before_publication_or_not_at_all(app: &App) {
    let pair = Pair::of(app);
    for _ in 0..rounds() {
        let made = app.member("NAM").post("/v1/updates", draft()).expect(201);
        let path = format!("/v1/updates/{}", made.id());
        let change = |client: &Client, path: &str| {
            client.patch(path, made.etag(), json!({"title": {"en": "Changed"}}))
        };
        let [published, changed] = pair.race(&path, &publish, &change);
        let published = published.expect(200);
        match changed.status {
            200 => assert_eq!(published["title"]["en"], "Changed"),
            // The version had changed, or the state had when the change was tried again.
            409 | 412 => assert_eq!(published["title"], made["title"]),
            _ => panic!("{changed}"),
        }
        assert_eq!(app.public().get(&path).expect(200).text, published.text);
    }
}

fn publishing_and_withdrawing_come_in_their_order(app: &App) {
    let pair = Pair::of(app);
    for _ in 0..rounds() {
        let path = format!("/v1/updates/{}", drafted(&app.member("NAM"), draft()));
        let [published, withdrawn] = pair.race(&path, &publish, &withdraw);
        published.expect(200);
        let last = app.member("NAM").get(&path).expect(200);
        match withdrawn.status {
            200 => assert_eq!(last["status"], "withdrawn"),
            409 => assert_eq!(last["status"], "published"),
            _ => panic!("{withdrawn}"),
        }
    }
}

cases! {
    an_update_is_published_once,
    an_update_is_withdrawn_once,
    of_two_changes_to_one_version_one_is_made,
    a_change_comes_before_publication_or_not_at_all,
    publishing_and_withdrawing_come_in_their_order,
}
