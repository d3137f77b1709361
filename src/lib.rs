//! The service on which the Women, Peace and Security Focal Points Network runs.
//!
//! A request's journey, and the rooms it passes, are drawn in `docs/architecture.md`. Arrows point down only:
//!
//! ```text
//! main → app → domains → records → auth, http, journal → db, net, storage → error, clock, config
//! ```

// The application and its command line.
pub mod app;
pub mod config;

// The domains: a folder each, named as in the guidelines.
pub mod accounts;
pub mod chairmanship;
pub mod communication;
pub mod founding;
pub mod guidelines;
pub mod integration;
pub mod knowledge;
pub mod meetings;
pub mod membership;
pub mod partnership;
pub mod planning;
pub mod reports;
pub mod search;
pub mod subjects;
pub mod support;

// What the domains share.
pub mod auth;
pub mod backoff;
pub mod clock;
pub mod db;
pub mod error;
pub mod http;
pub mod journal;
pub mod net;
pub mod records;
pub mod schema;
pub mod storage;

// The Rust of the guide is compiled as it stands.
#[cfg(doctest)]
#[doc = include_str!("../docs/guides/webhooks.md")]
struct GuideToWebhooks;
