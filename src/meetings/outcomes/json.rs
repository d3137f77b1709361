//! The parts of an outcome, and what comes in about them.

use crate::db::{Id, Instant};
use crate::schema::outcome_associations;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A member that associates itself with a communiqué; a row of `outcome_associations`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize, ToSchema)]
#[diesel(table_name = outcome_associations)]
pub struct OutcomeAssociation {
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) outcome_id: Id,
    /// The member.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Id,
    /// Since when.
    #[schema(example = "2018-09-26T09:00:00Z")]
    pub associated_at: Instant,
}

/// Which member associates itself, or no longer does.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssociatedMember {
    /// The member: the caller's own when left out. The secretariat names the one that told it.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
}
