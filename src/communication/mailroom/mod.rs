//! Where mail is made up and sent: `mailing` turns an issue of the newsletter into a message for each subscriber, and
//! `worker` sends what the outbox holds, in the background of every instance.

pub mod mailing;
mod worker;

pub use worker::{MailWorker, Mailroom};
