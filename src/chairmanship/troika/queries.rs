//! The statements behind the troika. [`seat_of`] runs at every request of a member: one short statement for the
//! many that never chaired, two for the others.

use super::rules::Troika;
use crate::auth::Seat;
use crate::chairmanship::terms::{queries as terms, rules::LONGEST_YEARS};
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::schema::chairs;
use chrono::{Months, NaiveDate};
use diesel::prelude::*;

/// The first and the last day that a term in the troika of a day can reach to: it may be apart from the day
/// by an incumbent term of the longest length and the year beyond it. Days of four-digit years, which both
/// engines compare alike.
fn reach(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let reach = Months::new((LONGEST_YEARS + 2) * 12);
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(NaiveDate::MIN);
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
    let from = day.checked_sub_months(reach).map_or(first, |day| day.max(first));
    let to = day.checked_add_months(reach).map_or(last, |day| day.min(last));
    (from, to)
}

/// The troika on a day.
///
/// # Errors
/// When the database refuses.
pub fn on(conn: &mut Connection, day: NaiveDate) -> Result<Troika, Problem> {
    let (from, to) = reach(day);
    Ok(Troika::on(day, &terms::between(conn, from, to)?))
}

/// The seat of a member on a day.
///
/// # Errors
/// When the database refuses.
pub fn seat_of(conn: &mut Connection, member: Id, day: NaiveDate) -> Result<Option<Seat>, Problem> {
    let own: Vec<Id> = chairs::table
        .filter(chairs::member_id.eq(member))
        .select(chairs::term_id)
        .load(conn)?;
    if own.is_empty() {
        return Ok(None);
    }
    let troika = on(conn, day)?;
    let seat = troika.seats().find(|(_, term)| own.contains(&term.id));
    Ok(seat.map(|(seat, _)| seat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reach_stays_within_four_digit_years() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(reach(day("2018-06-01")), (day("2006-06-01"), day("2030-06-01")));
        assert_eq!(reach(day("9999-01-01")).1, day("9999-12-31"));
        assert_eq!(reach(day("0001-06-01")).0, day("0001-01-01"));
    }
}
