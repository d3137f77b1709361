//! What the contract says of a calendar.

use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A calendar. Its lines end with CR and LF, which no other text of the service has.
pub struct CalendarText;

impl PartialSchema for CalendarText {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("A calendar (RFC 5545)."))
            .pattern(Some("^BEGIN:VCALENDAR"))
            .max_length(Some(50_000_000))
            .into()
    }
}

impl ToSchema for CalendarText {
    fn name() -> Cow<'static, str> {
        "CalendarText".into()
    }
}
