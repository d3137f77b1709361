//! The service, as a test sees it.

use super::client::{Answer, Client};
use super::databases::{Database, Engine, beginning, files_of, settings};
use actix_web::dev::ServerHandle;
use argon2::PasswordHasher;
use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Text};
use serde_json::json;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;
use ureq::Agent;
use wps_network::accounts::{Account, AccountRole, AccountStatus, SetupCode, queries};
use wps_network::app::Instance;
use wps_network::clock::Clock;
use wps_network::config::Settings;
use wps_network::db::{Connection, Db, Id};
use wps_network::error::Problem;
use wps_network::schema::members;

/// The password of every account that a test did not give another.
pub const PASSWORD: &str = "seven quiet bridges over the river";

/// Its hash, with parameters so low that signing in costs nothing; the service takes them from the hash.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let params = argon2::Params::new(8, 1, 1, None).unwrap();
    let cheap = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    cheap.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
});

/// An instance of the service on a database of the test's own.
pub struct App {
    /// Stands still at 2018-06-01 09:00 UTC until [`App::set_now`].
    pub clock: Clock,
    address: String,
    agent: Agent,
    sessions: Arc<Sessions>,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
    db: Db,
    database: Arc<Database>,
}

impl App {
    /// A new database with an instance on it.
    pub fn start(engine: Engine) -> Self {
        let database = Arc::new(Database::new(engine));
        let settings = settings(database.url());
        Self::on(database, settings, beginning(), Arc::default())
    }

    /// Another instance on the same database, with the same clock.
    pub fn second_instance(&self) -> Self {
        self.second_instance_with(|_| {})
    }

    /// The same, with other settings.
    pub fn second_instance_with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings(self.database.url());
        change(&mut settings);
        Self::on(
            self.database.clone(),
            settings,
            self.clock.clone(),
            self.sessions.clone(),
        )
    }

    fn on(database: Arc<Database>, settings: Settings, clock: Clock, sessions: Arc<Sessions>) -> Self {
        let instance = Instance::prepare(settings, clock.clone())
            .unwrap_or_else(|sentence| panic!("the app did not start: {sentence}"));
        let db = instance.db().clone();
        let (started, starts) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let (server, addresses) = instance.serve().unwrap_or_else(|sentence| panic!("{sentence}"));
                started.send((server.handle(), addresses[0])).unwrap();
                server.finished().await.unwrap();
            });
        });
        let (server, address) = starts.recv().expect("the app did not start");
        Self {
            clock,
            address: format!("http://{address}"),
            agent: agent(),
            sessions,
            server,
            thread: Some(thread),
            db,
            database,
        }
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn engine(&self) -> Engine {
        self.database.engine()
    }

    /// The `DATABASE_URL` of the test's database.
    pub fn database_url(&self) -> String {
        self.database.url()
    }

    /// The folder of its files.
    pub fn files(&self) -> PathBuf {
        files_of(&self.database.url())
    }

    /// Moves the clock, for all instances of the test. Clients sign in again by themselves.
    pub fn set_now(&self, moment: &str) {
        self.clock.set(moment.parse().unwrap());
    }

    /// Someone who is not signed in.
    pub fn public(&self) -> Client {
        Client::new(self.agent.clone(), self.address.clone(), None)
    }

    /// An account of the secretariat.
    pub fn secretariat(&self) -> Client {
        self.account("secretariat@example.org", AccountRole::Secretariat, None)
    }

    /// An account of the member with this ISO code or acronym.
    pub fn member(&self, code: &str) -> Client {
        let email = format!("{}@example.org", code.to_lowercase());
        self.account(&email, AccountRole::Member, Some(self.find_member(code)))
    }

    /// The id of the member with this ISO code or acronym.
    pub fn member_id(&self, code: &str) -> String {
        self.find_member(code).to_string()
    }

    /// An account whose password is [`PASSWORD`], made at its first use.
    fn account(&self, email: &str, role: AccountRole, member_id: Option<Id>) -> Client {
        self.sessions.made(email, || {
            let now = self.clock.now().into();
            let account = Account {
                id: Id::new(),
                email: email.to_owned(),
                role,
                member_id,
                password_hash: Some(HASH.clone()),
                status: AccountStatus::Active,
                invitation_hash: None,
                invitation_expires_at: None,
                version: 1,
                created_at: now,
                updated_at: now,
            };
            self.db
                .write_now(move |conn| queries::insert(conn, &account))
                .unwrap();
        });
        let client = self.signed_in(email);
        client.sign_in();
        client
    }

    /// A client of an account that the test has made itself, with [`PASSWORD`].
    pub fn signed_in(&self, email: &str) -> Client {
        let login = Login {
            email: email.to_owned(),
            sessions: self.sessions.clone(),
            clock: self.clock.clone(),
        };
        Client::new(self.agent.clone(), self.address.clone(), Some(login))
    }

    /// Signs in: the answer has the tokens.
    #[track_caller]
    pub fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.public()
            .post("/v1/sessions", json!({"email": email, "password": password}))
    }

    /// The set-up code, as a start of the service would print it.
    pub fn setup_code(&self) -> Option<String> {
        SetupCode::renew(&self.db, self.clock.now())
            .unwrap()
            .map(|code| code.0)
    }

    /// How many rows a table has, straight from the database.
    pub fn row_count(&self, table: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = BigInt)]
            count: i64,
        }
        let sql = format!("SELECT count(*) AS count FROM {table}");
        let counted = self
            .db
            .write_now(move |conn| Ok(diesel::sql_query(&sql).get_result::<Count>(conn)?));
        counted.unwrap().count
    }

    /// The column `text` of every row of a query, straight from the database.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            text: String,
        }
        let sql = sql.to_owned();
        let rows = self
            .db
            .write_now(move |conn| Ok(diesel::sql_query(&sql).load::<Row>(conn)?));
        rows.unwrap().into_iter().map(|row| row.text).collect()
    }

    /// Whether the bytes of a text stand in a binary column of a table.
    pub fn holds(&self, table: &str, column: &str, text: &str) -> bool {
        #[derive(QueryableByName)]
        struct Cell {
            #[diesel(sql_type = Binary)]
            cell: Vec<u8>,
        }
        let sql = format!("SELECT {column} AS cell FROM {table}");
        let cells = self
            .db
            .write_now(move |conn| Ok(diesel::sql_query(&sql).load::<Cell>(conn)?))
            .unwrap();
        cells.iter().any(|row| {
            row.cell
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
    }

    /// What every row of a table has at a column, in the words of its engine; nothing for none.
    pub fn bytes(&self, table: &str, cell: &str) -> Vec<Vec<u8>> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Binary)]
            cell: Vec<u8>,
        }
        let sql = format!("SELECT {cell} AS cell FROM {table} WHERE {cell} IS NOT NULL");
        let rows = self
            .db
            .write_now(move |conn| Ok(diesel::sql_query(&sql).load::<Row>(conn)?));
        rows.unwrap().into_iter().map(|row| row.cell).collect()
    }

    /// Runs SQL, for a state that no request makes.
    pub fn execute(&self, sql: &str) {
        let sql = sql.to_owned();
        self.db
            .write_now(move |conn| Ok(conn.batch_execute(&sql)?))
            .unwrap();
    }

    /// Runs the service's own statements in one transaction, past the rules of its operations.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Connection) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.db.write_now(work)
    }

    fn find_member(&self, code: &str) -> Id {
        let wanted = code.to_owned();
        let found = self.db.write_now(move |conn| {
            Ok(members::table
                .filter(members::iso_alpha3.eq(&wanted).or(members::acronym.eq(&wanted)))
                .select(members::id)
                .first(conn)?)
        });
        found.unwrap_or_else(|_| panic!("there is no member {code}"))
    }
}

impl Drop for App {
    fn drop(&mut self) {
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .timeout_global(Some(Duration::from_secs(30)))
        // The service closes what is idle for five seconds.
        .max_idle_age(Duration::from_secs(4))
        .build()
        .new_agent()
}

/// The accounts that the test uses, with their access tokens.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<String, Option<Token>>>);

#[derive(Clone)]
struct Token {
    text: String,
    since: DateTime<Utc>,
}

impl Sessions {
    fn made(&self, email: &str, make: impl FnOnce()) {
        let mut known = self.0.lock().unwrap();
        if !known.contains_key(email) {
            make();
            known.insert(email.to_owned(), None);
        }
    }
}

/// Who a client is signed in as.
#[derive(Clone)]
pub struct Login {
    email: String,
    sessions: Arc<Sessions>,
    clock: Clock,
}

impl Login {
    /// The access token; `sign_in` gets a new one when the clock has left the ten minutes of the last.
    pub fn token(&self, sign_in: impl FnOnce(&str) -> String) -> String {
        let now = self.clock.now();
        let mut known = self
            .sessions
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = known.entry(self.email.clone()).or_default();
        let fresh = known
            .as_ref()
            .filter(|token| (now - token.since).num_seconds().unsigned_abs() < 590);
        if let Some(token) = fresh {
            return token.text.clone();
        }
        let text = sign_in(&self.email);
        *known = Some(Token {
            text: text.clone(),
            since: now,
        });
        text
    }
}

/// A port on which nothing listens now.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
