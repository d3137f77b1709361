//! What the contract says of the directory's documents. Their lines end with CR and LF, which no other text of the service
//! has.

use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Characters of a document at the most.
const LONGEST: usize = 50_000_000;

fn document(pattern: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern))
        .max_length(Some(LONGEST))
        .into()
}

/// The table.
pub struct FocalPointTable;

impl PartialSchema for FocalPointTable {
    fn schema() -> RefOr<Schema> {
        document("^member,code,designation,kind,name,")
    }
}

impl ToSchema for FocalPointTable {
    fn name() -> Cow<'static, str> {
        "FocalPointTable".into()
    }
}

/// The cards; nothing where nobody serves.
pub struct FocalPointCards;

impl PartialSchema for FocalPointCards {
    fn schema() -> RefOr<Schema> {
        document("^(BEGIN:VCARD|$)")
    }
}

impl ToSchema for FocalPointCards {
    fn name() -> Cow<'static, str> {
        "FocalPointCards".into()
    }
}
