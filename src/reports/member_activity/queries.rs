//! The statements behind the report.

use super::json::MemberActivityRow;
use crate::communication::newsletters::NewsletterStatus;
use crate::communication::updates::UpdateStatus;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::meetings::meetings::model::MeetingStatus;
use crate::reports::people::{ReportedMember, members_on};
use crate::reports::year::Year;
use crate::schema::{agenda_items, meetings, newsletter_items, newsletters, promotions, updates};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A row for every member of the year.
///
/// # Errors
/// When the database refuses.
pub fn rows(conn: &mut Connection, year: &Year) -> Result<Vec<MemberActivityRow>, Problem> {
    let printed = by_member(in_newsletters(conn, year)?);
    let told = by_member(at_meetings(conn, year)?);
    let promoted = by_member(promotions(conn, year)?);
    let row = |member: ReportedMember| {
        let of = |counts: &HashMap<Id, usize>| counts.get(&member.id).copied().unwrap_or(0);
        let (newsletter_updates, meeting_updates) = (of(&printed), of(&told));
        MemberActivityRow {
            on_both: newsletter_updates > 0 && meeting_updates > 0,
            newsletter_updates,
            meeting_updates,
            promotions: of(&promoted),
            member,
        }
    };
    Ok(members_on(conn, year.on)?.into_iter().map(row).collect())
}

/// How many different records each member has among pairs of member and record.
fn by_member(shared: Vec<(Id, Id)>) -> HashMap<Id, usize> {
    let mut counts = HashMap::new();
    for (member, _) in shared.into_iter().collect::<BTreeSet<_>>() {
        *counts.entry(member).or_insert(0) += 1;
    }
    counts
}

/// Member and update of what stood in the issues of a year.
fn in_newsletters(conn: &mut Connection, year: &Year) -> Result<Vec<(Id, Id)>, Problem> {
    Ok(newsletter_items::table
        .inner_join(newsletters::table.on(newsletters::id.eq(newsletter_items::newsletter_id)))
        .inner_join(updates::table.on(updates::id.eq(newsletter_items::update_id)))
        .filter(newsletters::status.eq(NewsletterStatus::Published))
        .filter(newsletters::published_at.ge(year.from()))
        .filter(newsletters::published_at.lt(year.before()))
        .filter(updates::status.eq(UpdateStatus::Published))
        .select((updates::member_id, updates::id))
        .load(conn)?)
}

/// Member and update of what was shared at the meetings of a year.
fn at_meetings(conn: &mut Connection, year: &Year) -> Result<Vec<(Id, Id)>, Problem> {
    Ok(updates::table
        .inner_join(agenda_items::table.on(updates::agenda_item_id.eq(agenda_items::id.nullable())))
        .inner_join(meetings::table.on(meetings::id.eq(agenda_items::meeting_id)))
        .filter(meetings::status.eq(MeetingStatus::Held))
        .filter(meetings::year.eq(year.number))
        .filter(updates::status.eq(UpdateStatus::Published))
        .select((updates::member_id, updates::id))
        .load(conn)?)
}

/// Member and record of what was promoted in a year.
fn promotions(conn: &mut Connection, year: &Year) -> Result<Vec<(Id, Id)>, Problem> {
    Ok(promotions::table
        .filter(promotions::promoted_on.ge(year.first))
        .filter(promotions::promoted_on.le(year.last))
        .select((promotions::member_id, promotions::id))
        .load(conn)?)
}
