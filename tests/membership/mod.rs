//! Members, their focal points, and how one joins.

mod directory;
mod focal_points;
mod imports;
mod members;
mod requests;

/// The tests of this folder.
pub fn tests() -> Vec<crate::support::Case> {
    [
        members::tests(),
        directory::tests(),
        focal_points::tests(),
        imports::tests(),
        requests::tests(),
    ]
    .concat()
}
