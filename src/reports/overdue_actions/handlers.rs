//! The operation of the report.

use super::json::OverdueActions;
use super::queries;
use crate::auth::Caller;
use crate::http::{Accepted, Reply, View};
use crate::reports::forms::ReportTable;
use actix_web::get;

/// Report overdue actions
///
/// Those whose day is over today and that are neither done nor dropped, the longest first, and how many each owner has. Ask
/// for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    responses((status = 200, description = "The report.", content(
        (OverdueActions = "application/json"),
        (ReportTable = "text/csv", example = "on,action_id,title,owner,owner_id,owner_name,due_on,days_overdue,status,carried_over,goal_id,meeting_id\r\n2018-12-11,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b,Name two women for the roster of mediators,member,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e,Namibia,2018-12-01,10,in_progress,0,,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c\r\n"),
    )))
)]
#[get("/v1/reports/overdue-actions")]
pub async fn report_overdue_actions(view: View, caller: Caller, accepted: Accepted) -> Reply {
    let file = format!("overdue-actions-{}", caller.today());
    view.report(accepted, file, |conn, caller| {
        queries::report(conn, caller.today())
    })
    .await
}
