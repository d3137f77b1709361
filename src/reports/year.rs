//! The year that a report is about.

use crate::auth::Caller;
use crate::db::Instant;
use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;
use utoipa::IntoParams;

/// The year in question.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportYear {
    /// The year; this one when left out.
    #[param(minimum = 2000, maximum = 2100, example = 2018)]
    pub year: Option<i32>,
}

impl ReportYear {
    /// The number of the year.
    pub fn number(self, caller: &Caller) -> i32 {
        self.year.unwrap_or(caller.today().year())
    }

    /// The year, seen from today.
    pub fn of(self, caller: &Caller) -> Year {
        Year::new(self.number(caller), caller.today())
    }
}

/// A year, from its first day to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// Its number.
    pub number: i32,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// The day as of which it is looked at: the last that is over or today.
    pub on: NaiveDate,
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

impl Year {
    /// A year, seen from a day.
    pub fn new(number: i32, today: NaiveDate) -> Self {
        let (first, last) = (day(number, 1, 1), day(number, 12, 31));
        Self {
            number,
            first,
            last,
            on: today.clamp(first, last),
        }
    }

    /// The moment of its beginning, UTC.
    pub fn from(&self) -> Instant {
        self.first.and_time(NaiveTime::MIN).and_utc().into()
    }

    /// The moment of the next one's beginning, UTC.
    pub fn before(&self) -> Instant {
        day(self.number + 1, 1, 1)
            .and_time(NaiveTime::MIN)
            .and_utc()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_looked_at_as_of_today_or_its_nearest_day() {
        let today = day(2018, 3, 1);
        assert_eq!(Year::new(2018, today).on, today);
        assert_eq!(Year::new(2017, today).on, day(2017, 12, 31));
        assert_eq!(Year::new(2019, today).on, day(2019, 1, 1));
    }
}
