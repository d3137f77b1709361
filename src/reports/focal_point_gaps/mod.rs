//! Members that nobody can reach: without an active focal point (clause `membership.focal-point`), or with contact data that
//! nobody confirmed within a year (clause `focal-point.contact`).

use super::forms::{Report, ReportTable};
use super::people::{ReportedMember, members_on};
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::http::{Accepted, ERASED, Reply, View};
use crate::membership::focal_points::rules::stale_before;
use crate::schema::focal_points as table;
use actix_web::get;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(report_focal_point_gaps);
}

/// Members without a focal point, or with contact data that nobody confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FocalPointGaps {
    /// The day of the report.
    #[schema(example = "2018-03-01", format = "date", max_length = 10)]
    pub on: NaiveDate,
    /// How many members have an active focal point.
    #[schema(example = 76, minimum = 0, maximum = 300)]
    pub reached: usize,
    /// Members that have no active focal point, by name.
    #[schema(max_items = 300)]
    pub without: Vec<ReportedMember>,
    /// Members whose active focal points' data nobody confirmed within a year, by name.
    #[schema(max_items = 300)]
    pub stale: Vec<StaleContact>,
}

/// A member whose contact data nobody confirmed within a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaleContact {
    /// The member.
    pub member: ReportedMember,
    /// When any of it was last confirmed.
    pub confirmed_at: Instant,
}

impl Report for FocalPointGaps {
    const COLUMNS: &'static [&'static str] = &["on", "gap", "member_id", "member", "confirmed_at"];

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |gap: &str, member: &ReportedMember, confirmed: String| {
            vec![
                self.on.to_string(),
                gap.to_owned(),
                member.id.to_string(),
                member.name.clone(),
                confirmed,
            ]
        };
        let without = self
            .without
            .iter()
            .map(|member| line("without", member, String::new()));
        let stale = self
            .stale
            .iter()
            .map(|contact| line("stale", &contact.member, contact.confirmed_at.0.to_rfc3339()));
        without.chain(stale).collect()
    }
}

/// Report members without a focal point
///
/// Members of the Network that have no active focal point today, and those whose contact data nobody confirmed within a year. Ask
/// for `text/csv` to get a table.
#[utoipa::path(
    tag = "Reports",
    responses((status = 200, description = "The report.", content(
        (FocalPointGaps = "application/json"),
        (ReportTable = "text/csv", example = "on,gap,member_id,member,confirmed_at\r\n2018-03-01,without,0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c,Namibia,\r\n"),
    )))
)]
#[get("/v1/reports/focal-point-gaps")]
pub async fn report_focal_point_gaps(view: View, accepted: Accepted) -> Reply {
    view.report(accepted, "focal-point-gaps".to_owned(), |conn, caller| {
        gaps(conn, caller.today(), caller.now)
    })
    .await
}

/// The gaps on a day, with what is stale at a moment.
///
/// # Errors
/// When the database refuses.
pub fn gaps(conn: &mut Connection, on: NaiveDate, now: DateTime<Utc>) -> Result<FocalPointGaps, Problem> {
    let confirmed = last_confirmed(conn, on)?;
    let oldest = Instant(stale_before(now));
    let mut report = FocalPointGaps {
        on,
        reached: 0,
        without: Vec::new(),
        stale: Vec::new(),
    };
    for member in members_on(conn, on)? {
        report.reached += usize::from(confirmed.contains_key(&member.id));
        match confirmed.get(&member.id) {
            None => report.without.push(member),
            Some(at) if *at < oldest => report.stale.push(StaleContact {
                member,
                confirmed_at: *at,
            }),
            Some(_) => {}
        }
    }
    Ok(report)
}

/// When the data of each member's focal points of a day was last confirmed.
fn last_confirmed(conn: &mut Connection, on: NaiveDate) -> Result<HashMap<Id, Instant>, Problem> {
    let rows: Vec<(Id, Instant)> = table::table
        .filter(table::starts_on.le(on))
        .filter(table::ends_on.is_null().or(table::ends_on.ge(on)))
        // Nobody is reached on the day of the erasure.
        .filter(table::ends_on.gt(on).or(table::name.ne(ERASED)))
        .order(table::confirmed_at)
        .select((table::member_id, table::confirmed_at))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
