//! The erasure of a partner's person, in every place that knows it.

use super::participations;
use super::partners::people::json::PartnerPersonView;
use super::partners::people::{PartnerPerson, queries, sealed};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Answer, Ids, Reply, Tx};
use actix_web::delete;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of erasure.
pub fn routes(config: &mut ServiceConfig) {
    config.service(erase_partner_person);
}

/// Erase a person of a partner
///
/// Deletes the key, and with it everything that is known of the person. Meetings keep in which way the partner took part.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The partner's id."), ("person_id" = Id, Path, description = "The person's id.")), responses((status = 204, description = "Erased.")))]
#[delete("/v1/partners/{id}/people/{person_id}")]
pub async fn erase_partner_person(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, person_id] = ids;
    let sealer = act.shared.sealer.clone();
    act.commit(move |tx| {
        let person = queries::load(tx, id, person_id)?;
        let (_, data) = sealed::open_one(tx, &sealer, &person)?;
        tx.require_match(&PartnerPersonView::new(&person, data))?;
        erase(tx, person)?;
        Ok(Answer::none())
    })
    .await
}

/// Erases a person, here and in the meetings that name it.
///
/// # Errors
/// A transient problem when another change came first.
pub fn erase(tx: &mut Tx<'_>, person: PartnerPerson) -> Result<(), Problem> {
    let now = tx.caller.now.into();
    participations::forget(tx, person.partner_id, person.id)?;
    let erased = queries::erase(tx, person, now)?;
    tx.record(erased.entry("partner_person.erased"))
}
