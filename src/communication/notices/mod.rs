//! Notices: what the secretariat tells members (clause `secretariat.information`), on record with whom it told and who has
//! read it. A notice goes to all members, to the troika of the day, or to chosen ones; each sees those that were sent to it,
//! and its accounts get them by mail.

mod handlers;
mod json;
pub mod model;
mod queries;
pub mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on notices.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_notices)
        .service(handlers::draft_notice)
        .service(handlers::get_notice)
        .service(handlers::change_notice)
        .service(handlers::send_notice)
        .service(handlers::mark_notice_read);
}
