//! The operations on subjects. That only persons of the secretariat may call them stands in the access table.

use super::finding::Found;
use super::json::{
    SubjectAccount, SubjectErased, SubjectErasure, SubjectExport, SubjectQuery, SubjectSession,
    SubjectSubscription,
};
use super::person::Person;
use crate::accounts::AccountView;
use crate::communication::mail::outbox;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::http::{Act, Answer, Reply, Tx, Valid};
use crate::journal::Look;
use crate::meetings::participants::ParticipantView;
use crate::membership::focal_points::FocalPointView;
use crate::membership::requests::{RequestView, queries as requests};
use crate::partnership::partners::people::json::PartnerPersonView;
use crate::records::Record;
use crate::support::coordinators::model::Coordinator;
use actix_web::post;

/// What stands in the audit trail for each record that was exported.
const EXPORTED: &str = "subject.exported";

/// Export what is held on a person
///
/// Everything with the address or the name, from every part of the service, in one document; each record in it gets an entry
/// in the audit trail. Free texts that mention a person are their authors', and are not looked through.
#[utoipa::path(tag = "Subjects", request_body = SubjectQuery, responses((status = 200, body = SubjectExport, description = "What is held.")))]
#[post("/v1/subjects/export")]
pub async fn export_subject(act: Act, Valid(query): Valid<SubjectQuery>) -> Reply {
    let person = Person::named(query.email.as_deref(), query.name.as_deref())?;
    let sealer = act.shared.sealer.clone();
    act.commit(move |tx| {
        let found = Found::look(tx, &sealer, &person)?;
        tx.note(&looks(&found))?;
        Answer::ok(&told(tx, found)?)
    })
    .await
}

/// Erase what is held on a person
///
/// Everything with the address or the name, in one step: keys are deleted, sessions and subscriptions are gone, and what
/// stays of the Network's history names nobody. Export first: records of somebody else with the same name go into `keep`.
/// It cannot be undone.
#[utoipa::path(tag = "Subjects", request_body = SubjectErasure, responses((status = 200, body = SubjectErased, description = "Erased: the records that were about the person.")))]
#[post("/v1/subjects/erase")]
pub async fn erase_subject(act: Act, Valid(erasure): Valid<SubjectErasure>) -> Reply {
    let person = Person {
        keep: erasure.keep.clone().unwrap_or_default(),
        ..Person::named(erasure.email.as_deref(), erasure.name.as_deref())?
    };
    let sealer = act.shared.sealer.clone();
    act.commit(move |tx| {
        let found = Found::look(tx, &sealer, &person)?;
        let accounts: Vec<String> = found.accounts.iter().map(|(row, _)| row.email.clone()).collect();
        let erased: SubjectErased = found.erase(tx, &person)?;
        outbox::withdraw(tx, &sealer, |address| {
            person.is(None, Some(address)) || accounts.iter().any(|one| one == address)
        })?;
        Answer::ok(&erased)
    })
    .await
}

fn looks(found: &Found) -> Vec<Look> {
    let look = |resource: &'static str, id: Id, version: i32| Look {
        action: EXPORTED,
        resource,
        id,
        version,
    };
    let mut looks = Vec::new();
    looks.extend(found.focal_points.iter().map(|full| {
        let row = &full.focal_point;
        look("focal-points", row.id, row.version)
    }));
    looks.extend(
        found
            .requests
            .iter()
            .map(|row| look("membership-requests", row.id, row.version)),
    );
    looks.extend(
        found
            .participants
            .iter()
            .map(|row| look("participants", row.id, row.version)),
    );
    looks.extend(found.people.iter().map(|(person, _)| person.look(EXPORTED)));
    looks.extend(
        found
            .subscriptions
            .iter()
            .map(|(row, _)| look("newsletter-subscriptions", row.id, row.version)),
    );
    looks.extend(
        found
            .accounts
            .iter()
            .map(|(row, _)| look("accounts", row.id, row.version)),
    );
    looks.extend(
        found
            .coordinators
            .iter()
            .map(|row| look(Coordinator::PATH, row.id, row.version)),
    );
    looks
}

/// What was found, as the secretariat sees it.
fn told(tx: &mut Tx<'_>, found: Found) -> Result<SubjectExport, Problem> {
    let caller = tx.caller;
    let conn: &mut Connection = tx;
    let ids: Vec<Id> = found.requests.iter().map(|row| row.id).collect();
    let shared_with = requests::recipients_of(conn, &ids)?;
    Ok(SubjectExport {
        exported_at: caller.now.into(),
        focal_points: found
            .focal_points
            .into_iter()
            .map(|full| FocalPointView::seen_by(caller, full))
            .collect(),
        membership_requests: found
            .requests
            .into_iter()
            .map(|row| RequestView::seen_by(caller, row, &shared_with))
            .collect(),
        participants: found
            .participants
            .into_iter()
            .map(|row| ParticipantView::of(caller, row))
            .collect(),
        partner_people: found
            .people
            .into_iter()
            .map(|(person, data)| PartnerPersonView::new(&person, data))
            .collect(),
        newsletter_subscriptions: found
            .subscriptions
            .into_iter()
            .map(|(row, email)| SubjectSubscription {
                id: row.id,
                email,
                language: row.language,
                status: row.status,
                confirmed_at: row.confirmed_at,
                created_at: row.created_at,
            })
            .collect(),
        accounts: found
            .accounts
            .into_iter()
            .map(|(account, sessions)| SubjectAccount {
                account: AccountView::from(account),
                sessions: sessions.into_iter().map(SubjectSession::from).collect(),
            })
            .collect(),
        coordinators: Coordinator::shown(conn, caller, found.coordinators)?,
    })
}
