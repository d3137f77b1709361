//! The statements beside those of the kit.

use super::json::OutcomeAssociation;
use super::model::Outcome;
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::meetings::meetings::queries as meetings;
use crate::records::{Record, Reference, is_found};
use crate::schema::{meeting_outcomes as table, outcome_associations as associations};
use diesel::prelude::*;

/// The outcome of a meeting, both of which the caller may see.
///
/// # Errors
/// 404.
pub fn of_meeting(conn: &mut Connection, caller: &Caller, meeting: Id) -> Result<Outcome, Problem> {
    meetings::visible(conn, caller, meeting)?;
    let outcome: Outcome = table::table
        .filter(table::meeting_id.eq(meeting))
        .select(Outcome::as_select())
        .get_result(conn)?;
    if outcome.is_seen_by(caller) {
        Ok(outcome)
    } else {
        Err(Problem::not_found())
    }
}

/// What the points of an outcome stand under: a meeting, where the caller sees its outcome.
pub struct OutcomeOfMeeting;

impl Reference for OutcomeOfMeeting {
    fn is_there(conn: &mut Connection, caller: &Caller, meeting: Id) -> Result<bool, Problem> {
        is_found(&of_meeting(conn, caller, meeting))
    }
}

/// Whether a meeting has an outcome, whoever may see it.
///
/// # Errors
/// When the database refuses.
pub fn is_there(conn: &mut Connection, meeting: Id) -> Result<bool, Problem> {
    let there: i64 = table::table
        .filter(table::meeting_id.eq(meeting))
        .count()
        .get_result(conn)?;
    Ok(there > 0)
}

/// The members that associate themselves, in the order in which they did.
///
/// # Errors
/// When the database refuses.
pub fn associated(conn: &mut Connection, outcome: Id) -> Result<Vec<OutcomeAssociation>, Problem> {
    Ok(associations::table
        .filter(associations::outcome_id.eq(outcome))
        .order((associations::associated_at, associations::member_id))
        .select(OutcomeAssociation::as_select())
        .load(conn)?)
}

/// Writes that a member associates itself.
///
/// # Errors
/// 409 when it does already.
pub fn associate(conn: &mut Connection, association: &OutcomeAssociation) -> Result<(), Problem> {
    diesel::insert_into(associations::table)
        .values(association)
        .execute(conn)?;
    Ok(())
}

/// Takes the association of a member back, and tells whether there was one.
///
/// # Errors
/// When the database refuses.
pub fn dissociate(conn: &mut Connection, outcome: Id, member: Id) -> Result<bool, Problem> {
    let gone = diesel::delete(associations::table.find((outcome, member))).execute(conn)?;
    Ok(gone > 0)
}

/// Takes all associations back.
///
/// # Errors
/// When the database refuses.
pub fn dissociate_all(conn: &mut Connection, outcome: Id) -> Result<(), Problem> {
    diesel::delete(associations::table.filter(associations::outcome_id.eq(outcome))).execute(conn)?;
    Ok(())
}
