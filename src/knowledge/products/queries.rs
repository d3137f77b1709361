//! The statements beside those of the kit: what a knowledge product knows of its files.

use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::knowledge_files as files;
use crate::storage::loose;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// The languages of a knowledge product's files.
///
/// # Errors
/// When the database refuses.
pub fn file_languages(conn: &mut Connection, product: Id) -> Result<Vec<String>, Problem> {
    Ok(files::table
        .filter(files::product_id.eq(product))
        .select(files::language)
        .distinct()
        .load(conn)?)
}

/// Removes all files of a knowledge product; their objects are loose from then on.
///
/// # Errors
/// When the database refuses.
pub fn remove_files(conn: &mut Connection, product: Id, now: DateTime<Utc>) -> Result<(), Problem> {
    let objects: Vec<Id> = files::table
        .filter(files::product_id.eq(product))
        .select(files::object)
        .load(conn)?;
    for object in objects {
        loose::note(conn, object, now)?;
    }
    diesel::delete(files::table.filter(files::product_id.eq(product))).execute(conn)?;
    Ok(())
}
