//! [`list!`]: the list of a resource, said once.

/// Makes a resource's list: what the caller may see, its filters and its sorts. A filter narrows by the column of its name,
/// unless it says how: `name: T => |query, value| …`. A sort by what may be missing is `or none`: such rows have no place in
/// it.
macro_rules! list {
    (
        $row:ident of $table:ident, seen by |$caller:ident| $visible:expr;
        $(#[$filters_meta:meta])* filters $filters:ident {
            $($(#[$filter_meta:meta])* $filter:ident : $filter_type:ty $(=> |$query:ident, $value:ident| $narrowed:expr)?,)*
        }
        $(#[$sort_meta:meta])* sorts $sort:ident = $default:literal {
            $($name:literal by $column:ident : $key:ident $(or $none:ident)?,)+
        }
    ) => {
        $crate::http::sorts! {
            $(#[$sort_meta])*
            pub $sort = $default, from $($name),+
        }

        #[derive(Debug, Clone, ::serde::Deserialize, ::utoipa::IntoParams)]
        #[into_params(parameter_in = Query)]
        $(#[$filters_meta])*
        pub struct $filters {
            $($(#[$filter_meta])* pub $filter: Option<$filter_type>,)*
            /// The order; `-` for descending.
            #[param(inline)]
            #[allow(dead_code)] // read through `Paging`
            pub sort: Option<$sort>,
        }

        impl $row {
            /// What the list is taken from: what the caller may see of what the filters leave.
            pub fn filtered(
                $caller: &$crate::auth::Caller,
                filters: &$filters,
                sort: &str,
            ) -> $crate::schema::$table::BoxedQuery<'static, $crate::db::MultiBackend> {
                use ::diesel::prelude::*;
                #[allow(unused_mut)]
                let mut query: $crate::schema::$table::BoxedQuery<'static, $crate::db::MultiBackend> = $visible;
                $(if let Some(value) = &filters.$filter {
                    query = $crate::records::list!(@narrow query value $table $filter $(|$query, $value| $narrowed)?);
                })*
                match sort {
                    $($($name => $crate::records::list!(@present query $table $column $none),)?)+
                    _ => query,
                }
            }
        }

        impl $crate::records::Listed for $row {
            type Filters = $filters;

            fn list(
                conn: &mut $crate::db::Connection,
                caller: &$crate::auth::Caller,
                filters: &Self::Filters,
                page: &$crate::db::page::PageRequest,
                count: bool,
            ) -> Result<$crate::db::page::Slice<Self>, $crate::error::Problem> {
                use ::diesel::prelude::*;
                use $crate::db::page::{Position, Slice, window};
                use $crate::schema::$table as table;
                let query = Self::filtered(caller, filters, &page.sort);
                let slice = match page.sort.as_str() {
                    $($name => {
                        let rows = window::<$key, _, _, _>(query, table::$column, table::id, page)?
                            .select(Self::as_select())
                            .load(conn)?;
                        Slice::cut(rows, page, |row: &Self| Position::of(&row.$column, row.id))
                    })+
                    _ => return Err($crate::error::Problem::internal("a sort outside of the list")),
                };
                slice.counted(count, || {
                    Self::filtered(caller, filters, &page.sort).count().get_result(conn)
                })
            }
        }
    };
    (@narrow $query:ident $given:ident $table:ident $filter:ident) => {
        $query.filter($crate::schema::$table::$filter.eq($given.clone()))
    };
    (@narrow $query:ident $given:ident $table:ident $filter:ident |$own:ident, $value:ident| $narrowed:expr) => {{
        let $own = $query;
        let $value = $given.clone();
        $narrowed
    }};
    (@present $query:ident $table:ident $column:ident none) => {
        $query.filter($crate::schema::$table::$column.is_not_null())
    };
}
pub(crate) use list;
