//! Every statement on participants.

use super::model::{Participant, ParticipantRole, ParticipantStatus};
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::records::Naming;
use crate::schema::participants as table;
use diesel::prelude::*;

/// What a list of participants is narrowed to: nothing that some may not see.
#[derive(Debug)]
pub struct Filter {
    /// The meeting.
    pub meeting_id: Id,
    /// One member's delegation only.
    pub member_id: Option<Id>,
    /// One state only.
    pub status: Option<ParticipantStatus>,
    /// One role only.
    pub role: Option<ParticipantRole>,
}

fn filtered(filter: &Filter) -> table::BoxedQuery<'static, MultiBackend> {
    let mut query = table::table
        .filter(table::meeting_id.eq(filter.meeting_id))
        .into_boxed();
    if let Some(member) = filter.member_id {
        query = query.filter(table::member_id.eq(member));
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(role) = filter.role {
        query = query.filter(table::role.eq(role));
    }
    query
}

/// One page of the participants of a meeting.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Participant>, Problem> {
    let query = filtered(filter).select(Participant::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Participant| {
        Position::of(&row.created_at, row.id)
    })
    .counted(count, || filtered(filter).count().get_result(conn))
}

/// A participant of a meeting.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, meeting: Id, id: Id) -> Result<Participant, Problem> {
    let participant: Participant = table::table
        .find(id)
        .select(Participant::as_select())
        .get_result(conn)?;
    if participant.meeting_id == meeting {
        Ok(participant)
    } else {
        Err(Problem::not_found())
    }
}

/// A participant, of whatever meeting.
///
/// # Errors
/// 404.
pub fn by_id(conn: &mut Connection, id: Id) -> Result<Participant, Problem> {
    Ok(table::table
        .find(id)
        .select(Participant::as_select())
        .get_result(conn)?)
}

/// The id, the name and the address of every participant there was.
///
/// # Errors
/// When the database refuses.
pub fn names(conn: &mut Connection) -> Result<Vec<Naming>, Problem> {
    Ok(table::table
        .order(table::id)
        .select((table::id, table::name.nullable(), table::email))
        .load(conn)?)
}

/// Writes a new participant.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, participant: &Participant) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(participant)
        .execute(conn)?;
    Ok(())
}

/// Writes a changed participant over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, participant: &Participant) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(participant.id))
        .filter(table::version.eq(participant.version - 1))
        .set(participant)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Removes a participant: the row itself, because it is about a person.
///
/// # Errors
/// A transient problem when another change came first.
pub fn delete(conn: &mut Connection, participant: &Participant) -> Result<(), Problem> {
    let gone = diesel::delete(table::table.find(participant.id))
        .filter(table::version.eq(participant.version))
        .execute(conn)?;
    crate::db::guarded(gone)
}
