//! The operations on agenda items.

use super::json::{AgendaItemChange, AgendaItemView, AgendaOrder, AgendaSort, NewAgendaItem};
use super::model::AgendaItem;
use super::{queries, rules};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Answer, Ids, Page, Paging, PagingParams, PathId, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::meetings::meetings::{Meeting, queries as meetings, rules::require_open};
use crate::membership::members;
use actix_web::{delete, get, patch, post};

/// List the agenda of a meeting
///
/// Its items in their order.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), PagingParams, AgendaOrder), responses((status = 200, body = Page<AgendaItemView>, description = "A page of the agenda.")))]
#[get("/v1/meetings/{id}/agenda-items")]
pub async fn list_agenda_items(view: View, PathId(id): PathId, paging: Paging<AgendaSort>) -> Reply {
    view.json(move |conn, caller| {
        let meeting = meetings::visible(conn, caller, id)?;
        let slice = queries::list(conn, meeting.id, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(AgendaItemView::from)))
    })
    .await
}

/// Get an agenda item
///
/// One item by its id.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("item_id" = Id, Path, description = "The item's id.")), responses((status = 200, body = AgendaItemView, description = "The item.")))]
#[get("/v1/meetings/{id}/agenda-items/{item_id}")]
pub async fn get_agenda_item(view: View, Ids(ids): Ids<2>) -> Reply {
    let [id, item_id] = ids;
    view.json(move |conn, caller| {
        let meeting = meetings::visible(conn, caller, id)?;
        queries::load(conn, meeting.id, item_id).map(AgendaItemView::from)
    })
    .await
}

/// Add an agenda item
///
/// After the last one, unless `position` says otherwise. As long as the meeting is planned or confirmed.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = NewAgendaItem, responses((status = 201, body = AgendaItemView, description = "Added.")))]
#[post("/v1/meetings/{id}/agenda-items")]
pub async fn add_agenda_item(act: Act, PathId(id): PathId, Valid(new): Valid<NewAgendaItem>) -> Reply {
    act.commit(move |tx| {
        let meeting = open_meeting(tx, id)?;
        let last = queries::last_position(tx, id)?;
        let item = new.to_row(id, last, tx.caller.now.into());
        check(tx, &item)?;
        queries::insert(tx, &item)?;
        tx.record(entry("agenda_item.added", &meeting, &item))?;
        let view = AgendaItemView::from(queries::load(tx, id, item.id)?);
        Answer::created(format!("/v1/meetings/{id}/agenda-items/{}", item.id), &view)
    })
    .await
}

/// Change an agenda item
///
/// As long as the meeting is planned or confirmed.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("item_id" = Id, Path, description = "The item's id.")), request_body = AgendaItemChange, responses((status = 200, body = AgendaItemView, description = "Changed.")))]
#[patch("/v1/meetings/{id}/agenda-items/{item_id}")]
pub async fn change_agenda_item(act: Act, Ids(ids): Ids<2>, Valid(change): Valid<AgendaItemChange>) -> Reply {
    let [id, item_id] = ids;
    act.commit(move |tx| {
        let (meeting, old) = open_item(tx, id, item_id)?;
        let mut item = change.applied_to(old);
        check(tx, &item)?;
        item.version += 1;
        item.updated_at = tx.caller.now.into();
        queries::save(tx, &item)?;
        tx.record(entry("agenda_item.changed", &meeting, &item))?;
        Answer::ok(&AgendaItemView::from(queries::load(tx, id, item_id)?))
    })
    .await
}

/// Remove an agenda item
///
/// As long as the meeting is planned or confirmed, and no update was shared at the item.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), ("item_id" = Id, Path, description = "The item's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/meetings/{id}/agenda-items/{item_id}")]
pub async fn remove_agenda_item(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, item_id] = ids;
    act.commit(move |tx| {
        let (meeting, mut item) = open_item(tx, id, item_id)?;
        queries::delete(tx, &item)?;
        item.version += 1;
        tx.record(entry("agenda_item.removed", &meeting, &item))?;
        Ok(Answer::none())
    })
    .await
}

/// The meeting, which has to be one whose agenda may still change.
fn open_meeting(tx: &mut Tx<'_>, id: Id) -> Result<Meeting, Problem> {
    let caller = tx.caller;
    let meeting = meetings::visible(tx, caller, id)?;
    require_open(&meeting)?;
    Ok(meeting)
}

/// An item in the version that the caller has read, of a meeting whose agenda may still change.
fn open_item(tx: &mut Tx<'_>, id: Id, item_id: Id) -> Result<(Meeting, AgendaItem), Problem> {
    let caller = tx.caller;
    let meeting = meetings::visible(tx, caller, id)?;
    let item = queries::load(tx, id, item_id)?;
    tx.require_match(&AgendaItemView::from(item.clone()))?;
    require_open(&meeting)?;
    Ok((meeting, item))
}

fn check(tx: &mut Tx<'_>, item: &AgendaItem) -> Result<(), Problem> {
    let lead_is_known = match item.lead_id {
        Some(lead) => !members::queries::of_ids(tx, &[lead])?.is_empty(),
        None => true,
    };
    rules::check(item, lead_is_known)
}

fn entry(action: &'static str, meeting: &Meeting, item: &AgendaItem) -> Entry {
    Entry {
        action,
        resource: "agenda-items",
        parent: Some(meeting.id),
        id: item.id,
        version: item.version,
        visibility: meeting.visibility.into(),
        member: item.lead_id,
    }
}
