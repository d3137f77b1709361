//! The operations on the audit trail.

use super::json::{AuditEntryView, AuditFilters, AuditSort};
use super::queries::{self, Filter};
use crate::db::Id;
use crate::http::{Page, Paging, PagingParams, PathId, Query, Reply, View};
use actix_web::get;

/// List audit entries
///
/// Who decided what and when: an entry for each decision, newest first unless another order is asked for. Entries are
/// never changed or removed. They hold ids and no personal data; `request_id` leads to the service's log.
#[utoipa::path(tag = "Accounts", params(PagingParams, AuditFilters), responses((status = 200, body = Page<AuditEntryView>, description = "A page of entries.")))]
#[get("/v1/audit-entries")]
pub async fn list_audit_entries(
    view: View,
    Query(filters): Query<AuditFilters>,
    paging: Paging<AuditSort>,
) -> Reply {
    let filter = Filter {
        resource: filters.resource,
        resource_id: filters.resource_id,
        account_id: filters.account_id,
        since: filters.since,
        until: filters.until,
    };
    view.json(move |conn, _| {
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(AuditEntryView::from)))
    })
    .await
}

/// Get an audit entry
///
/// One entry by its id.
#[utoipa::path(tag = "Accounts", params(("id" = Id, Path, description = "The entry's id.")), responses((status = 200, body = AuditEntryView, description = "The entry.")))]
#[get("/v1/audit-entries/{id}")]
pub async fn get_audit_entry(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, _| queries::load(conn, id).map(AuditEntryView::from))
        .await
}
