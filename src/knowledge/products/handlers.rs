//! The operations on knowledge products. That only the secretariat writes stands in the access table.

use super::model::{
    KnowledgeProduct, KnowledgeProductChange, KnowledgeProductFilters, KnowledgeProductSort,
    KnowledgeProductView, NewKnowledgeProduct,
};
use super::queries;
use crate::db::Id;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Valid, View};
use crate::records::seen;
use actix_web::{delete, get, patch, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// List knowledge products
///
/// The library of the Network, the latest first: what is public for everyone, all that is published for members, drafts
/// too for the secretariat. What was superseded stays in it; `status=published` leaves it out.
#[utoipa::path(tag = "Knowledge", params(PagingParams, KnowledgeProductFilters), responses((status = 200, body = Page<KnowledgeProductView>, description = "A page of knowledge products.")))]
#[get("/v1/knowledge-products")]
pub async fn list_knowledge_products(
    view: View,
    Query(filters): Query<KnowledgeProductFilters>,
    paging: Paging<KnowledgeProductSort>,
) -> Reply {
    view.list::<KnowledgeProduct, _>(filters, paging).await
}

/// Get a knowledge product
///
/// One knowledge product with its text. Its files are listed by `GET /v1/knowledge-products/{id}/files`.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), responses((status = 200, body = KnowledgeProductView, description = "The knowledge product.")))]
#[get("/v1/knowledge-products/{id}")]
pub async fn get_knowledge_product(view: View, PathId(id): PathId) -> Reply {
    view.record::<KnowledgeProduct>(id).await
}

/// Draft a knowledge product
///
/// The secretariat alone sees it until it is published. Its files are added to the draft.
#[utoipa::path(tag = "Knowledge", request_body = NewKnowledgeProduct, responses((status = 201, body = KnowledgeProductView, description = "Drafted.")))]
#[post("/v1/knowledge-products")]
pub async fn draft_knowledge_product(act: Act, Valid(new): Valid<NewKnowledgeProduct>) -> Reply {
    act.commit(move |tx| {
        let mut product = KnowledgeProduct::of(new.clone(), tx.caller.now);
        product.check()?;
        product.settle([]);
        tx.add(product, "knowledge_product.drafted")
    })
    .await
}

/// Change a knowledge product
///
/// As long as it is a draft.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), request_body = KnowledgeProductChange, responses((status = 200, body = KnowledgeProductView, description = "Changed.")))]
#[patch("/v1/knowledge-products/{id}")]
pub async fn change_knowledge_product(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<KnowledgeProductChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut product: KnowledgeProduct = tx.open_as_read(id)?;
        product.require_draft()?;
        change.apply(&mut product)?;
        product.check()?;
        product.settle(queries::file_languages(tx, id)?);
        tx.keep(product, "knowledge_product.changed")
    })
    .await
}

/// Remove a knowledge product
///
/// As long as it is a draft, with its files. What was published stays.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/knowledge-products/{id}")]
pub async fn remove_knowledge_product(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let product: KnowledgeProduct = tx.open_as_read(id)?;
        product.require_draft()?;
        let now = tx.caller.now;
        queries::remove_files(tx, id, now)?;
        tx.remove(product, "knowledge_product.removed")
    })
    .await
}

/// Submit a knowledge product for review
///
/// It does not change while it is reviewed. Nothing is published before.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), responses((status = 200, body = KnowledgeProductView, description = "In review.")))]
#[post("/v1/knowledge-products/{id}/submit")]
pub async fn submit_knowledge_product(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut product: KnowledgeProduct = tx.open(id)?;
        product.submit()?;
        tx.keep(product, "knowledge_product.submitted")
    })
    .await
}

/// Return a knowledge product to its draft
///
/// When the review found something to change.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), responses((status = 200, body = KnowledgeProductView, description = "A draft again.")))]
#[post("/v1/knowledge-products/{id}/return")]
pub async fn return_knowledge_product(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut product: KnowledgeProduct = tx.open(id)?;
        product.return_to_draft()?;
        tx.keep(product, "knowledge_product.returned")
    })
    .await
}

/// Publish a knowledge product
///
/// After its review. From then on its readers have it, and it no longer changes but for the files that are added to it.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), responses((status = 200, body = KnowledgeProductView, description = "Published.")))]
#[post("/v1/knowledge-products/{id}/publish")]
pub async fn publish_knowledge_product(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut product: KnowledgeProduct = tx.open(id)?;
        product.publish(tx.caller.now.into())?;
        tx.keep(product, "knowledge_product.published")
    })
    .await
}

/// What takes the place of a knowledge product.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Supersession {
    /// The knowledge product that takes its place: a published one, visible to everyone who reads the old one.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6f")]
    pub superseded_by_id: Id,
}

/// Supersede a knowledge product
///
/// By another one, which is published. The old one stays for those who cite it, and leads to the new one.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), request_body = Supersession, responses((status = 200, body = KnowledgeProductView, description = "Superseded.")))]
#[post("/v1/knowledge-products/{id}/supersede")]
pub async fn supersede_knowledge_product(
    act: Act,
    PathId(id): PathId,
    Valid(supersession): Valid<Supersession>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut product: KnowledgeProduct = tx.open(id)?;
        tx.require_known::<KnowledgeProduct>(supersession.superseded_by_id, "/superseded_by_id")?;
        let by = seen(tx, caller, supersession.superseded_by_id)?;
        product.supersede(&by, caller.now.into())?;
        tx.keep(product, "knowledge_product.superseded")
    })
    .await
}
