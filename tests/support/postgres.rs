//! A `PostgreSQL` server for the run: the one in `TEST_DATABASE_URL`, or a throw-away one from the server's binaries.

use super::folder;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What to do when there is none.
pub const HOW_TO: &str = "install PostgreSQL's server (Debian: apt install postgresql; its initdb, postgres and pg_ctl \
    are found on PATH and in /usr/lib/postgresql), or set TEST_DATABASE_URL=postgres://USER:PASSWORD@HOST/postgres to a \
    server where that user may create databases.";

/// Whether there is neither a server nor the binaries of one.
pub fn missing() -> bool {
    given().is_none() && binaries().is_none()
}

/// The server of `TEST_DATABASE_URL`.
pub fn given() -> Option<String> {
    std::env::var("TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

/// The folder with the server's binaries: on `PATH`, or the newest where Debian puts them.
fn binaries() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres", "pg_ctl"]
            .iter()
            .all(|name| folder.join(name).exists())
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    if let Some(folder) = std::env::split_paths(&path).find(complete) {
        return Some(folder);
    }
    let version = |folder: &PathBuf| folder.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(complete)
        .max_by_key(version)
}

/// The URL of a server's database `postgres`, and how that server best copies a template.
pub fn start() -> Result<(String, &'static str), String> {
    match (given(), binaries()) {
        (Some(url), _) => Ok((url, "")),
        (None, Some(binaries)) => throw_away(&binaries),
        (None, None) => Err(HOW_TO.to_owned()),
    }
}

/// A cluster in the run's folder, reached over a Unix socket. Whatever the service refuses to run on stays on.
fn throw_away(binaries: &Path) -> Result<(String, &'static str), String> {
    let place = folder::path().join("postgres");
    fs::create_dir(&place).map_err(|e| e.to_string())?;
    let user = unprivileged_user();
    if let Some((uid, gid)) = user {
        // The server refuses to run as root. The folder above is to be passed through.
        let owned = [folder::path(), &place];
        owned
            .iter()
            .try_for_each(|folder| chown(folder, Some(uid), Some(gid)))
            .map_err(|e| e.to_string())?;
    }
    let run = |program: &str, args: &[&str]| {
        let mut command = Command::new(binaries.join(program));
        command
            .args(args)
            .arg("-D")
            .arg(&place)
            .current_dir(&place)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        let output = command.output().map_err(|e| format!("{program}: {e}"))?;
        if output.status.success() {
            return Ok(());
        }
        let log = fs::read_to_string(place.join("log")).unwrap_or_default();
        Err(format!(
            "{program} failed: {}{log}",
            String::from_utf8_lossy(&output.stderr)
        ))
    };
    let common: Vec<&str> = "-A trust -U postgres -E UTF8 --no-sync".split(' ').collect();
    // PostgreSQL 15 and later: a sorting that differs from SQLite's, so that no order rests on it; and copying file by
    // file, twice as fast in memory.
    let modern = [&common[..], &["--locale-provider=icu", "--icu-locale=en"]].concat();
    let strategy = match run("initdb", &modern) {
        Ok(()) => "STRATEGY FILE_COPY",
        Err(_) => run("initdb", &common).map(|()| "")?,
    };
    let socket = place.display().to_string();
    let settings = format!(
        "-k {socket} -c listen_addresses= -c max_connections=500 -c autovacuum=off -c wal_level=minimal \
         -c max_wal_senders=0 -c max_wal_size=256MB -c dynamic_shared_memory_type=mmap"
    );
    run("pg_ctl", &["start", "-w", "-l", "log", "-o", &settings])?;
    Ok((
        format!("postgres:///postgres?host={socket}&user=postgres"),
        strategy,
    ))
}

/// Whom the server runs as when the tests run as root: `postgres`, or `nobody`.
fn unprivileged_user() -> Option<(u32, u32)> {
    let root = fs::metadata(folder::path()).is_ok_and(|folder| folder.uid() == 0);
    let number = |which: &str, name: &str| -> Option<u32> {
        let answer = Command::new("id")
            .args([which, name])
            .stderr(Stdio::null())
            .output()
            .ok()?;
        String::from_utf8_lossy(&answer.stdout).trim().parse().ok()
    };
    let user = |name| Some((number("-u", name)?, number("-g", name)?));
    root.then(|| user("postgres").or_else(|| user("nobody")))?
}
