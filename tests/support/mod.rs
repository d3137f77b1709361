//! How the tests run.
//!
//! A test is a function that gets a fresh [`App`]: the service on a port of its own, with an empty database that has
//! the founding data. It runs once on `SQLite` and once on `PostgreSQL`:
//!
//! ```ignore
//! use crate::support::App;
//! use serde_json::json;
//!
//! fn lists_78(app: &App) {
//!     let list = app.public().get("/v1/members?count=true").expect(200);
//!     assert_eq!(list["total"], 78);
//! }
//!
//! cases! { lists_78 }
//! ```
//!
//! `cases!` makes the file's `tests()`; `tests/main.rs` calls it. What is not listed there is a warning (dead code).
//! Every answer is compared with the contract, and a full run fails when an operation never answered with success. The
//! first times that an operation succeeds, `conventions.rs` asks again on its own account: the client's requests are
//! repeated with `If-None-Match`, with the same `Idempotency-Key`, without `If-Match`, and so on.
//!
//! `PostgreSQL` is the server of `TEST_DATABASE_URL`, or a throw-away one; with neither, its tests are left out, which
//! `WPS_REQUIRE_POSTGRES=1` forbids. `RUST_LOG=info` shows the service's log.

mod app;
mod client;
pub mod conformance;
mod conventions;
pub mod databases;
mod folder;
mod postgres;
mod process;
mod race;
mod stream;
mod tls;

pub use app::{App, PASSWORD, free_port};
pub use client::{Answer, Client};
pub use databases::Engine;
pub use process::{PATIENCE, Process, until};
pub use race::{one_wins, one_wins_and_others_get, race_rounds};
pub use stream::Stream;
pub use tls::tls_for_localhost;

use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One test.
#[derive(Clone, Copy)]
pub struct Case {
    pub name: &'static str,
    pub run: Run,
}

/// On what a test runs.
#[derive(Clone, Copy)]
pub enum Run {
    /// Once on each database.
    OnEach(fn(&App)),
    /// On `PostgreSQL` only, where several instances share a database.
    OnPostgres(fn(&App)),
    /// Once, without the service.
    WithoutApp(fn()),
}

/// Lists the tests of a file: first those for both databases, then, where there are any,
/// `; on postgres: …` and `; without app: …`.
macro_rules! cases {
    (@ $run:ident $($test:ident)*) => {
        Vec::<$crate::support::Case>::from([$($crate::support::Case {
            name: concat!(module_path!(), "::", stringify!($test)),
            run: $crate::support::Run::$run($test),
        }),*])
    };
    (without app: $($alone:ident),* $(,)?) => {
        cases! { ; without app: $($alone),* }
    };
    ($($each:ident),* $(,)? $(; on postgres: $($postgres:ident),* $(,)?)? $(; without app: $($alone:ident),* $(,)?)?) => {
        pub fn tests() -> Vec<$crate::support::Case> {
            [
                cases!(@ OnEach $($each)*),
                $(cases!(@ OnPostgres $($postgres)*),)?
                $(cases!(@ WithoutApp $($alone)*),)?
            ]
            .concat()
        }
    };
}

static ON_SQLITE: AtomicUsize = AtomicUsize::new(0);
static ON_POSTGRES: AtomicUsize = AtomicUsize::new(0);
static WITHOUT_APP: AtomicUsize = AtomicUsize::new(0);

impl Case {
    fn trials(self) -> Vec<Trial> {
        let name = self.name.split_once("::").map_or(self.name, |(_, name)| name);
        let on = |engine: Engine, test: fn(&App)| {
            let ignored = engine == Engine::Postgres && postgres::missing();
            let counter = match engine {
                Engine::Sqlite => &ON_SQLITE,
                Engine::Postgres => &ON_POSTGRES,
            };
            Trial::test(format!("{name} [{engine}]"), move || {
                attempt(counter, || test(&App::start(engine)))
            })
            .with_ignored_flag(ignored)
        };
        match self.run {
            Run::OnEach(test) => vec![on(Engine::Sqlite, test), on(Engine::Postgres, test)],
            Run::OnPostgres(test) => vec![on(Engine::Postgres, test)],
            Run::WithoutApp(test) => vec![Trial::test(name, move || attempt(&WITHOUT_APP, test))],
        }
    }
}

thread_local! {
    /// Inside a test: what its panic said, and where.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn attempt(counter: &AtomicUsize, test: impl FnOnce()) -> Result<(), Failed> {
    counter.fetch_add(1, Ordering::Relaxed);
    PANIC.set(Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(test));
    let said = PANIC.take().unwrap_or_default();
    outcome.map_err(|_| Failed::from(said))
}

/// A test's panic is told with the other failures at the end; any other (of the service) at once.
fn keep_panics_of_tests() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let inside = PANIC.with_borrow_mut(|kept| {
            let Some(kept) = kept else { return false };
            if kept.is_empty() {
                let payload = panic.payload();
                let said = payload.downcast_ref::<&str>().copied();
                let said = said.or(payload.downcast_ref::<String>().map(String::as_str));
                let place = panic.location().map(ToString::to_string).unwrap_or_default();
                *kept = format!("{place}\n{}", said.unwrap_or("a panic"));
            }
            true
        });
        if !inside {
            tell(panic);
        }
    }));
}

/// Runs the tests that the command line asks for, and says in the end what ran.
pub fn run(cases: Vec<Case>) -> ExitCode {
    env_logger::init();
    keep_panics_of_tests();
    databases::clean_up_when_interrupted();
    let mut args = Arguments::from_args();
    // A test waits more than it works.
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    args.test_threads = args.test_threads.or(Some(cores * 2));
    let trials: Vec<Trial> = cases.into_iter().flat_map(Case::trials).collect();
    if args.list {
        return libtest_mimic::run(&args, trials).exit_code();
    }
    let left_out = trials.iter().filter(|trial| trial.has_ignored_flag()).count();
    if left_out > 0 {
        eprintln!(
            "\n{left_out} TESTS ON POSTGRESQL ARE LEFT OUT: {}\n",
            postgres::HOW_TO
        );
        if std::env::var_os("WPS_REQUIRE_POSTGRES").is_some_and(|value| value == "1") {
            return ExitCode::FAILURE;
        }
    }
    let conclusion = libtest_mimic::run(&args, trials);
    databases::clean_up();
    let everything = args.filter.is_none() && args.skip.is_empty() && !args.ignored;
    let complete = summary(&conclusion, everything);
    if complete {
        conclusion.exit_code()
    } else {
        ExitCode::FAILURE
    }
}

/// Says what ran; false when all tests ran and passed, but an operation of the contract was never called with success.
fn summary(conclusion: &Conclusion, everything: bool) -> bool {
    println!(
        "Ran {} on SQLite, {} on PostgreSQL, {} without the service; {} left out, {} not asked for.",
        ON_SQLITE.load(Ordering::Relaxed),
        ON_POSTGRES.load(Ordering::Relaxed),
        WITHOUT_APP.load(Ordering::Relaxed),
        conclusion.num_ignored,
        conclusion.num_filtered_out,
    );
    let (called, never) = conformance::called();
    println!(
        "Operations that answered with success: {called} of {}.",
        called + never.len()
    );
    let unproven = conventions::unproven();
    if !everything || (never.is_empty() && unproven.is_empty()) {
        return true;
    }
    println!("NEVER CALLED WITH SUCCESS: {}.", never.join(", "));
    println!("NOT PROVEN: {}.", unproven.join(", "));
    conclusion.has_failed()
}
