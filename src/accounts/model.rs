//! What is kept of an account.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::error::Problem;
use crate::schema::accounts;
use diesel::prelude::*;

words! {
    /// Whom an account acts for.
    pub enum AccountRole {
        /// UN-Women, the secretariat of the Network.
        Secretariat = "secretariat",
        /// One member.
        Member = "member",
    }
}

words! {
    /// The state of an account.
    pub enum AccountStatus {
        /// Waits for its holder to choose a password.
        Invited = "invited",
        /// May sign in.
        Active = "active",
        /// May not; its sessions have ended.
        Disabled = "disabled",
    }
}

/// A row of `accounts`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = accounts, treat_none_as_null = true)]
pub struct Account {
    /// Its id.
    pub id: Id,
    /// The address it signs in with, in lower case.
    pub email: String,
    /// Whom it acts for.
    pub role: AccountRole,
    /// The member, for a member's account.
    pub member_id: Option<Id>,
    /// Argon2id, as a PHC string.
    pub password_hash: Option<String>,
    /// Its state.
    pub status: AccountStatus,
    /// Hash of the invitation that is out.
    pub invitation_hash: Option<Vec<u8>>,
    /// When that invitation ends.
    pub invitation_expires_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was created.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// Ends the address of an account whose holder was erased (RFC 2606 keeps the domain free).
const ERASED: &str = "@erased.invalid";

impl Account {
    /// The address that stands for one that was erased.
    pub fn erased_address(&self) -> String {
        format!("{}{ERASED}", self.id)
    }

    /// Passes an account that has a holder.
    ///
    /// # Errors
    /// 409 when the holder was erased.
    pub fn require_holder(&self) -> Result<(), Problem> {
        if self.email.ends_with(ERASED) {
            return Err(Problem::conflict(
                "The account's holder was erased; it stays for the audit trail. Invite to a new one.",
            ));
        }
        Ok(())
    }
}
