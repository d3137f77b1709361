//! The operations on participants.

use super::json::{
    AttendanceRecord, NewParticipant, ParticipantChange, ParticipantFilters, ParticipantRefusal,
    ParticipantSort, ParticipantView,
};
use super::model::Participant;
use super::queries::{self, Filter};
use super::rules;
use crate::auth::Caller;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Ids, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::meetings::meetings::{queries as meetings, rules::require_open};
use crate::membership::members;
use actix_web::{delete, get, patch, post};

/// List the participants of a meeting
///
/// In the order in which they were registered. For members: other members' addresses are left out.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), PagingParams, ParticipantFilters), responses((status = 200, body = Page<ParticipantView>, description = "A page of participants.")))]
#[get("/v1/meetings/{id}/participants")]
pub async fn list_participants(
    view: View,
    PathId(id): PathId,
    Query(filters): Query<ParticipantFilters>,
    paging: Paging<ParticipantSort>,
) -> Reply {
    let filter = Filter {
        meeting_id: id,
        member_id: filters.member_id,
        status: filters.status,
        role: filters.role,
    };
    view.json(move |conn, caller| {
        meetings::visible(conn, caller, id)?;
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(|participant| ParticipantView::of(caller, participant))))
    })
    .await
}

/// Get a participant
///
/// One participant by its id.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("participant_id" = Id, Path, description = "The participant's id.")), responses((status = 200, body = ParticipantView, description = "The participant.")))]
#[get("/v1/meetings/{id}/participants/{participant_id}")]
pub async fn get_participant(view: View, Ids(ids): Ids<2>) -> Reply {
    let [id, participant_id] = ids;
    view.json(move |conn, caller| {
        meetings::visible(conn, caller, id)?;
        let participant = queries::load(conn, id, participant_id)?;
        Ok(ParticipantView::of(caller, participant))
    })
    .await
}

/// Register a participant
///
/// A member registers its own delegation, one person at a time, as long as the meeting is planned or confirmed; the
/// secretariat registers for any member, and then decides.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = NewParticipant, responses((status = 201, body = ParticipantView, description = "Registered.")))]
#[post("/v1/meetings/{id}/participants")]
pub async fn register_participant(act: Act, PathId(id): PathId, Valid(new): Valid<NewParticipant>) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let meeting = meetings::visible(tx, caller, id)?;
        let member = delegation(tx, new.member_id)?;
        require_open(&meeting)?;
        let participant = new.to_row(id, member, caller.now.into());
        queries::insert(tx, &participant)?;
        tx.record(entry("participant.registered", &participant))?;
        let view = ParticipantView::of(caller, queries::load(tx, id, participant.id)?);
        Answer::created(
            format!("/v1/meetings/{id}/participants/{}", participant.id),
            &view,
        )
    })
    .await
}

/// The member whose delegation it is: the caller's own, or the one that the secretariat names.
fn delegation(tx: &mut Tx<'_>, named: Option<Id>) -> Result<Id, Problem> {
    let member = named.or_else(|| tx.caller.member()).ok_or_else(|| {
        Problem::invalid(
            "/member_id",
            "required",
            "Name the member whose delegation the person belongs to.",
        )
    })?;
    tx.caller.require_own(member)?;
    if members::queries::of_ids(tx, &[member])?.is_empty() {
        return Err(Problem::invalid(
            "/member_id",
            "unknown",
            "There is no such member.",
        ));
    }
    Ok(member)
}

/// Change a registration
///
/// By the own member or the secretariat, while it is requested or approved. When the member changes the name or the
/// role of someone approved, the registration is requested again.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("participant_id" = Id, Path, description = "The participant's id.")), request_body = ParticipantChange, responses((status = 200, body = ParticipantView, description = "Changed.")))]
#[patch("/v1/meetings/{id}/participants/{participant_id}")]
pub async fn change_participant(
    act: Act,
    Ids(ids): Ids<2>,
    Valid(change): Valid<ParticipantChange>,
) -> Reply {
    let [id, participant_id] = ids;
    act.commit(move |tx| {
        let old = own(tx, id, participant_id)?;
        let mut participant = change.applied_to(old.clone());
        if !tx.caller.is_secretariat() {
            participant.status = rules::status_after_change(&old, &participant);
        }
        save(tx, participant, "participant.changed")
    })
    .await
}

/// Take back a registration
///
/// By the own member or the secretariat, while it is requested or approved. Nothing of the person is kept.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("participant_id" = Id, Path, description = "The participant's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/meetings/{id}/participants/{participant_id}")]
pub async fn remove_participant(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, participant_id] = ids;
    act.commit(move |tx| {
        let mut participant = own(tx, id, participant_id)?;
        queries::delete(tx, &participant)?;
        participant.version += 1;
        tx.record(entry("participant.removed", &participant))?;
        Ok(Answer::none())
    })
    .await
}

/// A registration of the caller's own member, in the version that the caller has read, that may still change.
fn own(tx: &mut Tx<'_>, id: Id, participant_id: Id) -> Result<Participant, Problem> {
    let caller = tx.caller;
    meetings::visible(tx, caller, id)?;
    let participant = queries::load(tx, id, participant_id)?;
    caller.require_own(participant.member_id)?;
    tx.require_match(&ParticipantView::of(caller, participant.clone()))?;
    rules::require_changeable(&participant)?;
    Ok(participant)
}

/// Approve a registration
///
/// From `requested` only, unless the meeting is cancelled.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("participant_id" = Id, Path, description = "The participant's id.")), responses((status = 200, body = ParticipantView, description = "Approved.")))]
#[post("/v1/meetings/{id}/participants/{participant_id}/approve")]
pub async fn approve_participant(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, participant_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        let meeting = meetings::visible(tx, caller, id)?;
        let mut participant = queries::load(tx, id, participant_id)?;
        rules::approve(&mut participant, &meeting)?;
        save(tx, participant, "participant.approved")
    })
    .await
}

/// Decline a registration
///
/// From `requested` only, with a note for the member if there is something to say.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("participant_id" = Id, Path, description = "The participant's id.")), request_body = ParticipantRefusal, responses((status = 200, body = ParticipantView, description = "Declined.")))]
#[post("/v1/meetings/{id}/participants/{participant_id}/decline")]
pub async fn decline_participant(
    act: Act,
    Ids(ids): Ids<2>,
    Valid(refusal): Valid<ParticipantRefusal>,
) -> Reply {
    let [id, participant_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        meetings::visible(tx, caller, id)?;
        let mut participant = queries::load(tx, id, participant_id)?;
        rules::decline(&mut participant, refusal.note.as_deref())?;
        save(tx, participant, "participant.declined")
    })
    .await
}

/// Record whether a participant attended
///
/// Of those approved, once the meeting has begun. Can be corrected.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("participant_id" = Id, Path, description = "The participant's id.")), request_body = AttendanceRecord, responses((status = 200, body = ParticipantView, description = "Recorded.")))]
#[post("/v1/meetings/{id}/participants/{participant_id}/record-attendance")]
pub async fn record_attendance(act: Act, Ids(ids): Ids<2>, Valid(record): Valid<AttendanceRecord>) -> Reply {
    let [id, participant_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        let meeting = meetings::visible(tx, caller, id)?;
        let mut participant = queries::load(tx, id, participant_id)?;
        rules::attend(&mut participant, record.attendance.into(), &meeting, caller.now)?;
        save(tx, participant, "participant.attendance_recorded")
    })
    .await
}

fn entry(action: &'static str, participant: &Participant) -> Entry {
    Entry {
        action,
        resource: "participants",
        parent: Some(participant.meeting_id),
        id: participant.id,
        version: participant.version,
        visibility: Visibility::Network,
        member: Some(participant.member_id),
    }
}

/// Counts the version up, saves, records, and answers with the participant as the caller sees it now.
fn save(tx: &mut Tx<'_>, mut participant: Participant, action: &'static str) -> Result<Answer, Problem> {
    let caller: &Caller = tx.caller;
    participant.version += 1;
    participant.updated_at = caller.now.into();
    queries::save(tx, &participant)?;
    tx.record(entry(action, &participant))?;
    let saved = queries::load(tx, participant.meeting_id, participant.id)?;
    Answer::ok(&ParticipantView::of(caller, saved))
}
