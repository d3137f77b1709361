//! How columns of our own types stand in both databases: handed on by the enum over the two connections, and as text.

use std::borrow::Cow;

/// One of the two engines (not the enum over them).
pub trait Engine: diesel::backend::Backend {}
impl Engine for diesel::pg::Pg {}
impl Engine for diesel::sqlite::Sqlite {}

/// Why a value has no text, or a text stands for no value.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// A value that stands as text in both databases; [`as_text!`] does the rest.
pub trait AsText: Sized {
    /// The text.
    ///
    /// # Errors
    /// When there is none.
    fn to_text(&self) -> Result<Cow<'_, str>, Fault>;

    /// The value that a text stands for.
    ///
    /// # Errors
    /// When it stands for none.
    fn from_text(text: &str) -> Result<Self, Fault>;
}

/// Hands a type's own `ToSql` and `FromSql` for the two engines on to the connection enum's backend.
macro_rules! portable {
    ($type:ty as $sql:path) => {
        impl ::diesel::serialize::ToSql<$sql, $crate::db::MultiBackend> for $type {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, $crate::db::MultiBackend>,
            ) -> ::diesel::serialize::Result {
                out.set_value(($sql, self));
                Ok(::diesel::serialize::IsNull::No)
            }
        }
        impl ::diesel::deserialize::FromSql<$sql, $crate::db::MultiBackend> for $type {
            fn from_sql(
                value: <$crate::db::MultiBackend as ::diesel::backend::Backend>::RawValue<'_>,
            ) -> ::diesel::deserialize::Result<Self> {
                value.from_sql::<Self, $sql>()
            }
        }
    };
}
pub(crate) use portable;

/// Stores a type as the text that its [`AsText`] says.
macro_rules! as_text {
    ($type:ty) => {
        impl ::diesel::serialize::ToSql<::diesel::sql_types::Text, ::diesel::pg::Pg> for $type {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::pg::Pg>,
            ) -> ::diesel::serialize::Result {
                let text = $crate::db::stored::AsText::to_text(self)?;
                ::std::io::Write::write_all(out, text.as_bytes())?;
                Ok(::diesel::serialize::IsNull::No)
            }
        }

        impl ::diesel::serialize::ToSql<::diesel::sql_types::Text, ::diesel::sqlite::Sqlite> for $type {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::sqlite::Sqlite>,
            ) -> ::diesel::serialize::Result {
                match $crate::db::stored::AsText::to_text(self)? {
                    ::std::borrow::Cow::Borrowed(text) => out.set_value(text),
                    ::std::borrow::Cow::Owned(text) => out.set_value(text),
                }
                Ok(::diesel::serialize::IsNull::No)
            }
        }

        impl<DB> ::diesel::deserialize::FromSql<::diesel::sql_types::Text, DB> for $type
        where
            DB: $crate::db::stored::Engine,
            String: ::diesel::deserialize::FromSql<::diesel::sql_types::Text, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> ::diesel::deserialize::Result<Self> {
                let text =
                    <String as ::diesel::deserialize::FromSql<::diesel::sql_types::Text, DB>>::from_sql(
                        value,
                    )?;
                $crate::db::stored::AsText::from_text(&text)
            }
        }

        $crate::db::stored::portable!($type as ::diesel::sql_types::Text);
    };
}
pub(crate) use as_text;

/// Stores a type that serde knows as JSON text.
macro_rules! json_text {
    ($type:ty) => {
        impl $crate::db::stored::AsText for $type {
            fn to_text(&self) -> Result<::std::borrow::Cow<'_, str>, $crate::db::stored::Fault> {
                Ok(::serde_json::to_string(self)?.into())
            }

            fn from_text(text: &str) -> Result<Self, $crate::db::stored::Fault> {
                Ok(::serde_json::from_str(text)?)
            }
        }

        $crate::db::stored::as_text!($type);
    };
}
pub(crate) use json_text;

/// Stores a type as the text that its `Display` writes and its `FromStr` reads.
macro_rules! shown_text {
    ($type:ty) => {
        impl $crate::db::stored::AsText for $type {
            fn to_text(&self) -> Result<::std::borrow::Cow<'_, str>, $crate::db::stored::Fault> {
                Ok(self.to_string().into())
            }

            fn from_text(text: &str) -> Result<Self, $crate::db::stored::Fault> {
                Ok(text.parse()?)
            }
        }

        $crate::db::stored::as_text!($type);
    };
}
pub(crate) use shown_text;

/// A closed set of words that stands as text in the database, as the same text in JSON, and as an enum in the contract.
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $($(#[doc = $variant_doc:literal])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
            ::diesel::expression::AsExpression, ::diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = ::diesel::sql_types::Text)]
        pub enum $name {
            $($(#[doc = $variant_doc])* #[serde(rename = $text)] $variant),+
        }

        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                let description = concat!($($doc),*, $("\n- `", $text, "`:", $($variant_doc),*),+);
                ::utoipa::openapi::ObjectBuilder::new()
                    .schema_type(::utoipa::openapi::schema::Type::String)
                    .description(Some(description.trim()))
                    .enum_values(Some([$($text),+]))
                    .into()
            }
        }

        impl ::utoipa::ToSchema for $name {}

        impl $name {
            /// The word as it stands in the database and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl $crate::db::stored::AsText for $name {
            fn to_text(&self) -> Result<::std::borrow::Cow<'_, str>, $crate::db::stored::Fault> {
                Ok(self.as_str().into())
            }

            fn from_text(text: &str) -> Result<Self, $crate::db::stored::Fault> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(concat!("not a ", stringify!($name)).into()),
                }
            }
        }

        $crate::db::stored::as_text!($name);
    };
}
pub(crate) use words;
