//! The tests: every one speaks HTTP with the real service, on both databases. How to write one stands in
//! `support/mod.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

#[macro_use]
mod support;

mod access;
mod bad_input;
mod contract;
mod guidelines;
mod identity;
mod meetings;
mod membership;
mod operations;
mod schema;

use std::process::ExitCode;

fn main() -> ExitCode {
    support::run(
        [
            access::tests(),
            bad_input::tests(),
            contract::tests(),
            guidelines::tests(),
            identity::tests(),
            meetings::tests(),
            membership::tests(),
            operations::tests(),
            schema::tests(),
        ]
        .concat(),
    )
}
