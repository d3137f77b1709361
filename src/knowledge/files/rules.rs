//! When a file may be added.

use crate::error::{FieldError, Kind, Problem};
use crate::knowledge::products::{KnowledgeProduct, ProductStatus};
use crate::storage::FileKind;
use oxilangtag::LanguageTag;

/// Files of one knowledge product: every language in every form, and no archive of its own.
const MOST: i64 = 100;

/// A file is added as long as the product has not been superseded; translations often come after publication.
///
/// # Errors
/// 409.
pub fn add(product: &KnowledgeProduct, files: i64) -> Result<(), Problem> {
    if product.status == ProductStatus::Superseded {
        return Err(Problem::conflict(
            "The knowledge product has been superseded; add the file to the one that took its place.",
        ));
    }
    if files >= MOST {
        return Err(Problem::conflict(format!(
            "The knowledge product has {MOST} files already."
        )));
    }
    Ok(())
}

/// The kind that the name says, of those that are kept.
///
/// # Errors
/// 415.
pub fn kind(name: &str) -> Result<FileKind, Problem> {
    FileKind::of_name(name).ok_or_else(|| {
        Problem::new(
            Kind::UnsupportedMediaType,
            format!(
                "The end of the name says no kind that is kept here. {}",
                FileKind::list()
            ),
        )
    })
}

/// The parameter is a language tag.
///
/// # Errors
/// 400.
pub fn language(tag: &str) -> Result<(), Problem> {
    if LanguageTag::parse(tag).is_ok() {
        return Ok(());
    }
    let fault = FieldError {
        pointer: "?language".to_owned(),
        code: "language",
        detail: "Use a BCP 47 language tag, such as \"en\", \"fr\" or \"ar\".".into(),
    };
    Err(Problem::of_fields(Kind::MalformedRequest, vec![fault]))
}
