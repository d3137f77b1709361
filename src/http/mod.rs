//! What every operation shares: reading requests against the contract, writing answers, preconditions, paging and
//! retries.

mod accept;
mod answer;
mod attempt;
mod body;
mod deprecation;
mod desk;
mod download;
mod draining;
mod form;
mod incoming;
mod input;
mod limits;
mod localized;
mod operation;
mod page_policy;
mod paging;
mod places;
mod retry;
mod schema;
mod shared;
mod standing;
mod table;
pub mod text;
mod view;

pub use accept::{Accepted, negotiate};
pub use answer::{Answer, Reply, Warning, etag};
pub use body::{RawBody, Table, Valid, given};
pub use desk::{Act, Ids, PathId, Tx};
pub use download::{Download, FileContent, WantedPart};
pub use draining::Draining;
pub use incoming::{Incoming, PromisedDigest, Received};
pub use limits::{Counted, Limits, Policy, Quota};
pub use localized::{
    LocalizedChange, LocalizedTitle, LocalizedTitleChange, languages, languages_changed, localized_faults,
    replaced,
};
pub use operation::{Operation, Operations};
pub use page_policy::only_style;
pub(crate) use paging::sorts;
pub use paging::{NextCursor, Page, Paging, PagingParams, Query, Sorts};
pub use places::{Place, Places};
pub use schema::Params;
pub use shared::Shared;
pub use standing::{Standing, Token};
pub use table::{CSV, harmless, plain, table};
pub use text::{ERASED, anywhere, check_localized, clean, fold, is_language, require_language};
pub use view::View;
