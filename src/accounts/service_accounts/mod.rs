//! Service accounts: the systems of a member, or of the secretariat, that call without a person (OAuth's clients, RFC
//! 6749). One acts for its member with the member's role, limited to a scope. It proves itself with a secret at
//! `POST /oauth2/token`, which gives an access token for ten minutes (clause 4.4, client credentials). Secrets are shown
//! once and rotated with both valid for a while.
//!
//! A member's persons administer those of the member, the secretariat all; service accounts never administer any.

mod handlers;
mod json;
pub mod model;
pub mod queries;
mod rules;
mod token;

pub use model::{ServiceAccount, ServiceAccountStatus};
pub use token::oauth_error;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on service accounts.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(token::request_access_token)
        .service(handlers::list_service_accounts)
        .service(handlers::create_service_account)
        .service(handlers::get_service_account)
        .service(handlers::change_service_account)
        .service(handlers::rotate_service_account_secret)
        .service(handlers::disable_service_account)
        .service(handlers::enable_service_account);
}
