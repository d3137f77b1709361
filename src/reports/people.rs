//! Members as reports name them.

use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::membership::members::queries as members;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// A member in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportedMember {
    /// The member's id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub id: Id,
    /// Its name in English.
    #[schema(example = "Namibia", max_length = 300)]
    pub name: String,
}

/// The members of the Network on a day, by name.
///
/// # Errors
/// When the database refuses.
pub fn members_on(conn: &mut Connection, day: NaiveDate) -> Result<Vec<ReportedMember>, Problem> {
    let ids = members::active_on(conn, day)?;
    let mut named: Vec<ReportedMember> = members::of_ids(conn, &ids)?
        .into_iter()
        .map(|full| ReportedMember {
            id: full.member.id,
            name: full.member.name,
        })
        .collect();
    named.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(named)
}
