//! The letter of 1 March 2018 with the guidelines as its annex: the first official document in the library.

use super::{day, letter};
use crate::db::{Connection, Id, Instant, Texts, Visibility};
use crate::error::Problem;
use crate::knowledge::products::{KnowledgeProduct, ProductKind, ProductStatus, queries};

/// Loads it.
///
/// # Errors
/// When the database refuses.
pub fn load(conn: &mut Connection, now: Instant) -> Result<(), Problem> {
    let product = KnowledgeProduct {
        id: Id::new(),
        kind: ProductKind::OfficialDocument,
        title: letter::TITLE.to_owned(),
        symbols: Texts::of(letter::SYMBOLS),
        organs: Texts::of(letter::ORGANS),
        agenda_item: Some(letter::AGENDA_ITEM.to_owned()),
        language: "en".to_owned(),
        dated: day(letter::DATED)?,
        body: format!("{}\n{}", letter::LETTER_TEXT, letter::ANNEX_TEXT),
        visibility: Visibility::Public,
        status: ProductStatus::Published,
        published_at: Some(now),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    queries::insert(conn, &product)
}
