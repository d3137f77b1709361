//! What goes out about decisions.

use super::model::AuditEntry;
use crate::db::{Id, Instant};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// One decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// When it was decided.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub occurred_at: Instant,
    /// The account that decided; null for whoever was not signed in, and for the command line.
    #[schema(
        required = true,
        format = "uuid",
        max_length = 36,
        example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c"
    )]
    pub account_id: Option<Id>,
    /// What was done: the resource in the singular and the deed.
    #[schema(max_length = 100, example = "membership_request.admitted")]
    pub action: String,
    /// The resource: a segment of its path.
    #[schema(max_length = 60, example = "membership-requests")]
    pub resource: String,
    /// Which one.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub resource_id: Id,
    /// Its version after the decision.
    #[schema(minimum = 1, maximum = 2_147_483_647, example = 3)]
    pub version: i32,
    /// The id of the request that did it, which stands in the service's log; null for the command line.
    #[schema(
        required = true,
        max_length = 36,
        example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e"
    )]
    pub request_id: Option<String>,
}

impl From<AuditEntry> for AuditEntryView {
    fn from(row: AuditEntry) -> Self {
        Self {
            id: row.id,
            occurred_at: row.occurred_at,
            account_id: row.account_id,
            action: row.action,
            resource: row.resource,
            resource_id: row.resource_id,
            version: row.version,
            request_id: row.request_id,
        }
    }
}

sorts! {
    /// The order of the audit trail.
    pub AuditSort = "-occurred_at", from "occurred_at"
}

/// Filters of the audit trail.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditFilters {
    /// Only decisions on this resource.
    #[param(
        pattern = "^[a-z]+(-[a-z]+)*$",
        max_length = 60,
        example = "membership-requests"
    )]
    pub resource: Option<String>,
    /// Only decisions on this record.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub resource_id: Option<Id>,
    /// Only decisions of this account.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub account_id: Option<Id>,
    /// Only decisions at this moment or later.
    #[param(inline, example = "2018-03-01T09:00:00Z")]
    pub since: Option<Instant>,
    /// Only decisions before this moment.
    #[param(inline, example = "2018-04-01T00:00:00Z")]
    pub until: Option<Instant>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<AuditSort>,
}
