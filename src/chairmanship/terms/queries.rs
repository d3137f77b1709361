//! Every statement on chair terms and their Chairs.

use super::json::Decided;
use super::model::{Chair, ChairTerm, Full, Span};
use super::rules;
use crate::chairmanship::people;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, MultiBackend};
use crate::error::{Kind, Problem};
use crate::schema::{chair_terms as table, chairs};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;

/// What a list of terms is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// The term that covers this day only.
    pub on: Option<NaiveDate>,
    /// The terms of one Chair only.
    pub member_id: Option<Id>,
    /// Where they were decided.
    pub decided: Option<Decided>,
}

fn filtered(filter: &Filter) -> table::BoxedQuery<'_, MultiBackend> {
    let mut query = table::table.into_boxed();
    if let Some(on) = filter.on {
        query = query
            .filter(table::starts_on.le(on))
            .filter(table::ends_on.ge(on));
    }
    if let Some(member) = filter.member_id {
        let chaired = chairs::table
            .filter(chairs::term_id.eq(table::id))
            .filter(chairs::member_id.eq(member));
        query = query.filter(exists(chaired));
    }
    match filter.decided {
        Some(Decided::Here) => query.filter(table::nomination_id.is_not_null()),
        Some(Decided::Elsewhere) => query.filter(table::nomination_id.is_null()),
        None => query,
    }
}

/// One page of terms.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Full>, Problem> {
    let query = filtered(filter).select(ChairTerm::as_select());
    let rows = window::<NaiveDate, _, _, _>(query, table::starts_on, table::id, page)?.load(conn)?;
    let slice = Slice::cut(rows, page, |row: &ChairTerm| Position::of(&row.starts_on, row.id));
    slice
        .counted(count, || filtered(filter).count().get_result(conn))?
        .completed(|rows| with_chairs(conn, rows))
}

/// Adds the Chairs, with one statement for all.
fn with_chairs(conn: &mut Connection, terms: Vec<ChairTerm>) -> Result<Vec<Full>, Problem> {
    let ids: Vec<Id> = terms.iter().map(|term| term.id).collect();
    let rows: Vec<Chair> = chairs::table
        .filter(chairs::term_id.eq_any(&ids))
        .order((chairs::term_id, chairs::position))
        .select(Chair::as_select())
        .load(conn)?;
    let members: Vec<Id> = rows.iter().map(|row| row.member_id).collect();
    let people = people::load(conn, &members)?;
    let of = |term: ChairTerm| Full {
        chairs: rows
            .iter()
            .filter(|row| row.term_id == term.id)
            .filter_map(|row| people.get(&row.member_id).cloned())
            .collect(),
        term,
    };
    Ok(terms.into_iter().map(of).collect())
}

/// A term by its id.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<Full, Problem> {
    let term = table::table
        .find(id)
        .select(ChairTerm::as_select())
        .get_result(conn)?;
    with_chairs(conn, vec![term])?
        .pop()
        .ok_or_else(Problem::not_found)
}

/// The terms of these ids.
///
/// # Errors
/// When the database refuses.
pub fn of_ids(conn: &mut Connection, ids: &[Id]) -> Result<Vec<Full>, Problem> {
    let terms = table::table
        .filter(table::id.eq_any(ids))
        .select(ChairTerm::as_select())
        .load(conn)?;
    with_chairs(conn, terms)
}

/// The days of the terms that cover one of these days.
///
/// # Errors
/// When the database refuses.
pub fn between(conn: &mut Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<Span>, Problem> {
    Ok(table::table
        .filter(table::starts_on.le(last))
        .filter(table::ends_on.ge(first))
        .order(table::starts_on)
        .select(Span::as_select())
        .load(conn)?)
}

/// The earliest other term that shares a day with these.
///
/// # Errors
/// When the database refuses.
pub fn overlapping(conn: &mut Connection, term: &ChairTerm) -> Result<Option<Span>, Problem> {
    Ok(table::table
        .filter(table::starts_on.le(term.ends_on))
        .filter(table::ends_on.ge(term.starts_on))
        .filter(table::id.ne(term.id))
        .order(table::starts_on)
        .limit(1)
        .select(Span::as_select())
        .get_result(conn)
        .optional()?)
}

/// What the database itself refuses: an overlap that another instance has just written.
fn refused(error: diesel::result::Error) -> Problem {
    match Problem::from(error) {
        refused if refused.kind == Kind::Conflict => Problem {
            cause: refused.cause,
            ..rules::overlap()
        },
        other => other,
    }
}

/// Writes a new term with its Chairs.
///
/// # Errors
/// 409 when another term covers one of its days.
pub fn insert(conn: &mut Connection, term: &ChairTerm, members: &[Id]) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(term)
        .execute(conn)
        .map_err(refused)?;
    insert_chairs(conn, term.id, members)
}

fn insert_chairs(conn: &mut Connection, term_id: Id, members: &[Id]) -> Result<(), Problem> {
    for (position, member_id) in (1..).zip(members.iter().copied()) {
        let chair = Chair {
            term_id,
            member_id,
            position,
        };
        diesel::insert_into(chairs::table).values(&chair).execute(conn)?;
    }
    Ok(())
}

/// Writes a changed term over the version before, with its Chairs.
///
/// # Errors
/// A transient problem when another change came first; 409 when another term covers one of its days.
pub fn save(conn: &mut Connection, term: &ChairTerm, members: &[Id]) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(term.id))
        .filter(table::version.eq(term.version - 1))
        .set(term)
        .execute(conn)
        .map_err(refused)?;
    crate::db::guarded(changed)?;
    diesel::delete(chairs::table.filter(chairs::term_id.eq(term.id))).execute(conn)?;
    insert_chairs(conn, term.id, members)
}
