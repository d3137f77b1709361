//! The directory of focal points to keep beside one's own contacts: "maintain direct and ongoing contact with other focal
//! points" (clause `focal-point.contact`). Who serves today, each field as far as the caller may see it, as a table (RFC 4180)
//! and as cards (vCard 4, RFC 6350).

mod forms;
mod handlers;
mod vcard;

use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::membership::focal_points::{FocalPointView, queries};
use crate::membership::members::{Member, queries as members};
use std::collections::HashMap;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations on the directory.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(handlers::export_focal_points_csv)
        .service(handlers::export_focal_points_vcard);
}

/// A focal point as the caller sees it, with its member.
pub struct Listed {
    /// The member.
    pub member: Member,
    /// The focal point.
    pub focal_point: FocalPointView,
}

/// Who serves today, by member, the primary one first.
///
/// # Errors
/// When the database refuses.
pub fn listed(conn: &mut Connection, caller: &Caller) -> Result<Vec<Listed>, Problem> {
    let serving = queries::all_serving(conn, caller.today())?;
    let ids: Vec<Id> = serving.iter().map(|full| full.focal_point.member_id).collect();
    let members: HashMap<Id, Member> = members::of_ids(conn, &ids)?
        .into_iter()
        .map(|full| (full.member.id, full.member))
        .collect();
    let mut all: Vec<Listed> = serving
        .into_iter()
        .filter_map(|full| {
            Some(Listed {
                member: members.get(&full.focal_point.member_id)?.clone(),
                focal_point: FocalPointView::seen_by(caller, full),
            })
        })
        .collect();
    // Stable: within a member, as they came.
    all.sort_by(|one, other| one.member.name.cmp(&other.member.name));
    Ok(all)
}
