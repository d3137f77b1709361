//! Every statement on files.

use super::model::KnowledgeFile;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, Instant, MultiBackend};
use crate::error::{Kind, Problem};
use crate::knowledge::products::{KnowledgeProduct, queries as products};
use crate::records::Stored;
use crate::schema::{knowledge_files as table, knowledge_products};
use diesel::prelude::*;

fn of_product(product: Id, language: Option<&str>) -> table::BoxedQuery<'_, MultiBackend> {
    let files = table::table.filter(table::product_id.eq(product)).into_boxed();
    match language {
        Some(language) => files.filter(table::language.eq(language)),
        None => files,
    }
}

/// One page of the files of a knowledge product.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    product: Id,
    language: Option<&str>,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<KnowledgeFile>, Problem> {
    let query = of_product(product, language).select(KnowledgeFile::as_select());
    let slice = if page.sort == "created_at" {
        let rows = window::<Instant, _, _, _>(query, table::created_at, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &KnowledgeFile| {
            Position::of(&row.created_at, row.id)
        })
    } else {
        let rows = window::<String, _, _, _>(query, table::language, table::id, page)?.load(conn)?;
        Slice::cut(rows, page, |row: &KnowledgeFile| {
            Position::of(&row.language, row.id)
        })
    };
    slice.counted(count, || of_product(product, language).count().get_result(conn))
}

/// A file of a knowledge product.
///
/// # Errors
/// 404.
pub fn load(conn: &mut Connection, product: Id, id: Id) -> Result<KnowledgeFile, Problem> {
    Ok(of_product(product, None)
        .filter(table::id.eq(id))
        .select(KnowledgeFile::as_select())
        .get_result(conn)?)
}

/// How many files a knowledge product has.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Connection, product: Id) -> Result<i64, Problem> {
    Ok(of_product(product, None).count().get_result(conn)?)
}

/// Writes the languages of a knowledge product after its files have changed. It is not a change of the product itself.
///
/// # Errors
/// When the database refuses.
pub fn settle(conn: &mut Connection, mut product: KnowledgeProduct) -> Result<(), Problem> {
    product.settle(products::file_languages(conn, product.id)?);
    diesel::update(knowledge_products::table.find(product.id))
        .set(knowledge_products::languages.eq(&product.languages))
        .execute(conn)?;
    Ok(())
}

/// Writes a new file.
///
/// # Errors
/// 409 when the product has one in that language and of that kind.
pub fn insert(conn: &mut Connection, file: &KnowledgeFile) -> Result<(), Problem> {
    file.insert(conn).map_err(|problem| match problem.kind {
        Kind::Conflict => Problem::conflict(
            "There is a file of this kind in this language; remove it first when this one takes its place.",
        ),
        _ => problem,
    })
}
