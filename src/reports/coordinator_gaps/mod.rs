//! "A year in which no coordinator was assigned is reported" (clause `secretariat.coordinator`).

use crate::db::Connection;
use crate::error::Problem;
use crate::http::{Query, Reply, View};
use crate::schema::coordinators as table;
use actix_web::get;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::openapi::schema::{Array, ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{KnownFormat, SchemaFormat};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

/// The year in which the guidelines were agreed.
const FIRST: i32 = 2018;

/// The operation of this report.
pub fn routes(config: &mut ServiceConfig) {
    config.service(report_coordinator_gaps);
}

/// The years in question.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CoordinatorGapParams {
    /// The first year; 2018 when left out, when the guidelines were agreed.
    #[param(minimum = 2000, maximum = 2100, example = 2018)]
    from: Option<i32>,
    /// The last year; this one when left out.
    #[param(minimum = 2000, maximum = 2100, example = 2026)]
    to: Option<i32>,
}

/// The years without a coordinator.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoordinatorGaps {
    /// The first year that was looked at.
    #[schema(example = 2018, minimum = 2000, maximum = 2100)]
    pub from: i32,
    /// The last one.
    #[schema(example = 2026, minimum = 2000, maximum = 2100)]
    pub to: i32,
    /// Those of them on no day of which a coordinator served.
    #[schema(schema_with = years)]
    pub years: Vec<i32>,
}

/// Years, within the bounds of the question.
fn years() -> Array {
    let year = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
        .minimum(Some(2000))
        .maximum(Some(2100));
    ArrayBuilder::new()
        .items(year)
        .description(Some("Those of them on no day of which a coordinator served."))
        .max_items(Some(101))
        .examples([json!([2019])])
        .build()
}

/// Report years without a coordinator
///
/// Years on no day of which UN-Women had assigned a coordinator.
#[utoipa::path(tag = "Reports", params(CoordinatorGapParams), responses((status = 200, body = CoordinatorGaps, description = "The years.")))]
#[get("/v1/reports/coordinator-gaps")]
pub async fn report_coordinator_gaps(view: View, Query(params): Query<CoordinatorGapParams>) -> Reply {
    view.json(move |conn, caller| {
        let (from, to) = (
            params.from.unwrap_or(FIRST),
            params.to.unwrap_or(caller.today().year()),
        );
        let terms = terms(conn)?;
        let years = (from..=to)
            .filter(|year| !terms.iter().any(|term| covers(*term, *year)))
            .collect();
        Ok(CoordinatorGaps { from, to, years })
    })
    .await
}

type Term = (NaiveDate, Option<NaiveDate>);

fn terms(conn: &mut Connection) -> Result<Vec<Term>, Problem> {
    Ok(table::table
        .select((table::starts_on, table::ends_on))
        .load(conn)?)
}

/// Whether a term has a day in the year.
fn covers((starts_on, ends_on): Term, year: i32) -> bool {
    starts_on.year() <= year && ends_on.is_none_or(|end| year <= end.year())
}
