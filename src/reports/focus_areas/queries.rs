//! The statements behind the report: of each kind what all members see.

use super::json::{CoveredArea, FocusAreaCoverage};
use crate::communication::updates::UpdateStatus;
use crate::db::{Connection, Texts};
use crate::error::Problem;
use crate::guidelines::{FocusAreas, focus_areas};
use crate::knowledge::products::ProductStatus;
use crate::meetings::meetings::model::MeetingStatus;
use crate::partnership::initiatives::model::{Initiative, InitiativeStatus};
use crate::planning::guidance_notes::model::GuidanceNoteStatus;
use crate::reports::year::Year;
use crate::schema::{
    action_plans, actions, agenda_items, assistance_needs, assistance_offers, forum_exchanges,
    funding_programmes, goals, guidance_notes, knowledge_products, meetings, update_focus_areas, updates,
};
use crate::support::action_plans::model::ActionPlanStatus;
use diesel::prelude::*;

/// The report of a year.
///
/// # Errors
/// When the database refuses.
pub fn coverage(conn: &mut Connection, year: &Year) -> Result<FocusAreaCoverage, Problem> {
    let updates = updates(conn, year)?;
    let items = agenda_items(conn, year)?;
    let notes = guidance_notes(conn, year)?;
    let plans = action_plans(conn, year)?;
    let programmes = programmes(conn, year)?;
    let assistance = assistance(conn, year)?;
    let set = goals_and_actions(conn, year)?;
    let initiatives = initiatives(conn, year)?;
    let exchanges = exchanges(conn, year)?;
    let products = products(conn, year)?;
    let tagged = |sets: &[FocusAreas], key: &str| sets.iter().filter(|set| set.contains(key)).count();
    let row = |area: &focus_areas::FocusArea| {
        let row = CoveredArea {
            key: area.key.to_owned(),
            name: area.title.to_owned(),
            updates: updates.iter().filter(|key| *key == area.key).count(),
            agenda_items: items
                .iter()
                .filter(|keys| keys.0.iter().any(|key| key == area.key))
                .count(),
            guidance_notes: tagged(&notes, area.key),
            action_plans: tagged(&plans, area.key),
            funding_programmes: tagged(&programmes, area.key),
            assistance: tagged(&assistance, area.key),
            goals_and_actions: tagged(&set, area.key),
            initiatives: tagged(&initiatives, area.key),
            forum_exchanges: tagged(&exchanges, area.key),
            knowledge_products: tagged(&products, area.key),
            total: 0,
        };
        CoveredArea {
            total: row.counts().iter().sum(),
            ..row
        }
    };
    Ok(FocusAreaCoverage {
        year: year.number,
        areas: focus_areas::ALL.iter().map(row).collect(),
    })
}

fn updates(conn: &mut Connection, year: &Year) -> Result<Vec<String>, Problem> {
    Ok(update_focus_areas::table
        .inner_join(updates::table.on(updates::id.eq(update_focus_areas::update_id)))
        .filter(updates::status.eq(UpdateStatus::Published))
        .filter(updates::published_at.ge(year.from()))
        .filter(updates::published_at.lt(year.before()))
        .select(update_focus_areas::focus_area)
        .load(conn)?)
}

fn agenda_items(conn: &mut Connection, year: &Year) -> Result<Vec<Texts>, Problem> {
    Ok(agenda_items::table
        .inner_join(meetings::table.on(meetings::id.eq(agenda_items::meeting_id)))
        .filter(meetings::status.eq(MeetingStatus::Held))
        .filter(meetings::year.eq(year.number))
        .select(agenda_items::focus_areas)
        .load(conn)?)
}

fn guidance_notes(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    Ok(guidance_notes::table
        .filter(guidance_notes::status.eq(GuidanceNoteStatus::Issued))
        .filter(guidance_notes::issued_at.ge(year.from()))
        .filter(guidance_notes::issued_at.lt(year.before()))
        .select(guidance_notes::focus_areas)
        .load(conn)?)
}

fn action_plans(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    Ok(action_plans::table
        .filter(action_plans::status.ne(ActionPlanStatus::Draft))
        .filter(action_plans::starts_on.le(year.last))
        .filter(action_plans::ends_on.ge(year.first))
        .select(action_plans::focus_areas)
        .load(conn)?)
}

fn programmes(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    Ok(funding_programmes::table
        .filter(funding_programmes::starts_on.le(year.last))
        .filter(
            funding_programmes::ends_on
                .is_null()
                .or(funding_programmes::ends_on.ge(year.first)),
        )
        .select(funding_programmes::focus_areas)
        .load(conn)?)
}

/// Needs and offers that were stated in the year.
fn assistance(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    let mut all: Vec<FocusAreas> = assistance_needs::table
        .filter(assistance_needs::created_at.ge(year.from()))
        .filter(assistance_needs::created_at.lt(year.before()))
        .select(assistance_needs::focus_areas)
        .load(conn)?;
    all.extend(
        assistance_offers::table
            .filter(assistance_offers::created_at.ge(year.from()))
            .filter(assistance_offers::created_at.lt(year.before()))
            .select(assistance_offers::focus_areas)
            .load::<FocusAreas>(conn)?,
    );
    Ok(all)
}

/// What the troika set at the meetings of the year.
fn goals_and_actions(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    let of_year = meetings::table
        .filter(meetings::year.eq(year.number))
        .select(meetings::id);
    let mut all: Vec<FocusAreas> = goals::table
        .filter(goals::meeting_id.eq_any(of_year))
        .select(goals::focus_areas)
        .load(conn)?;
    all.extend(
        actions::table
            .filter(actions::meeting_id.eq_any(of_year))
            .select(actions::focus_areas)
            .load::<FocusAreas>(conn)?,
    );
    Ok(all)
}

fn initiatives(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    let all = Initiative::of_year(conn, year.number)?;
    Ok(all
        .into_iter()
        .filter(|one| one.status != InitiativeStatus::Planned)
        .map(|one| one.focus_areas)
        .collect())
}

fn exchanges(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    Ok(forum_exchanges::table
        .filter(forum_exchanges::exchanged_on.ge(year.first))
        .filter(forum_exchanges::exchanged_on.le(year.last))
        .select(forum_exchanges::focus_areas)
        .load(conn)?)
}

fn products(conn: &mut Connection, year: &Year) -> Result<Vec<FocusAreas>, Problem> {
    use knowledge_products as table;
    Ok(table::table
        .filter(table::status.eq_any([ProductStatus::Published, ProductStatus::Superseded]))
        .filter(table::published_at.ge(year.from()))
        .filter(table::published_at.lt(year.before()))
        .select(table::focus_areas)
        .load(conn)?)
}
