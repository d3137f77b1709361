//! The one writer of the embedded database: takes the jobs that wait and commits them together, so that a flush to
//! disk is shared by many (ten times the creates of a pool), and nobody is answered before the commit.

use super::Connection;
use super::feed::Caller;
use crate::error::Problem;
use diesel::connection::SimpleConnection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Jobs committed by one flush at the most.
const BATCH: usize = 64;

/// Jobs that may wait; more are refused at once with 503 instead of waiting without end.
const QUEUE: usize = 4096;

/// One transaction's work. `run` may fail; `finish` is told the outcome after the commit.
pub(super) trait Job: Send {
    /// Does the work inside a savepoint.
    fn run(&mut self, conn: &mut Connection) -> Result<(), ()>;
    /// The batch was committed (`None`), or lost as a whole.
    fn finish(self: Box<Self>, lost: Option<Problem>);
}

/// Starts the thread. It ends when the last sender is dropped.
pub(super) fn start(mut conn: Connection, feed: Caller) -> Result<SyncSender<Box<dyn Job>>, String> {
    let (sender, receiver) = sync_channel::<Box<dyn Job>>(QUEUE);
    thread::Builder::new()
        .name("wps-writer".to_owned())
        .spawn(move || {
            while let Some(batch) = next_batch(&receiver) {
                commit(&mut conn, batch);
                feed.call();
            }
        })
        .map_err(|e| e.to_string())?;
    Ok(sender)
}

fn next_batch(receiver: &Receiver<Box<dyn Job>>) -> Option<Vec<Box<dyn Job>>> {
    let first = receiver.recv().ok()?;
    Some(
        std::iter::once(first)
            .chain(receiver.try_iter().take(BATCH - 1))
            .collect(),
    )
}

fn commit(conn: &mut Connection, mut batch: Vec<Box<dyn Job>>) {
    let lost = transaction(conn, &mut batch).err().map(|cause| {
        // What is left of a failed transaction must not swallow the next one.
        let _ = conn.batch_execute("ROLLBACK");
        log::error!("a batch of {} writes was not committed: {cause}", batch.len());
        Problem::unavailable(cause)
    });
    for job in batch {
        job.finish(lost.clone());
    }
}

/// A savepoint each: a refused job takes its own writes back and leaves the others' standing.
fn transaction(conn: &mut Connection, batch: &mut [Box<dyn Job>]) -> diesel::QueryResult<()> {
    conn.batch_execute("BEGIN IMMEDIATE")?;
    for job in batch.iter_mut() {
        conn.batch_execute("SAVEPOINT job")?;
        let outcome = catch_unwind(AssertUnwindSafe(|| job.run(conn))).unwrap_or(Err(()));
        if outcome.is_err() {
            conn.batch_execute("ROLLBACK TO job")?;
        }
        conn.batch_execute("RELEASE job")?;
    }
    conn.batch_execute("COMMIT")
}
