//! Who sees a partner, and what may become of it when.

use super::model::{Partner, PartnerConsent, PartnerStatus};
use crate::auth::Caller;
use crate::db::{MultiBackend, Visibility};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::schema::partners as table;
use chrono::NaiveDate;
use diesel::prelude::*;
use validator::ValidationError;

/// The levels that a caller sees.
pub fn levels_of(caller: &Caller) -> Vec<Visibility> {
    let all = [Visibility::Public, Visibility::Network, Visibility::Secretariat];
    all.into_iter()
        .filter(|level| caller.sees(*level, None))
        .collect()
}

/// What a list begins with.
pub fn visible_to(caller: &Caller) -> table::BoxedQuery<'static, MultiBackend> {
    table::table
        .filter(table::visibility.eq_any(levels_of(caller)))
        .into_boxed()
}

/// Passes the code of a country.
///
/// # Errors
/// The message for the field.
pub fn known_country(code: &str) -> Result<(), ValidationError> {
    if rust_iso3166::from_alpha3(code).is_some() {
        return Ok(());
    }
    Err(ValidationError::new("country")
        .with_message("Use the ISO 3166-1 alpha-3 code of a country, such as NAM.".into()))
}

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::CIVIL_SOCIETY_PARTICIPATION.id)
}

impl Partner {
    /// Records to whom the partner agreed to be shown.
    ///
    /// # Errors
    /// 409 when it had agreed to that already, 422 for a day to come.
    pub fn agree(&mut self, consent: &PartnerConsent, today: NaiveDate) -> Result<(), Problem> {
        if consent.agreed_on > today {
            return Err(Problem::invalid(
                "/agreed_on",
                "too_late",
                "Consent is recorded once it was given: today or earlier.",
            ));
        }
        let visibility = consent.visibility.into();
        if self.visibility == visibility {
            return Err(refused("The partner has agreed to be shown like that already."));
        }
        self.visibility = visibility;
        self.consent_on = Some(consent.agreed_on);
        Ok(())
    }

    /// The partner is the secretariat's again.
    ///
    /// # Errors
    /// 409 without consent.
    pub fn withdraw_consent(&mut self) -> Result<(), Problem> {
        if self.consent_on.take().is_none() {
            return Err(refused(
                "The partner has not agreed to be shown; there is nothing to withdraw.",
            ));
        }
        self.visibility = Visibility::Secretariat;
        Ok(())
    }

    /// Active → ended.
    ///
    /// # Errors
    /// 409 when it has ended.
    pub fn end(&mut self, on: NaiveDate) -> Result<(), Problem> {
        if self.status == PartnerStatus::Ended {
            return Err(refused("The partnership has ended already."));
        }
        self.status = PartnerStatus::Ended;
        self.ended_on = Some(on);
        Ok(())
    }
}
