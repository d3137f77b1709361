//! A database a test: a copy of a template that is made once a run, with the schema and the founding data.

use super::{folder, postgres};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, OnceLock};
use std::thread::JoinHandle;
use wps_network::app::Instance;
use wps_network::clock::Clock;
use wps_network::config::mail::MailSettings;
use wps_network::config::oidc::OidcSettings;
use wps_network::config::{DatabaseSettings, FileSettings, Settings, WebhookSettings};

/// The public address of every instance.
pub const PUBLIC_URL: &str = "http://wps.test";

/// What kind of database a test runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

/// A database of one test, removed with its last instance.
pub struct Database {
    engine: Engine,
    name: String,
}

impl Database {
    /// A copy of the template.
    pub fn new(engine: Engine) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
        let name = match engine {
            Engine::Sqlite => {
                let name = format!("{number}.db");
                std::fs::copy(template_file(), folder::path().join(&name)).unwrap();
                name
            }
            Engine::Postgres => server().copy(&number),
        };
        Self { engine, name }
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Its `DATABASE_URL`.
    pub fn url(&self) -> String {
        match self.engine {
            Engine::Sqlite => sqlite_url(&folder::path().join(&self.name)),
            Engine::Postgres => server().url(&self.name),
        }
    }
}

static DROPS: Mutex<Vec<JoinHandle<()>>> = Mutex::new(Vec::new());

impl Drop for Database {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(files_of(&self.url()));
        match self.engine {
            Engine::Sqlite => remove_sqlite(&folder::path().join(&self.name)),
            Engine::Postgres => {
                // Beside the next tests: it waits for the disk.
                let name = std::mem::take(&mut self.name);
                let drop = std::thread::spawn(move || server().drop(&name));
                DROPS.lock().unwrap().push(drop);
            }
        }
    }
}

/// The settings of an instance on a database.
pub fn settings(database_url: String) -> Settings {
    Settings {
        drain_seconds: 0,
        files: FileSettings {
            place: Some(files_of(&database_url).display().to_string()),
            limit_mb: 16,
        },
        database: DatabaseSettings { database_url },
        bind: "127.0.0.1:0".to_owned(),
        public_url: Some(PUBLIC_URL.to_owned()),
        metrics_token: Some("a token of the monitoring system".to_owned()),
        sealing_key: None,
        security_contact: Some("mailto:security@example.org".to_owned()),
        rate_limit: 1_000_000,
        sign_in_limit: 1_000_000,
        trusted_proxies: Vec::new(),
        cors_origins: Vec::new(),
        workers: Some(1),
        shutdown_seconds: 1,
        webhooks: WebhookSettings {
            allow: vec!["127.0.0.0/8".parse().unwrap()],
            ports: vec![443],
            ca_file: None,
            deliveries: 8,
            timeout_seconds: 2,
            give_up_hours: 72,
        },
        mail: MailSettings {
            smtp_url: None,
            from: Some("WPS Network <network@wps.test>".to_owned()),
            ca_file: None,
            timeout_seconds: 2,
            give_up_hours: 96,
        },
        oidc: OidcSettings::default(),
    }
}

/// The folder for the files of a database.
pub fn files_of(database_url: &str) -> PathBuf {
    let address = database_url.split('?').next().unwrap_or_default();
    let name = address
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".db");
    folder::path().join(format!("{name}-files"))
}

/// The moment at which every test begins.
pub fn beginning() -> Clock {
    Clock::standing_at("2018-06-01T09:00:00Z".parse().unwrap())
}

fn prepare(url: String) -> Result<(), String> {
    Instance::prepare(settings(url), beginning()).map(drop)
}

fn sqlite_url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

fn remove_sqlite(path: &Path) {
    for extension in ["db", "db-wal", "db-shm", "migrating"] {
        let _ = std::fs::remove_file(path.with_extension(extension));
    }
}

fn template_file() -> &'static Path {
    static TEMPLATE: LazyLock<PathBuf> = LazyLock::new(|| {
        let grown = folder::path().join("grown.db");
        prepare(sqlite_url(&grown)).unwrap();
        let template = folder::path().join("template.db");
        // One file, without the write-ahead log beside it; the instance's writer may still be closing.
        SqliteConnection::establish(grown.to_str().unwrap())
            .unwrap()
            .batch_execute(&format!(
                "PRAGMA busy_timeout = 5000; VACUUM INTO '{}'",
                template.display()
            ))
            .unwrap();
        template
    });
    &TEMPLATE
}

/// The `PostgreSQL` server of this run.
struct Server {
    url: String,
    /// Begins the names of this run's databases: several runs may share a server.
    prefix: String,
    /// How a template is copied.
    strategy: &'static str,
}

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();

fn server() -> &'static Server {
    match SERVER.get_or_init(Server::start) {
        Ok(server) => server,
        Err(sentence) => panic!("no PostgreSQL: {sentence}"),
    }
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

impl Server {
    fn start() -> Result<Self, String> {
        let (url, strategy) = postgres::start()?;
        let run = uuid::Uuid::now_v7().simple().to_string();
        let server = Self {
            url,
            prefix: format!("wps_test_{}", &run[20..]),
            strategy,
        };
        let template = server.name("template");
        server.execute(&format!("CREATE DATABASE {template}"))?;
        prepare(server.url(&template)).inspect_err(|_| server.drop(&template))?;
        Ok(server)
    }

    fn execute(&self, sql: &str) -> Result<(), String> {
        PgConnection::establish(&self.url)
            .map_err(|e| e.to_string())?
            .batch_execute(sql)
            .map_err(|e| format!("{sql}: {e}"))
    }

    fn name(&self, part: &str) -> String {
        format!("{}_{part}", self.prefix)
    }

    /// The server's URL with another database.
    fn url(&self, name: &str) -> String {
        let (address, query) = self.url.split_at(self.url.find('?').unwrap_or(self.url.len()));
        let (scheme, rest) = address.split_once("://").unwrap();
        let host = rest.split('/').next().unwrap_or_default();
        format!("{scheme}://{host}/{name}{query}")
    }

    fn copy(&self, part: &str) -> String {
        let (name, template) = (self.name(part), self.name("template"));
        self.execute(&format!(
            "CREATE DATABASE {name} TEMPLATE {template} {}",
            self.strategy
        ))
        .unwrap();
        name
    }

    fn drop(&self, name: &str) {
        // What cannot be dropped now is dropped at the end.
        let _ = self.execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    /// What is left of this run.
    fn databases(&self) -> Vec<Name> {
        let sql = format!(
            "SELECT datname::text AS name FROM pg_database WHERE datname LIKE '{}%'",
            self.prefix
        );
        PgConnection::establish(&self.url)
            .ok()
            .and_then(|mut admin| diesel::sql_query(sql).load(&mut admin).ok())
            .unwrap_or_default()
    }
}

/// Removes everything of this run; a throw-away server goes with the folder.
pub fn clean_up() {
    for drop in std::mem::take(&mut *DROPS.lock().unwrap()) {
        let _ = drop.join();
    }
    if let Some(Ok(server)) = SERVER.get()
        && postgres::given().is_some()
    {
        std::thread::scope(|scope| {
            for Name { name } in server.databases() {
                scope.spawn(move || server.drop(&name));
            }
        });
    }
    folder::remove();
}

/// The service takes the signals that stop a process, so Ctrl-C would only stop the instances.
pub fn clean_up_when_interrupted() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            clean_up();
            std::process::exit(130);
        }
    });
}
