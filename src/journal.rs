//! The record of decisions: an audit entry and an event for each, written in the decision's own transaction, so that
//! they stand or fall with it.

use crate::auth::Caller;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::schema::{audit_entries, events};
use diesel::prelude::*;

/// What was decided, without personal data: ids and states only.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The event's type: the resource in the singular and what happened to it, such as `membership_request.admitted`.
    pub action: &'static str,
    /// The resource's path segment, such as `membership-requests`.
    pub resource: &'static str,
    /// The record that its path goes through, such as the meeting of an agenda item.
    pub parent: Option<Id>,
    /// Which one.
    pub id: Id,
    /// Its version after the decision.
    pub version: i32,
    /// Who may learn of it.
    pub visibility: Visibility,
    /// The member that it concerns, which may learn of it whatever the visibility.
    pub member: Option<Id>,
}

/// What follows the record: called in the transaction of a decision with each of its entries, once all is decided.
pub type Follower = fn(&mut Connection, &Entry) -> Result<(), Problem>;

#[derive(Insertable)]
#[diesel(table_name = audit_entries)]
struct AuditEntry {
    id: Id,
    occurred_at: Instant,
    account_id: Option<Id>,
    action: &'static str,
    resource: &'static str,
    resource_id: Id,
    version: i32,
    request_id: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = events)]
struct Event {
    id: Id,
    occurred_at: Instant,
    action: &'static str,
    resource: &'static str,
    parent_id: Option<Id>,
    resource_id: Id,
    version: i32,
    visibility: Visibility,
    member_id: Option<Id>,
}

/// That someone has read what is sealed: on record in the audit trail, and no event.
#[derive(Debug, Clone)]
pub struct Look {
    /// What was done, such as `partner_person.read`.
    pub action: &'static str,
    /// The resource's path segment.
    pub resource: &'static str,
    /// Which one.
    pub id: Id,
    /// The version that was read.
    pub version: i32,
}

/// Writes an audit entry for each.
///
/// # Errors
/// When the database refuses.
pub fn note(conn: &mut Connection, caller: &Caller, looks: &[Look]) -> Result<(), Problem> {
    let entry = |look: &Look| AuditEntry {
        id: Id::new(),
        occurred_at: caller.now.into(),
        account_id: caller.account,
        action: look.action,
        resource: look.resource,
        resource_id: look.id,
        version: look.version,
        request_id: caller.request_id.clone(),
    };
    for look in looks {
        diesel::insert_into(audit_entries::table)
            .values(&entry(look))
            .execute(conn)?;
    }
    Ok(())
}

/// What was told of records that fewer may see from now on is for those alone too: who follows the feed from its beginning
/// finds nothing of them.
///
/// # Errors
/// When the database refuses.
pub fn narrow(
    conn: &mut Connection,
    resource: &str,
    ids: &[Id],
    visibility: Visibility,
) -> Result<(), Problem> {
    let wider = [Visibility::Public, Visibility::Network].into_iter();
    let wider: Vec<Visibility> = wider.filter(|level| *level < visibility).collect();
    diesel::update(events::table)
        .filter(events::resource.eq(resource))
        .filter(events::resource_id.eq_any(ids))
        .filter(events::visibility.eq_any(wider))
        .set(events::visibility.eq(visibility))
        .execute(conn)?;
    Ok(())
}

/// Writes both rows.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Connection, caller: &Caller, entry: &Entry) -> Result<(), Problem> {
    let &Entry {
        action,
        resource,
        parent,
        id,
        version,
        visibility,
        member,
    } = entry;
    let occurred_at = caller.now.into();
    diesel::insert_into(audit_entries::table)
        .values(&AuditEntry {
            id: Id::new(),
            occurred_at,
            account_id: caller.account,
            action,
            resource,
            resource_id: id,
            version,
            request_id: caller.request_id.clone(),
        })
        .execute(conn)?;
    diesel::insert_into(events::table)
        .values(&Event {
            id: Id::new(),
            occurred_at,
            action,
            resource,
            parent_id: parent,
            resource_id: id,
            version,
            visibility,
            member_id: member,
        })
        .execute(conn)?;
    Ok(())
}
