//! Every statement on nominations and nominees.

use super::model::{Full, FullNominee, Nomination, NominationStatus, Nominee};
use crate::chairmanship::people;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::{chair_terms, chairmanship_nominations as table, nominees};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;

/// What a list of nominations is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One state only.
    pub status: Option<NominationStatus>,
    /// Those that nominate this member only.
    pub member_id: Option<Id>,
}

fn filtered(filter: &Filter) -> table::BoxedQuery<'_, MultiBackend> {
    let mut query = table::table.into_boxed();
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(member) = filter.member_id {
        let nominated = nominees::table
            .filter(nominees::nomination_id.eq(table::id))
            .filter(nominees::member_id.eq(member));
        query = query.filter(exists(nominated));
    }
    query
}

/// One page of nominations.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Full>, Problem> {
    let query = filtered(filter).select(Nomination::as_select());
    let slice = if page.sort == "starts_on" {
        let rows = window::<NaiveDate, _, _, _>(query, table::starts_on, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Nomination| {
            Position::of(&row.starts_on, row.id)
        })
    } else {
        let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Nomination| {
            Position::of(&row.created_at, row.id)
        })
    };
    slice
        .counted(count, || filtered(filter).count().get_result(conn))?
        .completed(|rows| with_parts(conn, rows))
}

/// Adds the nominees and the terms, with one statement each for all.
fn with_parts(conn: &mut Connection, nominations: Vec<Nomination>) -> Result<Vec<Full>, Problem> {
    let ids: Vec<Id> = nominations.iter().map(|nomination| nomination.id).collect();
    let rows: Vec<Nominee> = nominees::table
        .filter(nominees::nomination_id.eq_any(&ids))
        .order((nominees::nomination_id, nominees::position))
        .select(Nominee::as_select())
        .load(conn)?;
    let members: Vec<Id> = rows.iter().map(|row| row.member_id).collect();
    let people = people::load(conn, &members)?;
    let terms: Vec<(Option<Id>, Id)> = chair_terms::table
        .filter(chair_terms::nomination_id.eq_any(&ids))
        .select((chair_terms::nomination_id, chair_terms::id))
        .load(conn)?;
    let of = |nomination: Nomination| Full {
        nominees: rows
            .iter()
            .filter(|row| row.nomination_id == nomination.id)
            .filter_map(|row| {
                Some(FullNominee {
                    member: people.get(&row.member_id)?.clone(),
                    consented_at: row.consented_at,
                })
            })
            .collect(),
        term_id: terms
            .iter()
            .find(|(from, _)| *from == Some(nomination.id))
            .map(|(_, term)| *term),
        nomination,
    };
    Ok(nominations.into_iter().map(of).collect())
}

/// A nomination by its id.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<Full, Problem> {
    let nomination = table::table
        .find(id)
        .select(Nomination::as_select())
        .get_result(conn)?;
    with_parts(conn, vec![nomination])?
        .pop()
        .ok_or_else(Problem::not_found)
}

/// Writes a new nomination; the nominee that submits it consents by that.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, nomination: &Nomination, members: &[Id]) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(nomination)
        .execute(conn)?;
    for (position, member_id) in (1..).zip(members.iter().copied()) {
        let nominee = Nominee {
            nomination_id: nomination.id,
            member_id,
            position,
            consented_at: (member_id == nomination.submitted_by).then_some(nomination.created_at),
        };
        diesel::insert_into(nominees::table)
            .values(&nominee)
            .execute(conn)?;
    }
    Ok(())
}

/// Writes a changed nomination over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, nomination: &Nomination) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(nomination.id))
        .filter(table::version.eq(nomination.version - 1))
        .set(nomination)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Writes the consent of a nominee.
///
/// # Errors
/// A transient problem when it consented in between.
pub fn consent(conn: &mut Connection, nomination: Id, member: Id, at: Instant) -> Result<(), Problem> {
    let changed = diesel::update(nominees::table.find((nomination, member)))
        .filter(nominees::consented_at.is_null())
        .set(nominees::consented_at.eq(at))
        .execute(conn)?;
    crate::db::guarded(changed)
}
