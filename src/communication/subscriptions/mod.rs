//! Subscriptions: who gets the newsletter by mail (clause `secretariat.information`). Anyone may ask for it; only who then
//! confirms, with the link in a mail to that address, gets it (double opt-in), and leaves again with one click (RFC 8058).
//!
//! An address is personal: it is sealed, nobody reads it through the service, the answer does not tell whether it was known
//! before, and it is erased when its owner leaves, or does not confirm within a week. The codes in the links are keyed
//! hashes of the subscription's id, so that there is nothing to keep of them.

pub mod codes;
mod handlers;
mod json;
pub mod model;
mod pages;
pub mod queries;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on subscriptions.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_newsletter_subscriptions)
        .service(handlers::subscribe_to_newsletter)
        .service(handlers::get_newsletter_subscription)
        .service(handlers::get_confirmation_page)
        .service(handlers::confirm_newsletter_subscription)
        .service(handlers::get_unsubscription_page)
        .service(handlers::unsubscribe_from_newsletter);
}
