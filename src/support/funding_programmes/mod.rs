//! Funding programmes, by which the Network sees who funds what, where and until when (clauses `funding.sustained` and
//! `funding.coordination`). A member records its own; those of organizations that are no members, the secretariat.

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on funding programmes.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_funding_programmes)
        .service(handlers::record_funding_programme)
        .service(handlers::get_funding_programme)
        .service(handlers::change_funding_programme)
        .service(handlers::close_funding_programme);
}
