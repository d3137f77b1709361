//! What members share (clause `members.updates`), and how the Network is told: by the newsletter (clause
//! `newsletter.contents`), by notices and by mail (clause `secretariat.information`).

pub mod feeds;
pub mod languages;
pub mod mail;
pub mod mailroom;
pub mod markdown;
pub mod newsletters;
pub mod notices;
pub mod subscriptions;
pub mod updates;
pub mod words;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(updates::routes)
        .configure(newsletters::routes)
        .configure(subscriptions::routes)
        .configure(notices::routes)
        .configure(feeds::routes);
}
