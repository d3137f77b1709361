//! Short lists in a knowledge product: symbols, and organs.

use crate::db::stored::json_text;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Entries of a list.
const MOST: usize = 10;

/// A list of short texts as JSON text in the database, with the contract's form of its entries.
macro_rules! short_texts {
    ($(#[$doc:meta])* $name:ident, $pattern:expr, $example:expr) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ::diesel::expression::AsExpression,
            ::diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = ::diesel::sql_types::Text)]
        #[serde(transparent)]
        pub struct $name(pub Vec<String>);

        json_text!($name);

        impl $name {
            /// The same texts.
            pub fn of(texts: &[&str]) -> Self {
                Self(texts.iter().map(|text| (*text).to_owned()).collect())
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let text = ObjectBuilder::new()
                    .schema_type(Type::String)
                    .min_length(Some(1))
                    .max_length(Some(100))
                    .pattern($pattern);
                ArrayBuilder::new()
                    .items(text)
                    .max_items(Some(MOST))
                    .examples([$example])
                    .into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

short_texts! {
    /// Symbols of documents of the United Nations.
    Symbols, Some("^[A-Z][A-Za-z0-9/.()* -]*$"), ["A/72/782", "S/2018/178"]
}

short_texts! {
    /// Organs of the United Nations.
    Organs, None::<&str>, ["General Assembly", "Security Council"]
}
