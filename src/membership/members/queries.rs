//! Every statement on members, their names and their periods.

use super::model::{Full, Member, MemberKind, MemberName, MemberStatus, Period, RegionalGroup};
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::{Kind, Problem};
use crate::http::anywhere;
use crate::schema::{member_names, members as table, membership_periods};
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

/// What a list of members is narrowed to.
#[derive(Debug)]
pub struct Filter {
    /// The day that counts.
    pub on: NaiveDate,
    /// Their status on that day; none for all.
    pub status: Option<MemberStatus>,
    /// One kind only.
    pub kind: Option<MemberKind>,
    /// One regional group only.
    pub regional_group: Option<RegionalGroup>,
    /// One code only: ISO alpha-3, M49 or acronym.
    pub code: Option<String>,
    /// A part of a name.
    pub q: Option<String>,
}

fn filtered(filter: &Filter) -> table::BoxedQuery<'_, MultiBackend> {
    let mut query = table::table.into_boxed();
    let covering = membership_periods::table
        .filter(membership_periods::member_id.eq(table::id))
        .filter(membership_periods::starts_on.le(filter.on))
        .filter(
            membership_periods::ends_on
                .is_null()
                .or(membership_periods::ends_on.ge(filter.on)),
        );
    query = match filter.status {
        Some(MemberStatus::Active) => query.filter(exists(covering)),
        Some(MemberStatus::Withdrawn) => query.filter(not(exists(covering))),
        None => query,
    };
    if let Some(kind) = filter.kind {
        query = query.filter(table::kind.eq(kind));
    }
    if let Some(group) = filter.regional_group {
        query = query.filter(table::regional_group.eq(group));
    }
    if let Some(code) = &filter.code {
        let named = table::iso_alpha3
            .eq(code)
            .or(table::m49.eq(code))
            .or(table::acronym.eq(code));
        query = query.filter(named);
    }
    if let Some(q) = &filter.q {
        let named = member_names::table
            .filter(member_names::member_id.eq(table::id))
            .filter(member_names::folded.like(anywhere(q)).escape('\\'));
        query = query.filter(exists(named));
    }
    query
}

/// One page of members.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Full>, Problem> {
    let query = filtered(filter).select(Member::as_select());
    let slice = if page.sort == "created_at" {
        let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Member| Position::of(&row.created_at, row.id))
    } else {
        let rows = window::<String, _, _, _>(query, table::name, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &Member| Position::of(&row.name, row.id))
    };
    slice
        .counted(count, || filtered(filter).count().get_result(conn))?
        .completed(|rows| with_parts(conn, rows))
}

/// Adds names and periods, with one statement each for all.
fn with_parts(conn: &mut Connection, members: Vec<Member>) -> Result<Vec<Full>, Problem> {
    let ids: Vec<Id> = members.iter().map(|member| member.id).collect();
    let names: Vec<MemberName> = member_names::table
        .filter(member_names::member_id.eq_any(&ids))
        .order((member_names::language, member_names::starts_on, member_names::id))
        .select(MemberName::as_select())
        .load(conn)?;
    let periods: Vec<Period> = membership_periods::table
        .filter(membership_periods::member_id.eq_any(&ids))
        .order((membership_periods::starts_on, membership_periods::id))
        .select(Period::as_select())
        .load(conn)?;
    let of = |member: Member| Full {
        names: names
            .iter()
            .filter(|name| name.member_id == member.id)
            .cloned()
            .collect(),
        periods: periods
            .iter()
            .filter(|period| period.member_id == member.id)
            .cloned()
            .collect(),
        member,
    };
    Ok(members.into_iter().map(of).collect())
}

/// A member by its id.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, id: Id) -> Result<Full, Problem> {
    let member = table::table
        .find(id)
        .select(Member::as_select())
        .get_result(conn)?;
    with_parts(conn, vec![member])?
        .pop()
        .ok_or_else(Problem::not_found)
}

/// A member by its ISO code or acronym.
///
/// # Errors
/// When the database refuses.
pub fn by_code(
    conn: &mut Connection,
    iso_alpha3: Option<&str>,
    acronym: Option<&str>,
) -> Result<Option<Full>, Problem> {
    let mut query = table::table.select(Member::as_select()).into_boxed();
    query = match (iso_alpha3, acronym) {
        (Some(code), _) => query.filter(table::iso_alpha3.eq(code)),
        (None, Some(acronym)) => query.filter(table::acronym.eq(acronym)),
        (None, None) => return Ok(None),
    };
    let member: Option<Member> = query.get_result(conn).optional()?;
    match member {
        Some(member) => Ok(with_parts(conn, vec![member])?.pop()),
        None => Ok(None),
    }
}

/// The members in the Network on a day, in the order of their names.
///
/// # Errors
/// When the database refuses.
pub fn active_on(conn: &mut Connection, day: NaiveDate) -> Result<Vec<Id>, Problem> {
    let filter = Filter {
        on: day,
        status: Some(MemberStatus::Active),
        kind: None,
        regional_group: None,
        code: None,
        q: None,
    };
    Ok(filtered(&filter)
        .order((table::name, table::id))
        .select(table::id)
        .load(conn)?)
}

/// The given members as they are, for a rule that asks what they are; an unknown id is simply not among them.
///
/// # Errors
/// When the database refuses.
pub fn of_ids(conn: &mut Connection, ids: &[Id]) -> Result<Vec<Full>, Problem> {
    let members = table::table
        .filter(table::id.eq_any(ids))
        .select(Member::as_select())
        .load(conn)?;
    with_parts(conn, members)
}

/// Writes a new member.
///
/// # Errors
/// 409 when its code or acronym is known.
pub fn insert(conn: &mut Connection, member: &Member) -> Result<(), Problem> {
    diesel::insert_into(table::table)
        .values(member)
        .execute(conn)
        .map_err(|error| match Problem::from(error) {
            known if known.kind == Kind::Conflict => {
                Problem::conflict("A member with this code or acronym is recorded already.")
            }
            other => other,
        })?;
    Ok(())
}

/// Writes a changed member over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, member: &Member) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(member.id))
        .filter(table::version.eq(member.version - 1))
        .set(member)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Writes a name.
///
/// # Errors
/// When the database refuses.
pub fn insert_name(conn: &mut Connection, name: &MemberName) -> Result<(), Problem> {
    diesel::insert_into(member_names::table)
        .values(name)
        .execute(conn)?;
    Ok(())
}

/// Writes a period.
///
/// # Errors
/// 409 when the member is in the Network already.
pub fn insert_period(conn: &mut Connection, period: &Period) -> Result<(), Problem> {
    diesel::insert_into(membership_periods::table)
        .values(period)
        .execute(conn)?;
    Ok(())
}

/// Ends the open period.
///
/// # Errors
/// A transient problem when it was ended in between.
pub fn end_period(conn: &mut Connection, period: Id, on: NaiveDate) -> Result<(), Problem> {
    let changed = diesel::update(membership_periods::table.find(period))
        .filter(membership_periods::ends_on.is_null())
        .set(membership_periods::ends_on.eq(on))
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Whether a member is in the Network on a day.
///
/// # Errors
/// When the database refuses.
pub fn is_active(conn: &mut Connection, member: Id, day: NaiveDate) -> Result<bool, Problem> {
    let covering: Option<Id> = membership_periods::table
        .filter(membership_periods::member_id.eq(member))
        .filter(membership_periods::starts_on.le(day))
        .filter(
            membership_periods::ends_on
                .is_null()
                .or(membership_periods::ends_on.ge(day)),
        )
        .select(membership_periods::id)
        .limit(1)
        .get_result(conn)
        .optional()?;
    Ok(covering.is_some())
}
