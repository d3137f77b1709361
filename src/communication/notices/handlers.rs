//! The operations on notices.

use super::json::NoticeView;
use super::model::{NewNotice, Notice, NoticeChange, NoticeFilters, NoticeSort, NoticeStatus};
use super::queries;
use crate::auth::Sealer;
use crate::communication::languages::told;
use crate::communication::mail::{Letter, Recipient, outbox};
use crate::communication::words::words;
use crate::db::{Id, Visibility};
use crate::error::{FieldError, Kind, Problem};
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::records::{Stored, shown};
use actix_web::{get, patch, post};

/// List notices
///
/// For the secretariat all of them with their receipts, for a member those that were sent to it, the latest first.
#[utoipa::path(tag = "Notices", params(PagingParams, NoticeFilters), responses((status = 200, body = Page<NoticeView>, description = "A page of notices.")))]
#[get("/v1/notices")]
pub async fn list_notices(
    view: View,
    Query(filters): Query<NoticeFilters>,
    paging: Paging<NoticeSort>,
) -> Reply {
    view.list::<Notice, _>(filters, paging).await
}

/// Get a notice
///
/// One notice by its id.
#[utoipa::path(tag = "Notices", params(("id" = Id, Path, description = "The notice's id.")), responses((status = 200, body = NoticeView, description = "The notice.")))]
#[get("/v1/notices/{id}")]
pub async fn get_notice(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| {
        let notice = queries::open(conn, caller, id)?;
        shown(conn, caller, notice)
    })
    .await
}

/// Draft a notice
///
/// Nobody but the secretariat sees it until it is sent.
#[utoipa::path(tag = "Notices", request_body = NewNotice, responses((status = 201, body = NoticeView, description = "Drafted.")))]
#[post("/v1/notices")]
pub async fn draft_notice(act: Act, Valid(new): Valid<NewNotice>) -> Reply {
    act.commit(move |tx| {
        let notice = Notice::of(new.clone(), tx.caller.now);
        require_sound(tx, &notice)?;
        tx.add(notice, "notice.drafted")
    })
    .await
}

/// Change a notice
///
/// As long as it is a draft.
#[utoipa::path(tag = "Notices", params(("id" = Id, Path, description = "The notice's id.")), request_body = NoticeChange, responses((status = 200, body = NoticeView, description = "Changed.")))]
#[patch("/v1/notices/{id}")]
pub async fn change_notice(act: Act, PathId(id): PathId, Valid(change): Valid<NoticeChange>) -> Reply {
    act.commit(move |tx| {
        let mut notice: Notice = tx.open_as_read(id)?;
        notice.require_draft()?;
        change.apply(&mut notice)?;
        require_sound(tx, &notice)?;
        tx.keep(notice, "notice.changed")
    })
    .await
}

/// Send a notice
///
/// To the members that it is for today, on record with each; and by mail to those who may sign in for them.
#[utoipa::path(tag = "Notices", params(("id" = Id, Path, description = "The notice's id.")), responses((status = 200, body = NoticeView, description = "Sent.")))]
#[post("/v1/notices/{id}/send")]
pub async fn send_notice(act: Act, PathId(id): PathId) -> Reply {
    let sealer = act.shared.sealer.clone();
    let public_url = act.shared.settings.public_url();
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut notice: Notice = tx.open(id)?;
        notice.send(caller.now.into())?;
        let members = queries::audience(tx, caller, &notice)?;
        if members.is_empty() {
            return Err(Problem::conflict("Nobody is in its audience today."));
        }
        queries::insert_recipients(tx, id, &members)?;
        mail(tx, &sealer, &notice, &members, &public_url)?;
        notice.touch(caller.now);
        notice.save(tx)?;
        for member in members {
            // One event each: of whom else it was sent to, a member learns nothing.
            tx.record(entry("notice.sent", &notice, Some(member)))?;
        }
        Answer::ok(&shown(tx, caller, notice)?)
    })
    .await
}

/// Say that a notice was read
///
/// For the caller's own member; the first time counts.
#[utoipa::path(tag = "Notices", params(("id" = Id, Path, description = "The notice's id.")), responses((status = 200, body = NoticeView, description = "On record.")))]
#[post("/v1/notices/{id}/receipt")]
pub async fn mark_notice_read(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let member = caller.member().ok_or_else(Problem::not_found)?;
        let notice = queries::open(tx, caller, id)?;
        if queries::mark_read(tx, id, member, caller.now.into())? {
            tx.record(entry("notice.read", &notice, Some(member)))?;
        }
        Answer::ok(&shown(tx, caller, notice)?)
    })
    .await
}

/// Writes to everyone who may sign in for these members, in the language of the original.
fn mail(
    tx: &mut Tx<'_>,
    sealer: &Sealer,
    notice: &Notice,
    members: &[Id],
    public_url: &str,
) -> Result<(), Problem> {
    let language = &notice.language;
    let title = told(&notice.title, language, language);
    let body = told(&notice.body, language, language);
    let address = format!("{public_url}/v1/notices/{}", notice.id);
    let letter = Letter {
        text: format!(
            "{}\n\n{}\n\n-- \n{}\n{address}\n",
            title.text,
            body.text.trim(),
            words(language).network
        ),
        subject: title.text,
        html: None,
    };
    let now = tx.caller.now.into();
    let addresses = queries::addresses(tx, members)?;
    if addresses.is_empty() {
        return Ok(());
    }
    let content = outbox::keep(tx, sealer, &letter, language, now)?;
    for address in addresses {
        let recipient = Recipient {
            address,
            unsubscribe: None,
        };
        outbox::enqueue(tx, sealer, content, &recipient, None, now)?;
    }
    Ok(())
}

fn require_sound(tx: &mut Tx<'_>, notice: &Notice) -> Result<(), Problem> {
    notice.require_sound()?;
    let known = queries::known(tx, &notice.member_ids.0)?;
    let unknown = notice.member_ids.0.iter().enumerate();
    let faults: Vec<FieldError> = unknown
        .filter(|(_, id)| !known.contains(id))
        .map(|(index, _)| FieldError {
            pointer: format!("/member_ids/{index}"),
            code: "unknown",
            detail: "There is no such member.".into(),
        })
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Problem::of_fields(Kind::InvalidContent, faults))
}

fn entry(action: &'static str, notice: &Notice, member: Option<Id>) -> Entry {
    debug_assert_eq!(notice.status, NoticeStatus::Sent);
    Entry {
        action,
        resource: "notices",
        parent: None,
        id: notice.id,
        version: notice.version,
        visibility: Visibility::Secretariat,
        member,
    }
}
