//! The command line: `serve` (the default), `migrate`, `account`, `keys`, `search`, `openapi`, `healthcheck`.

use actix_web::dev::ServerHandle;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{BufRead, Read, Write};
use std::process::ExitCode;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use wps_network::accounts::{AccountRole, create_first};
use wps_network::app::{self, Instance};
use wps_network::auth::token_keys;
use wps_network::clock::Clock;
use wps_network::config::{DatabaseSettings, Settings};
use wps_network::http::Draining;
use wps_network::search;

/// The service of the Women, Peace and Security Focal Points Network
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Without a command it serves. Every setting is listed by `wps-network serve --help`."
)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API (the default)
    ///
    /// `RUST_LOG` says what is logged, such as `info` (the default), `warn` or `wps_network=debug`.
    Serve(Settings),
    /// Bring the database up to date, load the founding data into an empty one, and stop
    Migrate(DatabaseSettings),
    /// Create an account
    #[command(subcommand)]
    Account(AccountCommand),
    /// The keys that sign access tokens
    #[command(subcommand)]
    Keys(KeysCommand),
    /// What is searched
    #[command(subcommand)]
    Search(SearchCommand),
    /// Print the contract, an OpenAPI 3.1 document
    Openapi,
    /// Ask a serving instance on this machine whether it is ready; the exit code tells
    Healthcheck(Settings),
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Create an account that may sign in at once
    Create(NewAccount),
}

#[derive(Subcommand)]
enum KeysCommand {
    /// List the keys: the one that signs, the next one, and those retired lately
    List(DatabaseSettings),
    /// Let the next key sign, while the service runs; tokens of the key before count until they end
    Rotate {
        /// After a leak: replace every key at once. No access token counts any more; sessions go on with their refresh
        /// tokens
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        database: DatabaseSettings,
    },
}

#[derive(Subcommand)]
enum SearchCommand {
    /// Index everything that is published anew, while the service runs
    Rebuild(DatabaseSettings),
}

#[derive(Args)]
struct NewAccount {
    /// The e-mail address to sign in with
    #[arg(long)]
    email: String,
    /// Whom the account acts for
    #[arg(long)]
    role: RoleArgument,
    /// The member, by ISO 3166-1 alpha-3 code or acronym, such as NAM or AU; for role member
    #[arg(long)]
    member: Option<String>,
    /// Read the password (twelve characters or more) from the first line of standard input
    #[arg(long, required = true)]
    password_stdin: bool,
    #[command(flatten)]
    database: DatabaseSettings,
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleArgument {
    Secretariat,
    Member,
}

fn main() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        None => serve(SettingsOnly::parse_from([std::env::args_os().next().unwrap_or_default()]).settings),
        Some(Command::Serve(settings)) => serve(settings),
        Some(Command::Migrate(database)) => migrate(&database),
        Some(Command::Account(AccountCommand::Create(new))) => create_account(new),
        Some(Command::Keys(command)) => keys(command),
        Some(Command::Search(SearchCommand::Rebuild(database))) => rebuild_search(&database),
        Some(Command::Openapi) => print(&app::contract_json(&app::contract())),
        Some(Command::Healthcheck(settings)) => healthcheck(&settings),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(std::io::stderr(), "wps-network: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The settings from the environment alone, when no command is given.
#[derive(Parser)]
struct SettingsOnly {
    #[command(flatten)]
    settings: Settings,
}

fn print(text: &str) -> Result<(), String> {
    std::io::stdout()
        .write_all(text.as_bytes())
        .map_err(|e| e.to_string())
}

fn serve(settings: Settings) -> Result<(), String> {
    app::log::start();
    let instance = Instance::prepare(settings.clone(), Clock::system())?;
    let setup_code = instance.setup_code()?;
    actix_web::rt::System::new().block_on(async move {
        let draining = instance.draining();
        let (server, addresses) = instance.serve()?;
        actix_web::rt::spawn(stop_when_told(server.handle(), draining, settings.drain_seconds));
        print(&welcome(
            &settings,
            &addresses,
            setup_code.map(|code| code.0).as_deref(),
        ))?;
        server.finished().await.map_err(|e| e.to_string())?;
        log::info!("stopped");
        Ok(())
    })
}

/// SIGTERM: not ready at once, accepting a while longer, then finishing what is under way. Ctrl-C: without the while.
async fn stop_when_told(server: ServerHandle, draining: Draining, drain_seconds: u16) {
    let told_to_terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => draining.begin(),
        _ = told_to_terminate => {
            draining.begin();
            log::info!("told to stop: not ready any more, accepting for {drain_seconds} s");
            tokio::time::sleep(Duration::from_secs(u64::from(drain_seconds))).await;
        }
    }
    log::info!("finishing what is under way");
    server.stop(true).await;
}

/// What a newcomer sees.
fn welcome(settings: &Settings, addresses: &[std::net::SocketAddr], setup_code: Option<&str>) -> String {
    let address = addresses
        .first()
        .map_or_else(|| settings.bind.clone(), ToString::to_string);
    let url = settings
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{address}"));
    let first_account = setup_code.map_or_else(String::new, |code| {
        format!(
            "\n  There is no account yet. Create the first one, for the secretariat, with this one-time code:\n\n    \
             curl -X POST {url}/v1/setup -H 'Content-Type: application/json' \\\n      \
             -d '{{\"code\": \"{code}\", \"email\": \"you@example.org\", \"password\": \"at least twelve characters\"}}'\n"
        )
    });
    format!(
        "\n  The WPS Network API is serving.\n\n    {url}/              what it is\n    {url}/docs/         how to use it: guides, and a reference to try\n    {url}/v1/members    the members, as a first request\n{first_account}\n"
    )
}

fn migrate(database: &DatabaseSettings) -> Result<(), String> {
    app::log::start();
    app::open(database, &Clock::system())?;
    print("The database is up to date.\n")
}

fn create_account(new: NewAccount) -> Result<(), String> {
    let mut password = String::new();
    std::io::stdin()
        .lock()
        .take(4096)
        .read_line(&mut password)
        .map_err(|e| e.to_string())?;
    let password = password.trim_end_matches(['\r', '\n']);
    let clock = Clock::system();
    let db = app::open(&new.database, &clock)?;
    let role = match new.role {
        RoleArgument::Secretariat => AccountRole::Secretariat,
        RoleArgument::Member => AccountRole::Member,
    };
    create_first(&db, &new.email, role, new.member, password, clock.now())
        .map_err(|problem| problem.detail.into_owned())?;
    print(&format!(
        "The account {} may sign in: POST /v1/sessions with its e-mail address and password.\n",
        new.email
    ))
}

fn keys(command: KeysCommand) -> Result<(), String> {
    let clock = Clock::system();
    let now = clock.now();
    let (database, done) = match &command {
        KeysCommand::List(database) => (database, ""),
        KeysCommand::Rotate { now: false, database } => (database, "Rotated. "),
        KeysCommand::Rotate { now: true, database } => (database, "Replaced. "),
    };
    let db = app::open(database, &clock)?;
    let kept = db.write_now(move |conn| {
        match command {
            KeysCommand::List(_) => {}
            KeysCommand::Rotate { now: false, .. } => token_keys::rotate(conn, token_keys::AHEAD, now)?,
            KeysCommand::Rotate { now: true, .. } => token_keys::replace(conn, now)?,
        }
        token_keys::list(conn)
    });
    let kept = kept.map_err(|problem| problem.cause.unwrap_or(problem.detail.into_owned()))?;
    let lines = kept.iter().map(|key| {
        let since = key
            .retired_at
            .unwrap_or(key.created_at)
            .0
            .format("%Y-%m-%dT%H:%M:%SZ");
        format!("{}  {:<8} since {since}\n", key.id, key.status.as_str())
    });
    print(&format!("{done}The keys:\n{}", lines.collect::<String>()))
}

fn rebuild_search(database: &DatabaseSettings) -> Result<(), String> {
    app::log::start();
    let db = app::open(database, &Clock::system())?;
    let count = db
        .write_now(search::rebuild)
        .map_err(|problem| problem.cause.unwrap_or(problem.detail.into_owned()))?;
    print(&format!("Indexed {count} records.\n"))
}

/// Asks `/readyz` over a plain socket: no client library is needed for one line.
fn healthcheck(settings: &Settings) -> Result<(), String> {
    let address = settings
        .bind
        .replace("0.0.0.0", "127.0.0.1")
        .replace("[::]", "[::1]");
    let mut socket = std::net::TcpStream::connect(&address).map_err(|e| format!("{address}: {e}"))?;
    socket
        .set_read_timeout(Some(std::time::Duration::from_secs(5)))
        .map_err(|e| e.to_string())?;
    socket
        .write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .map_err(|e| e.to_string())?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).map_err(|e| e.to_string())?;
    let status = answer.lines().next().unwrap_or_default();
    if status.contains(" 200 ") {
        Ok(())
    } else {
        Err(format!("not ready: {status}"))
    }
}
