//! The report as CSV: a meeting or an initiative a line.

use super::json::{CivilSocietyPlace, CivilSocietyReport, CivilSocietyRow};
use crate::db::Localized;
use crate::error::Problem;
use crate::http::table;
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

const HEADER: [&str; 13] = [
    "year",
    "place",
    "id",
    "title",
    "status",
    "partners",
    "attended",
    "spoke",
    "led_item",
    "co_organized",
    "members",
    "percent",
    "warning",
];

/// What the contract says of the table. Lines end with CR and LF, which no other text of the service has.
pub struct CivilSocietyTable;

impl PartialSchema for CivilSocietyTable {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^year,place,id,title,"))
            .max_length(Some(50_000_000))
            .into()
    }
}

impl ToSchema for CivilSocietyTable {
    fn name() -> Cow<'static, str> {
        "CivilSocietyTable".into()
    }
}

/// Writes the report.
///
/// # Errors
/// 500 when it cannot be written.
pub fn written(report: &CivilSocietyReport) -> Result<Vec<u8>, Problem> {
    let rows = |place: CivilSocietyPlace, rows: &[CivilSocietyRow]| -> Vec<[String; 13]> {
        rows.iter().map(|row| cells(report.year, place, row)).collect()
    };
    let all = [
        rows(CivilSocietyPlace::Meeting, &report.meetings),
        rows(CivilSocietyPlace::Initiative, &report.initiatives),
    ];
    table(HEADER, all.concat())
}

fn cells(year: i32, place: CivilSocietyPlace, row: &CivilSocietyRow) -> [String; 13] {
    [
        year.to_string(),
        place.as_str().to_owned(),
        row.id.to_string(),
        title(&row.title),
        row.status.to_owned(),
        row.partners.to_string(),
        row.attended.to_string(),
        row.spoke.to_string(),
        row.led_item.to_string(),
        row.co_organized.to_string(),
        row.members.to_string(),
        row.percent.map(|percent| percent.to_string()).unwrap_or_default(),
        row.warnings.iter().map(|warning| warning.clause).collect(),
    ]
}

/// In English where there is such a title.
fn title(title: &Localized) -> String {
    let english = title.0.get("en");
    english
        .or_else(|| title.0.values().next())
        .cloned()
        .unwrap_or_default()
}
