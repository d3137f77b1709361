//! How each kind of record is erased.

use super::finding::Found;
use super::json::SubjectErased;
use super::person::Person;
use crate::accounts::{self, Account};
use crate::communication::subscriptions::model::Subscription;
use crate::communication::subscriptions::queries as subscriptions;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{ERASED, Tx};
use crate::journal::Entry;
use crate::meetings::participants::{Participant, ParticipantStatus, queries as participants};
use crate::membership::focal_points::{model::FocalPoint, queries as focal_points};
use crate::membership::requests::{Request, queries as requests};
use crate::partnership::erasure;
use crate::records::Stored;
use crate::support::coordinators::model::Coordinator;

/// What the event and the audit entry of an erasure say.
struct Told {
    action: &'static str,
    resource: &'static str,
    parent: Option<Id>,
    visibility: Visibility,
    member: Option<Id>,
}

fn tell(tx: &mut Tx<'_>, id: Id, version: i32, told: Told) -> Result<Id, Problem> {
    let Told {
        action,
        resource,
        parent,
        visibility,
        member,
    } = told;
    tx.record(Entry {
        action,
        resource,
        parent,
        id,
        version,
        visibility,
        member,
    })?;
    Ok(id)
}

impl Found {
    /// Erases all of it.
    ///
    /// # Errors
    /// 409 for one's own account; a transient problem when another change came first.
    pub fn erase(self, tx: &mut Tx<'_>, person: &Person) -> Result<SubjectErased, Problem> {
        let mut erased = SubjectErased::default();
        for full in self.focal_points {
            erased.focal_points.push(focal_point(tx, full.focal_point)?);
        }
        for one in self.requests {
            erased.membership_requests.push(request(tx, one, person)?);
        }
        for one in self.participants {
            erased.participants.push(participant(tx, one)?);
        }
        for (one, _) in self.people {
            erased.partner_people.push(one.id);
            erasure::erase(tx, one)?;
        }
        for (one, _) in self.subscriptions {
            erased.newsletter_subscriptions.push(subscription(tx, one)?);
        }
        for (one, _) in self.accounts {
            erased.accounts.push(account(tx, one)?);
        }
        for one in self.coordinators {
            erased.coordinators.push(coordinator(tx, one)?);
        }
        Ok(erased)
    }
}

/// It stays on record as one that served, and has ended.
fn focal_point(tx: &mut Tx<'_>, row: FocalPoint) -> Result<Id, Problem> {
    let today = tx.caller.today();
    let ends_on = row.ends_on.filter(|end| *end <= today);
    let erased = FocalPoint {
        name: ERASED.to_owned(),
        position: None,
        email: None,
        phone: None,
        address: None,
        ends_on: ends_on.or(Some(today.max(row.starts_on))),
        version: row.version + 1,
        updated_at: tx.caller.now.into(),
        ..row
    };
    focal_points::save(tx, &erased)?;
    let told = Told {
        action: "focal_point.erased",
        resource: "focal-points",
        parent: None,
        visibility: Visibility::Public,
        member: Some(erased.member_id),
    };
    tell(tx, erased.id, erased.version, told)
}

/// Of the contact and the proposed focal point, whoever it is.
fn request(tx: &mut Tx<'_>, mut row: Request, person: &Person) -> Result<Id, Problem> {
    if person.is(Some(&row.contact_name), Some(&row.contact_email)) {
        ERASED.clone_into(&mut row.contact_name);
        row.contact_email.clear();
    }
    if row
        .proposal()
        .is_some_and(|proposed| person.is(Some(&proposed.name), proposed.email.as_deref()))
    {
        row.proposed_focal_point = None;
    }
    row.version += 1;
    requests::save(tx, &row)?;
    let told = Told {
        action: "membership_request.erased",
        resource: "membership-requests",
        parent: None,
        // Members see nothing of either.
        visibility: Visibility::Secretariat,
        member: None,
    };
    tell(tx, row.id, row.version, told)
}

/// Whoever was at a meeting, or missed it, is part of its history; a registration is not.
fn participant(tx: &mut Tx<'_>, mut row: Participant) -> Result<Id, Problem> {
    let history = matches!(
        row.status,
        ParticipantStatus::Attended | ParticipantStatus::Absent | ParticipantStatus::Excused
    );
    if history {
        row = Participant {
            name: ERASED.to_owned(),
            position: None,
            email: None,
            status_note: None,
            version: row.version + 1,
            updated_at: tx.caller.now.into(),
            ..row
        };
        participants::save(tx, &row)?;
    } else {
        participants::delete(tx, &row)?;
        row.version += 1;
    }
    let told = Told {
        action: if history {
            "participant.erased"
        } else {
            "participant.removed"
        },
        resource: "participants",
        parent: Some(row.meeting_id),
        visibility: Visibility::Network,
        member: Some(row.member_id),
    };
    tell(tx, row.id, row.version, told)
}

fn subscription(tx: &mut Tx<'_>, row: Subscription) -> Result<Id, Problem> {
    subscriptions::erase(tx, row.id)?;
    let told = Told {
        action: "newsletter_subscription.erased",
        resource: "newsletter-subscriptions",
        parent: None,
        visibility: Visibility::Secretariat,
        member: None,
    };
    tell(tx, row.id, row.version + 1, told)
}

/// The audit trail names the account: its id stays, and leads to nobody.
fn account(tx: &mut Tx<'_>, row: Account) -> Result<Id, Problem> {
    if tx.caller.account == Some(row.id) {
        return Err(Problem::conflict(
            "Your own account cannot be erased by yourself; ask a colleague.",
        ));
    }
    let now = tx.caller.now.into();
    let erased = accounts::queries::erase(tx, row, now)?;
    let told = Told {
        action: "account.erased",
        resource: "accounts",
        parent: None,
        visibility: Visibility::Secretariat,
        member: None,
    };
    tell(tx, erased.id, erased.version, told)
}

fn coordinator(tx: &mut Tx<'_>, mut row: Coordinator) -> Result<Id, Problem> {
    ERASED.clone_into(&mut row.name);
    row.touch(tx.caller.now);
    row.save(tx)?;
    tx.tell(&row, "coordinator.erased")?;
    Ok(row.id)
}
