//! The operations on knowledge products.

use super::json::{KnowledgeProductFilters, KnowledgeProductSort, KnowledgeProductView};
use super::queries::{self, Filter};
use crate::db::Id;
use crate::http::{Page, Paging, PagingParams, PathId, Query, Reply, View};
use actix_web::get;

/// List knowledge products
///
/// The library of the Network, newest first: what is public for everyone, what is published for members.
#[utoipa::path(tag = "Knowledge", params(PagingParams, KnowledgeProductFilters), responses((status = 200, body = Page<KnowledgeProductView>, description = "A page of knowledge products.")))]
#[get("/v1/knowledge-products")]
pub async fn list_knowledge_products(
    view: View,
    Query(filters): Query<KnowledgeProductFilters>,
    paging: Paging<KnowledgeProductSort>,
) -> Reply {
    let filter = Filter { kind: filters.kind };
    view.json(move |conn, caller| {
        let slice = queries::list(conn, caller, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(KnowledgeProductView::from)))
    })
    .await
}

/// Get a knowledge product
///
/// One knowledge product with its text.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id.")), responses((status = 200, body = KnowledgeProductView, description = "The knowledge product.")))]
#[get("/v1/knowledge-products/{id}")]
pub async fn get_knowledge_product(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| queries::load(conn, caller, id).map(KnowledgeProductView::from))
        .await
}
