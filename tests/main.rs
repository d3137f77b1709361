//! The tests: every one speaks HTTP with the real service, on both databases. How to write one stands in
//! `support/mod.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::too_many_lines,
    clippy::type_complexity,
    missing_docs
)]

#[macro_use]
mod support;

mod access;
mod audit;
mod bad_input;
mod chairmanship;
mod command_line;
mod communication;
mod contract;
mod guidelines;
mod house;
mod identity;
mod integration;
mod knowledge;
mod limits;
mod machines;
mod mail;
mod meetings;
mod membership;
mod operations;
mod pages;
mod partnership;
mod planning;
mod races;
mod reports;
mod schema;
mod search;
mod subjects;
mod supporting;
mod webhooks;

use std::process::ExitCode;

fn main() -> ExitCode {
    support::run(
        [
            access::tests(),
            audit::tests(),
            bad_input::tests(),
            chairmanship::tests(),
            command_line::tests(),
            communication::tests(),
            contract::tests(),
            guidelines::tests(),
            house::tests(),
            identity::tests(),
            integration::tests(),
            knowledge::tests(),
            machines::tests(),
            mail::tests(),
            limits::tests(),
            meetings::tests(),
            membership::tests(),
            operations::tests(),
            pages::tests(),
            partnership::tests(),
            planning::tests(),
            races::tests(),
            reports::tests(),
            schema::tests(),
            search::tests(),
            subjects::tests(),
            supporting::tests(),
            webhooks::tests(),
        ]
        .concat(),
    )
}
