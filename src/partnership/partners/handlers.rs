//! The operations on partners.

use super::model::{
    NewPartner, Partner, PartnerChange, PartnerConsent, PartnerEnd, PartnerFilters, PartnerSort, PartnerView,
};
use crate::db::{Connection, Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::{self, Entry};
use crate::records::{Record, Stored, shown};
use crate::schema::partner_participations;
use actix_web::{get, patch, post};
use diesel::prelude::*;

/// List partners
///
/// Those that agreed to be shown to the caller; for the secretariat, all. By name.
#[utoipa::path(tag = "Partners", params(PagingParams, PartnerFilters), responses((status = 200, body = Page<PartnerView>, description = "A page of partners.")))]
#[get("/v1/partners")]
pub async fn list_partners(
    view: View,
    Query(filters): Query<PartnerFilters>,
    paging: Paging<PartnerSort>,
) -> Reply {
    view.list::<Partner, _>(filters, paging).await
}

/// Get a partner
///
/// One partner by its id. One that did not agree to be shown to the caller is answered like one that does not exist.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id.")), responses((status = 200, body = PartnerView, description = "The partner.")))]
#[get("/v1/partners/{id}")]
pub async fn get_partner(view: View, PathId(id): PathId) -> Reply {
    view.record::<Partner>(id).await
}

/// Record a partner
///
/// The secretariat alone sees it, until the partner's consent to more is recorded.
#[utoipa::path(tag = "Partners", request_body = NewPartner, responses((status = 201, body = PartnerView, description = "Recorded.")))]
#[post("/v1/partners")]
pub async fn record_partner(act: Act, Valid(new): Valid<NewPartner>) -> Reply {
    act.commit(move |tx| {
        let partner = Partner::of(new.clone(), tx.caller.now);
        tx.add(partner, "partner.recorded")
    })
    .await
}

/// Change a partner
///
/// What is absent stays. Who sees it changes with its consent only.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id.")), request_body = PartnerChange, responses((status = 200, body = PartnerView, description = "Changed.")))]
#[patch("/v1/partners/{id}")]
pub async fn change_partner(act: Act, PathId(id): PathId, Valid(change): Valid<PartnerChange>) -> Reply {
    act.commit(move |tx| {
        let mut partner: Partner = tx.open_as_read(id)?;
        change.apply(&mut partner)?;
        tx.keep(partner, "partner.changed")
    })
    .await
}

/// Record a partner's consent
///
/// That the partner has agreed, on a day, to be shown to the Network or to anyone. Its people stay hidden all the same.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id.")), request_body = PartnerConsent, responses((status = 200, body = PartnerView, description = "Recorded.")))]
#[post("/v1/partners/{id}/record-consent")]
pub async fn record_partner_consent(
    act: Act,
    PathId(id): PathId,
    Valid(consent): Valid<PartnerConsent>,
) -> Reply {
    act.commit(move |tx| {
        let mut partner: Partner = tx.open(id)?;
        let before = partner.visibility;
        partner.agree(&consent, tx.caller.today())?;
        keep(tx, partner, before, "partner.consent_recorded")
    })
    .await
}

/// Withdraw a partner's consent
///
/// From now on the secretariat alone sees it, as if it had never been shown; also in meetings and initiatives.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id.")), responses((status = 200, body = PartnerView, description = "Withdrawn.")))]
#[post("/v1/partners/{id}/withdraw-consent")]
pub async fn withdraw_partner_consent(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut partner: Partner = tx.open(id)?;
        let before = partner.visibility;
        partner.withdraw_consent()?;
        keep(tx, partner, before, "partner.consent_withdrawn")
    })
    .await
}

/// End a partnership
///
/// On a day, today unless said otherwise. The partner stays on record.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id.")), request_body = PartnerEnd, responses((status = 200, body = PartnerView, description = "Ended.")))]
#[post("/v1/partners/{id}/end")]
pub async fn end_partner(act: Act, PathId(id): PathId, Valid(end): Valid<PartnerEnd>) -> Reply {
    act.commit(move |tx| {
        let mut partner: Partner = tx.open(id)?;
        partner.end(end.on.unwrap_or_else(|| tx.caller.today()))?;
        tx.keep(partner, "partner.ended")
    })
    .await
}

/// Keeps a partner whose audience has changed: who saw it before learns of that too, and finds nothing any more.
fn keep(
    tx: &mut Tx<'_>,
    mut partner: Partner,
    before: Visibility,
    action: &'static str,
) -> Result<Answer, Problem> {
    let caller = tx.caller;
    partner.touch(caller.now);
    partner.save(tx)?;
    if partner.visibility > before {
        let id = partner.id;
        journal::narrow(tx, Partner::PATH, &[id], partner.visibility)?;
        let in_meetings = participations(tx, id)?;
        journal::narrow(tx, "partner-participations", &in_meetings, partner.visibility)?;
    }
    tx.record(Entry {
        action,
        resource: Partner::PATH,
        parent: None,
        id: partner.id,
        version: partner.version,
        visibility: before.min(partner.visibility),
        member: None,
    })?;
    Answer::ok(&shown(tx, caller, partner)?)
}

/// Its parts in meetings.
fn participations(conn: &mut Connection, partner: Id) -> Result<Vec<Id>, Problem> {
    Ok(partner_participations::table
        .filter(partner_participations::partner_id.eq(partner))
        .select(partner_participations::id)
        .load(conn)?)
}
