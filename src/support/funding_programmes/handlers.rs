//! The operations on funding programmes.

use super::model::{
    FundingProgramme, FundingProgrammeChange, FundingProgrammeFilters, FundingProgrammeSort,
    FundingProgrammeView, NewFundingProgramme, ProgrammeStatus,
};
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::support::{named_member, require_order};
use actix_web::{get, patch, post};

/// List funding programmes
///
/// Of all donors, the latest recorded first.
#[utoipa::path(tag = "Funding", params(PagingParams, FundingProgrammeFilters), responses((status = 200, body = Page<FundingProgrammeView>, description = "A page of funding programmes.")))]
#[get("/v1/funding-programmes")]
pub async fn list_funding_programmes(
    view: View,
    Query(filters): Query<FundingProgrammeFilters>,
    paging: Paging<FundingProgrammeSort>,
) -> Reply {
    view.list::<FundingProgramme, _>(filters, paging).await
}

/// Get a funding programme
///
/// One funding programme by its id.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id.")), responses((status = 200, body = FundingProgrammeView, description = "The funding programme.")))]
#[get("/v1/funding-programmes/{id}")]
pub async fn get_funding_programme(view: View, PathId(id): PathId) -> Reply {
    view.record::<FundingProgramme>(id).await
}

/// Record a funding programme
///
/// Of one's own member; the secretariat also records those of organizations that are no members.
#[utoipa::path(tag = "Funding", request_body(content = NewFundingProgramme, example = json!({"donor_id": "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c", "title": {"en": "Women in mediation"}, "focus_areas": ["participation"], "regions": ["african_group"], "starts_on": "2018-01-01", "ends_on": "2020-12-31"})), responses((status = 201, body = FundingProgrammeView, description = "Recorded.")))]
#[post("/v1/funding-programmes")]
pub async fn record_funding_programme(act: Act, Valid(new): Valid<NewFundingProgramme>) -> Reply {
    act.commit(move |tx| {
        let programme = FundingProgramme::of(new.clone(), tx.caller.now);
        programme.require_own(tx.caller)?;
        if programme.donor_id.is_some() == programme.donor_name.is_some() {
            return Err(Problem::invalid(
                "/donor_name",
                "one_donor",
                "Name one donor: a member with `donor_id`, or another organization with `donor_name`.",
            ));
        }
        if let Some(member) = programme.donor_id {
            named_member(tx, member, "/donor_id")?;
        }
        require_order(programme.starts_on, programme.ends_on)?;
        tx.add(programme, "funding_programme.recorded")
    })
    .await
}

/// Change a funding programme
///
/// By its donor or the secretariat, as long as it is open.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id.")), request_body = FundingProgrammeChange, responses((status = 200, body = FundingProgrammeView, description = "Changed.")))]
#[patch("/v1/funding-programmes/{id}")]
pub async fn change_funding_programme(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<FundingProgrammeChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut programme: FundingProgramme = tx.open_as_read(id)?;
        programme.require_own(tx.caller)?;
        programme.require_open()?;
        change.apply(&mut programme)?;
        require_order(programme.starts_on, programme.ends_on)?;
        tx.keep(programme, "funding_programme.changed")
    })
    .await
}

/// Close a funding programme
///
/// After which neither it nor its commitments change.
#[utoipa::path(tag = "Funding", params(("id" = Id, Path, description = "The funding programme's id.")), responses((status = 200, body = FundingProgrammeView, description = "Closed.")))]
#[post("/v1/funding-programmes/{id}/close")]
pub async fn close_funding_programme(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut programme: FundingProgramme = tx.open(id)?;
        programme.require_own(tx.caller)?;
        programme.require_open()?;
        programme.status = ProgrammeStatus::Closed;
        tx.keep(programme, "funding_programme.closed")
    })
    .await
}
