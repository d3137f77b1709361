//! The order of the change feed, and who waits for its next event.
//!
//! Readers go by `events.position`. It has to be so that nothing ever appears behind what a reader has passed. `SQLite`
//! has one writer, so the order of insertion is that of the commits, and a trigger sets the position. On `PostgreSQL` a
//! number drawn in a transaction does not tell when that transaction commits; there the *sequencer* gives committed
//! rows their positions afterwards, one sequencer at a time. It needs nothing that a dump does not carry over (unlike
//! transaction ids and snapshots), and waits for no transaction that is still open.

use super::{Connection, open};
use crate::error::Problem;
use crate::schema::events;
use diesel::connection::SimpleConnection;
use diesel::dsl::{exists, max, select};
use diesel::prelude::*;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// The key of the sequencer's advisory lock: any number, the same on every instance.
const LOCK: i64 = 0x57_50_53_46;

/// How often is looked without a call: for what another process wrote on the same file, or an instance that died
/// between its commit and its call.
const LOOK: Duration = Duration::from_secs(1);

/// How often the connection is asked for notifications: diesel does not give its socket away to wait on. It costs a
/// system call.
const LISTEN: Duration = Duration::from_millis(20);

/// The longest pause between two attempts to reach the database again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Gives every committed event its position, if one has none yet. To be called outside of a transaction: each
/// statement sees what was committed before it, and so what the sequencer before it has done.
///
/// # Errors
/// When the database refuses.
pub fn sequence(conn: &mut Connection) -> Result<(), Problem> {
    let Connection::Postgres(_) = conn else {
        return Ok(());
    };
    let waiting = events::table.filter(events::position.is_null());
    if !select(exists(waiting)).get_result::<bool>(conn)? {
        return Ok(());
    }
    // The wake-up call goes out with the positions, not with the decisions: a transaction that notifies holds a lock
    // of the whole cluster during its commit, and decisions would wait for each other's flush.
    let outcome = conn.batch_execute(&format!(
        "BEGIN ISOLATION LEVEL READ COMMITTED;
         SELECT pg_advisory_xact_lock({LOCK});
         UPDATE events SET position = placed.position
         FROM (SELECT serial, (SELECT coalesce(max(position), 0) FROM events) + row_number() OVER (ORDER BY serial) AS position
               FROM events WHERE position IS NULL) AS placed
         WHERE events.serial = placed.serial;
         NOTIFY wps_events;
         COMMIT"
    ));
    if outcome.is_err() {
        // Whatever is left of it; on a dead connection there is nothing.
        let _ = conn.batch_execute("ROLLBACK");
    }
    Ok(outcome?)
}

/// The position of the newest event, 0 before the first.
///
/// # Errors
/// When the database refuses.
pub fn newest(conn: &mut Connection) -> Result<i64, Problem> {
    let newest: Option<i64> = events::table.select(max(events::position)).first(conn)?;
    Ok(newest.unwrap_or(0))
}

/// The handle that the database keeps: it calls after each commit, and others wait.
pub(super) struct Feed {
    calls: Caller,
    newest: watch::Receiver<i64>,
}

/// Calls the thread to look; many calls at once are one.
#[derive(Clone)]
pub(super) struct Caller(SyncSender<()>);

impl Caller {
    pub(super) fn call(&self) {
        // A full queue holds a call that was not answered yet.
        let _ = self.0.try_send(());
    }
}

/// Where the thread looks.
pub(super) enum Source {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Feed {
    /// Starts the thread. It ends when the last handle is dropped.
    pub(super) fn start(source: Source) -> Result<Self, String> {
        let (calls, called) = sync_channel(1);
        let (newest, receiver) = watch::channel(0);
        thread::Builder::new()
            .name("wps-feed".to_owned())
            .spawn(move || watch_over(&source, &called, &newest))
            .map_err(|e| e.to_string())?;
        Ok(Self {
            calls: Caller(calls),
            newest: receiver,
        })
    }

    pub(super) fn caller(&self) -> Caller {
        self.calls.clone()
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<i64> {
        self.newest.clone()
    }
}

/// Looks when called, when notified, and every second; through an outage with growing pauses.
fn watch_over(source: &Source, called: &Receiver<()>, newest: &watch::Sender<i64>) {
    let mut pause = LISTEN;
    loop {
        let outcome = source
            .open()
            .and_then(|mut conn| keep_looking(&mut conn, called, newest, &mut pause));
        match outcome {
            Ok(()) => return,
            Err(cause) => log::warn!("the change feed wakes nobody for the moment: {cause}"),
        }
        let until = Instant::now() + pause;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match called.recv_timeout(left) {
                Err(RecvTimeoutError::Disconnected) => return,
                Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            }
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Ends well when nobody is left to look for, and with the cause when the connection is lost.
fn keep_looking(
    conn: &mut Connection,
    called: &Receiver<()>,
    newest: &watch::Sender<i64>,
    pause: &mut Duration,
) -> Result<(), String> {
    let mut looked: Option<Instant> = None;
    let mut due = true;
    loop {
        if due || notified(conn)? || looked.is_none_or(|at| at.elapsed() >= LOOK) {
            looked = Some(Instant::now());
            let position = sequence(conn)
                .and_then(|()| self::newest(conn))
                .map_err(|problem| problem.to_string())?;
            newest.send_if_modified(|known| {
                let more = position > *known;
                *known = position.max(*known);
                more
            });
            *pause = LISTEN;
        }
        let wait = match conn {
            Connection::Postgres(_) => LISTEN,
            Connection::Sqlite(_) => LOOK,
        };
        due = match called.recv_timeout(wait) {
            Ok(()) => true,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
    }
}

/// Whether a sequencer has called since the last time.
fn notified(conn: &mut Connection) -> Result<bool, String> {
    let Connection::Postgres(conn) = conn else {
        return Ok(false);
    };
    let mut any = false;
    for notification in conn.notifications_iter() {
        notification.map_err(|e| e.to_string())?;
        any = true;
    }
    Ok(any)
}

impl Source {
    fn open(&self) -> Result<Connection, String> {
        match self {
            Self::Sqlite(path) => open::sqlite_reader(path),
            Self::Postgres(url) => {
                let mut conn = open::postgres(url).map_err(|e| e.to_string())?;
                conn.batch_execute("LISTEN wps_events")
                    .map_err(|e| e.to_string())?;
                Ok(Connection::Postgres(conn))
            }
        }
    }
}
