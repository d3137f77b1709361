//! The operations on membership requests.

use super::json::{
    Admission, Ineligibility, NewMembershipRequest, RequestFilters, RequestSort, RequestView,
    SubmittedRequest,
};
use super::model::{Request, RequestStatus};
use super::queries::{self, Filter};
use super::rules;
use crate::auth::Secret;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::membership::focal_points::{self, NewFocalPointData};
use crate::membership::members::{self, Member, MemberKind, rules::state_codes};
use actix_web::{get, post};
use chrono::NaiveDate;

/// Submit a membership request
///
/// For a State or regional organization that wants to join. No account is needed: the answer holds a secret with which
/// to follow the request or to withdraw it. Membership is open; the secretariat receives the request and shares it with
/// the Network. The personal data in it is seen by the secretariat only.
#[utoipa::path(tag = "Membership requests", request_body = NewMembershipRequest, responses((status = 201, body = SubmittedRequest, description = "Received.")))]
#[post("/v1/membership-requests")]
pub async fn submit_membership_request(act: Act, Valid(new): Valid<NewMembershipRequest>) -> Reply {
    act.commit(move |tx| {
        let today = tx.caller.today();
        let iso_alpha3 = new
            .iso_alpha3
            .as_deref()
            .and_then(state_codes)
            .map(|(alpha3, _)| alpha3);
        let known = members::queries::by_code(tx, iso_alpha3.as_deref(), new.acronym.as_deref())?;
        rules::not_yet_member(known.as_ref(), today)?;
        let secret = Secret::new()?;
        let proposed = new
            .proposed_focal_point
            .as_ref()
            .map(serde_json::to_string)
            .transpose();
        let request = Request {
            id: Id::new(),
            kind: new.kind,
            name: new.name.clone(),
            iso_alpha3,
            acronym: new.acronym.clone(),
            statement: new.statement.clone(),
            contact_name: new.contact.name.clone(),
            contact_email: new.contact.email.clone(),
            proposed_focal_point: proposed.map_err(Problem::internal)?,
            status: RequestStatus::Received,
            secret_hash: secret.hash(),
            received_at: tx.caller.now.into(),
            shared_at: None,
            decided_at: None,
            reason: None,
            explanation: None,
            member_id: None,
            version: 1,
        };
        queries::insert(tx, &request)?;
        tx.record(entry("membership_request.received", &request))?;
        let applicant = tx.caller.presenting(&secret);
        let location = format!("/v1/membership-requests/{}", request.id);
        Answer::created(
            location,
            &SubmittedRequest::new(RequestView::seen_by(&applicant, request, &[]), &secret),
        )
    })
    .await
}

/// List membership requests
///
/// All of them for the secretariat; for members those that were shared with the Network, without personal data.
#[utoipa::path(tag = "Membership requests", params(PagingParams, RequestFilters), responses((status = 200, body = Page<RequestView>, description = "A page of requests.")))]
#[get("/v1/membership-requests")]
pub async fn list_membership_requests(
    view: View,
    Query(filters): Query<RequestFilters>,
    paging: Paging<RequestSort>,
) -> Reply {
    view.json(move |conn, caller| {
        let filter = Filter {
            status: filters.status,
            kind: filters.kind,
        };
        let slice = queries::list(conn, caller, &filter, &paging.request, paging.count)?;
        let ids: Vec<Id> = slice.rows.iter().map(|row| row.id).collect();
        let shared_with = queries::recipients_of(conn, &ids)?;
        Ok(paging.page(slice.map(|request| RequestView::seen_by(caller, request, &shared_with))))
    })
    .await
}

/// Get a membership request
///
/// For the secretariat, for the applicant with the `Follow-Up-Secret`, and for members once it was shared.
#[utoipa::path(tag = "Membership requests", params(("id" = Id, Path, description = "The request's id."), ("Follow-Up-Secret" = Option<String>, Header, description = "The secret that came with the submission.", max_length = 100, example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE")), responses((status = 200, body = RequestView, description = "The request.")))]
#[get("/v1/membership-requests/{id}")]
pub async fn get_membership_request(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| {
        let request = queries::load(conn, caller, id)?;
        let shared_with = queries::recipients_of(conn, &[id])?;
        Ok(RequestView::seen_by(caller, request, &shared_with))
    })
    .await
}

/// Share a membership request with the Network
///
/// Puts on record when, and with which members: all that are in the Network today.
#[utoipa::path(tag = "Membership requests", params(("id" = Id, Path, description = "The request's id.")), responses((status = 200, body = RequestView, description = "Shared.")))]
#[post("/v1/membership-requests/{id}/share")]
pub async fn share_membership_request(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut request = queries::load(tx, caller, id)?;
        rules::share(&request)?;
        let everyone = members::queries::active_on(tx, caller.today())?;
        queries::insert_recipients(tx, id, &everyone)?;
        request.status = RequestStatus::Shared;
        request.shared_at = Some(caller.now.into());
        save(tx, request, "membership_request.shared")
    })
    .await
}

/// Admit an applicant
///
/// Makes the member and its first focal point in one step. Only what was shared with the Network can be admitted
/// (clause `membership.shared`). Who was a member before gets a new period.
#[utoipa::path(tag = "Membership requests", params(("id" = Id, Path, description = "The request's id.")), request_body = Admission, responses((status = 200, body = RequestView, description = "Admitted; `member_id` is the member.")))]
#[post("/v1/membership-requests/{id}/admit")]
pub async fn admit_membership_request(
    act: Act,
    PathId(id): PathId,
    Valid(admission): Valid<Admission>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut request = queries::load(tx, caller, id)?;
        let kind = rules::admit(&request)?;
        let starts_on = admission.starts_on.unwrap_or_else(|| caller.today());
        if starts_on > caller.today() {
            return Err(Problem::invalid(
                "/starts_on",
                "too_late",
                "A membership begins today or earlier.",
            ));
        }
        let focal_point = first_focal_point(&request, &admission)?;
        let member = admit_member(tx, &request, kind, &admission, starts_on)?;
        focal_points::assign(tx, member, starts_on, &focal_point)?;
        request.status = RequestStatus::Admitted;
        request.decided_at = Some(caller.now.into());
        request.member_id = Some(member);
        save(tx, request, "membership_request.admitted")
    })
    .await
}

/// Every member assigns a focal point: the one in the admission, or the one that the applicant proposed.
fn first_focal_point(request: &Request, admission: &Admission) -> Result<NewFocalPointData, Problem> {
    admission
        .focal_point
        .clone()
        .or_else(|| request.proposal())
        .ok_or_else(|| {
            Problem::invalid(
                "/focal_point",
                "required",
                "Name the first focal point; the request proposes none.",
            )
            .citing(clauses::MEMBERSHIP_FOCAL_POINT.id)
        })
}

/// The member that an admission makes, or that it brings back.
fn admit_member(
    tx: &mut Tx<'_>,
    request: &Request,
    kind: MemberKind,
    admission: &Admission,
    starts_on: NaiveDate,
) -> Result<Id, Problem> {
    let caller = tx.caller;
    let source = format!("Membership request {}", request.id);
    let known = members::queries::by_code(tx, request.iso_alpha3.as_deref(), request.acronym.as_deref())?;
    rules::not_yet_member(known.as_ref(), caller.today())?;
    if let Some(full) = known {
        members::come_back(tx, full, starts_on, source)
    } else {
        let codes = request.iso_alpha3.as_deref().and_then(state_codes);
        let (iso_alpha3, m49) = codes.unzip();
        let member = Member {
            id: Id::new(),
            kind,
            name: request.name.clone(),
            iso_alpha3,
            m49,
            acronym: request.acronym.clone(),
            regional_group: admission.regional_group,
            source: source.clone(),
            version: 1,
            created_at: caller.now.into(),
            updated_at: caller.now.into(),
        };
        members::join(tx, &member, starts_on, source)
    }
}

/// Find a request ineligible
///
/// The only grounds: neither a Member State nor a regional organization, a duplicate, or incomplete (clause
/// `membership.open`: there is no vote and no veto).
#[utoipa::path(tag = "Membership requests", params(("id" = Id, Path, description = "The request's id.")), request_body = Ineligibility, responses((status = 200, body = RequestView, description = "Found ineligible.")))]
#[post("/v1/membership-requests/{id}/declare-ineligible")]
pub async fn declare_membership_request_ineligible(
    act: Act,
    PathId(id): PathId,
    Valid(ineligibility): Valid<Ineligibility>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut request = queries::load(tx, caller, id)?;
        rules::under_way(&request)?;
        request.status = RequestStatus::Ineligible;
        request.decided_at = Some(caller.now.into());
        request.reason = Some(ineligibility.reason);
        request.explanation = Some(ineligibility.explanation.clone());
        save(tx, request, "membership_request.ineligible")
    })
    .await
}

/// Withdraw a membership request
///
/// For the applicant, with the `Follow-Up-Secret` that came with the submission, as long as it is under way.
#[utoipa::path(tag = "Membership requests", params(("id" = Id, Path, description = "The request's id."), ("Follow-Up-Secret" = Option<String>, Header, description = "The secret that came with the submission.", max_length = 100, example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE")), responses((status = 200, body = RequestView, description = "Withdrawn.")))]
#[post("/v1/membership-requests/{id}/withdraw")]
pub async fn withdraw_membership_request(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut request = queries::load(tx, caller, id)?;
        if !request.is_of(caller) {
            return Err(Problem::forbidden(
                "Only the applicant withdraws a request, with its Follow-Up-Secret.",
            ));
        }
        rules::under_way(&request)?;
        request.status = RequestStatus::Withdrawn;
        request.decided_at = Some(caller.now.into());
        save(tx, request, "membership_request.withdrawn")
    })
    .await
}

/// Events of a request are for the secretariat until it was shared, and for the Network from then on.
fn entry(action: &'static str, request: &Request) -> Entry {
    let shared = request.shared_at.is_some();
    Entry {
        action,
        resource: "membership-requests",
        parent: None,
        id: request.id,
        version: request.version,
        visibility: if shared {
            Visibility::Network
        } else {
            Visibility::Secretariat
        },
        member: None,
    }
}

/// Counts the version up, saves, records, and answers with the request as it is now.
fn save(tx: &mut Tx<'_>, mut request: Request, action: &'static str) -> Result<Answer, Problem> {
    request.version += 1;
    queries::save(tx, &request)?;
    tx.record(entry(action, &request))?;
    let shared_with = queries::recipients_of(tx, &[request.id])?;
    Answer::ok(&RequestView::seen_by(tx.caller, request, &shared_with))
}
