//! When files may be added and removed.

use crate::error::Problem;
use crate::guidelines::clauses;
use crate::knowledge::products::{KnowledgeProduct, ProductStatus};

/// Files of one knowledge product: every language in every form, and no archive of its own.
const MOST: i64 = 100;

/// Files change while it is a draft, and after it was published, as translations often come later and a wrong one has to
/// be replaced; not under the eyes of who reviews it, nor when nobody is to use it any more.
///
/// # Errors
/// 409.
pub fn change(product: &KnowledgeProduct) -> Result<(), Problem> {
    let detail = match product.status {
        ProductStatus::Draft | ProductStatus::Published => return Ok(()),
        ProductStatus::InReview => {
            "The knowledge product is being reviewed with its files. Return it to its draft first."
        }
        ProductStatus::Superseded => {
            "The knowledge product has been superseded and stays as it is, with its files."
        }
    };
    Err(Problem::conflict(detail).citing(clauses::SECRETARIAT_KNOWLEDGE.id))
}

/// A product that has so many files may get one more.
///
/// # Errors
/// 409.
pub fn add(product: &KnowledgeProduct, files: i64) -> Result<(), Problem> {
    change(product)?;
    if files >= MOST {
        return Err(Problem::conflict(format!(
            "The knowledge product has {MOST} files already."
        )));
    }
    Ok(())
}
