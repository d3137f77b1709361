//! Clause `secretariat.knowledge`: the library and its files.

pub mod files;
mod kills;
mod products;
mod s3;

use crate::support::Case;

pub fn tests() -> Vec<Case> {
    [products::tests(), files::tests(), kills::tests(), s3::tests()].concat()
}
