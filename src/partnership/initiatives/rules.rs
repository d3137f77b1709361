//! What an initiative may say, who sees which of its partners, and what may become of it when.

use super::model::{Initiative, InitiativeCompletion, InitiativeKind, InitiativeStatus, InitiativeView};
use crate::auth::Caller;
use crate::db::{Connection, Id, Visibility};
use crate::error::Problem;
use crate::guidelines::{Clause, clauses};
use crate::http::Warning;
use crate::membership::members::queries as members;
use crate::partnership::lists::{PartnerEngagement, each};
use crate::partnership::partners::rules::levels_of;
use crate::schema::partners;
use crate::support::require_order;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Those of these partners that the caller may see.
///
/// # Errors
/// When the database refuses.
pub fn visible_partners(conn: &mut Connection, caller: &Caller, ids: &[Id]) -> Result<Vec<Id>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(partners::table
        .filter(partners::id.eq_any(ids))
        .filter(partners::visibility.eq_any(levels_of(caller)))
        .select(partners::id)
        .load(conn)?)
}

/// The same initiatives with those of their partners that the caller may see.
///
/// # Errors
/// When the database refuses.
pub fn with_visible_partners(
    conn: &mut Connection,
    caller: &Caller,
    mut rows: Vec<Initiative>,
) -> Result<Vec<Initiative>, Problem> {
    let ids: Vec<Id> = rows.iter().flat_map(Initiative::partner_ids).collect();
    let seen = visible_partners(conn, caller, &ids)?;
    for row in &mut rows {
        row.partners.0.retain(|one| seen.contains(&one.partner_id));
    }
    Ok(rows)
}

/// Whether a change shows to nobody but the secretariat: only partners that are hidden come, go or take part otherwise.
///
/// # Errors
/// When the database refuses.
pub fn is_hidden_change(conn: &mut Connection, old: &Initiative, new: &Initiative) -> Result<bool, Problem> {
    if old.partners == new.partners {
        return Ok(false);
    }
    let ids: Vec<Id> = old.partner_ids().chain(new.partner_ids()).collect();
    let hidden: Vec<Id> = partners::table
        .filter(partners::id.eq_any(ids))
        .filter(partners::visibility.eq(Visibility::Secretariat))
        .select(partners::id)
        .load(conn)?;
    let told = |row: &Initiative| {
        let mut row = row.clone();
        row.partners.0.retain(|one| !hidden.contains(&one.partner_id));
        serde_json::to_value(InitiativeView::from(row)).map_err(Problem::internal)
    };
    Ok(told(old)? == told(new)?)
}

/// The clause behind what is refused of an initiative.
fn clause_of(kind: InitiativeKind) -> &'static Clause {
    match kind {
        InitiativeKind::CapacityBuilding => &clauses::FOCUS_CAPACITY,
        _ => &clauses::SECRETARIAT_ADVOCACY,
    }
}

/// A soft rule: civil society takes part in initiatives.
pub fn no_partner(initiative: &Initiative) -> Option<Warning> {
    let without = initiative.partners.0.is_empty() && initiative.status != InitiativeStatus::Cancelled;
    without.then(|| {
        Warning::new(
            clauses::CIVIL_SOCIETY_PARTICIPATION.id,
            "No civil-society or local organization takes part. Name one in `partners`.",
        )
    })
}

impl Initiative {
    /// The partners that it names.
    pub fn partner_ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.partners.0.iter().map(|one| one.partner_id)
    }

    /// What it says is in order: its days, its level, its members and partners.
    ///
    /// # Errors
    /// 422.
    pub fn check(&self, conn: &mut Connection, caller: &Caller) -> Result<(), Problem> {
        require_order(self.starts_on, self.ends_on)?;
        if self.kind == InitiativeKind::CapacityBuilding && self.level.is_none() {
            return Err(Problem::invalid(
                "/level",
                "required",
                "Say at which level capacity is built: local, national or regional.",
            )
            .citing(clauses::FOCUS_CAPACITY.id));
        }
        let known = members::of_ids(conn, &self.member_ids.0)?;
        each("member_ids", &self.member_ids.0, ("", |id: &Id| *id), |id| {
            let is_known = known.iter().any(|full| full.member.id == *id);
            (!is_known).then_some(("unknown", "There is no such member."))
        })?;
        let ids: Vec<Id> = self.partner_ids().collect();
        let seen = visible_partners(conn, caller, &ids)?;
        each(
            "partners",
            &self.partners.0,
            ("/partner_id", |one: &PartnerEngagement| one.partner_id),
            |one| (!seen.contains(&one.partner_id)).then_some(("unknown", "There is no such partner.")),
        )
    }

    /// Partners that the caller does not see stay as they were in `old`, whatever list he gives.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn keep_hidden_partners(
        &mut self,
        conn: &mut Connection,
        caller: &Caller,
        old: &Self,
    ) -> Result<(), Problem> {
        let ids: Vec<Id> = old.partner_ids().collect();
        let seen = visible_partners(conn, caller, &ids)?;
        let hidden = |one: &&PartnerEngagement| !seen.contains(&one.partner_id);
        self.partners
            .0
            .extend(old.partners.0.iter().filter(hidden).cloned());
        Ok(())
    }

    /// The member that leads, or the secretariat.
    ///
    /// # Errors
    /// 403 for all others.
    pub fn require_own(&self, caller: &Caller) -> Result<(), Problem> {
        match self.lead_id {
            Some(member) => caller.require_own(member),
            None if caller.is_secretariat() => Ok(()),
            None => Err(Problem::forbidden(
                "The secretariat leads this initiative; a member acts for its own.",
            )),
        }
    }

    /// Passes what is planned or running.
    ///
    /// # Errors
    /// 409.
    pub fn require_open(&self) -> Result<(), Problem> {
        match self.status {
            InitiativeStatus::Planned | InitiativeStatus::Running => Ok(()),
            InitiativeStatus::Completed => {
                Err(self.refused("The initiative is completed and stays as it is."))
            }
            InitiativeStatus::Cancelled => Err(self.refused("The initiative is cancelled. Plan a new one.")),
        }
    }

    fn refused(&self, detail: &'static str) -> Problem {
        Problem::conflict(detail).citing(clause_of(self.kind).id)
    }

    /// Planned → running.
    ///
    /// # Errors
    /// 409.
    pub fn start(&mut self) -> Result<(), Problem> {
        self.require_open()?;
        if self.status == InitiativeStatus::Running {
            return Err(self.refused("The initiative runs already."));
        }
        self.status = InitiativeStatus::Running;
        Ok(())
    }

    /// Running → completed.
    ///
    /// # Errors
    /// 409; 422 when it would end before it began.
    pub fn complete(&mut self, completion: InitiativeCompletion, today: NaiveDate) -> Result<(), Problem> {
        self.require_open()?;
        if self.status == InitiativeStatus::Planned {
            return Err(self.refused("The initiative has not begun. Start it first."));
        }
        let ended_on = completion.ended_on.or(self.ends_on).unwrap_or(today);
        if ended_on < self.starts_on {
            return Err(Problem::invalid(
                "/ended_on",
                "order",
                "The last day is before the first one.",
            ));
        }
        self.status = InitiativeStatus::Completed;
        self.ends_on = Some(ended_on);
        self.outcome = completion.outcome;
        Ok(())
    }

    /// Planned or running → cancelled.
    ///
    /// # Errors
    /// 409.
    pub fn cancel(&mut self, reason: String) -> Result<(), Problem> {
        self.require_open()?;
        self.status = InitiativeStatus::Cancelled;
        self.status_reason = Some(reason);
        Ok(())
    }
}
