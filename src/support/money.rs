//! Money: an exact decimal and the code of its currency (ISO 4217). Nothing is converted and nothing is rounded: sums are
//! taken by currency.

use crate::db::stored::shown_text;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use iso_currency::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use utoipa::ToSchema;

/// Eighteen digits, and two after the point at the most.
const DIGITS: i128 = 1_000_000_000_000_000_000;

/// An amount that is not negative, written with two digits after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(Decimal);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl FromStr for Amount {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let amount = Decimal::from_str_exact(text).map_err(|_| "not an amount")?;
        let fits = !amount.is_sign_negative()
            && amount.scale() <= 2
            && amount < Decimal::from_i128_with_scale(DIGITS, 0);
        fits.then_some(Self(amount)).ok_or("not an amount")
    }
}

impl TryFrom<String> for Amount {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}

/// An amount of money in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Decimal text, such as `1500000.00`: up to eighteen digits, and up to two after the point.
    #[schema(
        value_type = String,
        example = "1500000.00",
        min_length = 1,
        max_length = 21,
        pattern = r"^(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,2})?$"
    )]
    pub amount: Amount,
    /// The currency's code, ISO 4217.
    #[schema(example = "EUR", min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
    pub currency: String,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

impl FromStr for Money {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (amount, currency) = text.split_once(' ').ok_or("no money")?;
        Ok(Self {
            amount: amount.parse()?,
            currency: currency.to_owned(),
        })
    }
}

shown_text!(Money);

/// Checks that a currency is one of ISO 4217.
///
/// # Errors
/// The message for the field.
pub fn known_currency(money: &Money) -> Result<(), validator::ValidationError> {
    if Currency::from_code(&money.currency).is_some() {
        return Ok(());
    }
    Err(validator::ValidationError::new("currency")
        .with_message("Use a currency's code of ISO 4217, such as \"EUR\" or \"XAF\".".into()))
}

/// Sums by currency, in the order of the codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<String, Decimal>);

impl Sums {
    /// Adds money; a sum too large to hold stays at the largest.
    pub fn add(&mut self, money: &Money) {
        let sum = self.0.entry(money.currency.clone()).or_default();
        *sum = sum.saturating_add(money.amount.0);
    }

    /// The sums.
    pub fn into_money(self) -> Vec<Money> {
        self.0
            .into_iter()
            .map(|(currency, sum)| Money {
                amount: Amount(sum),
                currency,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_are_exact_and_written_with_two_digits() {
        for (given, written) in [
            ("0", "0.00"),
            ("0.1", "0.10"),
            ("1500000", "1500000.00"),
            ("999999999999999999.99", "999999999999999999.99"),
        ] {
            assert_eq!(given.parse::<Amount>().unwrap().to_string(), written);
        }
        for refused in ["-1", "0.001", "1000000000000000000", "1e3", "", "NaN"] {
            assert!(refused.parse::<Amount>().is_err(), "{refused}");
        }
    }

    #[test]
    fn sums_are_taken_by_currency_without_loss() {
        let mut sums = Sums::default();
        for text in ["0.10 EUR", "0.20 EUR", "999999999999999999.99 XAF", "0.01 XAF"] {
            sums.add(&money(text));
        }
        let written: Vec<String> = sums.into_money().iter().map(ToString::to_string).collect();
        assert_eq!(written, ["0.30 EUR", "1000000000000000000.00 XAF"]);
    }

    #[test]
    fn currencies_are_those_of_iso_4217() {
        assert!(known_currency(&money("1.00 NAD")).is_ok());
        assert!(known_currency(&money("1.00 ABC")).is_err());
    }
}
