//! The operations on nominations.

use super::json::{
    ChairmanshipNominationChange, ChairmanshipNominationView, NewChairmanshipNomination, NominationDecline,
    NominationFilters, NominationSort,
};
use super::model::{Nomination, NominationStatus};
use super::queries::{self, Filter};
use super::rules;
use crate::chairmanship::terms::model::ChairTerm;
use crate::chairmanship::{people, terms};
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use actix_web::{get, patch, post};

/// List nominations
///
/// All nominations for the chairmanship, whatever became of them; the latest first. Members see those of
/// others too.
#[utoipa::path(tag = "Chairmanship", params(PagingParams, NominationFilters), responses((status = 200, body = Page<ChairmanshipNominationView>, description = "A page of nominations.")))]
#[get("/v1/chairmanship-nominations")]
pub async fn list_chairmanship_nominations(
    view: View,
    Query(filters): Query<NominationFilters>,
    paging: Paging<NominationSort>,
) -> Reply {
    let filter = Filter {
        status: filters.status,
        member_id: filters.member_id,
    };
    view.json(move |conn, _| {
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(ChairmanshipNominationView::from)))
    })
    .await
}

/// Get a nomination
///
/// One nomination with its nominees and their consent.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The nomination's id.")), responses((status = 200, body = ChairmanshipNominationView, description = "The nomination.")))]
#[get("/v1/chairmanship-nominations/{id}")]
pub async fn get_chairmanship_nomination(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, _| Ok(ChairmanshipNominationView::from(queries::load(conn, id)?)))
        .await
}

/// Submit a nomination
///
/// A member nominates itself for a term to come, alone or together with others. By submitting it consents;
/// each other nominee consents by an account of its own before the nomination can be selected.
#[utoipa::path(tag = "Chairmanship", request_body = NewChairmanshipNomination, responses((status = 201, body = ChairmanshipNominationView, description = "Submitted.")))]
#[post("/v1/chairmanship-nominations")]
pub async fn submit_chairmanship_nomination(act: Act, Valid(new): Valid<NewChairmanshipNomination>) -> Reply {
    act.commit(move |tx| {
        let today = tx.caller.today();
        let own = rules::nominates_itself(tx.caller.member(), &new.nominees)?;
        rules::is_ahead(today, new.starts_on)?;
        let people = people::load(tx, &new.nominees)?;
        rules::are_members(today, &new.nominees, &people)?;
        let nomination = Nomination {
            id: Id::new(),
            submitted_by: own,
            starts_on: new.starts_on,
            ends_on: new.ends_on,
            theme: new.theme.clone(),
            letter: new.letter.clone(),
            status: NominationStatus::Submitted,
            reason: None,
            decided_at: None,
            version: 1,
            created_at: tx.caller.now.into(),
            updated_at: tx.caller.now.into(),
        };
        queries::insert(tx, &nomination, &new.nominees)?;
        tx.record(entry("chairmanship_nomination.submitted", &nomination))?;
        Answer::created(
            format!("/v1/chairmanship-nominations/{}", nomination.id),
            &ChairmanshipNominationView::from(queries::load(tx, nomination.id)?),
        )
    })
    .await
}

/// Change a nomination
///
/// Its theme or letter, by a nominee, as long as it is submitted. For another term, or with other nominees,
/// submit a new one.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The nomination's id.")), request_body = ChairmanshipNominationChange, responses((status = 200, body = ChairmanshipNominationView, description = "Changed.")))]
#[patch("/v1/chairmanship-nominations/{id}")]
pub async fn change_chairmanship_nomination(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<ChairmanshipNominationChange>,
) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        rules::as_nominee(tx.caller.member(), &full.nominees)?;
        tx.require_match(&ChairmanshipNominationView::from(full.clone()))?;
        rules::is_submitted(&full.nomination)?;
        let mut nomination = full.nomination;
        nomination.theme = change.theme.clone().unwrap_or(nomination.theme);
        nomination.letter = change.letter.clone().unwrap_or(nomination.letter);
        save(tx, nomination, "chairmanship_nomination.changed")
    })
    .await
}

/// Consent to a nomination
///
/// A nominee consents for itself to a nomination that another one submitted.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The nomination's id.")), responses((status = 200, body = ChairmanshipNominationView, description = "The nomination with the consent.")))]
#[post("/v1/chairmanship-nominations/{id}/consent")]
pub async fn consent_to_chairmanship_nomination(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        let nominee = rules::as_nominee(tx.caller.member(), &full.nominees)?;
        rules::is_submitted(&full.nomination)?;
        rules::not_yet_consented(nominee)?;
        let now = tx.caller.now.into();
        queries::consent(tx, id, nominee.member.member.id, now)?;
        save(tx, full.nomination, "chairmanship_nomination.consented")
    })
    .await
}

/// Withdraw a nomination
///
/// By any of its nominees, as long as it is submitted.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The nomination's id.")), responses((status = 200, body = ChairmanshipNominationView, description = "Withdrawn.")))]
#[post("/v1/chairmanship-nominations/{id}/withdraw")]
pub async fn withdraw_chairmanship_nomination(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        rules::as_nominee(tx.caller.member(), &full.nominees)?;
        rules::is_submitted(&full.nomination)?;
        let nomination = decided(tx, full.nomination, NominationStatus::Withdrawn);
        save(tx, nomination, "chairmanship_nomination.withdrawn")
    })
    .await
}

/// Select a nomination
///
/// The secretariat records that the nomination was selected, and its chair term is made with it. Every
/// nominee must have consented, the term must not have begun, and no other term may cover any of its days.
/// How one is chosen among several nominations the guidelines leave open.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The nomination's id.")), responses((status = 200, body = ChairmanshipNominationView, description = "Selected; `chair_term_id` names the term.")))]
#[post("/v1/chairmanship-nominations/{id}/select")]
pub async fn select_chairmanship_nomination(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        rules::can_be_selected(tx.caller.today(), &full)?;
        let chairs: Vec<Id> = full
            .nominees
            .iter()
            .map(|nominee| nominee.member.member.id)
            .collect();
        // The nomination first: two selections of one meet at its row, and the later is told its state.
        let nomination = decided(tx, full.nomination, NominationStatus::Selected);
        let nomination = write(tx, nomination, "chairmanship_nomination.selected")?;
        let term = ChairTerm {
            id: Id::new(),
            starts_on: nomination.starts_on,
            ends_on: nomination.ends_on,
            theme: nomination.theme.clone(),
            priorities: None,
            nomination_id: Some(id),
            source: None,
            version: 1,
            created_at: tx.caller.now.into(),
            updated_at: tx.caller.now.into(),
        };
        terms::handlers::found(tx, &term, &chairs)?;
        answer(tx, id)
    })
    .await
}

/// Decline a nomination
///
/// The secretariat records that the nomination was not selected, with the reason if there is one to record.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The nomination's id.")), request_body = NominationDecline, responses((status = 200, body = ChairmanshipNominationView, description = "Not selected.")))]
#[post("/v1/chairmanship-nominations/{id}/decline")]
pub async fn decline_chairmanship_nomination(
    act: Act,
    PathId(id): PathId,
    Valid(decline): Valid<NominationDecline>,
) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        rules::is_submitted(&full.nomination)?;
        let mut nomination = decided(tx, full.nomination, NominationStatus::NotSelected);
        nomination.reason.clone_from(&decline.reason);
        save(tx, nomination, "chairmanship_nomination.declined")
    })
    .await
}

/// The nomination in the state that ends it.
fn decided(tx: &Tx<'_>, nomination: Nomination, status: NominationStatus) -> Nomination {
    Nomination {
        status,
        decided_at: Some(tx.caller.now.into()),
        ..nomination
    }
}

/// Counts the version up, saves and records.
fn write(tx: &mut Tx<'_>, mut nomination: Nomination, action: &'static str) -> Result<Nomination, Problem> {
    nomination.version += 1;
    nomination.updated_at = tx.caller.now.into();
    queries::save(tx, &nomination)?;
    tx.record(entry(action, &nomination))?;
    Ok(nomination)
}

/// Answers with the nomination as it is now.
fn answer(tx: &mut Tx<'_>, id: Id) -> Result<Answer, Problem> {
    Answer::ok(&ChairmanshipNominationView::from(queries::load(tx, id)?))
}

/// Both.
fn save(tx: &mut Tx<'_>, nomination: Nomination, action: &'static str) -> Result<Answer, Problem> {
    let nomination = write(tx, nomination, action)?;
    answer(tx, nomination.id)
}

fn entry(action: &'static str, nomination: &Nomination) -> Entry {
    Entry {
        action,
        resource: "chairmanship-nominations",
        parent: None,
        id: nomination.id,
        version: nomination.version,
        visibility: Visibility::Network,
        member: Some(nomination.submitted_by),
    }
}
