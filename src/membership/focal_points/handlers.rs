//! The operations on focal points.

use super::json::{
    FocalPointChange, FocalPointEnd, FocalPointFilters, FocalPointSort, FocalPointView, NewFocalPoint,
    NewFocalPointData,
};
use super::model::{FocalPoint, Full, Ministry};
use super::queries::{self, Filter};
use crate::auth::{Caller, Role};
use crate::db::{Id, Visibility};
use crate::error::{FieldError, Kind, Problem};
use crate::guidelines::clauses;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use crate::membership::members::{model::MemberStatus, queries as members, rules::status_on};
use actix_web::{get, patch, post};
use chrono::NaiveDate;

/// List focal points
///
/// Who serves for which member, newest first. Contact data shows as far as each focal point's visibility and the
/// caller's role allow: the Network sees it unless it was narrowed, the public unless it was not opened.
#[utoipa::path(tag = "Focal points", params(PagingParams, FocalPointFilters), responses((status = 200, body = Page<FocalPointView>, description = "A page of focal points.")))]
#[get("/v1/focal-points")]
pub async fn list_focal_points(
    view: View,
    Query(filters): Query<FocalPointFilters>,
    paging: Paging<FocalPointSort>,
) -> Reply {
    view.json(move |conn, caller| {
        if filters.stale.is_some() && caller.role == Role::Public {
            // What is hidden cannot be filtered by.
            let fault = FieldError {
                pointer: "?stale".to_owned(),
                code: "not_allowed",
                detail: "Sign in to filter by this.".into(),
            };
            return Err(Problem::of_fields(Kind::MalformedRequest, vec![fault]));
        }
        let filter = Filter {
            member_id: filters.member_id,
            designation: filters.designation,
            status: filters.status,
            stale: filters.stale,
        };
        let slice = queries::list(conn, caller, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(|full| FocalPointView::seen_by(caller, full))))
    })
    .await
}

/// Get a focal point
///
/// One focal point, as far as the caller may see it.
#[utoipa::path(tag = "Focal points", params(("id" = Id, Path, description = "The focal point's id.")), responses((status = 200, body = FocalPointView, description = "The focal point.")))]
#[get("/v1/focal-points/{id}")]
pub async fn get_focal_point(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| Ok(FocalPointView::seen_by(caller, queries::load(conn, id)?)))
        .await
}

/// Assign a focal point
///
/// A member assigns its own; the secretariat may do so for any. A member has one primary focal point at a time and as
/// many alternates as it wants.
#[utoipa::path(tag = "Focal points", request_body = NewFocalPoint, responses((status = 201, body = FocalPointView, description = "Assigned.")))]
#[post("/v1/focal-points")]
pub async fn assign_focal_point(act: Act, Valid(new): Valid<NewFocalPoint>) -> Reply {
    act.commit(move |tx| {
        let id = assign_new(tx, &new)?;
        let full = queries::load(tx, id)?;
        Answer::created(
            format!("/v1/focal-points/{id}"),
            &FocalPointView::seen_by(tx.caller, full),
        )
    })
    .await
}

/// Assigns a focal point of a member that the caller acts for; an import does so for each of its lines.
///
/// # Errors
/// 403, 409 and 422, as the operation.
pub fn assign_new(tx: &mut Tx<'_>, new: &NewFocalPoint) -> Result<Id, Problem> {
    tx.caller.require_own(new.member_id)?;
    require_active_member(tx, new.member_id)?;
    let starts_on = new.starts_on.unwrap_or_else(|| tx.caller.today());
    assign(tx, new.member_id, starts_on, &new.focal_point)
}

/// Only who is in the Network today assigns focal points to it.
fn require_active_member(tx: &mut Tx<'_>, id: Id) -> Result<(), Problem> {
    let unknown = || Problem::invalid("/member_id", "unknown", "There is no such member.");
    let today = tx.caller.today();
    let member = members::of_ids(tx, &[id])?.pop().ok_or_else(unknown)?;
    if status_on(today, &member.periods) == MemberStatus::Active {
        return Ok(());
    }
    Err(
        Problem::conflict("The member is not in the Network today, so it has no focal points to assign.")
            .citing(clauses::MEMBERSHIP_FOCAL_POINT.id),
    )
}

/// Writes a focal point and records it; admission does the same for the first one.
///
/// # Errors
/// 409 when the member has another primary one.
pub fn assign(
    tx: &mut Tx<'_>,
    member_id: Id,
    starts_on: NaiveDate,
    data: &NewFocalPointData,
) -> Result<Id, Problem> {
    let now = tx.caller.now.into();
    let chosen = data.visibility.unwrap_or_default();
    let or_network = |level: Option<Visibility>| level.unwrap_or(Visibility::Network);
    let focal_point = FocalPoint {
        id: Id::new(),
        member_id,
        kind: data.kind,
        designation: data.designation,
        name: data.name.clone(),
        name_visibility: or_network(chosen.name),
        position: data.position.clone(),
        position_visibility: or_network(chosen.position),
        email: data.email.clone(),
        email_visibility: or_network(chosen.email),
        phone: data.phone.clone(),
        phone_visibility: or_network(chosen.phone),
        address: data.address.clone(),
        address_visibility: or_network(chosen.address),
        starts_on,
        ends_on: None,
        confirmed_at: now,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    queries::insert(tx, &focal_point)?;
    if let Some(ministry) = &data.ministry {
        let ministry = Ministry {
            focal_point_id: focal_point.id,
            starts_on,
            ministry: ministry.clone(),
        };
        queries::put_ministry(tx, &ministry)?;
    }
    tx.record(entry("focal_point.assigned", &focal_point, Visibility::Public))?;
    Ok(focal_point.id)
}

/// Change a focal point
///
/// What is absent stays, null empties. A change of the data confirms it. The member's own, or the secretariat.
#[utoipa::path(tag = "Focal points", params(("id" = Id, Path, description = "The focal point's id.")), request_body = FocalPointChange, responses((status = 200, body = FocalPointView, description = "Changed.")))]
#[patch("/v1/focal-points/{id}")]
pub async fn change_focal_point(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<FocalPointChange>,
) -> Reply {
    act.commit(move |tx| {
        let full = own_and_active(tx, id)?;
        tx.require_match(&FocalPointView::seen_by(tx.caller, full.clone()))?;
        if let Some(ministry) = &change.ministry {
            let starts_on = tx.caller.today().max(full.focal_point.starts_on);
            let ministry = Ministry {
                focal_point_id: id,
                starts_on,
                ministry: ministry.clone(),
            };
            queries::put_ministry(tx, &ministry)?;
        }
        let mut focal_point = changed(full.focal_point.clone(), &change);
        focal_point.confirmed_at = tx.caller.now.into();
        save(tx, full, focal_point, "focal_point.changed")
    })
    .await
}

fn changed(mut row: FocalPoint, change: &FocalPointChange) -> FocalPoint {
    let chosen = change.visibility.unwrap_or_default();
    row.kind = change.kind.unwrap_or(row.kind);
    row.designation = change.designation.unwrap_or(row.designation);
    row.name = change.name.clone().unwrap_or(row.name);
    row.position = change.position.clone().unwrap_or(row.position);
    row.email = change.email.clone().unwrap_or(row.email);
    row.phone = change.phone.clone().unwrap_or(row.phone);
    row.address = change.address.clone().unwrap_or(row.address);
    row.name_visibility = chosen.name.unwrap_or(row.name_visibility);
    row.position_visibility = chosen.position.unwrap_or(row.position_visibility);
    row.email_visibility = chosen.email.unwrap_or(row.email_visibility);
    row.phone_visibility = chosen.phone.unwrap_or(row.phone_visibility);
    row.address_visibility = chosen.address.unwrap_or(row.address_visibility);
    row
}

/// Confirm a focal point's data
///
/// Says that the contact data is right; it is stale when this was not said for a year.
#[utoipa::path(tag = "Focal points", params(("id" = Id, Path, description = "The focal point's id.")), responses((status = 200, body = FocalPointView, description = "Confirmed.")))]
#[post("/v1/focal-points/{id}/confirm")]
pub async fn confirm_focal_point(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let full = own_and_active(tx, id)?;
        let mut focal_point = full.focal_point.clone();
        focal_point.confirmed_at = tx.caller.now.into();
        save(tx, full, focal_point, "focal_point.confirmed")
    })
    .await
}

/// End a focal point's term
///
/// On a day, today unless said otherwise. It stays on record.
#[utoipa::path(tag = "Focal points", params(("id" = Id, Path, description = "The focal point's id.")), request_body = FocalPointEnd, responses((status = 200, body = FocalPointView, description = "Ended, or with its end set.")))]
#[post("/v1/focal-points/{id}/end")]
pub async fn end_focal_point(act: Act, PathId(id): PathId, Valid(end): Valid<FocalPointEnd>) -> Reply {
    act.commit(move |tx| {
        let full = own_and_active(tx, id)?;
        let mut focal_point = full.focal_point.clone();
        if focal_point.ends_on.is_some() {
            return Err(Problem::conflict("The focal point's term has its end already."));
        }
        let on = end.on.unwrap_or_else(|| tx.caller.today());
        if on < focal_point.starts_on {
            return Err(Problem::invalid(
                "/on",
                "too_early",
                "The term ends on or after the day on which it begins.",
            ));
        }
        focal_point.ends_on = Some(on);
        save(tx, full, focal_point, "focal_point.ended")
    })
    .await
}

/// The focal point, if it is the caller's to change and still serves. That it exists is public.
fn own_and_active(tx: &mut Tx<'_>, id: Id) -> Result<Full, Problem> {
    let full = queries::load(tx, id)?;
    tx.caller.require_own(full.focal_point.member_id)?;
    full.focal_point.require_active(tx.caller.today())?;
    Ok(full)
}

fn entry(action: &'static str, focal_point: &FocalPoint, visibility: Visibility) -> Entry {
    Entry {
        action,
        resource: "focal-points",
        parent: None,
        id: focal_point.id,
        version: focal_point.version,
        visibility,
        member: Some(focal_point.member_id),
    }
}

/// Counts the version up, saves, records, and answers with the focal point as it is now. Everyone learns of what everyone sees.
fn save(
    tx: &mut Tx<'_>,
    old: Full,
    mut focal_point: FocalPoint,
    action: &'static str,
) -> Result<Answer, Problem> {
    focal_point.version += 1;
    focal_point.updated_at = tx.caller.now.into();
    queries::save(tx, &focal_point)?;
    let full = queries::load(tx, focal_point.id)?;
    let anyone = Caller::public(tx.caller.now);
    let told =
        |full: Full| serde_json::to_value(FocalPointView::seen_by(&anyone, full)).map_err(Problem::internal);
    let visibility = if told(old)? == told(full.clone())? {
        Visibility::Network
    } else {
        Visibility::Public
    };
    tx.record(entry(action, &focal_point, visibility))?;
    Answer::ok(&FocalPointView::seen_by(tx.caller, full))
}
