//! One place in what was sent.

use serde::Serialize;
use std::borrow::Cow;
use utoipa::ToSchema;

/// One place that has to change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct FieldError {
    /// RFC 6901 pointer into the body; `?name` for a query parameter; the name of a header.
    #[schema(max_length = 300, example = "/member_id")]
    pub pointer: String,
    /// What is wrong, for programs.
    #[schema(max_length = 40, example = "required")]
    pub code: &'static str, // stable: `required`, `unknown`, `type`, `too_long`, `format`, …
    /// What to change, for people.
    #[schema(value_type = String, max_length = 1000, example = "Name the member that the account acts for.")]
    pub detail: Cow<'static, str>, // never echoes the value
}
