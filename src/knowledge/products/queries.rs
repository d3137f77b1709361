//! Every statement on knowledge products.

use super::model::{KnowledgeProduct, ProductKind, ProductStatus};
use crate::auth::Caller;
use crate::db::page::{PageRequest, Position, Slice, window};
use crate::db::{Connection, Id, MultiBackend, Visibility};
use crate::error::Problem;
use crate::schema::knowledge_products as table;
use chrono::NaiveDate;
use diesel::prelude::*;

/// What a list of knowledge products is narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    /// One kind only.
    pub kind: Option<ProductKind>,
}

/// What the caller may see: what is published for him; the secretariat sees all.
fn seen(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let all = table::table.into_boxed();
    let published = |levels: &'static [Visibility]| {
        table::status
            .eq(ProductStatus::Published)
            .and(table::visibility.eq_any(levels))
    };
    match caller.level() {
        Visibility::Public => all.filter(published(&[Visibility::Public])),
        Visibility::Network => all.filter(published(&[Visibility::Public, Visibility::Network])),
        Visibility::Secretariat => all,
    }
}

fn filtered(caller: &Caller, filter: &Filter) -> table::BoxedQuery<'static, MultiBackend> {
    match filter.kind {
        Some(kind) => seen(caller).filter(table::kind.eq(kind)),
        None => seen(caller),
    }
}

/// One page of the knowledge products that the caller may see.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Connection,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest,
    count: bool,
) -> Result<Slice<KnowledgeProduct>, Problem> {
    let query = filtered(caller, filter).select(KnowledgeProduct::as_select());
    let rows = window::<NaiveDate, _, _, _>(query, table::dated, table::id, page)?.load(conn)?;
    Slice::cut(rows, page, |row: &KnowledgeProduct| {
        Position::of(&row.dated, row.id)
    })
    .counted(count, || filtered(caller, filter).count().get_result(conn))
}

/// A knowledge product that the caller may see.
///
/// # Errors
/// 404 when there is none, or when it is hidden from him.
pub fn load(conn: &mut Connection, caller: &Caller, id: Id) -> Result<KnowledgeProduct, Problem> {
    Ok(seen(caller)
        .filter(table::id.eq(id))
        .select(KnowledgeProduct::as_select())
        .get_result(conn)?)
}

/// Writes a new knowledge product.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Connection, product: &KnowledgeProduct) -> Result<(), Problem> {
    diesel::insert_into(table::table).values(product).execute(conn)?;
    Ok(())
}
