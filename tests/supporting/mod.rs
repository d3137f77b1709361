//! What keeps the Network's work going.

mod action_plans;
mod coordinators;
mod support_requests;

use crate::support::Case;

pub fn tests() -> Vec<Case> {
    [
        action_plans::tests(),
        coordinators::tests(),
        support_requests::tests(),
    ]
    .concat()
}
