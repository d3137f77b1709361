//! The forms of a report, of which the client chooses one by `Accept`: JSON, a table for a spreadsheet (CSV, RFC 4180), and
//! where there is one, a page to read and to print.

use super::page;
use crate::auth::Caller;
use crate::db::Connection;
use crate::error::Problem;
use crate::http::{Accepted, CSV, Reply, View, table};
use actix_web::http::header;
use maud::Markup;
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

/// A report that has a page too.
pub trait Printed {
    /// Its heading.
    fn heading(&self) -> String;

    /// What stands on the page below the heading.
    fn body(&self) -> Markup;
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
            return self.long().json(make).await;
        }
        self.long()
            .file(CSV, Some(format!("{file}.csv")), move |conn, caller| {
                table(R::COLUMNS, make(conn, caller)?.lines())
            })
            .await
    }

    /// Answers with a report as JSON, as a table or as a page.
    ///
    /// # Errors
    /// What `make` refuses.
    pub async fn printed_report<R: Report + Printed>(
        self,
        accepted: Accepted,
        file: String,
        make: impl Fn(&mut Connection, &Caller) -> Result<R, Problem> + Send + 'static,
    ) -> Reply {
        if accepted.0 != "text/html" {
            return self.report(accepted, file, make).await;
        }
        let mut answer = self
            .long()
            .document("text/html; charset=utf-8", move |conn, caller| {
                let report = make(conn, caller)?;
                Ok(page::write(&report.heading(), &report.body()))
            })
            .await?;
        if let Ok(policy) = header::HeaderValue::from_str(&page::POLICY) {
            answer
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        Ok(answer)
    }
}
