//! Exchanges with other forums: the "information flow with relevant forums" (clause `forums.information`). Each names its
//! forum, its direction, its day and its document.

mod handlers;
pub mod model;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on exchanges with other forums.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_forum_exchanges)
        .service(handlers::record_forum_exchange)
        .service(handlers::get_forum_exchange)
        .service(handlers::change_forum_exchange)
        .service(handlers::remove_forum_exchange);
}
