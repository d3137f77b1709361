//! Guidance notes: the troika is "responsible for providing guidance to the Network on operational and substantive issues"
//! (clause `troika.guidance`). A member of the troika drafts one, the troika and the secretariat see the draft, and only who
//! is in the troika on that day issues it.

mod handlers;
pub mod model;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on guidance notes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_guidance_notes)
        .service(handlers::draft_guidance_note)
        .service(handlers::get_guidance_note)
        .service(handlers::change_guidance_note)
        .service(handlers::issue_guidance_note);
}
