//! The operation of search.

use super::json::{ByRelevance, SearchQuestion, SearchResult};
use super::queries;
use crate::http::{Page, Paging, PagingParams, Query, Reply, View};
use actix_web::get;

/// Search what is published
///
/// In updates, newsletters, knowledge products, and meetings with their agenda, in all languages, the most relevant first.
/// What is found is what you may see. Only what is published is searched, your own drafts are not.
#[utoipa::path(tag = "Search", params(PagingParams, SearchQuestion), responses((status = 200, body = Page<SearchResult>, description = "A page of what was found.")))]
#[get("/v1/search")]
pub async fn search(view: View, Query(asked): Query<SearchQuestion>, paging: Paging<ByRelevance>) -> Reply {
    view.long()
        .json(move |conn, caller| {
            let slice = queries::find(conn, caller, &asked, &paging.request, paging.count)?;
            Ok(paging.page(slice))
        })
        .await
}
