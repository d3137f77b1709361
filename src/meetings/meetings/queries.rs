//! Every statement on meetings and their co-sponsors.

use super::check::Named;
use super::model::{
    Chair, Full, Meeting, MeetingKind, MeetingStatus, MeetingVisibility, Surroundings, Yearly,
};
use super::rules::local_day;
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend, Visibility};
use crate::error::Problem;
use crate::membership::members;
use crate::records::{Reference, is_found};
use crate::schema::{action_timelines, chair_terms, chairs, goals, meeting_co_sponsors, meetings as table};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::HashMap;

/// How far back a line of follow-ups is followed.
const LONGEST_LINE: usize = 100;

/// What a list of meetings is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// The calendar year in which it begins at its place.
    pub year: Option<i32>,
    /// One kind only.
    pub kind: Option<MeetingKind>,
    /// One state only.
    pub status: Option<MeetingStatus>,
    /// One host's only.
    pub host_id: Option<Id>,
    /// The follow-ups of one meeting only.
    pub follow_up_of: Option<Id>,
    /// Those that begin at this moment or later.
    pub from: Option<Instant>,
    /// Those that begin before this moment.
    pub before: Option<Instant>,
}

/// What the caller may see: every list and count begins with it.
fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let query = table::table.into_boxed();
    if caller.level() >= Visibility::Network {
        query
    } else {
        query.filter(table::visibility.eq(MeetingVisibility::Public))
    }
}

fn filtered(caller: &Caller, filter: &Filter) -> table::BoxedQuery<'static, MultiBackend> {
    let mut query = visible_to(caller);
    if let Some(year) = filter.year {
        query = query.filter(table::year.eq(year));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(table::kind.eq(kind));
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(host) = filter.host_id {
        query = query.filter(table::host_id.eq(host));
    }
    if let Some(followed) = filter.follow_up_of {
        query = query.filter(table::follow_up_of_id.eq(followed));
    }
    if let Some(from) = filter.from {
        query = query.filter(table::starts_at.ge(from));
    }
    if let Some(before) = filter.before {
        query = query.filter(table::starts_at.lt(before));
    }
    query
}

/// One page of the meetings that the caller may see.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Meeting>, Problem> {
    let query = filtered(caller, filter).select(Meeting::as_select());
    let rows = window::<Instant, _, _, _>(query, table::starts_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Meeting| Position::of(&row.starts_at, row.id))
        .counted(count, || filtered(caller, filter).count().get_result(conn))
}

/// The meetings that begin last of those that the caller may see, in the order in which they begin.
///
/// # Errors
/// When the database refuses.
pub fn latest(conn: &mut Connection, caller: &Caller, most: i64) -> Result<Vec<Meeting>, Problem> {
    let mut meetings: Vec<Meeting> = visible_to(caller)
        .order((table::starts_at.desc(), table::id.desc()))
        .limit(most)
        .select(Meeting::as_select())
        .load(conn)?;
    meetings.reverse();
    Ok(meetings)
}

/// A meeting that the caller may see.
///
/// # Errors
/// 404.
pub fn visible(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Meeting, Problem> {
    let meeting: Meeting = table::table
        .find(id)
        .select(Meeting::as_select())
        .get_result(conn)?;
    if caller.sees(meeting.visibility.into(), None) {
        Ok(meeting)
    } else {
        Err(Problem::not_found())
    }
}

/// What the parts of a meeting stand under, such as its documents.
impl Reference for Meeting {
    fn is_there(conn: &mut Connection, caller: &Caller, id: Id) -> Result<bool, Problem> {
        is_found(&visible(conn, caller, id))
    }
}

/// Who may see each of these meetings.
///
/// # Errors
/// When the database refuses.
pub fn visibilities(conn: &mut Connection, ids: &[Id]) -> Result<HashMap<Id, MeetingVisibility>, Problem> {
    let rows: Vec<(Id, MeetingVisibility)> = table::table
        .filter(table::id.eq_any(ids))
        .select((table::id, table::visibility))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The day of each of these meetings, whoever may see it.
///
/// # Errors
/// When the database refuses.
pub fn days(conn: &mut Connection, ids: &[Id]) -> Result<HashMap<Id, NaiveDate>, Problem> {
    let rows: Vec<(Id, Instant, String)> = table::table
        .filter(table::id.eq_any(ids))
        .select((table::id, table::starts_at, table::time_zone))
        .load(conn)?;
    let day = |(id, starts_at, time_zone): (Id, Instant, String)| (id, local_day(starts_at, &time_zone));
    Ok(rows.into_iter().map(day).collect())
}

/// The co-sponsors of meetings, by meeting, in their order.
///
/// # Errors
/// When the database refuses.
pub fn co_sponsors(conn: &mut Connection, meetings: &[Meeting]) -> Result<HashMap<Id, Vec<Id>>, Problem> {
    let ids: Vec<Id> = meetings.iter().map(|meeting| meeting.id).collect();
    let rows: Vec<(Id, Id)> = meeting_co_sponsors::table
        .filter(meeting_co_sponsors::meeting_id.eq_any(&ids))
        .order((meeting_co_sponsors::meeting_id, meeting_co_sponsors::position))
        .select((meeting_co_sponsors::meeting_id, meeting_co_sponsors::member_id))
        .load(conn)?;
    let mut by_meeting: HashMap<Id, Vec<Id>> = HashMap::new();
    for (meeting, member) in rows {
        by_meeting.entry(meeting).or_default().push(member);
    }
    Ok(by_meeting)
}

/// A meeting that the caller may see, with its co-sponsors.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Full, Problem> {
    let meeting = visible(conn, caller, id)?;
    let mut co_sponsors = co_sponsors(conn, std::slice::from_ref(&meeting))?;
    Ok(Full {
        co_sponsor_ids: co_sponsors.remove(&id).unwrap_or_default(),
        meeting,
    })
}

/// What the warnings on these meetings depend on, as far as the caller may see it: two statements for any number.
///
/// # Errors
/// When the database refuses.
pub fn surroundings(
    conn: &mut Connection,
    caller: &Caller,
    meetings: &[Meeting],
) -> Result<Surroundings, Problem> {
    let annual: Vec<&Meeting> = meetings
        .iter()
        .filter(|meeting| meeting.kind == MeetingKind::Annual && meeting.status != MeetingStatus::Cancelled)
        .collect();
    let days = annual
        .iter()
        .map(|meeting| local_day(meeting.starts_at, &meeting.time_zone));
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Ok(Surroundings::default());
    };
    let years: Vec<i32> = annual.iter().map(|meeting| meeting.year).collect();
    Ok(Surroundings {
        yearly: yearly(conn, caller, &years)?,
        chairs: chairs_between(conn, first, last)?,
    })
}

type YearlyRow = (Id, MeetingKind, i32, Option<String>, Option<String>);

fn yearly(conn: &mut Connection, caller: &Caller, years: &[i32]) -> Result<Vec<Yearly>, Problem> {
    let rows: Vec<YearlyRow> = visible_to(caller)
        .filter(table::year.eq_any(years.to_vec()))
        .filter(table::kind.eq_any([MeetingKind::Annual, MeetingKind::FollowUp]))
        .filter(table::status.ne(MeetingStatus::Cancelled))
        .select((table::id, table::kind, table::year, table::city, table::country))
        .load(conn)?;
    let row = |(id, kind, year, city, country): YearlyRow| Yearly {
        id,
        kind,
        year,
        city,
        country,
    };
    Ok(rows.into_iter().map(row).collect())
}

fn chairs_between(conn: &mut Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<Chair>, Problem> {
    let rows: Vec<(Id, NaiveDate, NaiveDate)> = chairs::table
        .inner_join(chair_terms::table.on(chair_terms::id.eq(chairs::term_id)))
        .filter(chair_terms::starts_on.le(last))
        .filter(chair_terms::ends_on.ge(first))
        .select((chairs::member_id, chair_terms::starts_on, chair_terms::ends_on))
        .load(conn)?;
    let chair = |(member_id, starts_on, ends_on): (Id, NaiveDate, NaiveDate)| Chair {
        member_id,
        starts_on,
        ends_on,
    };
    Ok(rows.into_iter().map(chair).collect())
}

/// What a meeting names: its members, and the meetings that it follows up.
///
/// # Errors
/// When the database refuses.
pub fn named(conn: &mut Connection, caller: &Caller, full: &Full) -> Result<Named, Problem> {
    let mut ids = full.co_sponsor_ids.clone();
    ids.extend(full.meeting.host_id);
    ids.extend(full.meeting.organizer_id);
    let mut line: Vec<Meeting> = Vec::new();
    let mut next = full.meeting.follow_up_of_id;
    while let Some(id) = next.filter(|_| line.len() < LONGEST_LINE) {
        let Some(earlier) = found(visible(conn, caller, id))? else {
            break;
        };
        // Its own row ends the line: what it followed up before no longer counts.
        next = earlier.follow_up_of_id.filter(|_| id != full.meeting.id);
        line.push(earlier);
    }
    let members = if ids.is_empty() {
        Vec::new()
    } else {
        members::queries::of_ids(conn, &ids)?
    };
    Ok(Named { members, line })
}

/// A missing record as none.
fn found<T>(outcome: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(problem) if problem.kind == crate::error::Kind::NotFound => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Whether a public meeting follows this one up.
///
/// # Errors
/// When the database refuses.
pub fn has_public_follow_up(conn: &mut Connection, id: Id) -> Result<bool, Problem> {
    let public = table::table
        .filter(table::follow_up_of_id.eq(id))
        .filter(table::visibility.eq(MeetingVisibility::Public));
    Ok(diesel::select(exists(public)).get_result(conn)?)
}

/// Whether goals or timelines of actions name the meeting as the one of the troika that set them. The timeline of an
/// action's own meeting is its first.
///
/// # Errors
/// When the database refuses.
pub fn sets_timelines(conn: &mut Connection, id: Id) -> Result<bool, Problem> {
    let set = exists(goals::table.filter(goals::meeting_id.eq(id))).or(exists(
        action_timelines::table.filter(action_timelines::meeting_id.eq(id)),
    ));
    Ok(diesel::select(set).get_result(conn)?)
}

/// Writes a new meeting.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, full: &Full) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(&full.meeting)
        .execute(conn)?;
    insert_co_sponsors(conn, full)
}

fn insert_co_sponsors(conn: &mut Connection, full: &Full) -> Result<(), Problem> {
    for (position, member) in (1_i32..).zip(&full.co_sponsor_ids) {
        diesel::insert_into(meeting_co_sponsors::table)
            .values((
                meeting_co_sponsors::meeting_id.eq(full.meeting.id),
                meeting_co_sponsors::member_id.eq(*member),
                meeting_co_sponsors::position.eq(position),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Writes a changed meeting over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, meeting: &Meeting) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(meeting.id))
        .filter(table::version.eq(meeting.version - 1))
        .set(meeting)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Replaces the co-sponsors of a meeting.
///
/// # Errors
/// When the database refuses.
pub fn replace_co_sponsors(conn: &mut Connection, full: &Full) -> Result<(), Problem> {
    diesel::delete(meeting_co_sponsors::table.filter(meeting_co_sponsors::meeting_id.eq(full.meeting.id)))
        .execute(conn)?;
    insert_co_sponsors(conn, full)
}
