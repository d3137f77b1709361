//! What the guidelines ask of Chairs and the troika.

use super::finding::{Case, Finding, Found};
use crate::chairmanship::nominations::model::NominationStatus;
use crate::chairmanship::troika;
use crate::db::Id;
use crate::error::Problem;
use crate::meetings::meetings::model::{MeetingKind, MeetingStatus};
use crate::planning::guidance_notes::model::GuidanceNoteStatus;
use crate::schema::{actions, chairmanship_nominations as nominations, guidance_notes as notes, meetings};
use diesel::prelude::*;

/// Somebody stood for the chair after the year's, or it is known.
pub fn self_nomination(case: &mut Case<'_>) -> Found {
    let stood: Vec<Id> = nominations::table
        .filter(nominations::created_at.ge(case.year.from()))
        .filter(nominations::created_at.lt(case.year.before()))
        .filter(nominations::status.ne(NominationStatus::Withdrawn))
        .order(nominations::id)
        .select(nominations::id)
        .load(case.conn)?;
    let next: Vec<Id> = troika::queries::on(case.conn, case.year.last)?
        .next
        .iter()
        .map(|term| term.id)
        .collect();
    Ok(Finding::of(
        !stood.is_empty() || !next.is_empty(),
        "A member stood for the chair, or the next Chair is known.",
        "No member stood for the chair, and the next Chair is not known.",
    )
    .with("chairmanship-nominations", &stood)
    .with("chair-terms", &next))
}

/// Previous, incumbent and next Chair are known.
pub fn troika(case: &mut Case<'_>) -> Found {
    let troika = troika::queries::on(case.conn, case.year.on)?;
    let missing: Vec<&str> = [
        ("previous", troika.previous),
        ("incumbent", troika.incumbent),
        ("next", troika.next),
    ]
    .into_iter()
    .filter_map(|(seat, term)| term.is_none().then_some(seat))
    .collect();
    let terms: Vec<Id> = troika.seats().map(|(_, term)| term.id).collect();
    Ok(Finding::of(
        missing.is_empty(),
        "Previous, incumbent and next Chair are known.",
        format!("Of the troika is not known: {}.", missing.join(", ")),
    )
    .with("chair-terms", &terms)
    .with_path("troika", format!("/v1/troika?on={}", case.year.on)))
}

/// The troika gave guidance.
pub fn guidance(case: &mut Case<'_>) -> Found {
    let issued: Vec<Id> = notes::table
        .filter(notes::status.eq(GuidanceNoteStatus::Issued))
        .filter(notes::issued_at.ge(case.year.from()))
        .filter(notes::issued_at.lt(case.year.before()))
        .order(notes::id)
        .select(notes::id)
        .load(case.conn)?;
    Ok(Finding::any(
        "guidance-notes",
        &issued,
        "The troika gave guidance.",
        "The troika gave no guidance.",
    ))
}

fn troika_meetings(case: &mut Case<'_>) -> Result<Vec<Id>, Problem> {
    Ok(meetings::table
        .filter(meetings::kind.eq(MeetingKind::Troika))
        .filter(meetings::status.eq(MeetingStatus::Held))
        .filter(meetings::year.eq(case.year.number))
        .order(meetings::id)
        .select(meetings::id)
        .load(case.conn)?)
}

/// The troika met with the secretariat and set timelines.
pub fn timelines(case: &mut Case<'_>) -> Found {
    let met = troika_meetings(case)?;
    let set: Vec<Id> = actions::table
        .filter(actions::meeting_id.eq_any(&met))
        .order(actions::id)
        .select(actions::id)
        .load(case.conn)?;
    Ok(Finding::of(
        !set.is_empty(),
        "The troika met with the secretariat and set timelines.",
        if met.is_empty() {
            "The troika did not meet with the secretariat."
        } else {
            "The troika met with the secretariat, and set no timeline."
        },
    )
    .with("meetings", &met)
    .with("actions", &set))
}
