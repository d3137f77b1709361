//! Where updates were shared.

use crate::auth::Role;
use crate::communication::updates::UpdateVisibility;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::{newsletter_items as items, newsletters};
use diesel::prelude::*;

/// In which published issues of the newsletter updates were shared, as far as a caller of this role may read the issue:
/// pairs of update and issue.
///
/// # Errors
/// When the database refuses.
pub fn shared_in(conn: &mut Connection, role: Role, ids: &[Id]) -> Result<Vec<(Id, Id)>, Problem> {
    let mut query = items::table
        .inner_join(newsletters::table.on(newsletters::id.eq(items::newsletter_id)))
        .filter(items::update_id.eq_any(ids.to_vec()))
        .filter(newsletters::published_at.is_not_null())
        .into_boxed();
    if role == Role::Public {
        query = query.filter(newsletters::visibility.eq(UpdateVisibility::Public));
    }
    Ok(query
        .order((newsletters::published_at, newsletters::id))
        .select((items::update_id, items::newsletter_id))
        .load(conn)?)
}
