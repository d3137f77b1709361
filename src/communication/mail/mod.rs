//! Mail (clause `secretariat.information`): an outbox that is written in the transaction of the decision that a message
//! tells of, so that nothing is told that was not decided, and nothing decided is left untold.
//!
//! `outbox` takes messages in, `queue` is what the instances work on together, `courier` speaks SMTP, and `rules` say what
//! comes of an attempt. Who drives it is in the `mailroom`.
//! Addresses and contents are sealed, and gone with their message: what stays for a month is that something was sent.

pub mod courier;
pub mod model;
pub mod outbox;
pub mod queue;
pub mod rules;

pub use courier::Courier;
pub use model::{Letter, Recipient};
