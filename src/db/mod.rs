//! The database: two engines behind two doors, [`Db::read`] and [`Db::write`].
//!
//! Handlers do not know which engine they talk to. The few places where the engines differ stand in this folder.

mod connection;
mod counts;
mod failure;
pub mod feed;
pub mod fulltext;
mod migrations;
mod open;
pub mod page;
pub mod stored;
pub mod types;
mod writer;

pub use connection::{AnyConnection as Connection, MultiBackend};
pub use types::{Id, Ids, Instant, Localized, Texts, Visibility};

use crate::error::Problem;
use diesel::connection::SimpleConnection;
use open::PostgresManager;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::time::Duration;
use tokio::sync::oneshot;

/// How often a transaction runs again after the other one won (40001, 40P01) before the client is asked to.
const TRIES: u32 = 24;

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    engine: Engine,
    feed: feed::Feed,
}

enum Engine {
    Sqlite {
        path: PathBuf,
        writer: SyncSender<Box<dyn writer::Job>>,
    },
    Postgres {
        pool: r2d2::Pool<PostgresManager>,
    },
}

/// Where the data lives, read from `DATABASE_URL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `sqlite://PATH`
    Sqlite(PathBuf),
    /// `postgres://…`
    Postgres(String),
}

impl Address {
    /// Reads a `DATABASE_URL`.
    ///
    /// # Errors
    /// A sentence for the operator when it is neither engine's.
    pub fn parse(url: &str) -> Result<Self, String> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            if path.is_empty() {
                return Err("DATABASE_URL=sqlite:// names no file; try sqlite://wps-network.db".to_owned());
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            if cfg!(not(feature = "postgres-tls")) && demands_tls(url) {
                return Err(
                    "DATABASE_URL demands TLS (sslmode), but this binary was built without it; \
                            build with `cargo build --release --features postgres-tls`"
                        .to_owned(),
                );
            }
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err("DATABASE_URL must begin with sqlite:// or postgres://".to_owned())
    }
}

fn demands_tls(url: &str) -> bool {
    ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full"]
        .iter()
        .any(|mode| url.contains(mode))
}

impl Db {
    /// Opens the database, brings its schema up to date and loads the founding data into an empty one; several
    /// instances may do so at once.
    ///
    /// # Errors
    /// A sentence for the operator: not reachable, settings that could lose acknowledged writes, a newer schema.
    pub fn open(
        address: &Address,
        seed: impl Fn(&mut Connection) -> Result<(), Problem>,
    ) -> Result<Self, String> {
        match address {
            Address::Sqlite(path) => Self::open_sqlite(path, &seed),
            Address::Postgres(url) => Self::open_postgres(url, &seed),
        }
    }

    fn open_sqlite(
        path: &Path,
        seed: &dyn Fn(&mut Connection) -> Result<(), Problem>,
    ) -> Result<Self, String> {
        let mut lock = path.as_os_str().to_owned();
        lock.push(".lock");
        let _held = migrations::lock_file(Path::new(&lock))?;
        let mut conn = open::sqlite_writer(path)?;
        migrations::check_sqlite_build(&mut conn)?;
        migrations::run(&mut conn)?;
        migrations::seed(&mut conn, seed)?;
        let feed = feed::Feed::start(feed::Source::Sqlite(path.to_owned()))?;
        let engine = Engine::Sqlite {
            path: path.to_owned(),
            writer: writer::start(conn, feed.caller())?,
        };
        Ok(Self(Arc::new(Inner { engine, feed })))
    }

    fn open_postgres(
        url: &str,
        seed: &dyn Fn(&mut Connection) -> Result<(), Problem>,
    ) -> Result<Self, String> {
        let mut conn = open::postgres(url)
            .map(Connection::Postgres)
            .map_err(|e| e.to_string())?;
        migrations::refuse_lossy_settings(&mut conn)?;
        migrations::locked(&mut conn, |conn| {
            migrations::run(conn)?;
            migrations::seed(conn, seed)
        })?;
        let pool = r2d2::Pool::builder()
            .max_size(16)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(2))
            .error_handler(Box::new(r2d2::LoggingErrorHandler))
            .build(PostgresManager(url.to_owned()))
            .map_err(|e| e.to_string())?;
        let feed = feed::Feed::start(feed::Source::Postgres(url.to_owned()))?;
        let engine = Engine::Postgres { pool };
        Ok(Self(Arc::new(Inner { engine, feed })))
    }

    /// `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        match &self.0.engine {
            Engine::Sqlite { .. } => "sqlite",
            Engine::Postgres { .. } => "postgres",
        }
    }

    /// A short, indexed read. On `SQLite` it runs right here on the worker, on a connection of the thread's own (1.4
    /// times faster than a detour through the blocking pool); on `PostgreSQL` on the blocking pool.
    ///
    /// # Errors
    /// What `work` refuses, and 503 when the database cannot answer.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Connection) -> Result<T, Problem> + Send + 'static,
    {
        match &self.0.engine {
            Engine::Sqlite { path, .. } => with_reader(path, work),
            Engine::Postgres { .. } => self.blocking(move |db| db.pooled(|conn| work(conn))).await,
        }
    }

    /// A read that may take long, such as a search or a report: always on the blocking pool, so that the worker's other
    /// requests do not wait for it.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_long<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Connection) -> Result<T, Problem> + Send + 'static,
    {
        match &self.0.engine {
            Engine::Sqlite { path, .. } => {
                let path = path.clone();
                self.blocking(move |_| with_reader(&path, work)).await
            }
            Engine::Postgres { .. } => self.read(work).await,
        }
    }

    /// One transaction. `work` must be re-runnable: it runs again when another transaction won. The answer comes
    /// after the commit has reached the disk.
    ///
    /// # Errors
    /// What `work` refuses (nothing is written then), and 503 when the database cannot answer.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Connection) -> Result<T, Problem> + Send + 'static,
    {
        match &self.0.engine {
            Engine::Sqlite { writer, .. } => {
                let (reply, answer) = oneshot::channel();
                let job = Box::new(SqliteJob {
                    work,
                    outcome: None,
                    reply,
                });
                writer.try_send(job).map_err(|e| match e {
                    TrySendError::Full(_) => Problem::unavailable("the writer's queue is full"),
                    TrySendError::Disconnected(_) => Problem::unavailable("the writer has stopped"),
                })?;
                answer
                    .await
                    .map_err(|_| Problem::internal("the writer dropped a job"))?
            }
            Engine::Postgres { .. } => {
                self.blocking(move |db| {
                    let done = db.pooled(|conn| serializable(conn, &work))?;
                    db.0.feed.caller().call();
                    Ok(done)
                })
                .await
            }
        }
    }

    /// The position of the newest event of the change feed, as far as is known here: changes whenever there are more,
    /// whichever instance wrote them. Waiting on it holds no connection.
    pub fn newest_event(&self) -> tokio::sync::watch::Receiver<i64> {
        self.0.feed.subscribe()
    }

    /// The same as [`Db::write`] for the command line, which has no event loop.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&mut Connection) -> Result<T, Problem> + Send + 'static,
    {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(Problem::internal)?;
        runtime.block_on(self.write(work))
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let db = self.clone();
        tokio::task::spawn_blocking(move || work(&db))
            .await
            .map_err(Problem::internal)?
    }

    /// Runs on a pooled connection, and again on another when a dead one was drawn.
    fn pooled<T>(&self, work: impl Fn(&mut Connection) -> Result<T, Problem>) -> Result<T, Problem> {
        let Engine::Postgres { pool } = &self.0.engine else {
            return Err(Problem::internal("no pool on SQLite"));
        };
        for attempt in 0..TRIES {
            let mut conn = pool.get().map_err(Problem::unavailable)?;
            match work(&mut conn) {
                Err(problem) if problem.transient => {
                    if conn.batch_execute("SELECT 1").is_err() {
                        discard(conn);
                    }
                    back_off(attempt);
                }
                outcome => return outcome,
            }
        }
        Err(Problem::unavailable(
            "the transaction lost to others too many times",
        ))
    }
}

/// Leaves a dead connection outside: swapped for an unusable one that the pool throws away at its return.
fn discard(mut conn: r2d2::PooledConnection<PostgresManager>) {
    if let Ok(stand_in) = open::sqlite_reader(Path::new(":memory:")) {
        *conn = stand_in;
    }
}

/// Full jitter, up to 64 ms.
fn back_off(attempt: u32) {
    let ceiling = 1_000_u64 << attempt.min(6);
    // The low half of a UUIDv7 is random.
    let random = Id::new().0.as_u64_pair().1;
    std::thread::sleep(Duration::from_micros(random.checked_rem(ceiling).unwrap_or(0)));
}

/// One attempt at one transaction on `PostgreSQL`, isolated as if it were alone.
fn serializable<T>(
    conn: &mut Connection,
    work: &impl Fn(&mut Connection) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let Connection::Postgres(_) = conn else {
        return Err(Problem::internal("not PostgreSQL"));
    };
    conn.batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE")?;
    let outcome = work(conn);
    let end = if outcome.is_ok() {
        conn.batch_execute("COMMIT")
    } else {
        conn.batch_execute("ROLLBACK")
    };
    match (outcome, end) {
        (Ok(value), Ok(())) => Ok(value),
        (Ok(_), Err(error)) => Err(failure::uncommitted(error)),
        (Err(problem), _) => Err(problem),
    }
}

/// A guarded update must have changed its row. When it has not, another change came between reading and writing: the
/// transaction runs again, and its rule decides anew.
///
/// # Errors
/// A transient problem.
pub fn guarded(changed: usize) -> Result<(), Problem> {
    if changed == 1 {
        return Ok(());
    }
    Err(Problem {
        transient: true,
        ..Problem::unavailable("a guarded update lost its race")
    })
}

struct SqliteJob<T, F> {
    work: F,
    outcome: Option<Result<T, Problem>>,
    reply: oneshot::Sender<Result<T, Problem>>,
}

impl<T: Send, F: Fn(&mut Connection) -> Result<T, Problem> + Send> writer::Job for SqliteJob<T, F> {
    fn run(&mut self, conn: &mut Connection) -> Result<(), ()> {
        let outcome = (self.work)(conn);
        let done = outcome.as_ref().map(|_| ()).map_err(|_| ());
        self.outcome = Some(outcome);
        done
    }

    fn finish(self: Box<Self>, lost: Option<Problem>) {
        let outcome = match (lost, self.outcome) {
            (_, Some(Err(problem))) | (Some(problem), _) => Err(problem),
            (None, Some(Ok(value))) => Ok(value),
            (None, None) => Err(Problem::internal("a write panicked")),
        };
        // Nobody listens any more when the client has gone; the write stands all the same.
        let _ = self.reply.send(outcome);
    }
}

thread_local! {
    static READERS: RefCell<HashMap<PathBuf, Connection>> = RefCell::new(HashMap::new());
}

/// Reads inside one snapshot on this thread's own connection.
fn with_reader<T>(path: &Path, work: impl Fn(&mut Connection) -> Result<T, Problem>) -> Result<T, Problem> {
    READERS.with_borrow_mut(|readers| {
        let mut conn = match readers.remove(path) {
            Some(conn) => conn,
            None => open::sqlite_reader(path).map_err(Problem::unavailable)?,
        };
        conn.batch_execute("BEGIN")?;
        let outcome = work(&mut conn);
        conn.batch_execute("COMMIT")?;
        readers.insert(path.to_owned(), conn);
        outcome
    })
}
