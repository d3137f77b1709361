//! Every statement on the people of partners.

use super::model::PartnerPerson;
use crate::auth::SubjectKey;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::schema::partner_people as table;
use diesel::prelude::*;

fn of_partner(partner: Id) -> table::BoxedQuery<'static, MultiBackend> {
    table::table
        .filter(table::partner_id.eq(partner))
        .filter(table::erased_at.is_null())
        .into_boxed()
}

/// One page of the people of a partner.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    partner: Id,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<PartnerPerson>, Problem> {
    let query = of_partner(partner).select(PartnerPerson::as_select());
    let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &PartnerPerson| {
        Position::of(&row.created_at, row.id)
    })
    .counted(count, || of_partner(partner).count().get_result(conn))
}

/// A person of a partner who was not erased.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, partner: Id, id: Id) -> Result<PartnerPerson, Problem> {
    let person: PartnerPerson = table::table
        .find(id)
        .select(PartnerPerson::as_select())
        .get_result(conn)?;
    if person.partner_id == partner && person.erased_at.is_none() {
        Ok(person)
    } else {
        Err(Problem::not_found())
    }
}

/// Those of these ids who were not erased.
///
/// # Errors
/// When the database refuses.
pub fn of_ids(conn: &mut Connection, ids: &[Id]) -> Result<Vec<PartnerPerson>, Problem> {
    Ok(table::table
        .filter(table::id.eq_any(ids))
        .filter(table::erased_at.is_null())
        .order(table::id)
        .select(PartnerPerson::as_select())
        .load(conn)?)
}

/// Those with one of these keyed hashes of their names or addresses.
///
/// # Errors
/// When the database refuses.
pub fn by_indexes(
    conn: &mut Connection,
    names: Vec<Vec<u8>>,
    emails: Vec<Vec<u8>>,
) -> Result<Vec<PartnerPerson>, Problem> {
    Ok(table::table
        .filter(
            table::name_index
                .eq_any(names)
                .or(table::email_index.eq_any(emails)),
        )
        .order(table::id)
        .select(PartnerPerson::as_select())
        .load(conn)?)
}

/// Writes a new person.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, person: &PartnerPerson) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(person).execute(conn)?;
    Ok(())
}

/// Writes a changed person over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, person: &PartnerPerson) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(person.id))
        .filter(table::version.eq(person.version - 1))
        .set(person)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Erases a person: the key, what it sealed, and the hashes. What is left is an id that meetings name; its next version.
///
/// # Errors
/// A transient problem when another change came first.
pub fn erase(conn: &mut Connection, person: PartnerPerson, now: Instant) -> Result<PartnerPerson, Problem> {
    SubjectKey::erase(conn, person.id)?;
    let erased = PartnerPerson {
        sealed: None,
        name_index: None,
        email_index: None,
        erased_at: Some(now),
        version: person.version + 1,
        updated_at: now,
        ..person
    };
    save(conn, &erased)?;
    Ok(erased)
}
