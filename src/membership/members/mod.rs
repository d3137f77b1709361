//! Members: States and regional organizations in the Network (clause `membership.open`). A member is known by its code or
//! acronym, has dated names in many languages, and was in the Network for one or more periods, which are never deleted;
//! whether it is active follows from them, for any day.

mod handlers;
mod json;
pub mod model;
pub mod queries;
pub mod rules;

pub use handlers::{come_back, join, record};
pub use json::NewMember;
pub use model::{Member, MemberKind};

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on members.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::list_members)
        .service(handlers::record_member)
        .service(handlers::get_member)
        .service(handlers::change_member)
        .service(handlers::add_member_name)
        .service(handlers::record_membership_period)
        .service(handlers::withdraw_member);
}
