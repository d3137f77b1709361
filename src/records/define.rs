//! [`define!`]: a resource's fields, said once.

/// Makes of one list of fields the row of a table, what callers see of it, what a new one is made of and what a change
/// may say. A field begins with what becomes of it:
///
/// | word | given at the beginning | changed later | seen |
/// |---|---|---|---|
/// | `given` | by who makes it | yes | yes |
/// | `fixed` | by who makes it | no | yes |
/// | `set` | by the service, an argument of `of` | by the service | yes |
/// | `kept` | `= what it begins with` | by the service | yes |
/// | `inner` | `= what it begins with` | by the service | no |
/// | `told` | not kept: `= what it is` until `Record::shown` says it | – | yes |
///
/// `given? name: T`, `fixed? name: T` and `set? name: T` may be left out (`Option<T>`), `kept? name: T` begins empty, and
/// `given name: T = value` is `value` where it is left out. `title` and `prose` are texts by language, `title?` and `prose?`
/// such that may be left out, and `areas` are focus areas. `#[schema(…)]` holds wherever the field is seen or given,
/// `#[seen(…)]` only where it is seen (words that may become more), `#[validate(…)]` where it is given. The id, the version
/// and the moments of creation and change come by themselves.
macro_rules! define {
    (
        $(#[$meta:meta])* $row:ident of $table:ident,
        $(#[$view_meta:meta])* seen as $view:ident,
        $(#[$new_meta:meta])* made of $new:ident,
        $(#[$change_meta:meta])* changed by $change:ident
        { $($fields:tt)* }
    ) => {
        $crate::records::define!(@munch
            {[$(#[$meta])*] $row $table [$(#[$view_meta])*] $view [$(#[$new_meta])*] $new [$(#[$change_meta])*] $change}
            {{} {} {} {} {} {} {} {}} $($fields)*);
    };

    // What a field adds: to the row, to what is seen, to a new one and to a change; its argument of `of`, what it begins
    // with, that it is seen, and how a change applies.
    (@add $of:tt
        {{$($r:tt)*} {$($v:tt)*} {$($n:tt)*} {$($c:tt)*} {$($s:tt)*} {$($b:tt)*} {$($f:tt)*} {$($a:tt)*}}
        {$($r2:tt)*} {$($v2:tt)*} {$($n2:tt)*} {$($c2:tt)*} {$($s2:tt)*} {$($b2:tt)*} {$($f2:tt)*} {$($a2:tt)*}
        $($rest:tt)*) => {
        $crate::records::define!(@munch $of
            {{$($r)* $($r2)*} {$($v)* $($v2)*} {$($n)* $($n2)*} {$($c)* $($c2)*} {$($s)* $($s2)*} {$($b)* $($b2)*} {$($f)* $($f2)*} {$($a)* $($a2)*}}
            $($rest)*);
    };

    // given
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? $(#[validate($($y:tt)*)])? given $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? $(#[validate($($y)*)])? pub $name: $ty,}
            {$(#[doc = $d])+ #[schema(nullable = false $(, $($x)*)?)] $(#[validate($($y)*)])? pub $name: Option<$ty>,}
            {} {[$name: from_new]} {$name} {[$name plain]}
            $($rest)*);
    };
    // given as a closed set of words, and seen as an open one
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ #[seen($($z:tt)*)] given $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ #[schema($($z)*)] pub $name: $ty,}
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ #[schema(nullable = false)] pub $name: Option<$ty>,}
            {} {[$name: from_new]} {$name} {[$name plain]}
            $($rest)*);
    };
    // given, with a value where it is left out
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? given $name:ident : $ty:ty = $or:expr, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $ty,}
            {$(#[doc = $d])+ #[schema(nullable = false $(, $($x)*)?)] pub $name: Option<$ty>,}
            {$(#[doc = $d])+ #[schema(nullable = false $(, $($x)*)?)] pub $name: Option<$ty>,}
            {} {[$name: or $or]} {$name} {[$name plain]}
            $($rest)*);
    };
    // given, may be left out
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? $(#[validate($($y:tt)*)])? given? $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: Option<$ty>,}
            {$(#[doc = $d])+ #[schema(required = true $(, $($x)*)?)] pub $name: Option<$ty>,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? $(#[validate($($y)*)])? pub $name: Option<$ty>,}
            {$(#[doc = $d])+ #[serde(default, deserialize_with = "crate::http::given")] #[schema(value_type = Option<$ty> $(, $($x)*)?)]
                $(#[validate($($y)*)])? #[allow(clippy::option_option)] pub $name: Option<Option<$ty>>,}
            {} {[$name: from_new]} {$name} {[$name plain]}
            $($rest)*);
    };
    // fixed
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? $(#[validate($($y:tt)*)])? fixed $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? $(#[validate($($y)*)])? pub $name: $ty,}
            {} {} {[$name: from_new]} {$name} {}
            $($rest)*);
    };
    // fixed, may be left out
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? $(#[validate($($y:tt)*)])? fixed? $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: Option<$ty>,}
            {$(#[doc = $d])+ #[schema(required = true $(, $($x)*)?)] pub $name: Option<$ty>,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? $(#[validate($($y)*)])? pub $name: Option<$ty>,}
            {} {} {[$name: from_new]} {$name} {}
            $($rest)*);
    };
    // a title by language
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? title $name:ident, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $crate::db::Localized,}
            {$(#[doc = $d])+ #[schema(value_type = $crate::http::LocalizedTitle $(, $($x)*)?)] pub $name: $crate::db::Localized,}
            {$(#[doc = $d])+ #[schema(value_type = $crate::http::LocalizedTitle $(, $($x)*)?)] #[validate(custom(function = "crate::http::languages"))]
                pub $name: $crate::db::Localized,}
            {$(#[doc = $d])+ #[schema(value_type = Option<$crate::http::LocalizedTitleChange>, nullable = false)]
                #[validate(custom(function = "crate::http::languages_changed"))] pub $name: Option<$crate::http::LocalizedChange>,}
            {} {[$name: from_new]} {$name} {[$name localized]}
            $($rest)*);
    };
    // a title by language that may be left out
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? title? $name:ident, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: Option<$crate::db::Localized>,}
            {$(#[doc = $d])+ #[schema(required = true, value_type = Option<$crate::http::LocalizedTitle> $(, $($x)*)?)]
                pub $name: Option<$crate::db::Localized>,}
            {$(#[doc = $d])+ #[schema(value_type = Option<$crate::http::LocalizedTitle> $(, $($x)*)?)]
                #[validate(custom(function = "crate::http::languages"))] pub $name: Option<$crate::db::Localized>,}
            {$(#[doc = $d])+ #[serde(default, deserialize_with = "crate::http::given")]
                #[schema(value_type = Option<$crate::http::LocalizedTitleChange>)]
                #[validate(custom(function = "crate::http::languages_changed"))] #[allow(clippy::option_option)]
                pub $name: Option<Option<$crate::http::LocalizedChange>>,}
            {} {[$name: from_new]} {$name} {[$name localized_or_none]}
            $($rest)*);
    };
    // a text by language
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? prose $name:ident, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $crate::db::Localized,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $crate::db::Localized,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? #[validate(custom(function = "crate::http::languages"))] pub $name: $crate::db::Localized,}
            {$(#[doc = $d])+ #[schema(nullable = false)] #[validate(custom(function = "crate::http::languages_changed"))]
                pub $name: Option<$crate::http::LocalizedChange>,}
            {} {[$name: from_new]} {$name} {[$name localized]}
            $($rest)*);
    };
    // a text by language that may be left out
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? prose? $name:ident, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: Option<$crate::db::Localized>,}
            {$(#[doc = $d])+ #[schema(required = true $(, $($x)*)?)] pub $name: Option<$crate::db::Localized>,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? #[validate(custom(function = "crate::http::languages"))] pub $name: Option<$crate::db::Localized>,}
            {$(#[doc = $d])+ #[serde(default, deserialize_with = "crate::http::given")] #[schema(value_type = Option<$crate::http::LocalizedChange>)]
                #[validate(custom(function = "crate::http::languages_changed"))] #[allow(clippy::option_option)]
                pub $name: Option<Option<$crate::http::LocalizedChange>>,}
            {} {[$name: from_new]} {$name} {[$name localized_or_none]}
            $($rest)*);
    };
    // focus areas
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ areas $name:ident, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $crate::guidelines::FocusAreas,}
            {$(#[doc = $d])+ #[schema(value_type = Vec<$crate::guidelines::FocusAreaKey>, max_items = 9, example = json!(["action_plans", "participation"]))]
                pub $name: $crate::guidelines::FocusAreas,}
            {$(#[doc = $d])+ #[schema(value_type = Option<Vec<$crate::guidelines::FocusAreaKey>>, nullable = false, max_items = 9, example = json!(["action_plans", "participation"]))]
                pub $name: Option<$crate::guidelines::FocusAreas>,}
            {$(#[doc = $d])+ #[schema(value_type = Option<Vec<$crate::guidelines::FocusAreaKey>>, nullable = false, max_items = 9, example = json!(["participation"]))]
                pub $name: Option<$crate::guidelines::FocusAreas>,}
            {} {[$name: or $crate::guidelines::FocusAreas::default()]} {$name} {[$name plain]}
            $($rest)*);
    };
    // set
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? set $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $ty,}
            {} {} {$name: $ty,} {[$name: argument]} {$name} {}
            $($rest)*);
    };
    // set, where there is one
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? set? $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: Option<$ty>,}
            {$(#[doc = $d])+ #[schema(required = true $(, $($x)*)?)] pub $name: Option<$ty>,}
            {} {} {$name: Option<$ty>,} {[$name: argument]} {$name} {}
            $($rest)*);
    };
    // kept
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? kept $name:ident : $ty:ty = $init:expr, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $ty,}
            {} {} {} {[$name: value $init]} {$name} {}
            $($rest)*);
    };
    // kept, empty at first
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? kept? $name:ident : $ty:ty, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: Option<$ty>,}
            {$(#[doc = $d])+ #[schema(required = true $(, $($x)*)?)] pub $name: Option<$ty>,}
            {} {} {} {[$name: value None]} {$name} {}
            $($rest)*);
    };
    // inner
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ inner $name:ident : $ty:ty = $init:expr, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {$(#[doc = $d])+ pub $name: $ty,}
            {} {} {} {} {[$name: value $init]} {} {}
            $($rest)*);
    };
    // told: not a column
    (@munch $of:tt $made:tt
        $(#[doc = $d:literal])+ $(#[schema($($x:tt)*)])? told $name:ident : $ty:ty = $init:expr, $($rest:tt)*) => {
        $crate::records::define!(@add $of $made
            {} {$(#[doc = $d])+ $(#[schema($($x)*)])? pub $name: $ty,} {} {} {} {} {$name = ($init)} {}
            $($rest)*);
    };
    // All fields are read.
    (@munch
        {[$(#[$m:meta])*] $row:ident $table:ident [$(#[$vm:meta])*] $view:ident [$(#[$nm:meta])*] $new:ident [$(#[$cm:meta])*] $change:ident}
        {{$($r:tt)*} {$($v:tt)*} {$($n:tt)*} {$($c:tt)*} {$($s:tt)*} {$([$b:ident : $($how:tt)+])*} {$($f:ident $(= $told:tt)?)*} {$([$a:ident $apply:ident])*}}) => {
        $(#[$m])*
        #[derive(Debug, Clone, ::diesel::Queryable, ::diesel::Selectable, ::diesel::Insertable, ::diesel::AsChangeset, ::diesel::Identifiable)]
        #[diesel(table_name = $crate::schema::$table, treat_none_as_null = true)]
        pub struct $row {
            /// Its id.
            pub id: $crate::db::Id,
            $($r)*
            /// Counts its changes.
            pub version: i32,
            /// When it was made.
            pub created_at: $crate::db::Instant,
            /// When it last changed.
            pub updated_at: $crate::db::Instant,
        }

        #[derive(Debug, Clone, ::serde::Serialize, ::utoipa::ToSchema)]
        $(#[$vm])*
        pub struct $view {
            /// Its id.
            #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
            pub id: $crate::db::Id,
            $($v)*
            /// When it was made.
            #[schema(example = "2018-03-01T09:00:00Z")]
            pub created_at: $crate::db::Instant,
            /// When it last changed.
            #[schema(example = "2018-03-01T09:00:00Z")]
            pub updated_at: $crate::db::Instant,
        }

        #[derive(Debug, Clone, ::serde::Deserialize, ::utoipa::ToSchema, ::validator::Validate)]
        #[serde(deny_unknown_fields)]
        $(#[$nm])*
        pub struct $new { $($n)* }

        #[derive(Debug, Clone, ::serde::Deserialize, ::utoipa::ToSchema, ::validator::Validate)]
        #[serde(deny_unknown_fields)]
        $(#[$cm])*
        pub struct $change { $($c)* }

        impl From<$row> for $view {
            fn from(row: $row) -> Self {
                Self {
                    id: row.id,
                    $($f: $crate::records::define!(@seen row $f $(= $told)?),)*
                    created_at: row.created_at,
                    updated_at: row.updated_at,
                }
            }
        }

        impl $row {
            /// A new one, made of what was given.
            #[allow(clippy::too_many_arguments)]
            pub fn of(new: $new, now: ::chrono::DateTime<::chrono::Utc>, $($s)*) -> Self {
                Self {
                    id: $crate::db::Id::new(),
                    $($b: $crate::records::define!(@begin new $b $($how)+),)*
                    version: 1,
                    created_at: now.into(),
                    updated_at: now.into(),
                }
            }
        }

        impl $change {
            /// Makes the change; what is absent stays.
            ///
            /// # Errors
            /// 422 when it leaves a text in no language.
            #[allow(unused_variables, clippy::unnecessary_wraps)]
            pub fn apply(&self, row: &mut $row) -> Result<(), $crate::error::Problem> {
                $($crate::records::define!(@apply self row $a $apply);)*
                Ok(())
            }
        }

        $crate::records::stored!($row of $table, touched at updated_at);
    };
    (@seen $row:ident $name:ident) => { $row.$name };
    (@seen $row:ident $name:ident = $told:tt) => { $told };
    (@begin $new:ident $name:ident from_new) => { $new.$name };
    (@begin $new:ident $name:ident or $or:expr) => { $new.$name.unwrap_or($or) };
    (@begin $new:ident $name:ident argument) => { $name };
    (@begin $new:ident $name:ident value $init:expr) => { $init };
    (@apply $self:ident $row:ident $name:ident plain) => {
        if let Some(value) = &$self.$name {
            $row.$name.clone_from(value);
        }
    };
    (@apply $self:ident $row:ident $name:ident localized) => {
        if let Some(text) = &$self.$name {
            $row.$name = $crate::http::replaced(&$row.$name, text, concat!("/", stringify!($name)))?;
        }
    };
    (@apply $self:ident $row:ident $name:ident localized_or_none) => {
        if let Some(text) = &$self.$name {
            $row.$name = match text {
                Some(text) => Some($crate::http::replaced(
                    &$row.$name.take().unwrap_or_default(),
                    text,
                    concat!("/", stringify!($name)),
                )?),
                None => None,
            };
        }
    };
}
pub(crate) use define;
