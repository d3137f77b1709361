//! The program itself, run as an operator runs it.

use crate::support::{App, Stream, free_port};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wps-network"));
    command
        .env("RUST_LOG", "warn")
        .env("DATABASE_URL", "sqlite://never-opened.db")
        .stdin(Stdio::null());
    command
}

pub fn program(app: &App) -> Command {
    let mut command = bare();
    command
        .env("DATABASE_URL", app.database_url())
        .env("WPS_FILES", app.files());
    command
}

fn create_account(app: &App, arguments: &[&str], password: &str) -> Output {
    let mut child = program(app)
        .args(["account", "create", "--password-stdin"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(password.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn refused(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it should have refused");
    assert!(
        said.starts_with("wps-network: ") && said.contains(words),
        "{said}"
    );
}

fn accounts_are_created_beside_a_serving_instance(app: &App) {
    let password = "seven quiet bridges";
    let made = create_account(
        app,
        &["--email", "Officer@UNWomen.org", "--role", "secretariat"],
        password,
    );
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    app.sign_in("officer@unwomen.org", password).expect(201);
    let made = create_account(
        app,
        &["--email", "au@example.org", "--role", "member", "--member", "au"],
        "seven quiet bridges\n",
    );
    assert!(made.status.success());
    let tokens = app.sign_in("au@example.org", password).expect(201);
    let me = app
        .public()
        .with_token(tokens["access_token"].as_str().unwrap())
        .get("/v1/me")
        .expect(200);
    assert_eq!(me["member_id"], app.member_id("AU"));
}

fn what_is_wrong_with_an_account_is_said(app: &App) {
    let create = |arguments: &[&str], password: &str| create_account(app, arguments, password);
    let long = "seven quiet bridges";
    refused(
        &create(&["--email", "a@example.org", "--role", "secretariat"], "short"),
        "twelve characters",
    );
    refused(
        &create(&["--email", "nobody", "--role", "secretariat"], long),
        "e-mail address",
    );
    refused(
        &create(&["--email", "a@example.org", "--role", "member"], long),
        "--member",
    );
    refused(
        &create(
            &["--email", "a@example.org", "--role", "member", "--member", "XXX"],
            long,
        ),
        "no member",
    );
    refused(
        &create(
            &[
                "--email",
                "a@example.org",
                "--role",
                "secretariat",
                "--member",
                "NAM",
            ],
            long,
        ),
        "no member",
    );
    assert!(
        create(&["--email", "a@example.org", "--role", "secretariat"], long)
            .status
            .success()
    );
    refused(
        &create(&["--email", "A@example.org", "--role", "secretariat"], long),
        "There is an account",
    );
}

/// A serving process, killed when dropped.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn a_first_start_says_how_to_begin_and_a_signal_ends_it(app: &App) {
    let port = free_port();
    let child = program(app)
        .env("WPS_BIND", format!("127.0.0.1:{port}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut serving = Serving(child);
    let mut lines = BufReader::new(serving.0.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let welcome: Vec<String> = lines
        .by_ref()
        .take_while(|line| !line.contains("-d '{"))
        .collect();
    assert!(
        welcome
            .iter()
            .any(|line| line.contains(&format!("http://127.0.0.1:{port}/docs/"))),
        "{welcome:?}"
    );
    assert!(
        welcome.iter().any(|line| line.contains("/v1/setup")),
        "{welcome:?}"
    );
    let ready = |expected: bool| {
        let check = program(app)
            .arg("healthcheck")
            .env("WPS_BIND", format!("127.0.0.1:{port}"))
            .output()
            .unwrap();
        assert_eq!(
            check.status.success(),
            expected,
            "{}",
            String::from_utf8_lossy(&check.stderr)
        );
    };
    ready(true);
    let pid = serving.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert!(serving.0.wait().unwrap().success());
    ready(false);
}

fn open_streams_do_not_hold_up_a_stop(app: &App) {
    let port = free_port();
    let child = program(app)
        .env("WPS_BIND", format!("127.0.0.1:{port}"))
        .env("WPS_SHUTDOWN_SECONDS", "600")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut serving = Serving(child);
    let mut welcome = BufReader::new(serving.0.stdout.take().unwrap()).lines();
    welcome
        .find(|line| line.as_ref().is_ok_and(|line| line.contains("is serving")))
        .unwrap()
        .unwrap();
    let url = format!("http://127.0.0.1:{port}/v1/events?from=now");
    let mut stream = Stream::open(&url, &[]).unwrap();
    stream.block().unwrap();
    let waiting = std::thread::spawn(move || ureq::get(format!("{url}&wait=30")).call().unwrap().status());
    let pid = serving.0.id().to_string();
    let stopped = Instant::now();
    assert!(
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(stream.next(), None);
    // A request that came in too late is refused; one that waited is answered.
    drop(waiting.join());
    assert!(serving.0.wait().unwrap().success());
    assert!(
        stopped.elapsed() < Duration::from_secs(20),
        "{:?}",
        stopped.elapsed()
    );
}

fn a_wrong_setting_is_refused_with_a_sentence() {
    let with = |name: &str, value: &str| bare().env(name, value).output().unwrap();
    refused(
        &with("DATABASE_URL", "mysql://localhost/wps"),
        "sqlite:// or postgres://",
    );
    refused(
        &with("DATABASE_URL", "sqlite:///no/such/folder/x.db"),
        "Does the folder exist",
    );
    refused(&with("WPS_PUBLIC_URL", "wps.example.org"), "https://");
    refused(&with("WPS_METRICS_TOKEN", "secret"), "16 characters");
    refused(&with("WPS_FILES", "s3://"), "no bucket");
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/wps.db", folder.path().display());
    let mut nowhere = bare();
    nowhere
        .env("DATABASE_URL", database)
        .env("WPS_FILES", "/proc/files");
    refused(&nowhere.output().unwrap(), "WPS_FILES chooses another place");
    refused(&with("WPS_SMTP_URL", "smtps://mail.example.org"), "WPS_MAIL_FROM");
    refused(
        &with("WPS_OIDC_PROVIDERS", "http://login.example.gov audience=a"),
        "https://",
    );
    refused(
        &with("WPS_OIDC_ALLOW", "https://login.example.gov sub:x = NAM/Portal"),
        "WPS_OIDC_PROVIDERS",
    );
    refused(
        &with("WPS_OIDC_CA_FILE", "/no/such/file"),
        "WPS_OIDC_CA_FILE: /no",
    );
    if cfg!(not(feature = "postgres-tls")) {
        refused(
            &with("DATABASE_URL", "postgres://localhost/wps?sslmode=verify-full"),
            "postgres-tls",
        );
    }
}

fn the_contract_is_printed() {
    let output = bare().arg("openapi").output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
}

fn every_setting_is_in_the_help_and_in_the_readme() {
    let help = bare().args(["serve", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let readme = include_str!("../README.md");
    let settings: Vec<&str> = help
        .match_indices("[env: ")
        .map(|(at, _)| help[at + 6..].split([']', '=']).next().unwrap())
        .collect();
    assert!(settings.len() >= 7, "{settings:?}");
    for setting in settings.into_iter().chain(["RUST_LOG"]) {
        assert!(
            help.contains(setting) && readme.contains(&format!("`{setting}`")),
            "{setting} is not in the README"
        );
    }
}

cases! {
    accounts_are_created_beside_a_serving_instance,
    what_is_wrong_with_an_account_is_said,
    a_first_start_says_how_to_begin_and_a_signal_ends_it,
    open_streams_do_not_hold_up_a_stop;
    without app: a_wrong_setting_is_refused_with_a_sentence, the_contract_is_printed, every_setting_is_in_the_help_and_in_the_readme
}
