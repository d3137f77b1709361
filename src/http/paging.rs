//! Lists: what part is asked for, and the page that answers.

use super::Operation;
use super::schema::Params;
use super::shared::Shared;
use crate::auth::Keys;
use crate::db::Id;
use crate::db::page::{PageRequest, Position, Slice};
use crate::error::{Kind, Problem};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use aws_lc_rs::digest::{Context, SHA256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};
use utoipa::{IntoParams, ToSchema};

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// The records of this page.
    #[schema(max_items = 100)]
    pub data: Vec<T>,
    /// Give this as `cursor` for the next page; null on the last one.
    #[schema(required = true, max_length = 600, pattern = "^[A-Za-z0-9_-]+$", example = json!(null))]
    pub next: Option<String>,
    /// How many records there are in all; null unless asked for with `count=true`.
    #[schema(required = true, minimum = 0, maximum = 1_000_000_000_000_i64, example = json!(null))]
    pub total: Option<i64>,
}

impl<T> Page<T> {
    /// A list that is short by nature and comes whole.
    pub fn whole(data: Vec<T>) -> Self {
        Self {
            data,
            next: None,
            total: None,
        }
    }
}

/// The parameters that every list has.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // read through `Paging`; this is their place in the contract
pub struct PagingParams {
    /// Records a page.
    #[param(minimum = 1, maximum = 100, default = 25, example = 25)]
    limit: Option<u8>,
    /// The `next` of the page before. It belongs to the same filters and sort.
    #[param(
        max_length = 600,
        min_length = 1,
        pattern = "^[A-Za-z0-9_-]+$",
        example = "8-uAyT_a4FEgAZjwosEcfT6KTxwtPk9aaw"
    )]
    cursor: Option<String>,
    /// Whether to count all records into `total`.
    #[param(default = false, example = false)]
    count: Option<bool>,
}

/// The filters of a list, typed.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let params = req.extensions().get::<Params>().cloned().unwrap_or_default();
        ready(
            serde_json::from_value(Value::Object(params.0))
                .map(Self)
                .map_err(|e| {
                    log::debug!("parameters of the contract's shape were not read: {e}");
                    Problem::new(
                        Kind::MalformedRequest,
                        "A parameter is outside of what exists, such as a day that is in no calendar.",
                    )
                }),
        )
    }
}

/// The closed list of a resource's sorts: names of the ascending order, the first is the default (with `-` when
/// the default is descending).
pub trait Sorts: 'static {
    /// The default, such as `-created_at`.
    const DEFAULT: &'static str;
}

/// Declares the sorts of a list: the default, and the names that may be given, each also with `-`.
macro_rules! sorts {
    ($(#[$meta:meta])* pub $name:ident = $default:literal, from $($sort:literal),+) => {
        $(#[$meta])*
        #[derive(Debug, Clone, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[allow(dead_code)] String);

        impl $crate::http::Sorts for $name {
            const DEFAULT: &'static str = $default;
        }

        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                ::utoipa::openapi::ObjectBuilder::new()
                    .schema_type(::utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($sort, concat!("-", $sort)),+]))
                    .default(Some($default.into()))
                    .examples([$default])
                    .into()
            }
        }

        impl ::utoipa::ToSchema for $name {}
    };
}
pub(crate) use sorts;

/// The part of the list that the request asks for, with cursors of this list, filters and sort only.
pub struct Paging<S> {
    /// Limit, sort and place.
    pub request: PageRequest,
    /// Whether `total` is wanted.
    pub count: bool,
    seal: Vec<u8>,
    next: NextCursor,
    shared: web::Data<Shared>,
    sorts: PhantomData<S>,
}

/// The cursor of the page that follows, noted for the `Link` header of the answer.
#[derive(Debug, Clone, Default)]
pub struct NextCursor(Arc<OnceLock<String>>);

impl NextCursor {
    /// `Link: <…>; rel="next"` (RFC 8288) for a request, when there is a next page.
    pub fn link(&self, path: &str, query: &str) -> Option<String> {
        let next = self.0.get()?;
        let kept = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let cursor = format!("cursor={next}");
        let query = kept.chain([cursor.as_str()]).collect::<Vec<_>>().join("&");
        Some(format!("<{path}?{query}>; rel=\"next\""))
    }
}

impl<S: Sorts> FromRequest for Paging<S> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = req.extensions();
        let (Some(shared), Some(operation)) = (
            req.app_data::<web::Data<Shared>>(),
            extensions.get::<Arc<Operation>>(),
        ) else {
            return ready(Err(Problem::internal("a list outside the gate")));
        };
        let params = extensions.get::<Params>().cloned().unwrap_or_default();
        let paging = Self::read(shared, operation, &params);
        drop(extensions);
        if let Ok(paging) = &paging {
            req.extensions_mut().insert(paging.next.clone());
        }
        ready(paging)
    }
}

impl<S: Sorts> Paging<S> {
    fn read(
        shared: &web::Data<Shared>,
        operation: &Operation,
        Params(params): &Params,
    ) -> Result<Self, Problem> {
        let sort = params.get("sort").and_then(Value::as_str).unwrap_or(S::DEFAULT);
        let limit = params.get("limit").and_then(Value::as_u64).unwrap_or(25);
        let mut seal = Context::new(&SHA256);
        seal.update(operation.id.as_bytes());
        for (name, value) in params
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "cursor" | "limit" | "count"))
        {
            seal.update(format!("\n{name}={value}").as_bytes());
        }
        let seal = seal.finish().as_ref().to_vec();
        let after = match params.get("cursor").and_then(Value::as_str) {
            Some(cursor) => Some(open(&shared.keys, &seal, cursor)?),
            None => None,
        };
        Ok(Self {
            request: PageRequest {
                limit: usize::try_from(limit).unwrap_or(25),
                sort: sort.trim_start_matches('-').to_owned(),
                descending: sort.starts_with('-'),
                after,
            },
            count: params.get("count").and_then(Value::as_bool).unwrap_or(false),
            seal,
            next: NextCursor::default(),
            shared: shared.clone(),
            sorts: PhantomData,
        })
    }

    /// The page for what the query found.
    pub fn page<T>(&self, slice: Slice<T>) -> Page<T> {
        let next = slice
            .next
            .map(|position| close(&self.shared.keys, &self.seal, &position));
        if let Some(next) = &next {
            // A read that ran twice notes the same cursor twice.
            let _ = self.next.0.set(next.clone());
        }
        Page {
            data: slice.rows,
            next,
            total: slice.total,
        }
    }
}

/// Position → `id.value`, signed together with the list it belongs to.
fn close(keys: &Keys, seal: &[u8], position: &Position) -> String {
    let mut text = position.id.0.as_bytes().to_vec();
    text.extend_from_slice(position.value.as_bytes());
    let tag = keys.cursor_tag(seal, &text);
    text.splice(..0, tag);
    URL_SAFE_NO_PAD.encode(text)
}

fn open(keys: &Keys, seal: &[u8], cursor: &str) -> Result<Position, Problem> {
    let refused = || {
        Problem::of_fields(
            Kind::MalformedRequest,
            vec![crate::error::FieldError {
                pointer: "?cursor".to_owned(),
                code: "cursor",
                detail: "Give the `next` of the page before, with the same filters and sort.".into(),
            }],
        )
    };
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
    let (tag, text) = bytes.split_at_checked(Keys::CURSOR_TAG).ok_or_else(refused)?;
    if !keys.is_cursor_tag(seal, text, tag) {
        return Err(refused());
    }
    let (id, value) = text.split_at_checked(16).ok_or_else(refused)?;
    let id = uuid::Uuid::from_slice(id).map(Id).map_err(|_| refused())?;
    let value = String::from_utf8(value.to_vec()).map_err(|_| refused())?;
    Ok(Position { value, id })
}
