//! What goes in and out about imports.

use crate::db::Id;
use crate::db::stored::words;
use crate::error::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// Lines of a table at the most, beside its header.
pub const MOST_LINES: usize = 1000;

/// What the contract says of a table that is sent. Its lines may end with CR and LF, which no other text of the service has;
/// what its cells may hold is said of the field that each is.
pub struct ImportTable;

impl PartialSchema for ImportTable {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(1_048_576))
            .pattern(Some(r"^[^\x00]+$"))
            .into()
    }
}

impl ToSchema for ImportTable {}

/// How an import is run.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportParams {
    /// Whether the table is only tried: everything is checked as if it were written, and nothing is. `false` writes it.
    #[param(default = true, example = true)]
    pub dry_run: Option<bool>,
}

words! {
    /// What becomes of a line.
    pub enum ImportOutcome {
        /// It is in order; nothing was written, as the table was only tried.
        WouldCreate = "would_create",
        /// Its record was written.
        Created = "created",
        /// It has faults.
        Refused = "refused",
    }
}

/// What became of a table that was sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "dry_run": true,
    "accepted": 1,
    "refused": 1,
    "lines": [
        {"line": 2, "outcome": "would_create", "id": null, "clause": null, "faults": []},
        {"line": 3, "outcome": "refused", "id": null, "clause": null, "faults": [
            {"pointer": "/lines/3/starts_on", "code": "format", "detail": "Use a day as YYYY-MM-DD, such as 2018-03-01."}
        ]}
    ]
}))]
pub struct ImportView {
    /// Whether it was only tried.
    #[schema(example = true)]
    pub dry_run: bool,
    /// How many lines are in order.
    #[schema(example = 1, minimum = 0, maximum = 1000)]
    pub accepted: usize,
    /// How many lines have faults; none where the table was written.
    #[schema(example = 0, minimum = 0, maximum = 1000)]
    pub refused: usize,
    /// Every line, in the order of the file.
    #[schema(max_items = 1000)]
    pub lines: Vec<ImportedLineView>,
}

/// What became of a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"line": 2, "outcome": "would_create", "id": null, "clause": null, "faults": []}))]
pub struct ImportedLineView {
    /// The line of the file in which it begins; the first line of a file is 1.
    #[schema(example = 2, minimum = 1, maximum = 1_048_577)]
    pub line: usize,
    /// What became of it.
    #[schema(value_type = String, example = "would_create", max_length = 40)]
    pub outcome: ImportOutcome,
    /// The id of the record that was written; null where none was.
    #[schema(required = true, example = json!(null))]
    pub id: Option<Id>,
    /// The clause of the guidelines that refused it, as listed by `GET /v1/guidelines`; null when none did.
    #[schema(required = true, value_type = Option<String>, max_length = 60, example = json!(null))]
    pub clause: Option<&'static str>,
    /// What is wrong with it: a pointer is `/lines/{line}/{column}`, or `/lines/{line}` where no column of its own is to blame.
    #[schema(max_items = 100, example = json!([]))]
    pub faults: Vec<FieldError>,
}
