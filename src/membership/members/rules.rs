//! Who is a member when, under which name.

use super::model::{MemberName, MemberStatus, Period};
use crate::error::Problem;
use crate::guidelines::clauses;
use chrono::NaiveDate;

impl Period {
    /// Whether the period covers a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day <= end)
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, starts_on: NaiveDate, ends_on: Option<NaiveDate>) -> bool {
        ends_on.is_none_or(|end| self.starts_on <= end) && self.ends_on.is_none_or(|end| starts_on <= end)
    }
}

/// Active when a period covers the day.
pub fn status_on(day: NaiveDate, periods: &[Period]) -> MemberStatus {
    if periods.iter().any(|period| period.covers(day)) {
        MemberStatus::Active
    } else {
        MemberStatus::Withdrawn
    }
}

/// The English name on a day: of those that cover it, the one that began last.
pub fn name_on(day: NaiveDate, names: &[MemberName]) -> Option<&str> {
    names
        .iter()
        .filter(|name| name.language == "en")
        .filter(|name| {
            name.starts_on.is_none_or(|start| start <= day) && name.ends_on.is_none_or(|end| day <= end)
        })
        .max_by_key(|name| name.starts_on)
        .map(|name| name.name.as_str())
}

/// The period that a withdrawal ends.
///
/// # Errors
/// 409 when the member is not in the Network on that day; 422 when it would end before it began.
pub fn period_to_end(on: NaiveDate, periods: &[Period]) -> Result<&Period, Problem> {
    let open = periods.iter().find(|period| period.ends_on.is_none());
    let open = open.ok_or_else(|| {
        Problem::conflict("The member is not in the Network; there is no membership to end.")
    })?;
    if on < open.starts_on {
        return Err(Problem::invalid(
            "/on",
            "too_early",
            "The membership had not begun on this day.",
        ));
    }
    Ok(open)
}

/// A member is in the Network once at a time.
///
/// # Errors
/// 409.
pub fn no_overlap(
    periods: &[Period],
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
) -> Result<(), Problem> {
    if periods.iter().any(|period| period.overlaps(starts_on, ends_on)) {
        return Err(
            Problem::conflict("The member is in the Network already on some of these days.")
                .citing(clauses::MEMBERSHIP_OPEN.id),
        );
    }
    Ok(())
}

/// Codes of a State: its alpha-3 code in capitals and its M49 code, which equals ISO's numeric one.
pub fn state_codes(iso_alpha3: &str) -> Option<(String, String)> {
    let country = rust_iso3166::from_alpha3(&iso_alpha3.to_uppercase())?;
    Some((country.alpha3.to_owned(), format!("{:03}", country.numeric)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Id;

    fn period(from: &str, to: Option<&str>) -> Period {
        Period {
            id: Id::new(),
            member_id: Id::new(),
            starts_on: from.parse().unwrap(),
            ends_on: to.map(|to| to.parse().unwrap()),
            source: String::new(),
        }
    }

    #[test]
    fn a_period_covers_its_first_and_its_last_day() {
        let periods = [
            period("2018-01-01", Some("2018-12-31")),
            period("2020-01-01", None),
        ];
        let status = |day: &str| status_on(day.parse().unwrap(), &periods);
        assert_eq!(status("2017-12-31"), MemberStatus::Withdrawn);
        assert_eq!(status("2018-01-01"), MemberStatus::Active);
        assert_eq!(status("2018-12-31"), MemberStatus::Active);
        assert_eq!(status("2019-06-01"), MemberStatus::Withdrawn);
        assert_eq!(status("2030-01-01"), MemberStatus::Active);
    }

    #[test]
    fn m49_keeps_its_zeros() {
        assert_eq!(state_codes("aut"), Some(("AUT".to_owned(), "040".to_owned())));
        assert_eq!(state_codes("ZZZ"), None);
    }
}
