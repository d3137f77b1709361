//! The statements behind the report.

use super::json::{OverdueAction, OverdueActions, OverdueOwner};
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::membership::members::queries as members;
use crate::planning::actions::model::{Action, ActionOwner};
use crate::planning::actions::queries as actions;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// Actions in the report at the most.
const MOST: i64 = 10_000;

/// The report of a day.
///
/// # Errors
/// When the database refuses.
pub fn report(conn: &mut Connection, on: NaiveDate) -> Result<OverdueActions, Problem> {
    let late = actions::overdue_on(conn, on, MOST)?;
    let terms = actions::terms_of(conn, &late, on)?;
    let mut owners: Vec<Id> = late.iter().filter_map(|action| action.owner_id).collect();
    owners.sort_unstable();
    owners.dedup();
    let names: HashMap<Id, String> = members::of_ids(conn, &owners)?
        .into_iter()
        .map(|full| (full.member.id, full.member.name))
        .collect();
    let row = |action: Action| OverdueAction {
        days_overdue: on.signed_duration_since(action.due_on).num_days(),
        carried_over: terms.carried_over(&action, on),
        owner_name: name(action.owner_id, &names),
        action_id: action.id,
        title: action.title,
        owner: action.owner,
        owner_id: action.owner_id,
        due_on: action.due_on,
        status: action.status,
        goal_id: action.goal_id,
        meeting_id: action.meeting_id,
    };
    let rows: Vec<OverdueAction> = late.into_iter().map(row).collect();
    Ok(OverdueActions {
        on,
        owners: by_owner(&rows),
        actions: rows,
    })
}

fn name(owner: Option<Id>, names: &HashMap<Id, String>) -> String {
    match owner {
        Some(id) => names.get(&id).cloned().unwrap_or_default(),
        None => "UN-Women".to_owned(),
    }
}

/// The secretariat before members, and these by name.
fn by_owner(rows: &[OverdueAction]) -> Vec<OverdueOwner> {
    let mut owners: BTreeMap<(bool, &str, Option<Id>), OverdueOwner> = BTreeMap::new();
    for row in rows {
        let key = (
            row.owner == ActionOwner::Member,
            row.owner_name.as_str(),
            row.owner_id,
        );
        let owner = owners.entry(key).or_insert_with(|| OverdueOwner {
            owner: row.owner,
            owner_id: row.owner_id,
            owner_name: row.owner_name.clone(),
            actions: 0,
            longest_days: 0,
        });
        owner.actions += 1;
        owner.longest_days = owner.longest_days.max(row.days_overdue);
    }
    owners.into_values().collect()
}
