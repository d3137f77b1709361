//! Members, their focal points, and how one joins.

mod focal_points;
mod members;
mod requests;

/// The tests of this folder.
pub fn tests() -> Vec<crate::support::Case> {
    [members::tests(), focal_points::tests(), requests::tests()].concat()
}
