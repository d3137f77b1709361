//! The schema's history, embedded in the binary and applied at start; `migrations/README.md` has the rules.

use super::Connection;
use crate::error::Problem;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::fs::File;
use std::path::Path;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The key of the advisory lock: any number, the same on every instance.
const LOCK: i64 = 0x57_50_53_4e;

/// Applies what is missing.
pub(super) fn run(conn: &mut Connection) -> Result<(), String> {
    let applied = match conn {
        Connection::Sqlite(conn) => conn.run_pending_migrations(SQLITE).map(|done| done.len()),
        Connection::Postgres(conn) => conn.run_pending_migrations(POSTGRES).map(|done| done.len()),
    }
    .map_err(|e| format!("the schema could not be brought up to date: {e}"))?;
    if applied > 0 {
        log::info!("applied {applied} migrations");
    }
    Ok(())
}

/// Loads the founding data in one transaction.
pub(super) fn seed(
    conn: &mut Connection,
    seed: &dyn Fn(&mut Connection) -> Result<(), Problem>,
) -> Result<(), String> {
    conn.batch_execute("BEGIN").map_err(|e| e.to_string())?;
    let outcome = seed(conn).map_err(|problem| format!("the founding data could not be loaded: {problem}"));
    let end = if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" };
    conn.batch_execute(end).map_err(|e| e.to_string())?;
    outcome
}

/// Runs `work` while no other instance on the same `PostgreSQL` does.
pub(super) fn locked(
    conn: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<(), String>,
) -> Result<(), String> {
    conn.batch_execute(&format!(
        "SET lock_timeout = '120s'; SET statement_timeout = '120s'; SELECT pg_advisory_lock({LOCK})"
    ))
    .map_err(|e| e.to_string())?;
    let outcome = work(conn);
    conn.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))
        .map_err(|e| e.to_string())?;
    outcome
}

/// Holds off other processes on the same file until dropped.
pub(super) fn lock_file(path: &Path) -> Result<File, String> {
    let file = File::create(path).map_err(|e| {
        format!("cannot write beside the database ({}): {e}. Does the folder exist, and may this user write there?", path.display())
    })?;
    file.lock().map_err(|e| e.to_string())?;
    Ok(file)
}

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    setting: String,
}

/// A server that acknowledges before it has written is refused: the service promises that no acknowledged write is lost.
pub(super) fn refuse_lossy_settings(conn: &mut Connection) -> Result<(), String> {
    let settings: Vec<Setting> = diesel::sql_query(
        "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')",
    )
    .load(conn)
    .map_err(|e| e.to_string())?;
    match settings.iter().find(|s| s.setting == "off") {
        Some(lossy) => Err(format!(
            "PostgreSQL runs with {} = off and can lose writes that it has acknowledged; set it to on",
            lossy.name
        )),
        None => Ok(()),
    }
}

#[derive(QueryableByName)]
struct CompileOption {
    #[diesel(sql_type = Text)]
    compile_options: String,
}

/// The bundled `SQLite` must have been built with the flags in `.cargo/config.toml`.
pub(super) fn check_sqlite_build(conn: &mut Connection) -> Result<(), String> {
    let options: Vec<CompileOption> = diesel::sql_query("PRAGMA compile_options")
        .load(conn)
        .map_err(|e| e.to_string())?;
    for needed in ["ENABLE_QPSG", "ENABLE_FTS5"] {
        if !options.iter().any(|o| o.compile_options == needed) {
            return Err(format!(
                "SQLite was built without {needed}; build inside the project, whose .cargo/config.toml sets it"
            ));
        }
    }
    Ok(())
}
