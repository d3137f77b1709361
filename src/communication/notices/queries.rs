//! The statements on notices that are not a record's own.

use super::json::Receipt;
use super::model::{Notice, NoticeAudience};
use super::rules::visible_to;
use crate::accounts::AccountStatus;
use crate::auth::Caller;
use crate::chairmanship::troika;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::membership::members;
use crate::schema::{accounts, chairs, notice_recipients as recipients, notices as table};
use diesel::prelude::*;

/// A notice that the caller may see.
///
/// # Errors
/// 404.
pub fn open(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Notice, Problem> {
    Ok(visible_to(caller)
        .filter(table::id.eq(id))
        .select(Notice::as_select())
        .get_result(conn)?)
}

/// The receipts of notices that the caller may see: all, or those of its own member.
///
/// # Errors
/// When the database refuses.
pub fn receipts(conn: &mut Connection, caller: &Caller, notices: &[Notice]) -> Result<Vec<Receipt>, Problem> {
    let ids: Vec<Id> = notices.iter().map(|notice| notice.id).collect();
    let mut query = recipients::table
        .filter(recipients::notice_id.eq_any(ids))
        .into_boxed();
    if !caller.is_secretariat() {
        let Some(member) = caller.member() else {
            return Ok(Vec::new());
        };
        query = query.filter(recipients::member_id.eq(member));
    }
    Ok(query
        .order((recipients::notice_id, recipients::member_id))
        .select(Receipt::as_select())
        .load(conn)?)
}

/// The members that a notice is for on the caller's day, each once.
///
/// # Errors
/// When the database refuses.
pub fn audience(conn: &mut Connection, caller: &Caller, notice: &Notice) -> Result<Vec<Id>, Problem> {
    let mut members = match notice.audience {
        NoticeAudience::AllMembers => members::queries::active_on(conn, caller.today())?,
        NoticeAudience::ChosenMembers => notice.member_ids.0.clone(),
        NoticeAudience::Troika => {
            let troika = troika::queries::on(conn, caller.today())?;
            let terms: Vec<Id> = troika.seats().map(|(_, term)| term.id).collect();
            chairs::table
                .filter(chairs::term_id.eq_any(terms))
                .select(chairs::member_id)
                .load(conn)?
        }
    };
    members.sort_unstable();
    members.dedup();
    Ok(members)
}

/// How many of these are members, in the Network today or not.
///
/// # Errors
/// When the database refuses.
pub fn known(conn: &mut Connection, ids: &[Id]) -> Result<Vec<Id>, Problem> {
    let found = members::queries::of_ids(conn, ids)?;
    Ok(found.into_iter().map(|full| full.member.id).collect())
}

/// Puts on record to whom a notice was sent.
///
/// # Errors
/// When the database refuses.
pub fn insert_recipients(conn: &mut Connection, notice: Id, members: &[Id]) -> Result<(), Problem> {
    for member in members {
        diesel::insert_into(recipients::table)
            .values((
                recipients::notice_id.eq(notice),
                recipients::member_id.eq(*member),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The addresses of those who may sign in for these members.
///
/// # Errors
/// When the database refuses.
pub fn addresses(conn: &mut Connection, members: &[Id]) -> Result<Vec<String>, Problem> {
    Ok(accounts::table
        .filter(accounts::member_id.eq_any(members.iter().copied().map(Some).collect::<Vec<_>>()))
        .filter(accounts::status.eq(AccountStatus::Active))
        .order(accounts::id)
        .select(accounts::email)
        .load(conn)?)
}

/// Notes that a member has read a notice; false when it has said so before.
///
/// # Errors
/// When the database refuses.
pub fn mark_read(conn: &mut Connection, notice: Id, member: Id, now: Instant) -> Result<bool, Problem> {
    let unread = recipients::table
        .find((notice, member))
        .filter(recipients::read_at.is_null());
    let marked = diesel::update(unread)
        .set(recipients::read_at.eq(Some(now)))
        .execute(conn)?;
    Ok(marked == 1)
}
