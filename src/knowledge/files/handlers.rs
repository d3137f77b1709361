//! The operations on the files of knowledge products.

use super::json::{KnowledgeFileFilters, KnowledgeFileSort, NewKnowledgeFile};
use super::model::{KnowledgeFile, KnowledgeFileView};
use super::{queries, rules};
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::http::{
    Act, Answer, Download, FileContent, Ids, Incoming, Page, Paging, PagingParams, PathId, PromisedDigest,
    Query, Reply, View, WantedPart, require_language,
};
use crate::journal::Entry;
use crate::knowledge::products::KnowledgeProduct;
use crate::records::{Record, Stored, seen};
use crate::storage::{FileKind, loose};
use actix_web::{delete, get, post};

/// List the files of a knowledge product
///
/// By language. Who sees the product sees its files.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id."), PagingParams, KnowledgeFileFilters), responses((status = 200, body = Page<KnowledgeFileView>, description = "A page of files.")))]
#[get("/v1/knowledge-products/{id}/files")]
pub async fn list_knowledge_files(
    view: View,
    PathId(id): PathId,
    Query(filters): Query<KnowledgeFileFilters>,
    paging: Paging<KnowledgeFileSort>,
) -> Reply {
    view.json(move |conn, caller| {
        let product: KnowledgeProduct = seen(conn, caller, id)?;
        let language = filters.language.as_deref();
        let slice = queries::list(conn, product.id, language, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(KnowledgeFileView::from)))
    })
    .await
}

/// Get a file's data
///
/// Its name, language, size and checksum.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id."), ("file_id" = Id, Path, description = "The file's id.")), responses((status = 200, body = KnowledgeFileView, description = "The file's data.")))]
#[get("/v1/knowledge-products/{id}/files/{file_id}")]
pub async fn get_knowledge_file(view: View, Ids(ids): Ids<2>) -> Reply {
    view.json(move |conn, caller| visible(conn, caller, ids).map(|(_, file)| KnowledgeFileView::from(file)))
        .await
}

/// Add a file
///
/// The body is the file, as it is. Its content has to be what the end of its name says; a product has one file in a
/// language of a kind. It may get more after it was published, but not while it is reviewed, nor once it is superseded. What
/// breaks off is not there.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id."), NewKnowledgeFile, PromisedDigest), request_body(content = String, content_type = "application/octet-stream", description = "The file.", example = json!("%PDF-1.7 …")), responses((status = 201, body = KnowledgeFileView, description = "Added.")))]
#[post("/v1/knowledge-products/{id}/files")]
pub async fn add_knowledge_file(
    mut act: Act,
    PathId(id): PathId,
    Query(new): Query<NewKnowledgeFile>,
    incoming: Incoming,
) -> Reply {
    require_language(&new.language)?;
    let kind = FileKind::named(&new.name)?;
    let allowed = move |conn: &mut Connection, caller: &Caller| open(conn, caller, id).map(drop);
    let received = incoming.receive(&mut act, kind, allowed).await?;
    act.commit(move |tx| {
        let caller = tx.caller;
        let product = open(tx, caller, id)?;
        let file = KnowledgeFile {
            id: Id::new(),
            product_id: id,
            language: new.language.clone(),
            name: new.name.clone(),
            media_type: kind,
            size: received.size,
            sha256: received.sha256.clone(),
            object: received.object,
            version: 1,
            created_at: tx.caller.now.into(),
        };
        loose::adopt(tx, file.object)?;
        queries::insert(tx, &file)?;
        tx.record(entry("knowledge_file.added", &product, &file))?;
        queries::settle(tx, product)?;
        let path = format!("/v1/knowledge-products/{id}/files/{}", file.id);
        Answer::created(path, &KnowledgeFileView::from(file))
    })
    .await
}

/// Remove a file
///
/// It is not to be had any more at once; its content leaves the store a day later. Of what is reviewed or superseded no
/// file is removed.
#[utoipa::path(tag = "Knowledge", params(("id" = Id, Path, description = "The knowledge product's id."), ("file_id" = Id, Path, description = "The file's id.")), responses((status = 204, description = "Removed.")))]
#[delete("/v1/knowledge-products/{id}/files/{file_id}")]
pub async fn remove_knowledge_file(act: Act, Ids(ids): Ids<2>) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let (product, mut file) = visible(tx, caller, ids)?;
        rules::change(&product)?;
        tx.require_match(&KnowledgeFileView::from(file.clone()))?;
        file.delete(tx)?;
        loose::note(tx, file.object, caller.now)?;
        file.version += 1;
        tx.record(entry("knowledge_file.removed", &product, &file))?;
        queries::settle(tx, product)?;
        Ok(Answer::none())
    })
    .await
}

/// Download a file
///
/// Its content, whole or the part that `Range` asks for, so that a download that broke off goes on where it was: with
/// `If-Range` as long as it is the same file. It comes as bytes to keep, never as a page; what it is says its data.
#[utoipa::path(tag = "Knowledge", params(
    ("id" = Id, Path, description = "The knowledge product's id."), ("file_id" = Id, Path, description = "The file's id."),
    WantedPart), responses(FileContent))]
#[get("/v1/knowledge-products/{id}/files/{file_id}/content")]
pub async fn download_knowledge_file(Ids(ids): Ids<2>, download: Download) -> Reply {
    download
        .serve(move |conn, caller| visible(conn, caller, ids).map(|(_, file)| file.into()))
        .await
}

/// The product, when files may be added to it.
fn open(conn: &mut Connection, caller: &Caller, id: Id) -> Result<KnowledgeProduct, Problem> {
    let product = seen(conn, caller, id)?;
    rules::add(&product, queries::count(conn, id)?)?;
    Ok(product)
}

/// A product that the caller sees, and a file of it.
fn visible(
    conn: &mut Connection,
    caller: &Caller,
    [id, file_id]: [Id; 2],
) -> Result<(KnowledgeProduct, KnowledgeFile), Problem> {
    let product = seen(conn, caller, id)?;
    let file = queries::load(conn, id, file_id)?;
    Ok((product, file))
}

fn entry(action: &'static str, product: &KnowledgeProduct, file: &KnowledgeFile) -> Entry {
    Entry {
        action,
        resource: "files",
        parent: Some(product.id),
        id: file.id,
        version: file.version,
        visibility: product.audience().visibility,
        member: None,
    }
}
