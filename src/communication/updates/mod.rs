//! Updates: what a member shares about its actions (clause `members.updates`), in one of the sections of the newsletter
//! (clause `newsletter.contents`), by focus area and in as many languages as it has. A member drafts, publishes and
//! withdraws its own updates and no other's; drafts and withdrawn ones are for it and the secretariat alone.

mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod rules;

pub use model::{NewsletterSection, Update, UpdateStatus, UpdateVisibility};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on updates.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_updates)
        .service(handlers::draft_update)
        .service(handlers::get_update)
        .service(handlers::change_update)
        .service(handlers::publish_update)
        .service(handlers::withdraw_update);
}
