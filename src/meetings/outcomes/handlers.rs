//! The operations on outcomes.

use super::json::{AssociatedMember, OutcomeAssociation};
use super::model::{NewOutcome, Outcome, OutcomeChange, OutcomeView};
use super::{queries, rules};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, PathId, Reply, Tx, Valid, View};
use crate::meetings::meetings::queries as meetings;
use crate::membership::members;
use crate::records::shown;
use actix_web::{get, patch, post};

/// Get the outcome of a meeting
///
/// The communiqué or the Chair's summary. Whoever may see the meeting sees it once it is published; members and the
/// secretariat see the draft.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), responses((status = 200, body = OutcomeView, description = "The outcome.")))]
#[get("/v1/meetings/{id}/outcome")]
pub async fn get_outcome(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| {
        let outcome = queries::of_meeting(conn, caller, id)?;
        shown(conn, caller, outcome)
    })
    .await
}

/// Draft the outcome of a meeting
///
/// For the secretariat and the troika, once the meeting was held. A meeting has one outcome.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = NewOutcome, responses((status = 201, body = OutcomeView, description = "Drafted.")))]
#[post("/v1/meetings/{id}/outcome")]
pub async fn draft_outcome(act: Act, PathId(id): PathId, Valid(new): Valid<NewOutcome>) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let meeting = meetings::visible(tx, caller, id)?;
        rules::require_held(&meeting)?;
        if queries::is_there(tx, id)? {
            return Err(Problem::conflict(
                "The meeting has an outcome already. Change that one.",
            ));
        }
        let outcome = Outcome::of(new.clone(), caller.now, id, meeting.visibility);
        tx.add(outcome, "outcome.drafted")
    })
    .await
}

/// Change the outcome of a meeting
///
/// As long as it is a draft. When it says something else, the members that have associated themselves do so anew.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = OutcomeChange, responses((status = 200, body = OutcomeView, description = "Changed.")))]
#[patch("/v1/meetings/{id}/outcome")]
pub async fn change_outcome(act: Act, PathId(id): PathId, Valid(change): Valid<OutcomeChange>) -> Reply {
    act.commit(move |tx| {
        let before = open(tx, id)?;
        tx.require_read(&before)?;
        before.require_draft()?;
        let mut outcome = before.clone();
        change.apply(&mut outcome)?;
        if outcome.says_other_than(&before) {
            queries::dissociate_all(tx, outcome.id)?;
        }
        tx.keep(outcome, "outcome.changed")
    })
    .await
}

/// Publish the outcome of a meeting
///
/// With its points, for whoever may see the meeting, after which it no longer changes.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), responses((status = 200, body = OutcomeView, description = "Published.")))]
#[post("/v1/meetings/{id}/outcome/publish")]
pub async fn publish_outcome(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut outcome = open(tx, id)?;
        outcome.publish(tx.caller.now.into())?;
        tx.keep(outcome, "outcome.published")
    })
    .await
}

/// Associate a member with a communiqué
///
/// A member associates itself, with the draft or with what is published; the secretariat records it for a member that told it.
/// A Chair's summary is the Chair's own.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = AssociatedMember, responses((status = 200, body = OutcomeView, description = "Associated.")))]
#[post("/v1/meetings/{id}/outcome/associate")]
pub async fn associate_with_outcome(
    act: Act,
    PathId(id): PathId,
    Valid(named): Valid<AssociatedMember>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let outcome = open(tx, id)?;
        let member = own(tx, &named)?;
        outcome.require_communique()?;
        let meeting = meetings::visible(tx, caller, id)?;
        rules::require_member(&meeting, &member)?;
        let member_id = member.member.id;
        let already = queries::associated(tx, outcome.id)?;
        if already.iter().any(|one| one.member_id == member_id) {
            return Err(Problem::conflict("The member is associated already."));
        }
        let association = OutcomeAssociation {
            outcome_id: outcome.id,
            member_id,
            associated_at: caller.now.into(),
        };
        queries::associate(tx, &association)?;
        tx.keep(outcome, "outcome.associated")
    })
    .await
}

/// Dissociate a member from a communiqué
///
/// A member takes its association back, or the secretariat for a member that told it.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id.")), request_body = AssociatedMember, responses((status = 200, body = OutcomeView, description = "Dissociated.")))]
#[post("/v1/meetings/{id}/outcome/dissociate")]
pub async fn dissociate_from_outcome(
    act: Act,
    PathId(id): PathId,
    Valid(named): Valid<AssociatedMember>,
) -> Reply {
    act.commit(move |tx| {
        let outcome = open(tx, id)?;
        let member = own(tx, &named)?;
        if !queries::dissociate(tx, outcome.id, member.member.id)? {
            return Err(Problem::conflict("The member is not associated."));
        }
        tx.keep(outcome, "outcome.dissociated")
    })
    .await
}

fn open(tx: &mut Tx<'_>, meeting: Id) -> Result<Outcome, Problem> {
    let caller = tx.caller;
    queries::of_meeting(tx, caller, meeting)
}

/// The caller's own member, or the one that the secretariat names.
fn own(tx: &mut Tx<'_>, named: &AssociatedMember) -> Result<members::model::Full, Problem> {
    let fault = |code, detail| Problem::invalid("/member_id", code, detail);
    let member = named
        .member_id
        .or_else(|| tx.caller.member())
        .ok_or_else(|| fault("required", "Name the member that told you."))?;
    tx.caller.require_own(member)?;
    members::queries::of_ids(tx, &[member])?
        .pop()
        .ok_or_else(|| fault("unknown", "There is no such member."))
}
