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

mod communication;
mod identity;
mod knowledge;

use std::process::ExitCode;

fn main() -> ExitCode {
    support::run([communication::tests(), identity::tests(), knowledge::tests()].concat())
}
