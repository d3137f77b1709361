//! How much of a bare actix server's speed the service keeps. What is measured, and how, stands in `README.md`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "load/client.rs"]
mod client;

use clap::Parser;
use client::{Connection, Scenario, bare, drive};
use serde_json::{Value, json};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};
use wps_network::accounts::{AccountRole, create_first};
use wps_network::app::Instance;
use wps_network::clock::Clock;
use wps_network::communication::updates::{NewsletterSection, Update, UpdateStatus, UpdateVisibility};
use wps_network::communication::updates::{model::Full, queries};
use wps_network::config::Settings;
use wps_network::db::{Id, Localized};
use wps_network::membership::members;

const PASSWORD: &str = "correct horse battery staple";

fn main() {
    let number = |name: &str, default: f64| {
        let set = std::env::var(name).ok();
        set.map_or(default, |text| text.parse().unwrap())
    };
    let updates = number("WPS_BENCH_UPDATES", 100_000.0);
    let seconds = Duration::from_secs_f64(number("WPS_BENCH_SECONDS", 1.3));
    // On a real disk: a flush to memory would cost nothing.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let url = format!("sqlite://{}", folder.path().join("load.db").display());
    let members = fill(&url, updates);
    let service = Service::start(&url);
    let scenarios = scenarios(service.address, &members);
    println!(
        "{updates} updates, {} connections, three rounds of {seconds:?} each; medians, lowest to highest ratio\n",
        client::CONNECTIONS
    );
    println!("| | bare actix | the service | ratio | |\n|---|---|---|---|---|");
    for scenario in &scenarios {
        let bare = bare(scenario.answer.clone(), scenario.status);
        let mut rounds: Vec<(f64, f64)> = (0..3)
            .map(|_| {
                (
                    drive(bare, scenario, seconds),
                    drive(service.address, scenario, seconds),
                )
            })
            .collect();
        rounds.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
        let ratio = |round: (f64, f64)| round.1 / round.0;
        println!(
            "| {} | {:.0}/s | {:.0}/s | **{:.3}** | {:.3} to {:.3} |",
            scenario.name,
            rounds[1].0,
            rounds[1].1,
            ratio(rounds[1]),
            ratio(rounds[0]),
            ratio(rounds[2])
        );
    }
    println!("\nmemory at the most: {}", service.memory());
}

/// A database with the founding data, an account of Namibia, and published updates of all members; their ids.
fn fill(url: &str, updates: f64) -> Vec<Id> {
    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        settings: Settings,
    }
    let settings = Arguments::parse_from(["load", "--database-url", url]).settings;
    let clock = Clock::system();
    let instance = Instance::prepare(settings, clock.clone()).unwrap();
    let db = instance.db().clone();
    let member = Some("NAM".to_owned());
    create_first(
        &db,
        "load@example.org",
        AccountRole::Member,
        member,
        PASSWORD,
        clock.now(),
    )
    .unwrap();
    db.write_now(move |conn| {
        let members = members::queries::active_on(conn, clock.today())?;
        let mut made = 0.0;
        for member in members.iter().cycle() {
            if made >= updates {
                break;
            }
            made += 1.0;
            queries::insert(conn, &update(*member, &clock, made))?;
        }
        Ok(members)
    })
    .unwrap()
}

/// An update of about 1.7 KB as JSON.
fn update(member_id: Id, clock: &Clock, number: f64) -> Full {
    let now = clock.now().into();
    let text = |text: String| Localized([("en".to_owned(), text)].into());
    let update = Update {
        id: Id::new(),
        member_id,
        section: NewsletterSection::MemberAction,
        title: text(format!("Update {number} on women and peace and security")),
        body: text(body()),
        language: "en".to_owned(),
        visibility: UpdateVisibility::Public,
        agenda_item_id: None,
        status: UpdateStatus::Published,
        published_at: Some(now),
        withdrawn_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let focus_areas = vec!["participation", "capacity_building"];
    Full {
        update,
        focus_areas,
        newsletter_ids: Vec::new(),
    }
}

fn body() -> String {
    "The training of mediators went on in three regions. ".repeat(25)
}

/// The built service on a port of its own; stopped at the end.
struct Service {
    address: SocketAddr,
    process: Child,
}

impl Service {
    fn start(url: &str) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_wps-network"))
            .env("DATABASE_URL", url)
            .env("WPS_BIND", address.to_string())
            .env("RUST_LOG", "warn")
            .env("WPS_RATE_LIMIT", u32::MAX.to_string())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "the service does not start"
            );
            thread::sleep(Duration::from_millis(20));
        }
        Self { address, process }
    }

    fn memory(&self) -> String {
        let status = std::fs::read_to_string(
            Path::new("/proc")
                .join(self.process.id().to_string())
                .join("status"),
        );
        let status = status.unwrap_or_default();
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        peak.map_or_else(
            || "not known here".to_owned(),
            |line| line.replace("VmHWM:", "").trim().to_owned(),
        )
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn scenarios(address: SocketAddr, members: &[Id]) -> Vec<Scenario> {
    let ask = |request: &[u8]| Connection::open(address).ask(request);
    let read = |path: &str| -> Value { serde_json::from_slice(&ask(&get(path, "")).2).unwrap() };
    let list = |member: &Id| format!("/v1/updates?member_id={member}&limit=25");
    let paths: Vec<String> = members
        .iter()
        .flat_map(|member| read(&list(member))["data"].as_array().unwrap().clone())
        .map(|update| format!("/v1/updates/{}", update["id"].as_str().unwrap()))
        .collect();
    let known = |path: &String| get(path, &format!("If-None-Match: {}\r\n", ask(&get(path, "")).1));
    let mut deep = "/v1/updates?limit=100".to_owned();
    for _ in 0..500 {
        if let Some(next) = read(&deep)["next"].as_str() {
            deep = format!("/v1/updates?limit=100&cursor={next}");
        }
    }
    let login = json!({"email": "load@example.org", "password": PASSWORD});
    let tokens: Value = serde_json::from_slice(&ask(&post("/v1/sessions", "", &login)).2).unwrap();
    let token = format!(
        "Authorization: Bearer {}\r\n",
        tokens["access_token"].as_str().unwrap()
    );
    let new = json!({
        "section": "member_action", "title": {"en": "An update"}, "body": {"en": body()}, "language": "en",
        "focus_areas": ["participation", "capacity_building"]
    });
    let scenario = |name, status, requests: Vec<Vec<u8>>| {
        let (answered, _, answer) = ask(&requests[0]);
        assert_eq!(answered, status, "{name}");
        Scenario {
            name,
            requests,
            status,
            answer,
        }
    };
    let plain = |paths: &[String]| paths.iter().map(|path| get(path, "")).collect();
    let lists: Vec<_> = members.iter().map(list).collect();
    let deep = [deep.replace("limit=100", "limit=25")];
    vec![
        scenario("an update by its id", 200, plain(&paths)),
        scenario("the same, 304", 304, paths.iter().take(200).map(known).collect()),
        scenario("25 newest of a member", 200, plain(&lists)),
        scenario(
            "25 newest of all",
            200,
            plain(&["/v1/updates?limit=25".to_owned()]),
        ),
        scenario("25 far down the list of all", 200, plain(&deep)),
        scenario("draft an update", 201, vec![post("/v1/updates", &token, &new)]),
    ]
}

fn get(path: &str, header: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: load\r\n{header}\r\n").into_bytes()
}

fn post(path: &str, header: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nHost: load\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{header}\r\n{body}")
        .into_bytes()
}
