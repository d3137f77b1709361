//! The operation of the report.

use super::json::MemberActivity;
use super::queries;
use crate::auth::Caller;
use crate::http::{Accepted, Query, Reply, View};
use crate::reports::forms::ReportTable;
use crate::reports::year::ReportYear;
use actix_web::get;

/// Report who shared on which channel
///
/// For each member of a year, how many of its updates stood in the newsletter and how many were shared at meetings: members are
/// expected to share on both. And how often it promoted the Network. Ask for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    params(ReportYear),
    responses((status = 200, description = "The report.", content(
        (MemberActivity = "application/json"),
        (ReportTable = "text/csv", example = "year,member_id,member,newsletter_updates,meeting_updates,on_both,promotions\r\n2018,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c,Namibia,2,1,true,1\r\n"),
    )))
)]
#[get("/v1/reports/member-activity")]
pub async fn report_member_activity(
    view: View,
    caller: Caller,
    accepted: Accepted,
    Query(params): Query<ReportYear>,
) -> Reply {
    let file = format!("member-activity-{}", params.number(&caller));
    view.report(accepted, file, move |conn, caller| {
        let year = params.of(caller);
        Ok(MemberActivity {
            year: year.number,
            members: queries::rows(conn, &year)?,
        })
    })
    .await
}
