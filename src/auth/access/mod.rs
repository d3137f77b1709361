//! The access table: who may call each operation. Deny by default: an operation without a row does not start up, and a
//! role that a row does not name is refused before anything of the request is read.
//!
//! A row says what a role may *call*; whether the record is the caller's own is decided by the domain's rules, and
//! stands in the row's `relation`, for the contract and for the generated tests.

mod table;

pub use table::TABLE;

use super::caller::{Caller, Role};

/// The roles of the table. A troika seat comes on top of a member's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Public,
    /// An account of a member.
    Member,
    /// An account of a member that is Chair in the previous, incumbent or next term today.
    Troika,
    /// UN-Women.
    Secretariat,
}

impl Who {
    /// The name in the contract's `x-authorization`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Member => "member",
            Self::Troika => "troika",
            Self::Secretariat => "secretariat",
        }
    }
}

/// What the record has to be to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Any record that the caller may see.
    Any,
    /// A record of the caller's own member (the secretariat: any).
    Own,
    /// A nomination that names the caller's member.
    Nominee,
    /// The membership request whose follow-up secret the caller presents.
    Applicant,
    /// The caller's own account or session.
    Himself,
    /// The subscription to the newsletter whose code the caller presents.
    Subscriber,
    /// The service account whose credentials the request shows: OAuth's way, and no access token.
    Client,
}

impl Relation {
    /// The name in the contract's `x-authorization`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Own => "own member",
            Self::Nominee => "nominee",
            Self::Applicant => "applicant with the follow-up secret",
            Self::Himself => "own account",
            Self::Subscriber => "subscriber with the code in the mail",
            Self::Client => "service account with its secret",
        }
    }
}

/// A row: an operation, the roles that may call it, and the relation that the record must have.
#[derive(Debug)]
pub struct Row {
    /// `operationId`.
    pub operation: &'static str,
    /// The roles.
    pub who: &'static [Who],
    /// The relation.
    pub relation: Relation,
    /// No service account may call it, whatever its scope.
    pub people_only: bool,
}

/// The row of an operation.
pub fn find(operation: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.operation == operation)
}

impl Row {
    /// Whether anyone may call it without signing in.
    pub fn is_public(&self) -> bool {
        self.who.contains(&Who::Public)
    }

    /// Whether this caller may call it.
    pub fn admits(&self, caller: &Caller) -> bool {
        match caller.role {
            // What is one's own stays so: whoever is signed in may sign out, though his member has left.
            Role::Public => {
                self.is_public() || (caller.account.is_some() && self.relation == Relation::Himself)
            }
            Role::Member { seat, .. } => {
                self.who.contains(&Who::Member) || (seat.is_some() && self.who.contains(&Who::Troika))
            }
            Role::Secretariat => self.who.contains(&Who::Secretariat),
        }
    }
}
