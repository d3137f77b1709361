//! The operation of the report.

use super::json::FundingGaps;
use super::queries;
use crate::auth::Caller;
use crate::http::{Accepted, Query, Reply, View};
use crate::reports::forms::ReportTable;
use crate::reports::year::ReportYear;
use actix_web::get;

/// Report gaps and overlaps of funding
///
/// Needs against offers, programmes and commitments, by focus area, region and donor. Amounts are summed by currency, and not
/// converted. Ask for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    params(ReportYear),
    responses((status = 200, description = "The report.", content(
        (FundingGaps = "application/json"),
        (ReportTable = "text/csv", example = "year,dimension,key,name,open_needs,unmet_needs,needed,open_offers,programmes,uncommitted_programmes,overlapping_programmes,committed\r\n2018,area,participation,Women's participation,3,1,250000.00 EUR,2,2,0,2,1500000.00 EUR; 20000.00 NAD\r\n"),
    )))
)]
#[get("/v1/reports/funding-gaps")]
pub async fn report_funding_gaps(
    view: View,
    caller: Caller,
    accepted: Accepted,
    Query(params): Query<ReportYear>,
) -> Reply {
    let file = format!("funding-gaps-{}", params.number(&caller));
    view.report(accepted, file, move |conn, caller| {
        let year = params.of(caller);
        Ok(queries::facts(conn, &year)?.report(year.number))
    })
    .await
}
