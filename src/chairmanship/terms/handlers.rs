//! The operations on chair terms.

use super::json::{ChairTermChange, ChairTermFilters, ChairTermSort, ChairTermView, NewChairTerm};
use super::model::ChairTerm;
use super::queries::{self, Filter};
use super::rules;
use crate::chairmanship::people;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use actix_web::{get, patch, post};

/// List chair terms
///
/// Every term of which it is known who chaired, chairs or will chair; the latest first.
#[utoipa::path(tag = "Chairmanship", params(PagingParams, ChairTermFilters), responses((status = 200, body = Page<ChairTermView>, description = "A page of terms.")))]
#[get("/v1/chair-terms")]
pub async fn list_chair_terms(
    view: View,
    Query(filters): Query<ChairTermFilters>,
    paging: Paging<ChairTermSort>,
) -> Reply {
    let filter = Filter {
        on: filters.on,
        member_id: filters.member_id,
        decided: filters.decided,
    };
    view.json(move |conn, _| {
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(ChairTermView::from)))
    })
    .await
}

/// Get a chair term
///
/// One term with its Chairs.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The term's id.")), responses((status = 200, body = ChairTermView, description = "The term.")))]
#[get("/v1/chair-terms/{id}")]
pub async fn get_chair_term(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, _| Ok(ChairTermView::from(queries::load(conn, id)?)))
        .await
}

/// Record a chair term
///
/// For a term that was decided outside this service, with its source. A term that is decided here comes from
/// the selection of a nomination instead. Terms never overlap.
#[utoipa::path(tag = "Chairmanship", request_body = NewChairTerm, responses((status = 201, body = ChairTermView, description = "Recorded.")))]
#[post("/v1/chair-terms")]
pub async fn record_chair_term(act: Act, Valid(new): Valid<NewChairTerm>) -> Reply {
    act.commit(move |tx| {
        let term = ChairTerm {
            id: Id::new(),
            starts_on: new.starts_on,
            ends_on: new.ends_on,
            theme: new.theme.clone(),
            priorities: new.priorities.clone(),
            nomination_id: None,
            source: Some(new.source.clone()),
            version: 1,
            created_at: tx.caller.now.into(),
            updated_at: tx.caller.now.into(),
        };
        let people = people::load(tx, &new.chairs)?;
        people::known("chairs", &new.chairs, &people)?;
        found(tx, &term, &new.chairs)?;
        Answer::created(
            format!("/v1/chair-terms/{}", term.id),
            &ChairTermView::from(queries::load(tx, term.id)?),
        )
    })
    .await
}

/// Writes a new term with its Chairs; a selection does the same.
///
/// # Errors
/// 409 when another term covers one of its days.
pub fn found(tx: &mut Tx<'_>, term: &ChairTerm, chairs: &[Id]) -> Result<(), Problem> {
    rules::no_overlap(queries::overlapping(tx, term)?)?;
    queries::insert(tx, term, chairs)?;
    tx.record(entry("chair_term.recorded", term, chairs))
}

/// Change a chair term
///
/// Its days, Chairs, theme or priorities. The troika follows at once. Other days or Chairs of a term that was
/// selected here need the source where they were decided.
#[utoipa::path(tag = "Chairmanship", params(("id" = Id, Path, description = "The term's id.")), request_body = ChairTermChange, responses((status = 200, body = ChairTermView, description = "Changed.")))]
#[patch("/v1/chair-terms/{id}")]
pub async fn change_chair_term(act: Act, PathId(id): PathId, Valid(change): Valid<ChairTermChange>) -> Reply {
    act.commit(move |tx| {
        let full = queries::load(tx, id)?;
        tx.require_match(&ChairTermView::from(full.clone()))?;
        let mut term = full.term.clone();
        term.starts_on = change.starts_on.unwrap_or(term.starts_on);
        term.ends_on = change.ends_on.unwrap_or(term.ends_on);
        term.theme = change.theme.clone().unwrap_or(term.theme);
        term.priorities = change.priorities.clone().unwrap_or(term.priorities);
        term.source = change.source.clone().or(term.source);
        let chairs = change
            .chairs
            .clone()
            .unwrap_or_else(|| full.chairs.iter().map(|chair| chair.member.id).collect());
        rules::days_in_order(term.starts_on, term.ends_on)?;
        rules::decided_somewhere(&full, &term, &chairs)?;
        let people = people::load(tx, &chairs)?;
        people::known("chairs", &chairs, &people)?;
        rules::no_overlap(queries::overlapping(tx, &term)?)?;
        save(tx, term, &chairs)
    })
    .await
}

/// Counts the version up, saves, records, and answers with the term as it is now.
fn save(tx: &mut Tx<'_>, mut term: ChairTerm, chairs: &[Id]) -> Result<Answer, Problem> {
    term.version += 1;
    term.updated_at = tx.caller.now.into();
    queries::save(tx, &term, chairs)?;
    tx.record(entry("chair_term.changed", &term, chairs))?;
    Answer::ok(&ChairTermView::from(queries::load(tx, term.id)?))
}

fn entry(action: &'static str, term: &ChairTerm, chairs: &[Id]) -> Entry {
    Entry {
        action,
        resource: "chair-terms",
        parent: None,
        id: term.id,
        version: term.version,
        visibility: Visibility::Public,
        member: chairs.first().copied(),
    }
}
