//! What counts where.

use super::json::{CivilSocietyReport, CivilSocietyRow, CivilSocietyShare};
use crate::db::Id;
use crate::guidelines::clauses;
use crate::http::Warning;
use crate::meetings::meetings::Meeting;
use crate::partnership::ParticipationMode;
use crate::partnership::initiatives::model::Initiative;

/// What the report of a year is made of.
pub struct Facts {
    /// The meetings.
    pub meetings: Vec<Meeting>,
    /// In which way partners take part in them.
    pub modes: Vec<(Id, ParticipationMode)>,
    /// The members with a delegation at them.
    pub delegations: Vec<(Id, Id)>,
    /// The initiatives.
    pub initiatives: Vec<Initiative>,
}

/// A share in percent, rounded down.
fn percent(part: usize, whole: usize) -> Option<usize> {
    (part * 100).checked_div(whole)
}

impl CivilSocietyShare {
    fn of(rows: &[CivilSocietyRow]) -> Self {
        let with_partners = rows.iter().filter(|row| row.partners > 0).count();
        Self {
            total: rows.len(),
            with_partners,
            percent: percent(with_partners, rows.len()),
        }
    }
}

impl CivilSocietyRow {
    /// The row with its counts.
    fn counted(
        self,
        modes: impl Iterator<Item = ParticipationMode>,
        members: usize,
        without: &'static str,
    ) -> Self {
        let modes: Vec<ParticipationMode> = modes.collect();
        let count = |mode| modes.iter().filter(|one| **one == mode).count();
        let warning = || Warning::new(clauses::CIVIL_SOCIETY_PARTICIPATION.id, without);
        Self {
            partners: modes.len(),
            attended: count(ParticipationMode::Attended),
            spoke: count(ParticipationMode::Spoke),
            led_item: count(ParticipationMode::LedItem),
            co_organized: count(ParticipationMode::CoOrganized),
            members,
            percent: percent(modes.len(), modes.len() + members),
            warnings: modes.is_empty().then(warning).into_iter().collect(),
            ..self
        }
    }
}

impl Facts {
    /// The report.
    pub fn report(self, year: i32) -> CivilSocietyReport {
        let meetings: Vec<CivilSocietyRow> = self.meetings.iter().map(|one| self.of_meeting(one)).collect();
        let initiatives: Vec<CivilSocietyRow> = self.initiatives.iter().map(of_initiative).collect();
        CivilSocietyReport {
            year,
            meeting_share: CivilSocietyShare::of(&meetings),
            initiative_share: CivilSocietyShare::of(&initiatives),
            meetings,
            initiatives,
        }
    }

    fn of_meeting(&self, meeting: &Meeting) -> CivilSocietyRow {
        let modes = self.modes.iter().filter(|(id, _)| *id == meeting.id);
        let members = self.delegations.iter().filter(|(id, _)| *id == meeting.id);
        empty(meeting.id, meeting.title.clone(), meeting.status.as_str()).counted(
            modes.map(|(_, mode)| *mode),
            members.count(),
            "No civil-society or local organization takes part in the meeting. Record those that do.",
        )
    }
}

fn of_initiative(initiative: &Initiative) -> CivilSocietyRow {
    let lead = usize::from(initiative.lead_id.is_some());
    let others = initiative
        .member_ids
        .0
        .iter()
        .filter(|id| Some(**id) != initiative.lead_id);
    empty(
        initiative.id,
        initiative.title.clone(),
        initiative.status.as_str(),
    )
    .counted(
        initiative.partners.0.iter().map(|one| one.mode),
        lead + others.count(),
        "No civil-society or local organization takes part in the initiative. Name one in `partners`.",
    )
}

fn empty(id: Id, title: crate::db::Localized, status: &'static str) -> CivilSocietyRow {
    CivilSocietyRow {
        id,
        title,
        status,
        partners: 0,
        attended: 0,
        spoke: 0,
        led_item: 0,
        co_organized: 0,
        members: 0,
        percent: None,
        warnings: Vec::new(),
    }
}
