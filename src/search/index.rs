//! The index, and how it follows what is decided.

use super::source::{RESOURCES, SearchedResource, Source};
use super::words::words;
use crate::db::fulltext::{self, Words};
use crate::db::{Connection, Id, Instant, Localized, Visibility};
use crate::error::Problem;
use crate::journal::Entry;
use crate::schema::search_entries as table;
use diesel::prelude::*;

/// A row of `search_entries`.
#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct Indexed {
    /// The record.
    pub id: Id,
    /// What it is.
    pub resource: SearchedResource,
    /// Who may see it.
    pub visibility: Visibility,
    /// The language of its original.
    pub language: String,
    /// Its title by language.
    pub title: Localized,
    /// Its text by language.
    pub body: Localized,
    /// The moment that it is from.
    pub dated_at: Instant,
}

/// Indexes anew what a decision was about, in its transaction.
///
/// # Errors
/// When the database refuses.
pub fn follow(conn: &mut Connection, entry: &Entry) -> Result<(), Problem> {
    // The agenda is searched as part of its meeting.
    let (resource, id) = match (entry.resource, entry.parent) {
        ("agenda-items", Some(meeting)) => (SearchedResource::Meetings.as_str(), meeting),
        (resource, _) => (resource, entry.id),
    };
    match RESOURCES.into_iter().find(|one| one.as_str() == resource) {
        Some(resource) => renew(conn, resource, id),
        None => Ok(()),
    }
}

/// Indexes everything that is published, when nothing is: in a new database, and in one of a version before search.
///
/// # Errors
/// When the database refuses.
pub fn fill(conn: &mut Connection) -> Result<(), Problem> {
    let any: Option<i64> = table::table
        .select(table::serial)
        .limit(1)
        .get_result(conn)
        .optional()?;
    if any.is_some() {
        return Ok(());
    }
    rebuild(conn).map(|_| ())
}

/// Indexes everything that is published from nothing; says how much that is.
///
/// # Errors
/// When the database refuses.
pub fn rebuild(conn: &mut Connection) -> Result<usize, Problem> {
    diesel::delete(table::table).execute(conn)?;
    fulltext::clear(conn)?;
    let mut count = 0;
    for resource in RESOURCES {
        for id in resource.ids(conn)? {
            if let Some(source) = resource.source(conn, id)? {
                insert(conn, resource, source)?;
                count += 1;
            }
        }
    }
    Ok(count)
}

fn renew(conn: &mut Connection, resource: SearchedResource, id: Id) -> Result<(), Problem> {
    let old: Option<(i64, Visibility)> = table::table
        .filter(table::id.eq(id))
        .select((table::serial, table::visibility))
        .get_result(conn)
        .optional()?;
    if let Some((serial, visibility)) = old {
        fulltext::remove(conn, serial, visibility)?;
        diesel::delete(table::table.filter(table::serial.eq(serial))).execute(conn)?;
    }
    match resource.source(conn, id)? {
        Some(source) => insert(conn, resource, source),
        None => Ok(()),
    }
}

fn insert(conn: &mut Connection, resource: SearchedResource, source: Source) -> Result<(), Problem> {
    let found_by = words_of(&source);
    let row = Indexed {
        id: source.id,
        resource,
        visibility: source.visibility,
        language: source.language,
        title: source.title,
        body: source.body,
        dated_at: source.dated_at,
    };
    diesel::insert_into(table::table).values(&row).execute(conn)?;
    let serial = table::table
        .filter(table::id.eq(row.id))
        .select(table::serial)
        .get_result(conn)?;
    fulltext::insert(conn, serial, row.visibility, &found_by)
}

fn words_of(source: &Source) -> Words {
    fn of<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
        texts.flat_map(|text| words(text)).map(|word| word.text).collect()
    }
    Words {
        title: of(source.title.0.values()),
        body: of(source.beside.iter().chain(source.body.0.values())),
    }
}
