//! What every operation shares: reading requests against the contract, writing answers, preconditions, paging and
//! retries.

mod answer;
mod body;
mod deprecation;
mod desk;
mod limits;
mod localized;
mod operation;
mod paging;
mod retry;
mod schema;
mod shared;
pub mod text;

pub use answer::{Answer, Reply, Warning, etag};
pub use body::{RawBody, Valid, given};
pub use desk::{Act, Ids, PathId, Tx, View};
pub use limits::{Counted, Limits, Policy, Quota};
pub use localized::{LocalizedChange, LocalizedTitle, LocalizedTitleChange, localized_faults};
pub use operation::{Operation, Operations};
pub(crate) use paging::sorts;
pub use paging::{NextCursor, Page, Paging, PagingParams, Query, Sorts};
pub use schema::Params;
pub use shared::Shared;
pub use text::{anywhere, check_localized, clean, fold};
