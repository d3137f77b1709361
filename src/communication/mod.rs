//! What members share (clause `members.updates`), and how the Network is told: by the newsletter (clause
//! `newsletter.contents`), by notices and by mail (clause `secretariat.information`).

pub mod mail;
pub mod subscriptions;
pub mod updates;
pub mod words;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config.configure(updates::routes).configure(subscriptions::routes);
}
