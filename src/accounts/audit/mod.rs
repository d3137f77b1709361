//! The audit trail: who decided what and when, an entry for each decision, written in its transaction and never changed
//! (the database refuses that). For the secretariat. It holds ids and states, and no personal data.

pub mod handlers;
mod json;
mod model;
mod queries;
