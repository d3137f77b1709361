//! The statements behind the report.

use super::rules::{Facts, Running};
use crate::db::{Connection, Id, Instant};
use crate::error::Problem;
use crate::membership::members::queries as members;
use crate::schema::{assistance_needs, assistance_offers, funding_programmes};
use crate::support::assistance::AssistanceStatus;
use crate::support::assistance_needs::model::AssistanceNeed;
use crate::support::assistance_offers::model::AssistanceOffer;
use crate::support::commitments::model::Commitment;
use crate::support::funding_programmes::model::FundingProgramme;
use crate::support::money::Money;
use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use std::collections::HashMap;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// What the report of a year is made of.
///
/// # Errors
/// When the database refuses.
pub fn facts(conn: &mut Connection, year: i32) -> Result<Facts, Problem> {
    let after: Instant = day(year + 1, 1, 1).and_time(NaiveTime::MIN).and_utc().into();
    let needs = assistance_needs::table
        .filter(assistance_needs::status.eq(AssistanceStatus::Open))
        .filter(assistance_needs::created_at.lt(after))
        .select(AssistanceNeed::as_select())
        .load(conn)?;
    let offers = assistance_offers::table
        .filter(assistance_offers::status.eq(AssistanceStatus::Open))
        .filter(assistance_offers::created_at.lt(after))
        .select(AssistanceOffer::as_select())
        .load(conn)?;
    Ok(Facts {
        needs,
        offers,
        programmes: programmes(conn, year)?,
    })
}

/// The programmes that run in a year, each with the name of its donor and its commitment.
fn programmes(conn: &mut Connection, year: i32) -> Result<Vec<Running>, Problem> {
    let running: Vec<FundingProgramme> = funding_programmes::table
        .filter(funding_programmes::starts_on.le(day(year, 12, 31)))
        .filter(
            funding_programmes::ends_on
                .is_null()
                .or(funding_programmes::ends_on.ge(day(year, 1, 1))),
        )
        .order(funding_programmes::id)
        .select(FundingProgramme::as_select())
        .load(conn)?;
    let mut committed: HashMap<Id, Money> = Commitment::of_year(conn, year)?
        .into_iter()
        .map(|commitment| (commitment.programme_id, commitment.committed))
        .collect();
    let donors: Vec<Id> = running
        .iter()
        .filter_map(|programme| programme.donor_id)
        .collect();
    let names: HashMap<Id, String> = members::of_ids(conn, &donors)?
        .into_iter()
        .map(|full| (full.member.id, full.member.name))
        .collect();
    let with = |programme: FundingProgramme| Running {
        committed: committed.remove(&programme.id),
        donor: donor_of(&programme, &names),
        programme,
    };
    Ok(running.into_iter().map(with).collect())
}

/// Name and key of a donor, in the order in which the report has them.
fn donor_of(programme: &FundingProgramme, names: &HashMap<Id, String>) -> (String, String) {
    let own = programme.donor_name.clone().unwrap_or_default();
    match programme.donor_id {
        Some(id) => (names.get(&id).cloned().unwrap_or_default(), id.to_string()),
        None => (own.clone(), own),
    }
}
