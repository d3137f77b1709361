//! The operations on coordinators.

use super::model::{
    Coordinator, CoordinatorChange, CoordinatorFilters, CoordinatorSort, CoordinatorView, NewCoordinator,
};
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::support::require_order;
use actix_web::{get, patch, post};

/// List coordinators
///
/// Everyone whom UN-Women has assigned to coordinate the Network, the latest first. Several may serve at a time.
#[utoipa::path(tag = "Secretariat", params(PagingParams, CoordinatorFilters), responses((status = 200, body = Page<CoordinatorView>, description = "A page of coordinators.")))]
#[get("/v1/coordinators")]
pub async fn list_coordinators(
    view: View,
    Query(filters): Query<CoordinatorFilters>,
    paging: Paging<CoordinatorSort>,
) -> Reply {
    view.list::<Coordinator, _>(filters, paging).await
}

/// Get a coordinator
///
/// One coordinator by the id.
#[utoipa::path(tag = "Secretariat", params(("id" = Id, Path, description = "The coordinator's id.")), responses((status = 200, body = CoordinatorView, description = "The coordinator.")))]
#[get("/v1/coordinators/{id}")]
pub async fn get_coordinator(view: View, PathId(id): PathId) -> Reply {
    view.record::<Coordinator>(id).await
}

/// Assign a coordinator
///
/// For a term, which may overlap with another's, as in a handover.
#[utoipa::path(tag = "Secretariat", request_body = NewCoordinator, responses((status = 201, body = CoordinatorView, description = "Assigned.")))]
#[post("/v1/coordinators")]
pub async fn assign_coordinator(act: Act, Valid(new): Valid<NewCoordinator>) -> Reply {
    act.commit(move |tx| {
        let coordinator = Coordinator::of(new.clone(), tx.caller.now);
        require_order(coordinator.starts_on, coordinator.ends_on)?;
        tx.add(coordinator, "coordinator.assigned")
    })
    .await
}

/// Change a coordinator
///
/// Corrects the name, or ends the term with `ends_on`.
#[utoipa::path(tag = "Secretariat", params(("id" = Id, Path, description = "The coordinator's id.")), request_body = CoordinatorChange, responses((status = 200, body = CoordinatorView, description = "Changed.")))]
#[patch("/v1/coordinators/{id}")]
pub async fn change_coordinator(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<CoordinatorChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut coordinator: Coordinator = tx.open_as_read(id)?;
        change.apply(&mut coordinator)?;
        require_order(coordinator.starts_on, coordinator.ends_on)?;
        tx.keep(coordinator, "coordinator.changed")
    })
    .await
}
