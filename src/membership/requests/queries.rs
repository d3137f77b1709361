//! Every statement on membership requests.

use super::model::{ApplicantKind, Request, RequestStatus};
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::Problem;
use crate::records::Naming;
use crate::schema::{membership_request_recipients as recipients, membership_requests as table};
use diesel::prelude::*;

/// What a list of requests is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One state only.
    pub status: Option<RequestStatus>,
    /// One kind of applicant only.
    pub kind: Option<ApplicantKind>,
}

/// What the caller may see: all of them for the secretariat, those that were shared for the members.
fn visible<'a>(caller: &Caller, filter: &Filter) -> table::BoxedQuery<'a, MultiBackend> {
    let mut query = table::table.into_boxed();
    if !caller.is_secretariat() {
        query = query.filter(table::shared_at.is_not_null());
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(table::kind.eq(kind));
    }
    query
}

/// One page of requests.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<Request>, Problem> {
    let query = visible(caller, filter).select(Request::as_select());
    let rows = window::<Instant, _, _, _>(query, table::received_at, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &Request| Position::of(&row.received_at, row.id))
        .counted(count, || visible(caller, filter).count().get_result(conn))
}

/// A request that the caller may see.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Request, Problem> {
    let request: Request = table::table
        .find(id)
        .select(Request::as_select())
        .get_result(conn)?;
    if request.is_visible_to(caller) {
        Ok(request)
    } else {
        Err(Problem::not_found())
    }
}

/// A request, whoever may see it.
///
/// # Errors
/// 404.
pub fn by_id(conn: &mut Connection, id: Id) -> Result<Request, Problem> {
    Ok(table::table
        .find(id)
        .select(Request::as_select())
        .get_result(conn)?)
}

/// The id, the name and the address of everyone whom requests name: the contacts, and the proposed focal points.
///
/// # Errors
/// When the database refuses.
pub fn names(conn: &mut Connection) -> Result<Vec<Naming>, Problem> {
    let rows: Vec<Request> = table::table
        .order(table::id)
        .select(Request::as_select())
        .load(conn)?;
    let of = |row: Request| {
        let proposed = row
            .proposal()
            .map(|proposed| (row.id, Some(proposed.name), proposed.email));
        let contact = (row.id, Some(row.contact_name), Some(row.contact_email));
        [Some(contact), proposed]
    };
    Ok(rows.into_iter().flat_map(of).flatten().collect())
}

/// Writes a new request.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, request: &Request) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(request).execute(conn)?;
    Ok(())
}

/// Writes a changed request over the version before.
///
/// # Errors
/// A transient problem when another change came first.
pub fn save(conn: &mut Connection, request: &Request) -> Result<(), Problem> {
    let changed = diesel::update(table::table.find(request.id))
        .filter(table::version.eq(request.version - 1))
        .set(request)
        .execute(conn)?;
    crate::db::guarded(changed)
}

/// Puts on record with whom a request was shared.
///
/// # Errors
/// When the database refuses.
pub fn insert_recipients(conn: &mut Connection, request: Id, members: &[Id]) -> Result<(), Problem> {
    for member in members {
        diesel::insert_into(recipients::table)
            .values((
                recipients::request_id.eq(request),
                recipients::member_id.eq(*member),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// With whom requests were shared: pairs of request and member.
///
/// # Errors
/// When the database refuses.
pub fn recipients_of(conn: &mut Connection, requests: &[Id]) -> Result<Vec<(Id, Id)>, Problem> {
    Ok(recipients::table
        .filter(recipients::request_id.eq_any(requests))
        .order((recipients::request_id, recipients::member_id))
        .select((recipients::request_id, recipients::member_id))
        .load(conn)?)
}
