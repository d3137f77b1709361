//! The operation of the report.

use super::json::{HandoverPack, HandoverParams};
use super::queries;
use crate::http::{Accepted, Query, Reply, View};
use crate::reports::forms::ReportTable;
use actix_web::get;

/// Report what a Chair hands over
///
/// What a term brought, what is open at its end, and what the guidelines asked of its years. Ask for `text/html` to get a page to
/// print, or for `text/csv` to get a table of the records.
#[utoipa::path(
    tag = "Reports",
    params(HandoverParams),
    responses((status = 404, description = "There is no such term, or none covers today."), (status = 200, description = "The handover pack.", content(
        (HandoverPack = "application/json"),
        (ReportTable = "text/csv", example = "section,on,title,status,path\r\nmeetings,2018-09-24,Annual meeting 2018,held,/v1/meetings/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b\r\n"),
        (String = "text/html", example = json!("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">…</html>")),
    )))
)]
#[get("/v1/reports/handover")]
pub async fn report_handover(view: View, accepted: Accepted, Query(params): Query<HandoverParams>) -> Reply {
    view.printed_report(accepted, "handover".to_owned(), move |conn, caller| {
        queries::pack(conn, caller, params.term)
    })
    .await
}
