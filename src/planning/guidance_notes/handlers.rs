//! The operations on guidance notes. That only members of the troika of the day may write stands in the access table.

use super::model::{
    GuidanceNote, GuidanceNoteChange, GuidanceNoteFilters, GuidanceNoteSort, GuidanceNoteView,
    NewGuidanceNote,
};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use actix_web::{get, patch, post};

/// List guidance notes
///
/// What the troikas of all terms have issued, the latest first; for the troika of the day and the secretariat, drafts too.
#[utoipa::path(tag = "Planning", params(PagingParams, GuidanceNoteFilters), responses((status = 200, body = Page<GuidanceNoteView>, description = "A page of guidance notes.")))]
#[get("/v1/guidance-notes")]
pub async fn list_guidance_notes(
    view: View,
    Query(filters): Query<GuidanceNoteFilters>,
    paging: Paging<GuidanceNoteSort>,
) -> Reply {
    view.list::<GuidanceNote, _>(filters, paging).await
}

/// Get a guidance note
///
/// One guidance note by its id.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The guidance note's id.")), responses((status = 200, body = GuidanceNoteView, description = "The guidance note.")))]
#[get("/v1/guidance-notes/{id}")]
pub async fn get_guidance_note(view: View, PathId(id): PathId) -> Reply {
    view.record::<GuidanceNote>(id).await
}

/// Draft a guidance note
///
/// By a member of the troika of the day. The troika and the secretariat see the draft.
#[utoipa::path(tag = "Planning", request_body = NewGuidanceNote, responses((status = 201, body = GuidanceNoteView, description = "Drafted.")))]
#[post("/v1/guidance-notes")]
pub async fn draft_guidance_note(act: Act, Valid(new): Valid<NewGuidanceNote>) -> Reply {
    act.commit(move |tx| {
        let member = tx.caller.member().ok_or_else(Problem::not_found)?;
        let note = GuidanceNote::of(new.clone(), tx.caller.now, member);
        tx.add(note, "guidance_note.drafted")
    })
    .await
}

/// Change a guidance note
///
/// As long as it is a draft, by any member of the troika of the day.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The guidance note's id.")), request_body = GuidanceNoteChange, responses((status = 200, body = GuidanceNoteView, description = "Changed.")))]
#[patch("/v1/guidance-notes/{id}")]
pub async fn change_guidance_note(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<GuidanceNoteChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut note: GuidanceNote = tx.open_as_read(id)?;
        note.require_draft()?;
        change.apply(&mut note)?;
        tx.keep(note, "guidance_note.changed")
    })
    .await
}

/// Issue a guidance note
///
/// Gives it to the Network, after which it no longer changes. By a member of the troika of the day, whoever drafted it.
#[utoipa::path(tag = "Planning", params(("id" = Id, Path, description = "The guidance note's id.")), responses((status = 200, body = GuidanceNoteView, description = "Issued.")))]
#[post("/v1/guidance-notes/{id}/issue")]
pub async fn issue_guidance_note(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut note: GuidanceNote = tx.open(id)?;
        note.issue(tx.caller.now.into())?;
        tx.keep(note, "guidance_note.issued")
    })
    .await
}
