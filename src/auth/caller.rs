//! The caller of one request.

use super::Scope;
use crate::db::stored::words;
use crate::db::{Id, Visibility};
use crate::error::Problem;
use chrono::{DateTime, NaiveDate, Utc};

words! {
    /// A place in the troika: the previous, incumbent and next Chairs (clause `chair.troika`).
    pub enum Seat {
        /// A Chair of the term before.
        Previous = "previous",
        /// A Chair of the term that covers the day.
        Incumbent = "incumbent",
        /// A Chair of the term after.
        Next = "next",
    }
}

/// What the caller is, as the database has it at the request; a token only says who is calling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Anyone, not signed in.
    Public,
    /// An account of one member, which may hold a seat in the troika today.
    Member {
        /// The member.
        member: Id,
        /// The member's seat today.
        seat: Option<Seat>,
    },
    /// UN-Women's coordinator and staff.
    Secretariat,
}

/// Who acts, in what role, and when.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account, or the service account; none for the public.
    pub account: Option<Id>,
    /// What a service account's token is limited to; none for a person's.
    pub scope: Option<Scope>,
    /// The session behind a person's token of ours.
    pub session: Option<Id>,
    /// The role at this moment.
    pub role: Role,
    /// The moment of the request, UTC.
    pub now: DateTime<Utc>,
    /// The request's id, for the audit entry.
    pub request_id: Option<String>,
    /// Hash of the follow-up secret that the request presents.
    pub follow_up: Option<Vec<u8>>,
}

impl Caller {
    /// Someone who is not signed in.
    pub fn public(now: DateTime<Utc>) -> Self {
        Self {
            account: None,
            scope: None,
            session: None,
            role: Role::Public,
            now,
            request_id: None,
            follow_up: None,
        }
    }

    /// The service itself or its command line, acting with the secretariat's rights.
    pub fn system(now: DateTime<Utc>) -> Self {
        Self {
            role: Role::Secretariat,
            ..Self::public(now)
        }
    }

    /// The day of the request, UTC.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Whether the caller is UN-Women's.
    pub fn is_secretariat(&self) -> bool {
        self.role == Role::Secretariat
    }

    /// The member that the account belongs to.
    pub fn member(&self) -> Option<Id> {
        match self.role {
            Role::Member { member, .. } => Some(member),
            Role::Public | Role::Secretariat => None,
        }
    }

    /// The member's seat in the troika today.
    pub fn seat(&self) -> Option<Seat> {
        match self.role {
            Role::Member { seat, .. } => seat,
            Role::Public | Role::Secretariat => None,
        }
    }

    /// The highest level whose fields and records the caller sees everywhere.
    pub fn level(&self) -> Visibility {
        match self.role {
            Role::Public => Visibility::Public,
            Role::Member { .. } => Visibility::Network,
            Role::Secretariat => Visibility::Secretariat,
        }
    }

    /// Whether the caller presents the follow-up secret of this hash; compared in constant time.
    pub fn presents(&self, hash: &[u8]) -> bool {
        let presented = self.follow_up.as_deref();
        presented.is_some_and(|own| aws_lc_rs::constant_time::verify_slices_are_equal(own, hash).is_ok())
    }

    /// The same caller, presenting a follow-up secret that was just made.
    #[must_use]
    pub fn presenting(&self, secret: &super::Secret) -> Self {
        Self {
            follow_up: Some(secret.hash()),
            ..self.clone()
        }
    }

    /// Whether the caller sees something of a level that belongs to a member: one's own is always seen.
    pub fn sees(&self, level: Visibility, owner: Option<Id>) -> bool {
        level <= self.level() || (owner.is_some() && owner == self.member())
    }

    /// Passes the secretariat and the member's own accounts.
    ///
    /// # Errors
    /// 403 for other members.
    pub fn require_own(&self, member: Id) -> Result<(), Problem> {
        if self.is_secretariat() || self.member() == Some(member) {
            return Ok(());
        }
        Err(Problem::forbidden(
            "A member acts for itself only; this belongs to another.",
        ))
    }
}
