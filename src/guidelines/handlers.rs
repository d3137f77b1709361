//! The operations on clauses and focus areas. Both are fixed: they change with the guidelines, not by a request.

use super::json::{FocusAreaView, Guideline};
use super::{clauses, focus_areas};
use crate::error::Problem;
use crate::http::{Page, Reply, View};
use actix_web::{get, web};

/// List the clauses of the guidelines
///
/// Every clause that the service acts on, in the order of the text: the words it rests on, and the rules drawn from it.
/// Refusals and warnings cite them by id.
#[utoipa::path(tag = "Guidelines", responses((status = 200, body = Page<Guideline>, description = "All clauses.")))]
#[get("/v1/guidelines")]
pub async fn list_guidelines(view: View) -> Reply {
    view.json(|_, _| {
        Ok(Page::whole(
            clauses::ALL
                .iter()
                .map(|clause| Guideline::from(*clause))
                .collect(),
        ))
    })
    .await
}

/// Get a clause of the guidelines
///
/// One clause by its id.
#[utoipa::path(tag = "Guidelines", params(("id" = String, Path, max_length = 60, description = "The clause's id.", example = "membership.shared")), responses((status = 200, body = Guideline, description = "The clause.")))]
#[get("/v1/guidelines/{id}")]
pub async fn get_guideline(view: View, id: web::Path<String>) -> Reply {
    view.json(move |_, _| {
        clauses::find(&id)
            .map(Guideline::from)
            .ok_or_else(Problem::not_found)
    })
    .await
}

/// List the focus areas
///
/// The eight areas of focus, and sustained funding, which cuts across them.
#[utoipa::path(tag = "Guidelines", responses((status = 200, body = Page<FocusAreaView>, description = "All focus areas.")))]
#[get("/v1/focus-areas")]
pub async fn list_focus_areas(view: View) -> Reply {
    view.json(|_, _| {
        Ok(Page::whole(
            focus_areas::ALL.iter().map(FocusAreaView::from).collect(),
        ))
    })
    .await
}

/// Get a focus area
///
/// One area by its key.
#[utoipa::path(tag = "Guidelines", params(("key" = String, Path, max_length = 60, description = "The area's key.", example = "participation")), responses((status = 200, body = FocusAreaView, description = "The area.")))]
#[get("/v1/focus-areas/{key}")]
pub async fn get_focus_area(view: View, key: web::Path<String>) -> Reply {
    view.json(move |_, _| {
        focus_areas::find(&key)
            .map(FocusAreaView::from)
            .ok_or_else(Problem::not_found)
    })
    .await
}
