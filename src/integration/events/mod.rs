//! The change feed: every decision as an event, in the order in which decisions took effect, as far as the reader may
//! learn of it. An event is a `CloudEvents` 1.0 object that names what changed and never what it says: a reader fetches
//! the resource, and so sees what he may see at that moment.
//!
//! What the order is made of stands in `db/feed.rs`.

mod cursor;
mod handlers;
pub mod json;
pub mod model;
pub mod queries;
mod reader;
mod stream;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on events.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::follow_events);
}
