//! Which terms make the troika of a day.

use crate::auth::Seat;
use crate::chairmanship::terms::model::Span;
use chrono::{Days, NaiveDate};

/// Days by which the previous or the next term may be apart from the incumbent one (or from the day itself,
/// when no term covers it). The guidelines speak of "any given year": what ended or begins more than a year
/// away is no part of it.
const REACH: Days = Days::new(366);

/// The terms of the troika on a day; a missing one is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Troika {
    /// The term before.
    pub previous: Option<Span>,
    /// The term that covers the day.
    pub incumbent: Option<Span>,
    /// The term after.
    pub next: Option<Span>,
}

impl Troika {
    /// The troika on a day, from all terms.
    pub fn on(day: NaiveDate, terms: &[Span]) -> Self {
        let incumbent = terms
            .iter()
            .find(|t| t.starts_on <= day && day <= t.ends_on)
            .copied();
        let (begin, end) = incumbent.map_or((day, day), |t| (t.starts_on, t.ends_on));
        let earliest = begin.checked_sub_days(REACH).unwrap_or(NaiveDate::MIN);
        let latest = end.checked_add_days(REACH).unwrap_or(NaiveDate::MAX);
        Self {
            previous: terms
                .iter()
                .filter(|t| earliest <= t.ends_on && t.ends_on < begin)
                .max_by_key(|t| t.ends_on)
                .copied(),
            incumbent,
            next: terms
                .iter()
                .filter(|t| end < t.starts_on && t.starts_on <= latest)
                .min_by_key(|t| t.starts_on)
                .copied(),
        }
    }

    /// The seats and their terms.
    pub fn seats(&self) -> impl Iterator<Item = (Seat, Span)> {
        // The incumbent first: a member that holds two seats acts in the higher one.
        [
            (Seat::Incumbent, self.incumbent),
            (Seat::Next, self.next),
            (Seat::Previous, self.previous),
        ]
        .into_iter()
        .filter_map(|(seat, term)| term.map(|term| (seat, term)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn terms() -> Vec<Span> {
        [
            ("2017-01-01", "2017-12-31"),
            ("2018-01-01", "2018-12-31"),
            ("2019-01-01", "2019-12-31"),
            ("2020-01-01", "2021-12-31"),
        ]
        .map(|(from, to)| Span {
            id: Id::new(),
            starts_on: day(from),
            ends_on: day(to),
        })
        .to_vec()
    }

    fn years(troika: Troika) -> [Option<String>; 3] {
        [troika.previous, troika.incumbent, troika.next]
            .map(|t| t.map(|t| t.starts_on.format("%Y").to_string()))
    }

    #[test]
    fn the_terms_around_the_day() {
        let year = |text: &str| Some(text.to_owned());
        assert_eq!(
            years(Troika::on(day("2018-06-01"), &terms())),
            [year("2017"), year("2018"), year("2019")]
        );
        assert_eq!(
            years(Troika::on(day("2018-12-31"), &terms())),
            [year("2017"), year("2018"), year("2019")]
        );
        assert_eq!(
            years(Troika::on(day("2019-01-01"), &terms())),
            [year("2018"), year("2019"), year("2020")]
        );
    }

    #[test]
    fn a_term_of_two_years_keeps_its_neighbours_through_both() {
        let year = |text: &str| Some(text.to_owned());
        assert_eq!(
            years(Troika::on(day("2021-12-31"), &terms())),
            [year("2019"), year("2020"), None]
        );
    }

    #[test]
    fn a_vacant_year_leaves_the_neighbours_and_a_far_one_nothing() {
        let without = [terms().remove(0), terms().remove(2)];
        assert_eq!(
            years(Troika::on(day("2018-06-01"), &without)),
            [Some("2017".to_owned()), None, Some("2019".to_owned())]
        );
        assert_eq!(Troika::on(day("2026-11-24"), &terms()), Troika::default());
    }
}
