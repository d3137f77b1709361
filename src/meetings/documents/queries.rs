//! The statements beside those of the kit.

use crate::auth::Caller;
use crate::db::{Connection, Id, MultiBackend, Visibility};
use crate::error::Problem;
use crate::meetings::meetings::MeetingVisibility;
use crate::schema::meeting_documents as table;
use diesel::prelude::*;

/// What the caller may see of the documents of a meeting that he sees.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    let query = table::table.into_boxed();
    if caller.level() >= Visibility::Network {
        query
    } else {
        query.filter(table::visibility.eq(MeetingVisibility::Public))
    }
}

/// How many documents a meeting has, whoever may see them.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Connection, meeting: Id) -> Result<i64, Problem> {
    Ok(table::table
        .filter(table::meeting_id.eq(meeting))
        .count()
        .get_result(conn)?)
}
