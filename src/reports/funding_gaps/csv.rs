//! The report as CSV (RFC 4180): a row a line, with its dimension in front.

use super::json::{FundingGapRow, FundingGaps};
use crate::error::Problem;
use crate::http::harmless;
use crate::support::money::Money;
use csv::{Writer, WriterBuilder};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

const HEADER: [&str; 12] = [
    "year",
    "dimension",
    "key",
    "name",
    "open_needs",
    "unmet_needs",
    "needed",
    "open_offers",
    "programmes",
    "uncommitted_programmes",
    "overlapping_programmes",
    "committed",
];

/// What the contract says of the table. Lines end with CR and LF, which no other text of the service has.
pub struct FundingGapTable;

impl PartialSchema for FundingGapTable {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^year,dimension,key,name,"))
            .max_length(Some(50_000_000))
            .into()
    }
}

impl ToSchema for FundingGapTable {
    fn name() -> Cow<'static, str> {
        "FundingGapTable".into()
    }
}

/// Writes the report.
///
/// # Errors
/// 500 when it cannot be written.
pub fn written(report: &FundingGaps) -> Result<Vec<u8>, Problem> {
    let mut writer = WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(HEADER).map_err(Problem::internal)?;
    for (dimension, rows) in [
        ("area", &report.areas),
        ("region", &report.regions),
        ("donor", &report.donors),
    ] {
        for row in rows {
            write(&mut writer, report.year, dimension, row).map_err(Problem::internal)?;
        }
    }
    writer.into_inner().map_err(Problem::internal)
}

fn write(writer: &mut Writer<Vec<u8>>, year: i32, dimension: &str, row: &FundingGapRow) -> csv::Result<()> {
    writer.write_record([
        year.to_string(),
        dimension.to_owned(),
        harmless(&row.key),
        harmless(&row.name),
        row.open_needs.to_string(),
        row.unmet_needs.to_string(),
        amounts(&row.needed),
        row.open_offers.to_string(),
        row.programmes.to_string(),
        row.uncommitted_programmes.to_string(),
        row.overlapping_programmes.to_string(),
        amounts(&row.committed),
    ])
}

fn amounts(money: &[Money]) -> String {
    money
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
