//! The operation of the report.

use super::json::{FundingGapParams, FundingGaps};
use super::{csv, queries};
use crate::auth::Caller;
use crate::db::Connection;
use crate::error::Problem;
use crate::http::{Accepted, Query, Reply, Shared, View, etag};
use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::Datelike;

/// Report gaps and overlaps of funding
///
/// Needs against offers, programmes and commitments, by focus area, region and donor. Amounts are summed by currency, and not
/// converted. Ask for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    params(FundingGapParams),
    responses((status = 200, description = "The report.", content(
        (FundingGaps = "application/json"),
        (csv::FundingGapTable = "text/csv", example = "year,dimension,key,name,open_needs,unmet_needs,needed,open_offers,programmes,uncommitted_programmes,overlapping_programmes,committed\r\n2018,area,participation,Women's participation,3,1,250000.00 EUR,2,2,0,2,1500000.00 EUR; 20000.00 NAD\r\n"),
    )))
)]
#[get("/v1/reports/funding-gaps")]
pub async fn report_funding_gaps(
    view: View,
    caller: Caller,
    shared: web::Data<Shared>,
    accepted: Accepted,
    Query(params): Query<FundingGapParams>,
) -> Reply {
    let year = params.year.unwrap_or(caller.today().year());
    let report = move |conn: &mut Connection| -> Result<FundingGaps, Problem> {
        Ok(queries::facts(conn, year)?.report(year))
    };
    if accepted.0 != "text/csv" {
        return view.json(move |conn, _| report(conn)).await;
    }
    let table = shared.db.read(move |conn| csv::written(&report(conn)?)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag(&table)))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"funding-gaps-{year}.csv\""),
        ))
        .content_type("text/csv; charset=utf-8; header=present")
        .body(table))
}
