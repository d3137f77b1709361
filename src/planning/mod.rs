//! What the troika sets for the Network: guidance, and with the secretariat goals and actions.

pub mod actions;
pub mod goals;
pub mod guidance_notes;
pub mod progress;
pub mod timelines;

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(guidance_notes::routes)
        .configure(goals::routes)
        .configure(actions::routes);
}

/// Why a goal or an action is given up.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DropReason {
    /// The reason, shown to whoever sees it.
    #[schema(
        example = "The roster of another network serves the same end.",
        min_length = 1,
        max_length = 1000
    )]
    pub reason: String,
}
