//! What the troika sets.

mod guidance_notes;

use crate::support::Case;

pub fn tests() -> Vec<Case> {
    guidance_notes::tests()
}
