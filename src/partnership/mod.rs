//! Whom the Network works with beyond its members: civil society and local organizations as partners, initiatives, and other
//! forums.

pub mod erasure;
pub mod forum;
pub mod forum_exchanges;
pub mod initiatives;
pub mod lists;
pub mod participations;
pub mod partners;
pub mod promotions;

use crate::db::stored::words;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this domain.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(partners::routes)
        .configure(erasure::routes)
        .configure(participations::routes)
        .configure(initiatives::routes)
        .configure(forum_exchanges::routes)
        .configure(promotions::routes);
}

words! {
    /// In which way a partner takes part in a meeting or an initiative. What is "substantive" is not laid down (clause
    /// `civil-society.participation`): the fullest of its ways is recorded.
    pub enum ParticipationMode {
        /// It was there.
        Attended = "attended",
        /// It spoke.
        Spoke = "spoke",
        /// It led an item of the agenda, or a part of the work.
        LedItem = "led_item",
        /// It organized it together with the Network.
        CoOrganized = "co_organized",
    }
}
