//! The operations on partners' participations.

use super::json::{ParticipationFilters, ParticipationSort, PartnerAttendeeList, PartnerAttendeeView};
use super::model::{
    NewPartnerParticipation, Participation, PartnerParticipationChange, PartnerParticipationView,
};
use super::queries::{self, Filter};
use super::rules;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::http::{
    Act, Answer, Ids, Page, Paging, PagingParams, PathId, Query, Reply, Shared, Tx, Valid, View,
};
use crate::journal::Entry;
use crate::meetings::meetings::queries as meetings;
use crate::partnership::partners::model::Partner;
use crate::partnership::partners::people::{queries as people, sealed};
use crate::records::Stored;
use actix_web::{delete, get, patch, post, web};

/// List the partners in a meeting
///
/// In the order in which they were recorded, as far as the caller may see the partners.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The meeting's id."), PagingParams, ParticipationFilters), responses((status = 200, body = Page<PartnerParticipationView>, description = "A page of participations.")))]
#[get("/v1/meetings/{id}/partner-participations")]
pub async fn list_partner_participations(
    view: View,
    PathId(id): PathId,
    Query(filters): Query<ParticipationFilters>,
    paging: Paging<ParticipationSort>,
) -> Reply {
    let filter = Filter {
        meeting_id: id,
        mode: filters.mode,
    };
    view.json(move |conn, caller| {
        meetings::visible(conn, caller, id)?;
        let slice = queries::list(conn, caller, filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(|row| row.seen_by(caller))))
    })
    .await
}

/// Get a partner's participation
///
/// One participation by its id.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The meeting's id."), ("participation_id" = Id, Path, description = "The participation's id.")), responses((status = 200, body = PartnerParticipationView, description = "The participation.")))]
#[get("/v1/meetings/{id}/partner-participations/{participation_id}")]
pub async fn get_partner_participation(view: View, Ids(ids): Ids<2>) -> Reply {
    let [id, participation_id] = ids;
    view.json(move |conn, caller| {
        let (.., row) = queries::load(conn, caller, id, participation_id)?;
        Ok(row.seen_by(caller))
    })
    .await
}

/// Record a partner's participation
///
/// That a partner takes part in a meeting, in which way, and with whom. Members see none of its people but those who agreed.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The meeting's id.")), request_body = NewPartnerParticipation, responses((status = 201, body = PartnerParticipationView, description = "Recorded.")))]
#[post("/v1/meetings/{id}/partner-participations")]
pub async fn record_partner_participation(
    act: Act,
    PathId(id): PathId,
    Valid(new): Valid<NewPartnerParticipation>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let meeting = meetings::visible(tx, caller, id)?;
        rules::require_not_cancelled(&meeting)?;
        tx.require_known::<Partner>(new.partner_id, "/partner_id")?;
        let partner: Partner = tx.open(new.partner_id)?;
        if queries::is_taken(tx, id, partner.id)? {
            return Err(Problem::conflict(
                "The partner's participation in this meeting is on record. Change that one.",
            )
            .citing(clauses::CIVIL_SOCIETY_PARTICIPATION.id));
        }
        let row = Participation::of(new.clone(), caller.now, id);
        check_people(tx, &row)?;
        row.insert(tx)?;
        tell(tx, &row, "partner_participation.recorded", audience(&partner))?;
        let location = format!("/v1/meetings/{id}/partner-participations/{}", row.id);
        Answer::created(location, &row.seen_by(caller))
    })
    .await
}

/// Change a partner's participation
///
/// In which way it takes part, or with whom; what is absent stays.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The meeting's id."), ("participation_id" = Id, Path, description = "The participation's id.")), request_body = PartnerParticipationChange, responses((status = 200, body = PartnerParticipationView, description = "Changed.")))]
#[patch("/v1/meetings/{id}/partner-participations/{participation_id}")]
pub async fn change_partner_participation(
    act: Act,
    Ids(ids): Ids<2>,
    Valid(change): Valid<PartnerParticipationChange>,
) -> Reply {
    let [id, participation_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        let (meeting, partner, old) = queries::load(tx, caller, id, participation_id)?;
        tx.require_match(&old.clone().seen_by(caller))?;
        rules::require_not_cancelled(&meeting)?;
        let mut row = old.clone();
        change.apply(&mut row)?;
        check_people(tx, &row)?;
        keep(tx, &partner, &old, &mut row)?;
        Answer::ok(&row.seen_by(caller))
    })
    .await
}

/// Remove a partner's participation
///
/// One that was recorded in error.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The meeting's id."), ("participation_id" = Id, Path, description = "The participation's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/meetings/{id}/partner-participations/{participation_id}")]
pub async fn remove_partner_participation(act: Act, Ids(ids): Ids<2>) -> Reply {
    let [id, participation_id] = ids;
    act.commit(move |tx| {
        let caller = tx.caller;
        let (_, partner, mut row) = queries::load(tx, caller, id, participation_id)?;
        tx.require_match(&row.clone().seen_by(caller))?;
        row.delete(tx)?;
        row.touch(caller.now);
        tell(tx, &row, "partner_participation.removed", audience(&partner))?;
        Ok(Answer::none())
    })
    .await
}

/// List the people of partners who agreed to be shown
///
/// With their names, for members and the secretariat: those who agreed to it for this meeting. Who asks stands in the audit
/// trail.
#[utoipa::path(tag = "Partners", params(("id" = Id, Path, description = "The meeting's id.")), responses((status = 200, body = PartnerAttendeeList, description = "The people.")))]
#[get("/v1/meetings/{id}/partner-attendees")]
pub async fn list_partner_attendees(view: View, shared: web::Data<Shared>, PathId(id): PathId) -> Reply {
    view.sealed(move |conn, caller| {
        meetings::visible(conn, caller, id)?;
        let rows: Vec<Participation> = queries::all(conn, caller, id)?
            .into_iter()
            .map(Participation::for_members)
            .collect();
        let ids: Vec<Id> = rows
            .iter()
            .flat_map(|row| row.people.0.iter().map(|person| person.person_id))
            .collect();
        let known = people::of_ids(conn, &ids)?;
        let known = sealed::opened(conn, &shared.sealer, known)?;
        let (mut data, mut looks) = (Vec::new(), Vec::new());
        for row in &rows {
            for attendee in &row.people.0 {
                if let Some((person, told)) = known.iter().find(|(person, _)| person.id == attendee.person_id)
                {
                    looks.push(person.look("partner_person.read_at_meeting"));
                    data.push(PartnerAttendeeView {
                        person_id: person.id,
                        partner_id: row.partner_id,
                        participation_id: row.id,
                        name: told.name.clone(),
                        role: told.role.clone(),
                    });
                }
            }
        }
        Ok((PartnerAttendeeList { data }, looks))
    })
    .await
}

/// Takes a person who is erased out of the meetings that name it.
///
/// # Errors
/// A transient problem when another change came first.
pub fn forget(tx: &mut Tx<'_>, partner_id: Id, person: Id) -> Result<(), Problem> {
    let named = queries::naming(tx, partner_id, person)?;
    let partner = Partner::load(tx, partner_id)?;
    for old in named {
        let mut row = old.clone();
        row.people.0.retain(|one| one.person_id != person);
        keep(tx, &partner, &old, &mut row)?;
    }
    Ok(())
}

/// Keeps a participation that has changed. What changes in secret does not show by its time either.
fn keep(
    tx: &mut Tx<'_>,
    partner: &Partner,
    old: &Participation,
    row: &mut Participation,
) -> Result<(), Problem> {
    let audience = row.audience_of_change(old, partner.visibility);
    row.touch(tx.caller.now);
    if audience == Visibility::Secretariat {
        row.updated_at = old.updated_at;
    }
    row.save(tx)?;
    tell(tx, row, "partner_participation.changed", audience)
}

fn check_people(tx: &mut Tx<'_>, row: &Participation) -> Result<(), Problem> {
    let ids: Vec<Id> = row.people.0.iter().map(|person| person.person_id).collect();
    let known = people::of_ids(tx, &ids)?;
    rules::check_people(&row.people.0, row.partner_id, &known, tx.caller.today())
}

/// Members learn of it when the partner is theirs to see.
fn audience(partner: &Partner) -> Visibility {
    partner.visibility.max(Visibility::Network)
}

fn tell(
    tx: &mut Tx<'_>,
    row: &Participation,
    action: &'static str,
    visibility: Visibility,
) -> Result<(), Problem> {
    tx.record(Entry {
        action,
        resource: "partner-participations",
        parent: Some(row.meeting_id),
        id: row.id,
        version: row.version,
        visibility,
        member: None,
    })
}
