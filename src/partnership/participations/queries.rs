//! Every statement on participations.

use super::model::Participation;
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend, Visibility};
use crate::error::Problem;
use crate::meetings::meetings::{Meeting, queries as meetings};
use crate::partnership::ParticipationMode;
use crate::partnership::partners::model::Partner;
use crate::partnership::partners::rules::levels_of;
use crate::records::seen;
use crate::schema::{partner_participations as table, partners};
use diesel::prelude::*;

/// What a list of participations is narrowed to.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// The meeting.
    pub meeting_id: Id,
    /// One way of taking part only.
    pub mode: Option<ParticipationMode>,
}

/// Those of partners that the caller may see.
fn filtered(caller: &Caller, filter: Filter) -> table::BoxedQuery<'static, MultiBackend> {
    let seen = partners::table
        .filter(partners::visibility.eq_any(levels_of(caller)))
        .select(partners::id);
    let query = table::table
        .filter(table::meeting_id.eq(filter.meeting_id))
        .filter(table::partner_id.eq_any(seen))
        .into_boxed();
    match filter.mode {
        Some(mode) => query.filter(table::mode.eq(mode)),
        None => query,
    }
}

/// One page of a meeting's participations.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Participation>, Problem> {
    let query = filtered(caller, filter).select(Participation::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Participation| {
        Position::of(&row.created_at, row.id)
    })
    .counted(count, || filtered(caller, filter).count().get_result(conn))
}

/// All participations of a meeting that the caller may see.
///
/// # Errors
/// When the database refuses.
pub fn all(conn: &mut Connection, caller: &Caller, meeting_id: Id) -> Result<Vec<Participation>, Problem> {
    let filter = Filter {
        meeting_id,
        mode: None,
    };
    Ok(filtered(caller, filter)
        .order((table::created_at, table::id))
        .select(Participation::as_select())
        .load(conn)?)
}

/// A participation with its meeting and its partner, all of which the caller may see.
///
/// # Errors
/// 404.
pub fn load(
    conn: &mut Connection,
    caller: &Caller,
    meeting: Id,
    id: Id,
) -> Result<(Meeting, Partner, Participation), Problem> {
    let meeting = meetings::visible(conn, caller, meeting)?;
    let row: Participation = table::table
        .find(id)
        .select(Participation::as_select())
        .get_result(conn)?;
    if row.meeting_id != meeting.id {
        return Err(Problem::not_found());
    }
    let partner = seen(conn, caller, row.partner_id)?;
    Ok((meeting, partner, row))
}

/// In which way partners of these levels take part in meetings: meeting and way.
///
/// # Errors
/// When the database refuses.
pub fn modes_in(
    conn: &mut Connection,
    levels: Vec<Visibility>,
    meetings: &[Id],
) -> Result<Vec<(Id, ParticipationMode)>, Problem> {
    Ok(table::table
        .inner_join(partners::table.on(partners::id.eq(table::partner_id)))
        .filter(partners::visibility.eq_any(levels))
        .filter(table::meeting_id.eq_any(meetings))
        .select((table::meeting_id, table::mode))
        .load(conn)?)
}

/// Whether the partner takes part in the meeting already.
///
/// # Errors
/// When the database refuses.
pub fn is_taken(conn: &mut Connection, meeting: Id, partner: Id) -> Result<bool, Problem> {
    let taken: i64 = table::table
        .filter(table::meeting_id.eq(meeting))
        .filter(table::partner_id.eq(partner))
        .count()
        .get_result(conn)?;
    Ok(taken > 0)
}

/// The participations in which a person of a partner is named.
///
/// # Errors
/// When the database refuses.
pub fn naming(conn: &mut Connection, partner: Id, person: Id) -> Result<Vec<Participation>, Problem> {
    let rows: Vec<Participation> = table::table
        .filter(table::partner_id.eq(partner))
        .order(table::id)
        .select(Participation::as_select())
        .load(conn)?;
    let names = |row: &Participation| row.people.0.iter().any(|one| one.person_id == person);
    Ok(rows.into_iter().filter(names).collect())
}
