//! The documents of a meeting: concept note, background papers, presentations, what was said and what came out, in any
//! language (clause `secretariat.meetings`). They come before the meeting and after it; whoever sees the meeting sees them,
//! unless one is for the Network alone. A document never changes; another one takes its place.

mod handlers;
mod json;
pub mod model;
mod queries;
mod rules;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on the documents of meetings.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_meeting_documents)
        .service(handlers::add_meeting_document)
        .service(handlers::get_meeting_document)
        .service(handlers::remove_meeting_document)
        .service(handlers::download_meeting_document);
}
