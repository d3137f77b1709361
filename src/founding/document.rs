//! The letter of 1 March 2018 with the guidelines as its annex: the first official document in the library.

use super::{day, letter};
use crate::db::{Connection, Id, Instant, Texts};
use crate::error::Problem;
use crate::guidelines::FocusAreas;
use crate::knowledge::products::{
    KnowledgeProduct, Organs, ProductKind, ProductStatus, ProductVisibility, Symbols,
};
use crate::records::Stored;

/// Loads it.
///
/// # Errors
/// When the database refuses.
pub fn load(conn: &mut Connection, now: Instant) -> Result<(), Problem> {
    let mut product = KnowledgeProduct {
        id: Id::new(),
        kind: ProductKind::OfficialDocument,
        title: letter::TITLE.to_owned(),
        other_titles: None,
        symbols: Symbols::of(letter::SYMBOLS),
        organs: Organs::of(letter::ORGANS),
        agenda_item: Some(letter::AGENDA_ITEM.to_owned()),
        language: "en".to_owned(),
        languages: Texts::default(),
        dated: day(letter::DATED)?,
        body: format!("{}\n{}", letter::LETTER_TEXT, letter::ANNEX_TEXT),
        focus_areas: FocusAreas::default(),
        visibility: ProductVisibility::Public,
        status: ProductStatus::Published,
        published_at: Some(now),
        superseded_by_id: None,
        superseded_at: None,
        folded: String::new(),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    product.settle([]);
    product.insert(conn)
}
