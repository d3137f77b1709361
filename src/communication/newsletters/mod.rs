//! The newsletter (clause `newsletter.contents`): issues that the secretariat builds from what members have published, in
//! the guidelines' four sections, each of which may be empty. An item is an update, so that everything in an issue is
//! known to come from somewhere. A draft is reviewed, and then published: to read as JSON, HTML, text and Atom, and, when
//! it is public, by mail to those who have subscribed. Publishing puts on record where the updates were shared (clause
//! `members.updates`).

pub mod edition;
mod handlers;
mod html;
pub mod json;
pub mod model;
pub mod queries;
pub mod rules;
mod text;

pub use model::{Newsletter, NewsletterStatus};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on newsletters.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_newsletters)
        .service(handlers::draft_newsletter)
        .service(handlers::get_newsletter)
        .service(handlers::change_newsletter)
        .service(handlers::submit_newsletter)
        .service(handlers::return_newsletter)
        .service(handlers::publish_newsletter)
        .service(handlers::get_newsletter_html)
        .service(handlers::get_newsletter_text);
}
