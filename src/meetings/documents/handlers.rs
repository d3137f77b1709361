//! The operations on the documents of meetings.

use super::json::NewMeetingDocument;
use super::model::{MeetingDocument, MeetingDocumentFilters, MeetingDocumentSort, MeetingDocumentView};
use super::{queries, rules};
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::http::{
    Act, Download, FileContent, Ids, Incoming, Page, Paging, PagingParams, PathId, PromisedDigest, Query,
    Reply, View, WantedPart, require_language,
};
use crate::meetings::meetings::{Meeting, MeetingVisibility, queries as meetings};
use crate::records::seen_under;
use crate::storage::{FileKind, loose};
use actix_web::{delete, get, post};

/// List the documents of a meeting
///
/// By title. Who sees the meeting sees its documents, but for those that are for the Network alone.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), PagingParams, MeetingDocumentFilters), responses((status = 200, body = Page<MeetingDocumentView>, description = "A page of documents.")))]
#[get("/v1/meetings/{id}/documents")]
pub async fn list_meeting_documents(
    view: View,
    PathId(id): PathId,
    Query(filters): Query<MeetingDocumentFilters>,
    paging: Paging<MeetingDocumentSort>,
) -> Reply {
    view.list_under::<MeetingDocument, _>(id, filters, paging).await
}

/// Get a document's data
///
/// Its title, kind, language, size and checksum, and who may see it.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("document_id" = Id, Path, description = "The document's id.")), responses((status = 200, body = MeetingDocumentView, description = "The document's data.")))]
#[get("/v1/meetings/{id}/documents/{document_id}")]
pub async fn get_meeting_document(view: View, Ids(ids): Ids<2>) -> Reply {
    let [id, document_id] = ids;
    view.record_under::<MeetingDocument>(id, document_id).await
}

/// Add a document
///
/// For the secretariat and the troika, before the meeting and after it, unless it is cancelled. The body is the file, as it
/// is; its content has to be what the end of its name says. What breaks off is not there.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), NewMeetingDocument, PromisedDigest), request_body(content = String, content_type = "application/octet-stream", description = "The file.", example = json!("%PDF-1.7 …")), responses((status = 201, body = MeetingDocumentView, description = "Added.")))]
#[post("/v1/meetings/{id}/documents")]
pub async fn add_meeting_document(
    mut act: Act,
    PathId(id): PathId,
    Query(new): Query<NewMeetingDocument>,
    incoming: Incoming,
) -> Reply {
    require_language(&new.language)?;
    let media_type = FileKind::named(&new.name)?;
    let wanted = new.visibility;
    let allowed = move |conn: &mut Connection, caller: &Caller| circle(conn, caller, id, wanted).map(drop);
    let received = incoming.receive(&mut act, media_type, allowed).await?;
    act.commit(move |tx| {
        let caller = tx.caller;
        let document = MeetingDocument {
            id: Id::new(),
            meeting_id: id,
            kind: new.kind,
            title: new.title.clone(),
            language: new.language.clone(),
            visibility: circle(tx, caller, id, wanted)?,
            name: new.name.clone(),
            media_type,
            size: received.size,
            sha256: received.sha256.clone(),
            object: received.object,
            version: 1,
            created_at: caller.now.into(),
        };
        loose::adopt(tx, document.object)?;
        tx.add(document, "meeting_document.added")
    })
    .await
}

/// Remove a document
///
/// For the secretariat and the troika, unless the meeting is cancelled. It is not to be had any more at once; its content
/// leaves the store a day later.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("document_id" = Id, Path, description = "The document's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/meetings/{id}/documents/{document_id}")]
pub async fn remove_meeting_document(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, document_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        let meeting: Meeting = meetings::visible(tx, caller, id)?;
        let document: MeetingDocument = tx.open_under(id, document_id)?;
        tx.require_read(&document)?;
        rules::change(&meeting)?;
        loose::note(tx, document.object, caller.now)?;
        // Told to no more than saw it, where the meeting was narrowed since.
        tx.remove(document.within(meeting.visibility), "meeting_document.removed")
    })
    .await
}

/// Download a document
///
/// Its content, whole or the part that `Range` asks for, so that a download that broke off goes on where it was: with
/// `If-Range` as long as it is the same document. It comes as bytes to keep, never as a page; what it is says its data.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("document_id" = Id, Path, description = "The document's id."), WantedPart), responses(FileContent))]
#[get("/v1/meetings/{id}/documents/{document_id}/content")]
pub async fn download_meeting_document(Ids(ids): Ids<2>, download: Download) -> Reply {
    let [id, document_id] = ids;
    download
        .serve(move |conn, caller| {
            seen_under::<MeetingDocument>(conn, caller, id, document_id).map(MeetingDocument::into)
        })
        .await
}

/// Who is to see one more document of the meeting.
fn circle(
    conn: &mut Connection,
    caller: &Caller,
    id: Id,
    wanted: Option<MeetingVisibility>,
) -> Result<MeetingVisibility, Problem> {
    let meeting = meetings::visible(conn, caller, id)?;
    rules::add(&meeting, queries::count(conn, id)?, wanted)
}
