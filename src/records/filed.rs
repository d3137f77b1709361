//! [`filed!`]: a file that belongs to another record, said once.

/// Makes the row of a file and what callers see of it: its own fields between what it belongs to and what every file has,
/// which [`Download`](crate::http::Download) serves. Its column of the record that it belongs to may be seen under another
/// name. A file is not changed: another one takes its place.
macro_rules! filed {
    (
        $(#[$meta:meta])* $row:ident of $table:ident,
        $(#[$view_meta:meta])* seen as $view:ident,
        $(#[doc = $parent_doc:literal])+ under $parent:ident seen as $parent_seen:ident
        { $($(#[doc = $doc:literal])+ $(#[schema($($schema:tt)*)])? $field:ident : $type:ty,)* }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, ::diesel::Queryable, ::diesel::Selectable, ::diesel::Insertable, ::diesel::AsChangeset,
            ::diesel::Identifiable,
        )]
        #[diesel(table_name = $crate::schema::$table)]
        pub struct $row {
            /// Its id.
            pub id: $crate::db::Id,
            $(#[doc = $parent_doc])+
            pub $parent: $crate::db::Id,
            $($(#[doc = $doc])+ pub $field: $type,)*
            /// Its name.
            pub name: String,
            /// What it is.
            pub media_type: $crate::storage::FileKind,
            /// Its bytes.
            pub size: i64,
            /// Its checksum.
            pub sha256: $crate::storage::Checksum,
            /// The object in the store that has its bytes.
            pub object: $crate::db::Id,
            /// 1; 2 in the event of its end.
            pub version: i32,
            /// When it was added.
            pub created_at: $crate::db::Instant,
        }

        $(#[$view_meta])*
        #[derive(Debug, ::serde::Serialize, ::utoipa::ToSchema)]
        pub struct $view {
            /// Its id.
            #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6e")]
            pub id: $crate::db::Id,
            $(#[doc = $parent_doc])+
            #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
            pub $parent_seen: $crate::db::Id,
            $($(#[doc = $doc])+ $(#[schema($($schema)*)])? pub $field: $type,)*
            /// Its name.
            #[schema(example = "S-2018-178-F.pdf", max_length = 200)]
            pub name: String,
            /// What it is, seen by its content. One of application/pdf, text/plain, text/csv, image/jpeg, image/png,
            /// application/epub+zip, or a type of Office Open XML or `OpenDocument`; more may come.
            #[schema(example = "application/pdf", max_length = 100)]
            pub media_type: String,
            /// Its bytes.
            #[schema(example = 184_320, minimum = 1, maximum = 5_242_880_000_i64)]
            pub size: i64,
            /// Its SHA-256, hexadecimal.
            pub sha256: $crate::storage::Checksum,
            /// When it was added.
            #[schema(example = "2026-11-24T09:00:00Z")]
            pub created_at: $crate::db::Instant,
        }

        impl From<$row> for $view {
            fn from(row: $row) -> Self {
                Self {
                    id: row.id,
                    $parent_seen: row.$parent,
                    $($field: row.$field,)*
                    name: row.name,
                    media_type: row.media_type.as_str().to_owned(),
                    size: row.size,
                    sha256: row.sha256,
                    created_at: row.created_at,
                }
            }
        }

        impl From<$row> for $crate::storage::StoredFile {
            fn from(row: $row) -> Self {
                Self {
                    name: row.name,
                    size: row.size,
                    sha256: row.sha256,
                    object: row.object,
                }
            }
        }

        $crate::records::stored!($row of $table);
    };
}
pub(crate) use filed;
