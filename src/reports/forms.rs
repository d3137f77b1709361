//! The forms of a report, of which the client chooses one by `Accept`: JSON, or a table for a spreadsheet (CSV, RFC 4180).

use crate::auth::Caller;
use crate::db::Connection;
use crate::error::Problem;
use crate::http::{Accepted, Reply, View};
use actix_web::http::header;
use csv::WriterBuilder;
use serde::Serialize;
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A report that has a table too.
pub trait Report: Serialize + Send + 'static {
    /// The columns of its table.
    const COLUMNS: &'static [&'static str];

    /// The lines of its table, each with a cell a column.
    fn lines(&self) -> Vec<Vec<String>>;
}

/// What the contract says of a table. Lines end with CR and LF, which no other text of the service has.
pub struct ReportTable;

impl PartialSchema for ReportTable {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A table (RFC 4180): a head of column names, and a line a row.",
            ))
            .pattern(Some("^[a-z_]+(,[a-z_]+)+"))
            .max_length(Some(50_000_000))
            .into()
    }
}

impl ToSchema for ReportTable {
    fn name() -> Cow<'static, str> {
        "ReportTable".into()
    }
}

impl View {
    /// Answers with a report as JSON or as a table.
    ///
    /// # Errors
    /// What `make` refuses.
    pub async fn report<R: Report>(
        self,
        Accepted(form): Accepted,
        file: String,
        make: impl Fn(&mut Connection, &Caller) -> Result<R, Problem> + Send + 'static,
    ) -> Reply {
        if form != "text/csv" {
            return self.json(make).await;
        }
        let media_type = "text/csv; charset=utf-8; header=present";
        let mut answer = self
            .document(media_type, move |conn, caller| table(&make(conn, caller)?))
            .await?;
        let name = format!("attachment; filename=\"{file}.csv\"");
        if let Ok(name) = header::HeaderValue::from_str(&name) {
            answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
        }
        Ok(answer)
    }
}

fn table<R: Report>(report: &R) -> Result<String, Problem> {
    let mut writer = WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(R::COLUMNS).map_err(Problem::internal)?;
    for line in report.lines() {
        writer
            .write_record(line.iter().map(|cell| harmless(cell).into_owned()))
            .map_err(Problem::internal)?;
    }
    let bytes = writer.into_inner().map_err(Problem::internal)?;
    String::from_utf8(bytes).map_err(Problem::internal)
}

/// A spreadsheet calculates what begins like a formula, and members choose names.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(super::harmless("=1+1"), "'=1+1");
        assert_eq!(super::harmless("Fund = good"), "Fund = good");
    }
}
