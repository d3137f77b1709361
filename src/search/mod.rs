//! Search over what is published: updates, newsletters, knowledge products and meetings with their agenda, in whatever language
//! they are written, by relevance. What is found is what the caller may see; what is hidden from him is not in what he
//! searches, so that it shows neither in counts nor in the order.
//!
//! The index follows the record of decisions: whatever a decision puts on record is indexed anew in its transaction.

mod excerpt;
mod handlers;
mod index;
mod json;
mod queries;
mod source;
mod words;

pub use index::{fill, follow, rebuild};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of search.
pub fn routes(config: &mut ServiceConfig) {
    config.service(handlers::search);
}
