//! The statements beside those of the kit.

use super::json::{ActionEvidence, ActionOrigin, ActionTimeline};
use super::model::Action;
use super::rules::{MOVING, Terms};
use crate::chairmanship::terms::queries as terms;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::meetings::meetings::queries as meetings;
use crate::planning::progress::ActionStatus;
use crate::schema::{
    action_evidence, action_timelines, actions as table, outcome_point_actions, outcome_points,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// What actions have beside their rows.
pub struct Parts {
    /// Timelines by action, in their order.
    pub timelines: HashMap<Id, Vec<ActionTimeline>>,
    /// Evidence by action, in its order.
    pub evidence: HashMap<Id, Vec<ActionEvidence>>,
    /// The points of meetings' outcomes that they were made of.
    pub origins: HashMap<Id, ActionOrigin>,
    /// The chair terms in which they were set and carried over.
    pub terms: Terms,
}

/// The parts of actions, with a few statements for all.
///
/// # Errors
/// When the database refuses.
pub fn parts(conn: &mut Connection, actions: &[Action], today: NaiveDate) -> Result<Parts, Problem> {
    let ids: Vec<Id> = actions.iter().map(|action| action.id).collect();
    let mut timelines: HashMap<Id, Vec<ActionTimeline>> = HashMap::new();
    for timeline in action_timelines::table
        .filter(action_timelines::action_id.eq_any(&ids))
        .order((action_timelines::action_id, action_timelines::position))
        .select(ActionTimeline::as_select())
        .load(conn)?
    {
        timelines.entry(timeline.action_id).or_default().push(timeline);
    }
    let origins: Vec<(Id, Id, Id)> = outcome_point_actions::table
        .inner_join(outcome_points::table.on(outcome_points::id.eq(outcome_point_actions::point_id)))
        .filter(outcome_point_actions::action_id.eq_any(&ids))
        .select((
            outcome_point_actions::action_id,
            outcome_points::meeting_id,
            outcome_points::id,
        ))
        .load(conn)?;
    let mut evidence: HashMap<Id, Vec<ActionEvidence>> = HashMap::new();
    for piece in action_evidence::table
        .filter(action_evidence::action_id.eq_any(&ids))
        .order((action_evidence::action_id, action_evidence::position))
        .select(ActionEvidence::as_select())
        .load(conn)?
    {
        evidence.entry(piece.action_id).or_default().push(piece);
    }
    Ok(Parts {
        timelines,
        evidence,
        origins: origins.into_iter().map(origin).collect(),
        terms: terms_of(conn, actions, today)?,
    })
}

fn origin((action, meeting_id, point_id): (Id, Id, Id)) -> (Id, ActionOrigin) {
    let origin = ActionOrigin { meeting_id, point_id };
    (action, origin)
}

/// The chair terms from the first meeting of these actions until today.
///
/// # Errors
/// When the database refuses.
pub fn terms_of(conn: &mut Connection, actions: &[Action], today: NaiveDate) -> Result<Terms, Problem> {
    let ids: Vec<Id> = actions.iter().map(|action| action.meeting_id).collect();
    let days = meetings::days(conn, &ids)?;
    // A meeting to come may be in a term to come.
    let (first, last) = (days.values().min().copied(), days.values().max().copied());
    let spans = match first.zip(last) {
        Some((first, last)) => terms::between(conn, first, last.max(today))?,
        None => Vec::new(),
    };
    Ok(Terms { days, spans })
}

/// How many timelines an action has, and how many pieces of evidence.
///
/// # Errors
/// When the database refuses.
pub fn counts(conn: &mut Connection, action: Id) -> Result<(i64, i64), Problem> {
    let timelines = action_timelines::table
        .filter(action_timelines::action_id.eq(action))
        .count()
        .get_result(conn)?;
    let evidence = action_evidence::table
        .filter(action_evidence::action_id.eq(action))
        .count()
        .get_result(conn)?;
    Ok((timelines, evidence))
}

/// Writes a timeline.
///
/// # Errors
/// When the database refuses.
pub fn insert_timeline(conn: &mut Connection, timeline: &ActionTimeline) -> Result<(), Problem> {
    diesel::insert_into(action_timelines::table)
        .values(timeline)
        .execute(conn)?;
    Ok(())
}

/// Writes a piece of evidence.
///
/// # Errors
/// When the database refuses.
pub fn insert_evidence(conn: &mut Connection, piece: &ActionEvidence) -> Result<(), Problem> {
    diesel::insert_into(action_evidence::table)
        .values(piece)
        .execute(conn)?;
    Ok(())
}

/// The actions that are overdue on a day, the longest first.
///
/// # Errors
/// When the database refuses.
pub fn overdue_on(conn: &mut Connection, day: NaiveDate, most: i64) -> Result<Vec<Action>, Problem> {
    Ok(table::table
        .filter(table::status.eq_any::<[ActionStatus; 2]>(MOVING))
        .filter(table::due_on.lt(day))
        .order((table::due_on, table::id))
        .limit(most)
        .select(Action::as_select())
        .load(conn)?)
}

/// Writes that an action was made of a point of an outcome.
///
/// # Errors
/// When the database refuses.
pub fn link_point(conn: &mut Connection, point: Id, action: Id) -> Result<(), Problem> {
    diesel::insert_into(outcome_point_actions::table)
        .values((
            outcome_point_actions::point_id.eq(point),
            outcome_point_actions::action_id.eq(action),
        ))
        .execute(conn)?;
    Ok(())
}
