//! What is kept of a decision.

use crate::db::{Id, Instant};
use crate::schema::audit_entries;
use diesel::prelude::*;

/// A row of `audit_entries`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
pub struct AuditEntry {
    /// Its id.
    pub id: Id,
    /// When it was decided.
    pub occurred_at: Instant,
    /// Who decided; nobody who was signed in, or the service itself.
    pub account_id: Option<Id>,
    /// What was done.
    pub action: String,
    /// The resource's path segment.
    pub resource: String,
    /// Which one.
    pub resource_id: Id,
    /// Its version after the decision.
    pub version: i32,
    /// The request that did it; none from the command line.
    pub request_id: Option<String>,
}
