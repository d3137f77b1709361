//! The statements behind the troika.

use super::rules::{Span, Troika};
use crate::auth::Seat;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::{chair_terms, chairs};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;

/// The terms near a day: the longest reach of a troika is a term of the longest length and a year on each side.
fn near(conn: &mut Connection, day: NaiveDate) -> Result<Vec<Span>, Problem> {
    let reach = Days::new(366 * 12);
    let from = day.checked_sub_days(reach).unwrap_or(NaiveDate::MIN);
    let to = day.checked_add_days(reach).unwrap_or(NaiveDate::MAX);
    let rows: Vec<(Id, NaiveDate, NaiveDate)> = chair_terms::table
        .filter(chair_terms::starts_on.between(from, to))
        .select((chair_terms::id, chair_terms::starts_on, chair_terms::ends_on))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, starts_on, ends_on)| Span {
            id,
            starts_on,
            ends_on,
        })
        .collect())
}

/// The troika on a day.
///
/// # Errors
/// When the database refuses.
pub fn on(conn: &mut Connection, day: NaiveDate) -> Result<Troika, Problem> {
    Ok(Troika::on(day, &near(conn, day)?))
}

/// The seat of a member on a day.
///
/// # Errors
/// When the database refuses.
pub fn seat_of(conn: &mut Connection, member: Id, day: NaiveDate) -> Result<Option<Seat>, Problem> {
    let troika = on(conn, day)?;
    for (seat, term) in troika.seats() {
        let sits: Option<Id> = chairs::table
            .find((term.id, member))
            .select(chairs::member_id)
            .get_result(conn)
            .optional()?;
        if sits.is_some() {
            return Ok(Some(seat));
        }
    }
    Ok(None)
}
