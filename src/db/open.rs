//! How a connection is opened, and with which settings.

use super::Connection;
use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, SqliteConnection};
use std::path::Path;

/// Opens the file for writing: WAL, and flushed to disk before a commit is answered (with `NORMAL` a power loss
/// loses acknowledged writes). What is deleted is overwritten, so that who was erased is not left in free pages.
pub(super) fn sqlite_writer(path: &Path) -> Result<Connection, String> {
    sqlite(
        path,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 268435456;",
    )
}

/// Opens the file for reading only.
pub(super) fn sqlite_reader(path: &Path) -> Result<Connection, String> {
    sqlite(
        path,
        "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 268435456;",
    )
}

fn sqlite(path: &Path, pragmas: &str) -> Result<Connection, String> {
    let name = path.to_str().ok_or("the database's path is not UTF-8")?;
    let mut conn = SqliteConnection::establish(name).map_err(|e| format!("{name}: {e}"))?;
    conn.batch_execute(pragmas).map_err(|e| format!("{name}: {e}"))?;
    Ok(Connection::Sqlite(conn))
}

/// Opens a connection to `PostgreSQL` whose every wait has an end: libpq's defaults hang for over twelve seconds in a partition.
pub(super) fn postgres(url: &str) -> Result<PgConnection, diesel::ConnectionError> {
    let mut conn = PgConnection::establish(&bounded(url))?;
    conn.batch_execute(
        "SET statement_timeout = '10s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s';
         SET TimeZone = 'UTC'; SET client_min_messages = warning;",
    )
    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

/// The URL with a bound on every wait for the network; what the operator set himself stays.
fn bounded(url: &str) -> String {
    let bounds = [
        ("connect_timeout", "2"),
        ("tcp_user_timeout", "3000"),
        ("keepalives_idle", "5"),
        ("application_name", "wps-network"),
    ];
    bounds.iter().fold(url.to_owned(), |url, (name, value)| {
        if url.contains(&format!("{name}=")) {
            return url;
        }
        let separator = if url.contains('?') { '&' } else { '?' };
        format!("{url}{separator}{name}={value}")
    })
}

/// `PostgreSQL` connections for the pool. A dead connection shows itself at its first use, where the statement is
/// tried again on another: testing each at check-out costs 30 %.
pub(super) struct PostgresManager(pub(super) String);

impl r2d2::ManageConnection for PostgresManager {
    type Connection = Connection;
    type Error = diesel::ConnectionError;

    fn connect(&self) -> Result<Connection, Self::Error> {
        postgres(&self.0).map(Connection::Postgres)
    }

    fn is_valid(&self, _: &mut Connection) -> Result<(), Self::Error> {
        Ok(())
    }

    fn has_broken(&self, conn: &mut Connection) -> bool {
        use diesel::connection::TransactionManager;
        std::thread::panicking()
            || match conn {
                Connection::Postgres(conn) => {
                    <PgConnection as diesel::Connection>::TransactionManager::is_broken_transaction_manager(
                        conn,
                    )
                }
                Connection::Sqlite(_) => true,
            }
    }
}
