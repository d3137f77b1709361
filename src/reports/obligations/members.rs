//! What the guidelines ask on membership and of members.

use super::finding::{Case, Finding, Found};
use crate::db::{Id, Instant};
use crate::error::Problem;
use crate::membership::requests::model::RequestStatus;
use crate::reports::focal_point_gaps::gaps;
use crate::reports::member_activity::queries as activity;
use crate::schema::membership_requests as requests;
use chrono::{Days, NaiveTime};
use diesel::prelude::*;

struct Asked {
    id: Id,
    status: RequestStatus,
    shared: bool,
}

/// The requests of the year that the caller may see: members see those that were shared.
fn requests(case: &mut Case<'_>) -> Result<Vec<Asked>, Problem> {
    let mut query = requests::table
        .filter(requests::received_at.ge(case.year.from()))
        .filter(requests::received_at.lt(case.year.before()))
        .into_boxed();
    if !case.caller.is_secretariat() {
        query = query.filter(requests::shared_at.is_not_null());
    }
    let rows: Vec<(Id, RequestStatus, Option<Instant>)> = query
        .order(requests::id)
        .select((requests::id, requests::status, requests::shared_at))
        .load(case.conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, status, shared_at)| Asked {
            id,
            status,
            shared: shared_at.is_some(),
        })
        .collect())
}

/// Nobody who asked to join waits for an answer.
pub fn open_membership(case: &mut Case<'_>) -> Found {
    let asked = requests(case)?;
    if asked.is_empty() {
        return Ok(Finding::not_applicable("Nobody asked to join."));
    }
    let waits = |one: &&Asked| matches!(one.status, RequestStatus::Received | RequestStatus::Shared);
    let waiting = asked.iter().filter(waits).count();
    let ids: Vec<Id> = asked.iter().map(|one| one.id).collect();
    Ok(Finding::of(
        waiting == 0,
        "Every request of the year was answered.",
        format!("{waiting} of {} requests of the year are undecided.", asked.len()),
    )
    .with("membership-requests", &ids))
}

/// Every request that stands was shared with the Network.
pub fn shared_requests(case: &mut Case<'_>) -> Found {
    let mut asked = requests(case)?;
    asked.retain(|one| {
        one.shared || !matches!(one.status, RequestStatus::Withdrawn | RequestStatus::Ineligible)
    });
    if asked.is_empty() {
        return Ok(Finding::not_applicable("There was no request to share."));
    }
    let kept_back = asked.iter().filter(|one| !one.shared).count();
    let ids: Vec<Id> = asked.iter().map(|one| one.id).collect();
    Ok(Finding::of(
        kept_back == 0,
        "Every request of the year was shared with the Network.",
        format!(
            "{kept_back} of {} requests of the year were not shared yet.",
            asked.len()
        ),
    )
    .with("membership-requests", &ids))
}

/// Every member has a focal point.
pub fn focal_points(case: &mut Case<'_>) -> Found {
    let gaps = gaps(case.conn, case.year.on, case.caller.now)?;
    Ok(Finding::nobody(
        gaps.without,
        "Every member has an active focal point.",
        "members have no active focal point.",
    )
    .with_path("focal-points", "/v1/focal-points?status=active"))
}

/// Contact data was confirmed within a year.
pub fn contact(case: &mut Case<'_>) -> Found {
    let end = case
        .year
        .on
        .checked_add_days(Days::new(1))
        .unwrap_or(case.year.on);
    let moment = end.and_time(NaiveTime::MIN).and_utc().min(case.caller.now);
    let gaps = gaps(case.conn, case.year.on, moment)?;
    if gaps.reached == 0 {
        return Ok(Finding::not_applicable("There is no contact data to confirm."));
    }
    Ok(Finding::nobody(
        gaps.stale.into_iter().map(|contact| contact.member).collect(),
        "All contact data was confirmed within a year.",
        "members have contact data that nobody confirmed within a year.",
    )
    .with_path("focal-points", "/v1/focal-points?stale=true"))
}

/// Every member shared in the newsletter and at a meeting.
pub fn updates(case: &mut Case<'_>) -> Found {
    let rows = activity::rows(case.conn, &case.year)?;
    let silent = rows
        .into_iter()
        .filter(|row| !row.on_both)
        .map(|row| row.member)
        .collect();
    Ok(Finding::nobody(
        silent,
        "Every member shared updates in the newsletter and at a meeting.",
        "members shared no update in the newsletter, or none at a meeting.",
    )
    .with_path(
        "reports",
        format!("/v1/reports/member-activity?year={}", case.year.number),
    ))
}

/// Every member promoted the Network.
pub fn promotion(case: &mut Case<'_>) -> Found {
    let rows = activity::rows(case.conn, &case.year)?;
    let silent = rows
        .into_iter()
        .filter(|row| row.promotions == 0)
        .map(|row| row.member)
        .collect();
    Ok(Finding::nobody(
        silent,
        "Every member promoted the Network at a forum.",
        "members have no promotion of the Network on record.",
    )
    .with_path(
        "reports",
        format!("/v1/reports/member-activity?year={}", case.year.number),
    ))
}
