//! The operations on updates.

use super::json::{NewUpdate, UpdateChange, UpdateFilters, UpdateSort, UpdateView, keys};
use super::model::{Full, Update, UpdateStatus};
use super::queries::{self, Filter};
use super::rules;
use crate::auth::Caller;
use crate::db::{Connection, Id, Instant, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use actix_web::{get, patch, post};
use chrono::{NaiveDate, NaiveTime};

/// List updates
///
/// What members share: what is public for everyone, what is published for members, and one's own in every state. Newest
/// first unless another sort is asked for: by when it was drafted, or, with `published_from` or `published_to`, by when it
/// was published.
#[utoipa::path(tag = "Updates", params(PagingParams, UpdateFilters), responses((status = 200, body = Page<UpdateView>, description = "A page of updates.")))]
#[get("/v1/updates")]
pub async fn list_updates(
    view: View,
    Query(filters): Query<UpdateFilters>,
    mut paging: Paging<UpdateSort>,
) -> Reply {
    let by_publication = filters.published_from.is_some() || filters.published_to.is_some();
    if by_publication && filters.sort.is_none() {
        "published_at".clone_into(&mut paging.request.sort);
    }
    let filter = Filter {
        member_id: filters.member_id,
        section: filters.section,
        focus_area: filters.focus_area.map(|key| key.0),
        status: filters.status,
        visibility: filters.visibility,
        published_from: filters.published_from.map(beginning),
        published_before: filters.published_to.and_then(|day| day.succ_opt()).map(beginning),
    };
    view.json(move |conn, caller| {
        let slice = queries::list(conn, caller.role, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(UpdateView::from)))
    })
    .await
}

fn beginning(day: NaiveDate) -> Instant {
    Instant(day.and_time(NaiveTime::MIN).and_utc())
}

/// Get an update
///
/// One update by its id.
#[utoipa::path(tag = "Updates", params(("id" = Id, Path, description = "The update's id.")), responses((status = 200, body = UpdateView, description = "The update.")))]
#[get("/v1/updates/{id}")]
pub async fn get_update(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| {
        let update = seen(conn, caller, id)?;
        queries::full(conn, caller.role, update).map(UpdateView::from)
    })
    .await
}

/// What is hidden is answered as what is missing.
fn seen(conn: &mut Connection, caller: &Caller, id: Id) -> Result<Update, Problem> {
    let update = queries::load(conn, id)?;
    if rules::sees(caller, &update) {
        Ok(update)
    } else {
        Err(Problem::not_found())
    }
}

/// Draft an update
///
/// For the caller's own member. Nobody else sees the draft, but for the secretariat, until it is published.
#[utoipa::path(tag = "Updates", request_body = NewUpdate, responses((status = 201, body = UpdateView, description = "Drafted.")))]
#[post("/v1/updates")]
pub async fn draft_update(act: Act, Valid(new): Valid<NewUpdate>) -> Reply {
    act.commit(move |tx| {
        let member = tx.caller.member().ok_or_else(|| {
            Problem::forbidden("A member writes its own updates; your account acts for no member.")
        })?;
        require_agenda_item(tx, new.agenda_item_id)?;
        let now = tx.caller.now.into();
        let full = Full {
            update: Update {
                id: Id::new(),
                member_id: member,
                section: new.section,
                title: new.title.clone(),
                body: new.body.clone(),
                language: new.language.clone(),
                visibility: new.visibility,
                agenda_item_id: new.agenda_item_id,
                status: UpdateStatus::Draft,
                published_at: None,
                withdrawn_at: None,
                version: 1,
                created_at: now,
                updated_at: now,
            },
            focus_areas: keys(&new.focus_areas),
            newsletter_ids: Vec::new(),
        };
        rules::require_original(&full)?;
        queries::insert(tx, &full)?;
        tx.record(entry("update.drafted", &full.update))?;
        Answer::created(format!("/v1/updates/{}", full.update.id), &UpdateView::from(full))
    })
    .await
}

/// Change an update
///
/// As long as it is a draft. What is published stays as it was read: withdraw it and publish a new one to correct it.
#[utoipa::path(tag = "Updates", params(("id" = Id, Path, description = "The update's id.")), request_body = UpdateChange, responses((status = 200, body = UpdateView, description = "Changed.")))]
#[patch("/v1/updates/{id}")]
pub async fn change_update(act: Act, PathId(id): PathId, Valid(change): Valid<UpdateChange>) -> Reply {
    act.commit(move |tx| {
        let before = own(tx, id)?;
        tx.require_match(&UpdateView::from(before.clone()))?;
        rules::require_draft(before.update.status)?;
        let after = change.applied_to(before.clone());
        rules::require_original(&after)?;
        if after.update.agenda_item_id != before.update.agenda_item_id {
            require_agenda_item(tx, after.update.agenda_item_id)?;
        }
        if after.focus_areas != before.focus_areas {
            queries::replace_focus_areas(tx, &after)?;
        }
        save(tx, after, "update.changed")
    })
    .await
}

/// Publish an update
///
/// Shares the draft with its audience.
#[utoipa::path(tag = "Updates", params(("id" = Id, Path, description = "The update's id.")), responses((status = 200, body = UpdateView, description = "Published.")))]
#[post("/v1/updates/{id}/publish")]
pub async fn publish_update(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut full = own(tx, id)?;
        rules::publish(&mut full.update, tx.caller.now.into())?;
        save(tx, full, "update.published")
    })
    .await
}

/// Withdraw an update
///
/// Takes a published update back: from then on only its member and the secretariat see it. Its member does this, or the
/// secretariat for it: a member that has left has no other way.
#[utoipa::path(tag = "Updates", params(("id" = Id, Path, description = "The update's id.")), responses((status = 200, body = UpdateView, description = "Withdrawn.")))]
#[post("/v1/updates/{id}/withdraw")]
pub async fn withdraw_update(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut full = own(tx, id)?;
        rules::withdraw(&mut full.update, tx.caller.now.into())?;
        save(tx, full, "update.withdrawn")
    })
    .await
}

/// An update of the caller's own member, or any for the secretariat.
fn own(tx: &mut Tx<'_>, id: Id) -> Result<Full, Problem> {
    let caller = tx.caller;
    let update = seen(tx, caller, id)?;
    caller.require_own(update.member_id)?;
    queries::full(tx, caller.role, update)
}

/// Members see every meeting, so an item that is there may be named.
fn require_agenda_item(tx: &mut Tx<'_>, item: Option<Id>) -> Result<(), Problem> {
    let Some(item) = item else { return Ok(()) };
    if queries::is_agenda_item(tx, item)? {
        return Ok(());
    }
    Err(Problem::invalid(
        "/agenda_item_id",
        "unknown",
        "There is no such agenda item; it is found under the meeting, at /v1/meetings/{id}/agenda-items.",
    ))
}

/// Of a draft only its member and the secretariat learn; of publication and withdrawal its audience.
fn entry(action: &'static str, update: &Update) -> Entry {
    Entry {
        action,
        resource: "updates",
        parent: None,
        id: update.id,
        version: update.version,
        visibility: match update.status {
            UpdateStatus::Draft => Visibility::Secretariat,
            UpdateStatus::Published | UpdateStatus::Withdrawn => update.visibility.into(),
        },
        member: Some(update.member_id),
    }
}

/// Counts the version up, saves, records, and answers with the update as it is now.
fn save(tx: &mut Tx<'_>, mut full: Full, action: &'static str) -> Result<Answer, Problem> {
    full.update.version += 1;
    full.update.updated_at = tx.caller.now.into();
    queries::save(tx, &full.update)?;
    tx.record(entry(action, &full.update))?;
    Answer::ok(&UpdateView::from(full))
}
