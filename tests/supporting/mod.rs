//! What keeps the Network's work going.

mod action_plans;
mod assistance;
mod coordinators;
mod funding;
mod reports;
mod support_requests;

use crate::support::Case;

pub fn tests() -> Vec<Case> {
    [
        action_plans::tests(),
        assistance::tests(),
        coordinators::tests(),
        funding::tests(),
        reports::tests(),
        support_requests::tests(),
    ]
    .concat()
}
