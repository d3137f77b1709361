//! The operations on initiatives.

use super::model::{
    Initiative, InitiativeCancellation, InitiativeChange, InitiativeCompletion, InitiativeFilters,
    InitiativeSort, InitiativeView, NewInitiative,
};
use super::rules;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::records::{Record, Stored, shown};
use crate::support::named_member;
use actix_web::{get, patch, post};

/// List initiatives
///
/// Of all members and the secretariat, the latest first.
#[utoipa::path(tag = "Initiatives", params(PagingParams, InitiativeFilters), responses((status = 200, body = Page<InitiativeView>, description = "A page of initiatives.")))]
#[get("/v1/initiatives")]
pub async fn list_initiatives(
    view: View,
    Query(filters): Query<InitiativeFilters>,
    paging: Paging<InitiativeSort>,
) -> Reply {
    view.list::<Initiative, _>(filters, paging).await
}

/// Get an initiative
///
/// One initiative by its id.
#[utoipa::path(tag = "Initiatives", params(("id" = Id, Path, description = "The initiative's id.")), responses((status = 200, body = InitiativeView, description = "The initiative.")))]
#[get("/v1/initiatives/{id}")]
pub async fn get_initiative(view: View, PathId(id): PathId) -> Reply {
    view.record::<Initiative>(id).await
}

/// Plan an initiative
///
/// Of one's own member, or of the secretariat. One without civil society is accepted with a warning.
#[utoipa::path(tag = "Initiatives", request_body = NewInitiative, responses((status = 201, body = InitiativeView, description = "Planned.")))]
#[post("/v1/initiatives")]
pub async fn plan_initiative(act: Act, Valid(new): Valid<NewInitiative>) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let initiative = Initiative::of(new.clone(), caller.now);
        initiative.require_own(caller)?;
        if let Some(lead) = initiative.lead_id {
            named_member(tx, lead, "/lead_id")?;
        }
        initiative.check(tx, caller)?;
        tx.add(initiative, "initiative.planned")
    })
    .await
}

/// Change an initiative
///
/// As long as it is planned or running, by who leads it or the secretariat.
#[utoipa::path(tag = "Initiatives", params(("id" = Id, Path, description = "The initiative's id.")), request_body = InitiativeChange, responses((status = 200, body = InitiativeView, description = "Changed.")))]
#[patch("/v1/initiatives/{id}")]
pub async fn change_initiative(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<InitiativeChange>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let old: Initiative = tx.open_as_read(id)?;
        old.require_own(caller)?;
        old.require_open()?;
        let mut initiative = old.clone();
        change.apply(&mut initiative)?;
        if change.partners.is_some() {
            initiative.check(tx, caller)?;
            initiative.keep_hidden_partners(tx, caller, &old)?;
        } else {
            // What it names already may be hidden from this caller.
            let told = Initiative {
                partners: crate::partnership::lists::PartnerEngagements::default(),
                ..initiative.clone()
            };
            told.check(tx, caller)?;
        }
        if rules::is_hidden_change(tx, &old, &initiative)? {
            return keep_hidden(tx, initiative);
        }
        tx.keep(initiative, "initiative.changed")
    })
    .await
}

/// Keeps what members see nothing of: neither by its time nor by an event.
fn keep_hidden(tx: &mut Tx<'_>, mut initiative: Initiative) -> Result<Answer, Problem> {
    let (caller, seen_at) = (tx.caller, initiative.updated_at);
    initiative.touch(caller.now);
    initiative.updated_at = seen_at;
    initiative.save(tx)?;
    tx.record(Entry {
        action: "initiative.changed",
        resource: Initiative::PATH,
        parent: None,
        id: initiative.id,
        version: initiative.version,
        visibility: Visibility::Secretariat,
        member: None,
    })?;
    Answer::ok(&shown(tx, caller, initiative)?)
}

/// Start an initiative
///
/// It is under way.
#[utoipa::path(tag = "Initiatives", params(("id" = Id, Path, description = "The initiative's id.")), responses((status = 200, body = InitiativeView, description = "Started.")))]
#[post("/v1/initiatives/{id}/start")]
pub async fn start_initiative(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut initiative = own(tx, id)?;
        initiative.start()?;
        tx.keep(initiative, "initiative.started")
    })
    .await
}

/// Complete an initiative
///
/// With what came of it, after which it no longer changes.
#[utoipa::path(tag = "Initiatives", params(("id" = Id, Path, description = "The initiative's id.")), request_body = InitiativeCompletion, responses((status = 200, body = InitiativeView, description = "Completed.")))]
#[post("/v1/initiatives/{id}/complete")]
pub async fn complete_initiative(
    act: Act,
    PathId(id): PathId,
    Valid(completion): Valid<InitiativeCompletion>,
) -> Reply {
    act.commit(move |tx| {
        let mut initiative = own(tx, id)?;
        initiative.complete(completion.clone(), tx.caller.today())?;
        tx.keep(initiative, "initiative.completed")
    })
    .await
}

/// Cancel an initiative
///
/// With the reason; it stays on record.
#[utoipa::path(tag = "Initiatives", params(("id" = Id, Path, description = "The initiative's id.")), request_body = InitiativeCancellation, responses((status = 200, body = InitiativeView, description = "Cancelled.")))]
#[post("/v1/initiatives/{id}/cancel")]
pub async fn cancel_initiative(
    act: Act,
    PathId(id): PathId,
    Valid(cancellation): Valid<InitiativeCancellation>,
) -> Reply {
    act.commit(move |tx| {
        let mut initiative = own(tx, id)?;
        initiative.cancel(cancellation.reason.clone())?;
        tx.keep(initiative, "initiative.cancelled")
    })
    .await
}

/// An initiative that the caller leads.
fn own(tx: &mut Tx<'_>, id: Id) -> Result<Initiative, Problem> {
    let initiative: Initiative = tx.open(id)?;
    initiative.require_own(tx.caller)?;
    Ok(initiative)
}
