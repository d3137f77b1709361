//! The way of a membership request: received → shared → admitted; or ineligible; or withdrawn.

use super::model::{ApplicantKind, Request, RequestStatus};
use crate::auth::{Caller, Role};
use crate::error::Problem;
use crate::guidelines::clauses;
use crate::membership::members::{MemberKind, model::Full, model::MemberStatus, rules::status_on};
use chrono::NaiveDate;

impl Request {
    /// Whether this caller may see it: the secretariat, the applicant, and the members once it was shared with them.
    pub fn is_visible_to(&self, caller: &Caller) -> bool {
        match caller.role {
            Role::Secretariat => true,
            Role::Member { .. } if self.shared_at.is_some() => true,
            Role::Member { .. } | Role::Public => self.is_of(caller),
        }
    }

    /// Whether the caller is the applicant: presents its follow-up secret.
    pub fn is_of(&self, caller: &Caller) -> bool {
        caller.presents(&self.secret_hash)
    }
}

/// Only what was received and not yet shared can be shared.
///
/// # Errors
/// 409.
pub fn share(request: &Request) -> Result<(), Problem> {
    match request.status {
        RequestStatus::Received => Ok(()),
        RequestStatus::Shared => Err(refused("The request was shared already.")),
        other => Err(closed(other)),
    }
}

/// Nothing is admitted before it was shared with the Network, and only States and regional organizations are.
///
/// # Errors
/// 409 with the clause.
pub fn admit(request: &Request) -> Result<MemberKind, Problem> {
    match request.status {
        RequestStatus::Shared => {}
        RequestStatus::Received => {
            return Err(refused(
                "Share the request with the Network first; nothing is admitted before.",
            ));
        }
        other => return Err(closed(other)),
    }
    match request.kind {
        ApplicantKind::MemberState => Ok(MemberKind::MemberState),
        ApplicantKind::RegionalOrganization => Ok(MemberKind::RegionalOrganization),
        ApplicantKind::Other => Err(Problem::conflict(
            "Members are Member States and regional organizations; this applicant is neither and can only be found ineligible.",
        )
        .citing(clauses::MEMBERSHIP_OPEN.id)),
    }
}

/// What is under way can be found ineligible, or be withdrawn.
///
/// # Errors
/// 409.
pub fn under_way(request: &Request) -> Result<(), Problem> {
    match request.status {
        RequestStatus::Received | RequestStatus::Shared => Ok(()),
        other => Err(closed(other)),
    }
}

/// Who is in the Network already has nothing to ask for.
///
/// # Errors
/// 409 with the clause.
pub fn not_yet_member(known: Option<&Full>, today: NaiveDate) -> Result<(), Problem> {
    if known.is_some_and(|full| status_on(today, &full.periods) == MemberStatus::Active) {
        return Err(
            Problem::conflict("The applicant is a member of the Network already.")
                .citing(clauses::MEMBERSHIP_OPEN.id),
        );
    }
    Ok(())
}

fn refused(detail: &'static str) -> Problem {
    Problem::conflict(detail).citing(clauses::MEMBERSHIP_SHARED.id)
}

fn closed(status: RequestStatus) -> Problem {
    let word = match status {
        RequestStatus::Admitted => "admitted",
        RequestStatus::Ineligible => "found ineligible",
        RequestStatus::Withdrawn => "withdrawn",
        RequestStatus::Received | RequestStatus::Shared => "decided",
    };
    Problem::conflict(format!("The request was {word}; a new one can be submitted."))
        .citing(clauses::MEMBERSHIP_SHARED.id)
}
