//! Two at once on the same nomination, or on terms that overlap: one wins, the other is told why it did not,
//! whichever instance each of them spoke to. `WPS_RACE_ROUNDS` sets how many rounds are run.

use super::{NOMINATIONS, TERMS, bid, term};
use crate::support::{Answer, App, Client, Engine};
use serde_json::{Value, json};
use std::sync::Barrier;

/// A request that takes part in a race.
#[derive(Clone)]
struct Step {
    client: Client,
    method: &'static str,
    path: String,
    body: Value,
}

impl Step {
    fn run(&self) -> Answer {
        match self.method {
            "PATCH" => self.client.patch(&self.path, "*", self.body.clone()),
            _ => self.client.post(&self.path, self.body.clone()),
        }
    }
}

/// Both steps at the same time; their statuses.
fn race(first: &Step, second: &Step) -> [Answer; 2] {
    let start = Barrier::new(2);
    let go = |step: &Step| {
        start.wait();
        step.run()
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| go(second));
        let one = go(first);
        [one, other.join().expect("a step failed")]
    })
}

/// What each round takes from two instances (or twice from the same).
struct Field<'a> {
    app: &'a App,
    secretariats: [Client; 2],
    canadas: [Client; 2],
    uruguays: [Client; 2],
    year: u32,
}

impl Field<'_> {
    fn nominate(&self, codes: &[&str], starts_on: &str, ends_on: &str) -> String {
        let body = bid(self.app, codes, starts_on, ends_on);
        let submitted = self.canadas[0].post(NOMINATIONS, body).expect(201);
        format!("{NOMINATIONS}/{}", submitted.id())
    }

    /// A nomination of Canada for this round's year.
    fn alone(&self) -> String {
        let year = self.year;
        self.nominate(&["CAN"], &format!("{year}-01-01"), &format!("{year}-12-31"))
    }

    /// Another, for days of which this round's year has some.
    fn overlapping(&self) -> String {
        let year = self.year;
        self.nominate(&["CAN"], &format!("{year}-07-01"), &format!("{}-06-30", year + 1))
    }

    fn joint(&self) -> String {
        let year = self.year;
        self.nominate(
            &["CAN", "URY"],
            &format!("{year}-01-01"),
            &format!("{year}-12-31"),
        )
    }

    fn post(client: &Client, path: &str, step: &str) -> Step {
        Step {
            client: client.clone(),
            method: "POST",
            path: format!("{path}/{step}"),
            body: json!({}),
        }
    }

    fn select(&self, instance: usize, path: &str) -> Step {
        Self::post(&self.secretariats[instance], path, "select")
    }

    fn decline(&self, instance: usize, path: &str) -> Step {
        Self::post(&self.secretariats[instance], path, "decline")
    }

    fn withdraw(&self, instance: usize, path: &str) -> Step {
        Self::post(&self.canadas[instance], path, "withdraw")
    }

    fn consent(&self, instance: usize, path: &str) -> Step {
        Self::post(&self.uruguays[instance], path, "consent")
    }

    fn record(&self, instance: usize) -> Step {
        let year = self.year;
        Step {
            client: self.secretariats[instance].clone(),
            method: "POST",
            path: TERMS.to_owned(),
            body: term(
                self.app,
                &["FRA"],
                &format!("{year}-04-01"),
                &format!("{year}-09-30"),
            ),
        }
    }

    /// A term of the year before is prolonged into this round's year.
    fn prolong(&self, instance: usize) -> Step {
        let (before, year) = (self.year - 1, self.year);
        let body = term(
            self.app,
            &["DEU"],
            &format!("{before}-08-01"),
            &format!("{before}-12-31"),
        );
        let id = self.secretariats[instance].post(TERMS, body).expect(201).id();
        Step {
            client: self.secretariats[instance].clone(),
            method: "PATCH",
            path: format!("{TERMS}/{id}"),
            body: json!({"ends_on": format!("{year}-05-31")}),
        }
    }

    fn status(&self, path: &str) -> String {
        let nomination = self.secretariats[0].get(path).expect(200);
        nomination["status"].as_str().unwrap().to_owned()
    }
}

/// A pair of steps of which exactly one can succeed.
type Duel = fn(&Field<'_>) -> [Step; 2];

const OVERLAP: Option<&str> = Some("chair.troika");

/// Each with the clause that the loser is told, if any.
const DUELS: &[(&str, Option<&str>, Duel)] = &[
    ("select, select", None, |field| {
        let path = field.alone();
        [field.select(0, &path), field.select(1, &path)]
    }),
    ("select, select an overlapping one", OVERLAP, |field| {
        let (path, other) = (field.alone(), field.overlapping());
        [field.select(0, &path), field.select(1, &other)]
    }),
    ("select, withdraw", None, |field| {
        let path = field.alone();
        [field.select(0, &path), field.withdraw(1, &path)]
    }),
    ("select, decline", None, |field| {
        let path = field.alone();
        [field.select(0, &path), field.decline(1, &path)]
    }),
    ("withdraw, decline", None, |field| {
        let path = field.alone();
        [field.withdraw(0, &path), field.decline(1, &path)]
    }),
    ("withdraw, withdraw", None, |field| {
        let path = field.alone();
        [field.withdraw(0, &path), field.withdraw(1, &path)]
    }),
    ("decline, decline", None, |field| {
        let path = field.alone();
        [field.decline(0, &path), field.decline(1, &path)]
    }),
    ("consent, consent", None, |field| {
        let path = field.joint();
        [field.consent(0, &path), field.consent(1, &path)]
    }),
    ("select, record an overlapping term", OVERLAP, |field| {
        let path = field.alone();
        [field.select(0, &path), field.record(1)]
    }),
    ("record, record", OVERLAP, |field| {
        [field.record(0), field.record(1)]
    }),
    ("select, prolong the term before", OVERLAP, |field| {
        let path = field.alone();
        [field.select(0, &path), field.prolong(1)]
    }),
];

fn rounds() -> u32 {
    let given = std::env::var("WPS_RACE_ROUNDS").ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(25)
}

/// Runs rounds on distinct years, so that they do not meet each other.
fn run(app: &App, other: &App, mut round: impl FnMut(&Field<'_>, u32)) {
    // Tokens are made once: the clock stands still.
    let pair = |client: fn(&App) -> Client| [client(app), client(other)];
    let mut field = Field {
        app,
        secretariats: pair(App::secretariat),
        canadas: pair(|app| app.member("CAN")),
        uruguays: pair(|app| app.member("URY")),
        year: 2100,
    };
    for number in 0..rounds() {
        round(&field, number);
        field.year += 4;
    }
}

/// On `PostgreSQL` against two instances, on `SQLite`, which has one, against that.
fn on_two(app: &App, races: impl Fn(&App, &App)) {
    match app.engine() {
        Engine::Postgres => races(app, &app.second_instance()),
        Engine::Sqlite => races(app, app),
    }
}

fn of_two_exactly_one_wins(app: &App) {
    on_two(app, |app, other| {
        run(app, other, |field, number| {
            let (name, clause, duel) = DUELS[number as usize % DUELS.len()];
            let [first, second] = duel(field);
            let written = app.row_count("audit_entries");
            let answers = race(&first, &second);
            let won = answers.iter().filter(|answer| answer.status < 300).count();
            assert_eq!(won, 1, "{name}: {} {}", answers[0], answers[1]);
            let lost = answers.iter().find(|answer| answer.status >= 300).unwrap();
            lost.clone().refused(409, clause);
            // A selection that wins writes its term too.
            let written = app.row_count("audit_entries") - written;
            let selected = answers.iter().any(|answer| answer["status"] == "selected");
            assert_eq!(written, if selected { 2 } else { 1 }, "{name}");
        });
        no_terms_overlap(app);
    });
}

/// A consent never lifts a nomination out of the state that ended it, and a selection never precedes a
/// consent.
fn a_consent_races_what_ends_the_nomination(app: &App) {
    on_two(app, |app, other| {
        run(app, other, |field, number| {
            let path = field.joint();
            let (rival, ended): (Step, &str) = match number % 3 {
                0 => (field.withdraw(1, &path), "withdrawn"),
                1 => (field.decline(1, &path), "not_selected"),
                _ => (field.select(1, &path), "selected"),
            };
            let [consent, rival] = race(&field.consent(0, &path), &rival).map(|answer| answer.status);
            let legal: &[(u16, u16)] = match ended {
                "selected" => &[(200, 200), (200, 409)],
                _ => &[(200, 200), (409, 200)],
            };
            assert!(legal.contains(&(consent, rival)), "{ended}: {consent} {rival}");
            let status = field.status(&path);
            assert_eq!(status, if rival == 200 { ended } else { "submitted" });
        });
        no_terms_overlap(app);
    });
}

fn no_terms_overlap(app: &App) {
    let overlapping = "chair_terms a JOIN chair_terms b \
        ON a.id <> b.id AND a.starts_on <= b.ends_on AND a.ends_on >= b.starts_on";
    assert_eq!(app.row_count(overlapping), 0);
    let without_term = "chairmanship_nominations n WHERE (n.status = 'selected') <> \
        EXISTS (SELECT 1 FROM chair_terms t WHERE t.nomination_id = n.id)";
    assert_eq!(app.row_count(without_term), 0);
}

cases! { of_two_exactly_one_wins, a_consent_races_what_ends_the_nomination }
