//! Objects that no file names. An upload is noted here before its first byte is stored and leaves in the transaction that
//! names it; what is removed comes here in the transaction that forgets it. So whatever breaks off in between, a killed
//! process included, is known and swept, and nothing that is named ever is.

use super::Storage;
use crate::db::{Connection, Db, Id, Instant};
use crate::error::Problem;
use crate::schema::loose_objects as table;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

/// How long a loose object stays: longer than any upload lasts, and long enough for a backup that takes the database
/// first and the files then.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// Objects that are swept at once.
const BATCH: i64 = 100;

#[derive(Insertable)]
#[diesel(table_name = table)]
struct Loose {
    object: Id,
    due_at: Instant,
}

/// Notes an object: one that is about to be written, or one that nothing names any more.
///
/// # Errors
/// When the database refuses.
pub fn note(conn: &mut Connection, object: Id, now: DateTime<Utc>) -> Result<(), Problem> {
    let due_at = Instant(now + KEPT);
    diesel::insert_into(table::table)
        .values(&Loose { object, due_at })
        .execute(conn)?;
    Ok(())
}

/// Takes an object out, for what names it from now on.
///
/// # Errors
/// When it is not there: it may have been swept.
pub fn adopt(conn: &mut Connection, object: Id) -> Result<(), Problem> {
    match diesel::delete(table::table.find(object)).execute(conn)? {
        1 => Ok(()),
        _ => Err(Problem::internal(format!(
            "object {object} is not among the loose ones"
        ))),
    }
}

/// Removes what is due from the store, and then from here. Instances may do so at once.
///
/// # Errors
/// When the database or the store does not answer; the rest is for the next time.
pub async fn sweep(db: &Db, storage: &Storage, now: DateTime<Utc>) -> Result<usize, Problem> {
    let mut swept = 0;
    loop {
        let due = db.read(move |conn| due(conn, now.into())).await?;
        if due.is_empty() {
            return Ok(swept);
        }
        for object in &due {
            storage.remove(*object).await?;
        }
        swept += due.len();
        db.write(move |conn| {
            diesel::delete(table::table.filter(table::object.eq_any(&due))).execute(conn)?;
            Ok(())
        })
        .await?;
    }
}

fn due(conn: &mut Connection, now: Instant) -> Result<Vec<Id>, Problem> {
    Ok(table::table
        .filter(table::due_at.le(now))
        .order((table::due_at, table::object))
        .limit(BATCH)
        .select(table::object)
        .load(conn)?)
}
