//! The operation of the report.

use super::json::Obligations;
use super::table;
use crate::auth::Caller;
use crate::http::{Accepted, Query, Reply, View};
use crate::reports::forms::ReportTable;
use crate::reports::year::ReportYear;
use actix_web::get;

/// Report what the guidelines ask of a year
///
/// Every clause, and whether what is on record meets it: the yearly report of the Network. Ask for `text/csv` to get a table, or
/// for `text/html` to get a page to read and to print.
#[utoipa::path(
    tag = "Reports",
    params(ReportYear),
    responses((status = 200, description = "The report.", content(
        (Obligations = "application/json"),
        (ReportTable = "text/csv", example = "year,clause,title,status,summary,evidence,members\r\n2018,meeting.annual,One annual meeting,met,The annual meeting was held.,/v1/meetings/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b,\r\n"),
        (String = "text/html", example = json!("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">…</html>")),
    )))
)]
#[get("/v1/reports/obligations")]
pub async fn report_obligations(
    view: View,
    caller: Caller,
    accepted: Accepted,
    Query(params): Query<ReportYear>,
) -> Reply {
    let file = format!("obligations-{}", params.number(&caller));
    view.printed_report(accepted, file, move |conn, caller| {
        table::of_year(conn, caller, params.of(caller))
    })
    .await
}
