//! Accounts: who may sign in, for the secretariat or for one member (`secretariat.coordinator`, Who). The first comes by
//! the set-up code or the command line; every other is invited by the secretariat. No password is ever chosen for another.

mod audit;
mod handlers;
mod identity;
mod json;
mod model;
pub mod queries;
pub mod service_accounts;
pub mod sessions;
mod setup;
mod vouched;

pub use identity::identify;
pub use json::AccountView;
pub use model::{Account, AccountRole, AccountStatus};
pub use setup::{SetupCode, create_first, normal_email};
pub use vouched::{check_named, identify_vouched};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(setup::set_up)
        .service(sessions::handlers::start_session)
        .service(sessions::handlers::refresh_session)
        .service(sessions::handlers::end_session)
        .service(sessions::handlers::get_signing_keys)
        .service(handlers::get_me)
        .service(handlers::change_password)
        .service(handlers::list_accounts)
        .service(handlers::create_account)
        .service(handlers::get_account)
        .service(handlers::invite_account)
        .service(handlers::disable_account)
        .service(handlers::enable_account)
        .service(handlers::activate_account)
        .service(audit::handlers::list_audit_entries)
        .service(audit::handlers::get_audit_entry)
        .configure(service_accounts::routes);
}
