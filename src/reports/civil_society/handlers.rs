//! The operation of the report.

use super::json::{CivilSocietyParams, CivilSocietyReport};
use super::{csv, queries};
use crate::auth::Caller;
use crate::db::Connection;
use crate::error::Problem;
use crate::http::{Accepted, CSV, Query, Reply, View};
use actix_web::get;
use chrono::Datelike;

/// Report the participation of civil society
///
/// Partners in the meetings and initiatives of a year, in which ways and to what share, and where there were none. What is
/// hidden from the caller does not count. Ask for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    params(CivilSocietyParams),
    responses((status = 200, description = "The report.", content(
        (CivilSocietyReport = "application/json"),
        (csv::CivilSocietyTable = "text/csv", example = "year,place,id,title,status,partners,attended,spoke,led_item,co_organized,members,percent,warning\r\n2018,meeting,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b,Annual meeting 2018,held,3,1,1,1,0,40,6,\r\n"),
    )))
)]
#[get("/v1/reports/civil-society")]
pub async fn report_civil_society(
    view: View,
    caller: Caller,
    accepted: Accepted,
    Query(params): Query<CivilSocietyParams>,
) -> Reply {
    let year = params.year.unwrap_or(caller.today().year());
    let report = move |conn: &mut Connection, caller: &Caller| -> Result<CivilSocietyReport, Problem> {
        Ok(queries::facts(conn, caller, year)?.report(year))
    };
    if accepted.0 != "text/csv" {
        return view.json(report).await;
    }
    let name = format!("civil-society-{year}.csv");
    view.file(CSV, Some(name), move |conn, caller| {
        csv::written(&report(conn, caller)?)
    })
    .await
}
