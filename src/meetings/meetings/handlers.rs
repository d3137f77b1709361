//! The operations on meetings.

use super::check::{self, Timing};
use super::input::{MeetingCancellation, MeetingChange, MeetingOutcome, NewMeeting};
use super::json::{MeetingFilters, MeetingSort, MeetingView};
use super::model::{Full, Meeting, MeetingVisibility};
use super::queries::{self, Filter};
use super::rules;
use crate::auth::Caller;
use crate::db::page::Slice;
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use actix_web::{get, patch, post};
use chrono::{Days, NaiveDate, NaiveTime};

/// List meetings
///
/// By their beginning. The public sees public meetings; members and the secretariat see all.
#[utoipa::path(tag = "Meetings", params(PagingParams, MeetingFilters), responses((status = 200, body = Page<MeetingView>, description = "A page of meetings.")))]
#[get("/v1/meetings")]
pub async fn list_meetings(
    view: View,
    Query(filters): Query<MeetingFilters>,
    paging: Paging<MeetingSort>,
) -> Reply {
    let filter = Filter {
        year: filters.year,
        kind: filters.kind,
        status: filters.status,
        host_id: filters.host_id,
        follow_up_of: filters.follow_up_of,
        from: filters.from.map(midnight),
        before: filters
            .to
            .and_then(|day| day.checked_add_days(Days::new(1)))
            .map(midnight),
    };
    view.json(move |conn, caller| {
        let slice = queries::list(conn, caller, &filter, &paging.request, paging.count)?;
        Ok(paging.page(Slice {
            rows: views(conn, caller, slice.rows)?,
            next: slice.next,
            total: slice.total,
        }))
    })
    .await
}

fn midnight(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc().into()
}

/// Meetings with their co-sponsors and warnings: three statements for any number of them.
fn views(
    conn: &mut Connection,
    caller: &Caller,
    meetings: Vec<Meeting>,
) -> Result<Vec<MeetingView>, Problem> {
    let mut co_sponsors = queries::co_sponsors(conn, &meetings)?;
    let surroundings = queries::surroundings(conn, caller, &meetings)?;
    let view = |meeting: Meeting| {
        let warnings = surroundings.warnings(&meeting);
        let co_sponsor_ids = co_sponsors.remove(&meeting.id).unwrap_or_default();
        let full = Full {
            meeting,
            co_sponsor_ids,
        };
        MeetingView::new(full, warnings)
    };
    Ok(meetings.into_iter().map(view).collect())
}

/// A meeting as the caller sees it.
fn look(conn: &mut Connection, caller: &Caller, id: Id) -> Result<MeetingView, Problem> {
    let meeting = queries::visible(conn, caller, id)?;
    views(conn, caller, vec![meeting])?
        .pop()
        .ok_or_else(Problem::not_found)
}

/// Get a meeting
///
/// One meeting, with what departs from a soft rule of the guidelines.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), responses((status = 200, body = MeetingView, description = "The meeting.")))]
#[get("/v1/meetings/{id}")]
pub async fn get_meeting(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| look(conn, caller, id)).await
}

/// Plan a meeting
///
/// For the secretariat and the troika. With `record`, the secretariat puts a meeting on record that the service did not
/// see, with its source. An annual meeting is hosted by a member State (clause `meeting.annual`).
#[utoipa::path(tag = "Meetings", request_body = NewMeeting, responses((status = 201, body = MeetingView, description = "Planned, or recorded.")))]
#[post("/v1/meetings")]
pub async fn plan_meeting(act: Act, Valid(new): Valid<NewMeeting>) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        if new.record.is_some() && !caller.is_secretariat() {
            return Err(Problem::forbidden(
                "The secretariat records past meetings; leave `record` out to plan one.",
            ));
        }
        let mut full = new.to_row(MeetingVisibility::Network, caller.now.into());
        let named = queries::named(tx, caller, &full)?;
        full.meeting.visibility = new
            .visibility
            .unwrap_or_else(|| rules::default_visibility(new.kind, named.line.first()));
        let timing = match new.record.as_ref().map(|record| record.status) {
            None => Timing::Ahead,
            Some(MeetingOutcome::Held) => Timing::Begun,
            Some(MeetingOutcome::Cancelled) => Timing::Any,
        };
        check::check(&full, &named, timing, caller.now)?;
        queries::insert(tx, &full)?;
        let action = if new.record.is_some() {
            "meeting.recorded"
        } else {
            "meeting.planned"
        };
        tx.record(entry(action, &full.meeting))?;
        let id = full.meeting.id;
        Answer::created(format!("/v1/meetings/{id}"), &look(tx, caller, id)?)
    })
    .await
}

/// Change a meeting
///
/// As long as it is planned or confirmed. The rules hold for what comes out.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = MeetingChange, responses((status = 200, body = MeetingView, description = "Changed.")))]
#[patch("/v1/meetings/{id}")]
pub async fn change_meeting(act: Act, PathId(id): PathId, Valid(change): Valid<MeetingChange>) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let current = look(tx, caller, id)?;
        tx.require_match(&current)?;
        let old = queries::load(tx, caller, id)?;
        rules::require_open(&old.meeting)?;
        let new = change.applied_to(old.clone());
        let named = queries::named(tx, caller, &new)?;
        let moved = new.meeting.starts_at != old.meeting.starts_at;
        let timing = if moved { Timing::Ahead } else { Timing::Any };
        check::check(&new, &named, timing, caller.now)?;
        if new.meeting.visibility > old.meeting.visibility && queries::has_public_follow_up(tx, id)? {
            return Err(Problem::conflict(
                "A public meeting follows this one up; make that one `network` first.",
            ));
        }
        if new.meeting.kind != old.meeting.kind {
            rules::require_nothing_set(queries::sets_timelines(tx, id)?)?;
        }
        if new.co_sponsor_ids != old.co_sponsor_ids {
            queries::replace_co_sponsors(tx, &new)?;
        }
        // Who saw it and sees it no more learns that it changed, finds nothing there, and forgets it.
        let audience = old.meeting.visibility.min(new.meeting.visibility);
        save_before(tx, new.meeting, "meeting.changed", audience)
    })
    .await
}

/// Confirm a meeting
///
/// Its place and time stand. From `planned` only.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), responses((status = 200, body = MeetingView, description = "Confirmed.")))]
#[post("/v1/meetings/{id}/confirm")]
pub async fn confirm_meeting(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut meeting = queries::visible(tx, caller, id)?;
        rules::confirm(&mut meeting)?;
        save(tx, meeting, "meeting.confirmed")
    })
    .await
}

/// Record that a meeting was held
///
/// From `planned` or `confirmed`, once it has begun.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), responses((status = 200, body = MeetingView, description = "Held.")))]
#[post("/v1/meetings/{id}/hold")]
pub async fn hold_meeting(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut meeting = queries::visible(tx, caller, id)?;
        rules::hold(&mut meeting, caller.now)?;
        save(tx, meeting, "meeting.held")
    })
    .await
}

/// Cancel a meeting
///
/// From `planned` or `confirmed`, with the reason. It stays on record.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = MeetingCancellation, responses((status = 200, body = MeetingView, description = "Cancelled.")))]
#[post("/v1/meetings/{id}/cancel")]
pub async fn cancel_meeting(
    act: Act,
    PathId(id): PathId,
    Valid(cancellation): Valid<MeetingCancellation>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut meeting = queries::visible(tx, caller, id)?;
        rules::cancel(&mut meeting, &cancellation.reason)?;
        rules::require_nothing_set(queries::sets_timelines(tx, id)?)?;
        save(tx, meeting, "meeting.cancelled")
    })
    .await
}

fn entry(action: &'static str, meeting: &Meeting) -> Entry {
    Entry {
        action,
        resource: "meetings",
        parent: None,
        id: meeting.id,
        version: meeting.version,
        visibility: meeting.visibility.into(),
        member: meeting.host_id,
    }
}

/// Counts the version up, saves, records, and answers with the meeting as the caller sees it now.
fn save(tx: &mut Tx<'_>, meeting: Meeting, action: &'static str) -> Result<Answer, Problem> {
    let audience = meeting.visibility;
    save_before(tx, meeting, action, audience)
}

/// The same before another audience than that of the meeting as it is now.
fn save_before(
    tx: &mut Tx<'_>,
    mut meeting: Meeting,
    action: &'static str,
    audience: MeetingVisibility,
) -> Result<Answer, Problem> {
    let caller = tx.caller;
    meeting.version += 1;
    meeting.updated_at = caller.now.into();
    queries::save(tx, &meeting)?;
    tx.record(Entry {
        visibility: audience.into(),
        ..entry(action, &meeting)
    })?;
    Answer::ok(&look(tx, caller, meeting.id)?)
}
