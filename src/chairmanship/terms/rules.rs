//! Which terms there can be.

use super::model::{ChairTerm, Full, Span};
use crate::db::Id;
use crate::error::Problem;
use crate::guidelines::clauses;
use chrono::{Months, NaiveDate};

/// Years that a term lasts at the most: no rule of the guidelines, but a guard against a slip of the pen.
pub const LONGEST_YEARS: u32 = 10;

/// What is wrong with the days of a term.
pub fn fault_of_days(starts_on: NaiveDate, ends_on: NaiveDate) -> Option<&'static str> {
    if ends_on < starts_on {
        return Some("A term ends on or after the day on which it begins.");
    }
    let limit = starts_on.checked_add_months(Months::new(LONGEST_YEARS * 12));
    limit
        .is_some_and(|limit| limit <= ends_on)
        .then_some("A term lasts ten years at the most.")
}

/// The same of a changed term.
///
/// # Errors
/// 422.
pub fn days_in_order(starts_on: NaiveDate, ends_on: NaiveDate) -> Result<(), Problem> {
    match fault_of_days(starts_on, ends_on) {
        Some(sentence) => Err(Problem::invalid("/ends_on", "invalid", sentence)),
        None => Ok(()),
    }
}

/// What is said of two terms that share a day.
pub fn overlap() -> Problem {
    Problem::conflict("Another chair term covers some of these days, and terms never overlap.")
        .citing(clauses::CHAIR_TROIKA.id)
}

/// A day has one incumbent term at the most.
///
/// # Errors
/// 409 when another term covers one of the days.
pub fn no_overlap(other: Option<Span>) -> Result<(), Problem> {
    let Some(other) = other else { return Ok(()) };
    let (starts_on, ends_on) = (other.starts_on, other.ends_on);
    Err(Problem {
        detail: format!(
            "The chair term from {starts_on} to {ends_on} covers some of these days, and terms never overlap."
        )
        .into(),
        ..overlap()
    })
}

/// The days and Chairs of a selected term are those of its nomination. Others were decided elsewhere, so
/// where that is known from has to stand on record.
///
/// # Errors
/// 422.
pub fn decided_somewhere(before: &Full, after: &ChairTerm, chairs: &[Id]) -> Result<(), Problem> {
    let same_chairs = before
        .chairs
        .iter()
        .map(|chair| chair.member.id)
        .eq(chairs.iter().copied());
    let same_days = (before.term.starts_on, before.term.ends_on) == (after.starts_on, after.ends_on);
    if after.source.is_some() || (same_chairs && same_days) {
        return Ok(());
    }
    Err(Problem::invalid(
        "/source",
        "required",
        "This term was selected from a nomination; name the source where other days or Chairs were decided.",
    )
    .citing(clauses::CHAIR_SELF_NOMINATION.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_term_lasts_from_one_day_to_ten_years() {
        let fits = |from: &str, to: &str| fault_of_days(day(from), day(to)).is_none();
        assert!(fits("2020-01-01", "2020-01-01"));
        assert!(fits("2020-01-01", "2029-12-31"));
        assert!(fits("9999-01-01", "9999-12-31"));
        assert!(!fits("2020-01-01", "2030-01-01"));
        assert!(!fits("2020-01-02", "2020-01-01"));
    }

    #[test]
    fn the_refusal_names_the_days_and_the_clause() {
        let other = Span {
            id: Id::new(),
            starts_on: day("2018-01-01"),
            ends_on: day("2018-12-31"),
        };
        let problem = no_overlap(Some(other)).unwrap_err();
        assert!(problem.detail.contains("2018-01-01 to 2018-12-31"));
        assert_eq!(problem.clause, Some("chair.troika"));
        assert!(no_overlap(None).is_ok());
    }
}
