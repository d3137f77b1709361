//! The statements behind the report.

use super::rules::Facts;
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::meetings::meetings::model::MeetingKind;
use crate::meetings::meetings::{Meeting, MeetingStatus};
use crate::meetings::participants::ParticipantStatus;
use crate::partnership::initiatives::model::Initiative;
use crate::partnership::initiatives::rules::with_visible_partners;
use crate::partnership::participations::queries::modes_in;
use crate::partnership::partners::rules::levels_of;
use crate::schema::{meetings, participants};
use diesel::prelude::*;

/// What the report of a year is made of, as far as the caller may see it: members and the secretariat see every meeting.
///
/// # Errors
/// When the database refuses.
pub fn facts(conn: &mut Connection, caller: &Caller, year: i32) -> Result<Facts, Problem> {
    let meetings: Vec<Meeting> = meetings::table
        .filter(meetings::year.eq(year))
        .filter(meetings::status.ne(MeetingStatus::Cancelled))
        .filter(meetings::kind.ne(MeetingKind::Troika))
        .order((meetings::starts_at, meetings::id))
        .select(Meeting::as_select())
        .load(conn)?;
    let ids: Vec<Id> = meetings.iter().map(|meeting| meeting.id).collect();
    let initiatives = Initiative::of_year(conn, year)?;
    Ok(Facts {
        modes: modes_in(conn, levels_of(caller), &ids)?,
        delegations: delegations(conn, &ids)?,
        initiatives: with_visible_partners(conn, caller, initiatives)?,
        meetings,
    })
}

/// The members with someone who is expected or came: meeting and member, once each.
fn delegations(conn: &mut Connection, meetings: &[Id]) -> Result<Vec<(Id, Id)>, Problem> {
    let there = [ParticipantStatus::Approved, ParticipantStatus::Attended];
    Ok(participants::table
        .filter(participants::meeting_id.eq_any(meetings))
        .filter(participants::status.eq_any(there))
        .select((participants::meeting_id, participants::member_id))
        .distinct()
        .load(conn)?)
}
