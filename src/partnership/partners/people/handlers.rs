//! The operations on the people of a partner. That only persons of the secretariat may call them stands in the access table.

use super::json::{
    NewPartnerPerson, PartnerPersonChange, PartnerPersonOrder, PartnerPersonSort, PartnerPersonView,
};
use super::model::{PartnerPerson, PersonData};
use super::{queries, sealed};
use crate::auth::SubjectKey;
use crate::db::Id;
use crate::http::{Act, Answer, Ids, Page, Paging, PagingParams, PathId, Reply, Shared, Valid, View};
use crate::partnership::partners::model::Partner;
use crate::records::seen;
use actix_web::{get, patch, post, web};

/// What stands in the audit trail for each person that was read.
const READ: &str = "partner_person.read";

/// List the people of a partner
///
/// Opened for the secretariat: each person on the page gets an entry in the audit trail.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id."), PagingParams, PartnerPersonOrder), responses((status = 200, body = Page<PartnerPersonView>, description = "A page of people.")))]
#[get("/v1/partners/{id}/people")]
pub async fn list_partner_people(
    view: View,
    shared: web::Data<Shared>,
    PathId(id): PathId,
    paging: Paging<PartnerPersonSort>,
) -> Reply {
    view.sealed(move |conn, caller| {
        let partner: Partner = seen(conn, caller, id)?;
        let slice = queries::list(conn, partner.id, &paging.request, paging.count)?;
        let looks = slice.rows.iter().map(|person| person.look(READ)).collect();
        let slice = slice.completed(|people| sealed::opened(conn, &shared.sealer, people))?;
        let page = paging.page(slice.map(|(person, data)| PartnerPersonView::new(&person, data)));
        Ok((page, looks))
    })
    .await
}

/// Get a person of a partner
///
/// Opened for the secretariat, with an entry in the audit trail.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id."), ("person_id" = Id, Path, description = "The person's id.")), responses((status = 200, body = PartnerPersonView, description = "The person.")))]
#[get("/v1/partners/{id}/people/{person_id}")]
pub async fn get_partner_person(view: View, shared: web::Data<Shared>, Ids(ids): Ids<2>) -> Reply {
    let [id, person_id] = ids;
    view.sealed(move |conn, _| {
        let person = queries::load(conn, id, person_id)?;
        let (_, data) = sealed::open_one(conn, &shared.sealer, &person)?;
        Ok((PartnerPersonView::new(&person, data), vec![person.look(READ)]))
    })
    .await
}

/// Add a person to a partner
///
/// All of it is sealed with a key of the person's own.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id.")), request_body = NewPartnerPerson, responses((status = 201, body = PartnerPersonView, description = "Added.")))]
#[post("/v1/partners/{id}/people")]
pub async fn add_partner_person(act: Act, PathId(id): PathId, Valid(new): Valid<NewPartnerPerson>) -> Reply {
    let sealer = act.shared.sealer.clone();
    act.commit(move |tx| {
        let partner: Partner = tx.open(id)?;
        let now = tx.caller.now.into();
        let data: PersonData = new.clone().into();
        let mut person = PartnerPerson {
            id: Id::new(),
            partner_id: partner.id,
            sealed: None,
            name_index: None,
            email_index: None,
            erased_at: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let key = SubjectKey::make(tx, &sealer, person.id, now)?;
        person.close(&sealer, &key, &data)?;
        queries::insert(tx, &person)?;
        tx.record(person.entry("partner_person.added"))?;
        Answer::created(
            format!("/v1/partners/{id}/people/{}", person.id),
            &PartnerPersonView::new(&person, data),
        )
    })
    .await
}

/// Change a person of a partner
///
/// What is absent stays, and null empties.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id."), ("person_id" = Id, Path, description = "The person's id.")), request_body = PartnerPersonChange, responses((status = 200, body = PartnerPersonView, description = "Changed.")))]
#[patch("/v1/partners/{id}/people/{person_id}")]
pub async fn change_partner_person(
    act: Act,
    Ids(ids): Ids<2>,
    Valid(change): Valid<PartnerPersonChange>,
) -> Reply {
    let [id, person_id] = ids;
    let sealer = act.shared.sealer.clone();
    act.commit(move |tx| {
        let mut person = queries::load(tx, id, person_id)?;
        let (key, data) = sealed::open_one(tx, &sealer, &person)?;
        tx.require_match(&PartnerPersonView::new(&person, data.clone()))?;
        let data = change.applied_to(data);
        person.close(&sealer, &key, &data)?;
        person.version += 1;
        person.updated_at = tx.caller.now.into();
        queries::save(tx, &person)?;
        tx.record(person.entry("partner_person.changed"))?;
        Answer::ok(&PartnerPersonView::new(&person, data))
    })
    .await
}
