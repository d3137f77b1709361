//! Feeds for people's own tools: updates and newsletters as Atom (RFC 4287), to follow in any reader.

mod atom;
mod handlers;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on feeds.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::get_updates_feed)
        .service(handlers::get_newsletters_feed);
}
