//! The operations on commitments.

use super::model::{
    Commitment, CommitmentChange, CommitmentOrder, CommitmentSort, CommitmentView, NewCommitment,
};
use crate::db::Id;
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::http::{Act, Ids, Page, Paging, PagingParams, PathId, Reply, Tx, Valid, View};
use crate::records::seen;
use crate::support::funding_programmes::model::FundingProgramme;
use actix_web::{delete, get, patch, post};

/// List the commitments to a programme
///
/// Year by year.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id."), PagingParams, CommitmentOrder), responses((status = 200, body = Page<CommitmentView>, description = "A page of commitments.")))]
#[get("/v1/funding-programmes/{id}/commitments")]
pub async fn list_commitments(view: View, PathId(id): PathId, paging: Paging<CommitmentSort>) -> Reply {
    view.json(move |conn, caller| {
        let programme: FundingProgramme = seen(conn, caller, id)?;
        let slice = Commitment::list_of(conn, programme.id, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(CommitmentView::from)))
    })
    .await
}

/// Get a commitment
///
/// One commitment by its id.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id."), ("commitment_id" = Id, Path, description = "The commitment's id.")), responses((status = 200, body = CommitmentView, description = "The commitment.")))]
#[get("/v1/funding-programmes/{id}/commitments/{commitment_id}")]
pub async fn get_commitment(view: View, Ids(ids): Ids<2>) -> Reply {
    let [id, commitment_id] = ids;
    view.record_under::<Commitment>(id, commitment_id).await
}

/// Add a commitment
///
/// For a year that has none yet, as long as the programme is open.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id.")), request_body = NewCommitment, responses((status = 201, body = CommitmentView, description = "Added.")))]
#[post("/v1/funding-programmes/{id}/commitments")]
pub async fn add_commitment(act: Act, PathId(id): PathId, Valid(new): Valid<NewCommitment>) -> Reply {
    act.commit(move |tx| {
        let programme = open_programme(tx, id)?;
        if Commitment::is_taken(tx, programme.id, new.year)? {
            return Err(Problem::conflict(
                "The programme has a commitment for this year already. Change that one.",
            )
            .citing(clauses::FUNDING_SUSTAINED.id));
        }
        let commitment = Commitment::of(new.clone(), tx.caller.now, programme.id);
        tx.add(commitment, "commitment.added")
    })
    .await
}

/// Change a commitment
///
/// What is committed; the year stays. As long as the programme is open.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id."), ("commitment_id" = Id, Path, description = "The commitment's id.")), request_body = CommitmentChange, responses((status = 200, body = CommitmentView, description = "Changed.")))]
#[patch("/v1/funding-programmes/{id}/commitments/{commitment_id}")]
pub async fn change_commitment(act: Act, Ids(ids): Ids<2>, Valid(change): Valid<CommitmentChange>) -> Reply {
    let [id, commitment_id] = ids;
    act.commit(move |tx| {
        let mut commitment = open_commitment(tx, id, commitment_id)?;
        change.apply(&mut commitment)?;
        tx.keep(commitment, "commitment.changed")
    })
    .await
}

/// Remove a commitment
///
/// One that was recorded in error or withdrawn. As long as the programme is open.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id."), ("commitment_id" = Id, Path, description = "The commitment's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/funding-programmes/{id}/commitments/{commitment_id}")]
pub async fn remove_commitment(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, commitment_id] = ids;
    act.commit(move |tx| {
        let commitment = open_commitment(tx, id, commitment_id)?;
        tx.remove(commitment, "commitment.removed")
    })
    .await
}

/// A programme of the caller's own that is open.
fn open_programme(tx: &mut Tx<'_>, id: Id) -> Result<FundingProgramme, Problem> {
    let programme: FundingProgramme = tx.open(id)?;
    programme.require_own(tx.caller)?;
    programme.require_open()?;
    Ok(programme)
}

/// A commitment to such a programme, in the version that the caller has read.
fn open_commitment(tx: &mut Tx<'_>, id: Id, commitment_id: Id) -> Result<Commitment, Problem> {
    let commitment: Commitment = tx.open(commitment_id)?;
    if commitment.programme_id != id {
        return Err(Problem::not_found());
    }
    tx.require_read(&commitment)?;
    open_programme(tx, id)?;
    Ok(commitment)
}
