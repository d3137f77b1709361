//! The operation of the report.

use super::json::CivilSocietyReport;
use super::queries;
use crate::auth::Caller;
use crate::http::{Accepted, Query, Reply, View};
use crate::reports::forms::ReportTable;
use crate::reports::year::ReportYear;
use actix_web::get;

/// Report the participation of civil society
///
/// Partners in the meetings and initiatives of a year, in which ways and to what share, and where there were none. What is
/// hidden from the caller does not count. Ask for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    params(ReportYear),
    responses((status = 200, description = "The report.", content(
        (CivilSocietyReport = "application/json"),
        (ReportTable = "text/csv", example = "year,place,id,title,status,partners,attended,spoke,led_item,co_organized,members,percent,warning\r\n2018,meeting,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b,Annual meeting 2018,held,3,1,1,1,0,40,6,\r\n"),
    )))
)]
#[get("/v1/reports/civil-society")]
pub async fn report_civil_society(
    view: View,
    caller: Caller,
    accepted: Accepted,
    Query(params): Query<ReportYear>,
) -> Reply {
    let file = format!("civil-society-{}", params.number(&caller));
    view.report(accepted, file, move |conn, caller| {
        let year = params.number(caller);
        Ok(queries::facts(conn, caller, year)?.report(year))
    })
    .await
}
