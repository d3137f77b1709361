//! Every statement on focal points.

use super::model::{Designation, FocalPoint, FocalPointStatus, Full, Ministry};
use super::rules::stale_before;
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::{Kind, Problem};
use crate::guidelines::clauses;
use crate::http::ERASED;
use crate::records::Naming;
use crate::schema::{
    focal_point_ministries as ministries, focal_points as table, membership_periods as periods,
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// What a list of focal points is narrowed to: nothing that a caller may not see.
#[derive(Debug, Default)]
pub struct Filter {
    /// One member's only.
    pub member_id: Option<Id>,
    /// One designation only.
    pub designation: Option<Designation>,
    /// Their status today.
    pub status: Option<FocalPointStatus>,
    /// Only those whose data is stale, or only those whose data is not.
    pub stale: Option<bool>,
}

fn filtered<'a>(filter: &'a Filter, caller: &Caller) -> table::BoxedQuery<'a, MultiBackend> {
    let today = caller.today();
    let mut query = table::table.into_boxed();
    if let Some(member) = filter.member_id {
        query = query.filter(table::member_id.eq(member));
    }
    if let Some(designation) = filter.designation {
        query = query.filter(table::designation.eq(designation));
    }
    query = match filter.status {
        Some(FocalPointStatus::Active) => query
            .filter(table::ends_on.is_null().or(table::ends_on.ge(today)))
            .filter(table::name.ne(ERASED)),
        Some(FocalPointStatus::Ended) => query.filter(table::ends_on.lt(today).or(table::name.eq(ERASED))),
        None => query,
    };
    let oldest = Instant(stale_before(caller.now));
    match filter.stale {
        Some(true) => query
            .filter(table::confirmed_at.lt(oldest))
            .filter(table::ends_on.is_null().or(table::ends_on.ge(today)))
            .filter(table::name.ne(ERASED)),
        Some(false) => query.filter(
            table::confirmed_at
                .ge(oldest)
                .or(table::ends_on.lt(today))
                .or(table::name.eq(ERASED)),
        ),
        None => query,
    }
}

/// One page of focal points.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Full>, Problem> {
    let query = filtered(filter, caller).select(FocalPoint::as_select());
    let slice = if page.sort == "starts_on" {
        let rows = window::<NaiveDate, _, _, _>(query, table::starts_on, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &FocalPoint| {
            Position::of(&row.starts_on, row.id)
        })
    } else {
        let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &FocalPoint| {
            Position::of(&row.created_at, row.id)
        })
    };
    slice
        .counted(count, || filtered(filter, caller).count().get_result(conn))?
        .completed(|rows| with_ministries(conn, rows))
}

fn with_ministries(conn: &mut Connection, rows: Vec<FocalPoint>) -> Result<Vec<Full>, Problem> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let all: Vec<Ministry> = ministries::table
        .filter(ministries::focal_point_id.eq_any(&ids))
        .order(ministries::starts_on)
        .select(Ministry::as_select())
        .load(conn)?;
    let of = |focal_point: FocalPoint| Full {
        ministries: all
            .iter()
            .filter(|ministry| ministry.focal_point_id == focal_point.id)
            .cloned()
            .collect(),
        focal_point,
    };
    Ok(rows.into_iter().map(of).collect())
}

/// A focal point by its id.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<Full, Problem> {
    let row = table::table
        .find(id)
        .select(FocalPoint::as_select())
        .get_result(conn)?;
    with_ministries(conn, vec![row])?
        .pop()
        .ok_or_else(Problem::not_found)
}

/// The active focal points of members on a day, primary first.
///
/// # Errors
/// When the database refuses.
pub fn serving(conn: &mut Connection, members: &[Id], day: NaiveDate) -> Result<Vec<Full>, Problem> {
    let rows = table::table
        .filter(table::member_id.eq_any(members))
        .filter(table::name.ne(ERASED))
        .filter(table::starts_on.le(day))
        .filter(table::ends_on.is_null().or(table::ends_on.ge(day)))
        .order((table::designation.desc(), table::starts_on, table::id))
        .select(FocalPoint::as_select())
        .load(conn)?;
    with_ministries(conn, rows)
}

/// The active focal points of all who are members on a day, primary first.
///
/// # Errors
/// When the database refuses.
pub fn all_serving(conn: &mut Connection, day: NaiveDate) -> Result<Vec<Full>, Problem> {
    let members = periods::table
        .filter(periods::starts_on.le(day))
        .filter(periods::ends_on.is_null().or(periods::ends_on.ge(day)))
        .select(periods::member_id);
    let rows = table::table
        .filter(table::member_id.eq_any(members))
        .filter(table::name.ne(ERASED))
        .filter(table::starts_on.le(day))
        .filter(table::ends_on.is_null().or(table::ends_on.ge(day)))
        .order((table::designation.desc(), table::starts_on, table::id))
        .select(FocalPoint::as_select())
        .load(conn)?;
    with_ministries(conn, rows)
}

/// The id, the name and the address of every focal point there was.
///
/// # Errors
/// When the database refuses.
pub fn names(conn: &mut Connection) -> Result<Vec<Naming>, Problem> {
    Ok(table::table
        .order(table::id)
        .select((table::id, table::name.nullable(), table::email))
        .load(conn)?)
}

/// Writes a new focal point.
///
/// # Errors
/// 409 when the member has another primary one.
pub fn insert(conn: &mut Connection, focal_point: &FocalPoint) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(focal_point)
        .execute(conn)
        .map_err(|e| one_primary(e.into()))?;
    Ok(())
}

/// Writes a changed focal point over the version before.
///
/// # Errors
/// 409 when the member has another primary one; a transient problem when another change came first.
pub fn save(conn: &mut Connection, focal_point: &FocalPoint) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(focal_point.id))
        .filter(table::version.eq(focal_point.version - 1))
        .set(focal_point)
        .execute(conn)
        .map_err(|e| one_primary(e.into()))?;
    crate::db::guarded(changed)
}

fn one_primary(problem: Problem) -> Problem {
    if problem.kind != Kind::Conflict {
        return problem;
    }
    Problem::conflict(
        "The member has a primary focal point already; end that one first, or assign an alternate.",
    )
    .citing(clauses::MEMBERSHIP_FOCAL_POINT.id)
}

/// Writes the ministry from a day on, in place of one that began on the same day.
///
/// # Errors
/// When the database refuses.
pub fn put_ministry(conn: &mut Connection, ministry: &Ministry) -> Result<(), Problem> {
    diesel::delete(ministries::table.find((ministry.focal_point_id, ministry.starts_on))).execute(conn)?;
    diesel::insert_into(ministries::table)
        .values(ministry)
        .execute(conn)?;
    Ok(())
}
