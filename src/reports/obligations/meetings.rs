//! What the guidelines ask of the year's meetings.

use super::finding::{Case, Finding, Found};
use crate::chairmanship::troika;
use crate::db::Id;
use crate::error::Problem;
use crate::meetings::meetings::model::{Meeting, MeetingKind, MeetingStatus};
use crate::meetings::meetings::rules::local_day;
use crate::meetings::meetings::warnings::is_new_york;
use crate::reports::civil_society;
use crate::schema::{agenda_items, chairs, meetings};
use diesel::prelude::*;
use std::collections::HashSet;

/// The meetings that were held in the year, of one kind or of all.
fn held(case: &mut Case<'_>, kind: Option<MeetingKind>) -> Result<Vec<Meeting>, Problem> {
    let mut query = meetings::table
        .filter(meetings::status.eq(MeetingStatus::Held))
        .filter(meetings::year.eq(case.year.number))
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(meetings::kind.eq(kind));
    }
    Ok(query
        .order((meetings::starts_at, meetings::id))
        .select(Meeting::as_select())
        .load(case.conn)?)
}

fn ids(meetings: &[Meeting]) -> Vec<Id> {
    meetings.iter().map(|meeting| meeting.id).collect()
}

/// One annual meeting was held.
pub fn annual(case: &mut Case<'_>) -> Found {
    let held = held(case, Some(MeetingKind::Annual))?;
    Ok(Finding::of(
        held.len() == 1,
        "The annual meeting was held.",
        match held.len() {
            0 => "No annual meeting was held.".to_owned(),
            several => format!("{several} annual meetings were held."),
        },
    )
    .with("meetings", &ids(&held)))
}

/// The annual meeting's host was the incumbent Chair, or it is on record why not.
pub fn host(case: &mut Case<'_>) -> Found {
    let held = held(case, Some(MeetingKind::Annual))?;
    if held.is_empty() {
        return Ok(Finding::not_applicable("No annual meeting was held."));
    }
    let mut unexplained = 0;
    for meeting in &held {
        if meeting.host_reason.is_none() && !is_hosted_by_the_chair(case, meeting)? {
            unexplained += 1;
        }
    }
    Ok(Finding::of(
        unexplained == 0,
        "The incumbent Chair was the host, or it is on record why not.",
        "The host was not the incumbent Chair, and no reason is on record.",
    )
    .with("meetings", &ids(&held)))
}

fn is_hosted_by_the_chair(case: &mut Case<'_>, meeting: &Meeting) -> Result<bool, Problem> {
    let day = local_day(meeting.starts_at, &meeting.time_zone);
    let Some(term) = troika::queries::on(case.conn, day)?.incumbent else {
        return Ok(false);
    };
    let chairing: Vec<Id> = chairs::table
        .filter(chairs::term_id.eq(term.id))
        .select(chairs::member_id)
        .load(case.conn)?;
    Ok(meeting.host_id.is_some_and(|host| chairing.contains(&host)))
}

/// A follow-up meeting was held in New York.
pub fn follow_up(case: &mut Case<'_>) -> Found {
    let mut held = held(case, Some(MeetingKind::FollowUp))?;
    held.retain(|meeting| is_new_york(meeting.city.as_deref(), meeting.country.as_deref()));
    Ok(Finding::any(
        "meetings",
        &ids(&held),
        "A follow-up meeting was held in New York.",
        "No follow-up meeting was held in New York.",
    ))
}

/// Every meeting of the year had an agenda.
pub fn agendas(case: &mut Case<'_>) -> Found {
    let held = held(case, None)?;
    if held.is_empty() {
        return Ok(Finding::not_applicable("No meeting was held."));
    }
    let planned: HashSet<Id> = agenda_items::table
        .filter(agenda_items::meeting_id.eq_any(ids(&held)))
        .select(agenda_items::meeting_id)
        .load::<Id>(case.conn)?
        .into_iter()
        .collect();
    let without = held
        .iter()
        .filter(|meeting| !planned.contains(&meeting.id))
        .count();
    Ok(Finding::of(
        without == 0,
        "Every meeting of the year had an agenda.",
        format!("{without} of {} meetings of the year had no agenda.", held.len()),
    )
    .with("meetings", &ids(&held)))
}

/// Civil-society or local organizations took part in every meeting that was held and every initiative that ran.
pub fn civil_society(case: &mut Case<'_>) -> Found {
    let year = case.year.number;
    let report = civil_society::queries::facts(case.conn, case.caller, year)?.report(year);
    let took_place: Vec<_> = report
        .meetings
        .iter()
        .chain(&report.initiatives)
        .filter(|row| ["held", "running", "completed"].contains(&row.status))
        .collect();
    if took_place.is_empty() {
        return Ok(Finding::not_applicable(
            "No meeting was held, and no initiative ran.",
        ));
    }
    let without = took_place.iter().filter(|row| row.partners == 0).count();
    Ok(Finding::of(
        without == 0,
        "Civil-society or local organizations took part in every meeting and initiative.",
        format!(
            "{without} of {} meetings and initiatives were without civil-society and local organizations.",
            took_place.len()
        ),
    )
    .with_path("reports", format!("/v1/reports/civil-society?year={year}")))
}
