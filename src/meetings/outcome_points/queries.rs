//! The statements beside those of the kit.

use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::{outcome_point_actions as links, outcome_points as table};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::HashMap;

/// The last place that is taken among the points of a meeting's outcome; 0 when there is none.
///
/// # Errors
/// When the database refuses.
pub fn last_position(conn: &mut Connection, meeting: Id) -> Result<i32, Problem> {
    let last: Option<i32> = table::table
        .filter(table::meeting_id.eq(meeting))
        .select(max(table::position))
        .get_result(conn)?;
    Ok(last.unwrap_or(0))
}

/// The actions that points have become, in the order in which they were set, with one statement for all.
///
/// # Errors
/// When the database refuses.
pub fn actions(conn: &mut Connection, points: &[Id]) -> Result<HashMap<Id, Vec<Id>>, Problem> {
    let rows: Vec<(Id, Id)> = links::table
        .filter(links::point_id.eq_any(points))
        .order((links::point_id, links::action_id))
        .select((links::point_id, links::action_id))
        .load(conn)?;
    let mut by_point: HashMap<Id, Vec<Id>> = HashMap::new();
    for (point, action) in rows {
        by_point.entry(point).or_default().push(action);
    }
    Ok(by_point)
}
