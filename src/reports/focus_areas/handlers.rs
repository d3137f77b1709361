//! The operation of the report.

use super::json::FocusAreaCoverage;
use super::queries;
use crate::auth::Caller;
use crate::http::{Accepted, Query, Reply, View};
use crate::reports::forms::ReportTable;
use crate::reports::year::ReportYear;
use actix_web::get;

/// Report the coverage of the focus areas
///
/// What a year brought on each area, and on which nothing happened. Ask for `text/csv` to get a table, or for `text/html` to get a
/// page with a chart.
#[utoipa::path(
    tag = "Reports",
    params(ReportYear),
    responses((status = 200, description = "The report.", content(
        (FocusAreaCoverage = "application/json"),
        (ReportTable = "text/csv", example = "year,key,name,updates,agenda_items,guidance_notes,action_plans,funding_programmes,assistance,goals_and_actions,initiatives,forum_exchanges,knowledge_products,total\r\n2018,participation,Women's participation,4,2,1,3,2,1,2,1,1,1,18\r\n"),
        (String = "text/html", example = json!("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">…</html>")),
    )))
)]
#[get("/v1/reports/focus-areas")]
pub async fn report_focus_area_coverage(
    view: View,
    caller: Caller,
    accepted: Accepted,
    Query(params): Query<ReportYear>,
) -> Reply {
    let file = format!("focus-areas-{}", params.number(&caller));
    view.printed_report(accepted, file, move |conn, caller| {
        queries::coverage(conn, &params.of(caller))
    })
    .await
}
