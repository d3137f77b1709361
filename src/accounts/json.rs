//! What goes in and out about accounts.

use super::model::{Account, AccountRole, AccountStatus};
use crate::auth::{Caller, Role, Scope, Seat, Secret};
use crate::db::{Id, Instant};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// An account, as the secretariat sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The address it signs in with.
    #[schema(example = "gender@mofa.gov.na", format = "email", max_length = 254)]
    pub email: String,
    /// Whom it acts for.
    pub role: AccountRole,
    /// The member, for a member's account.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// Its state.
    pub status: AccountStatus,
    /// Until when the invitation that is out can be used.
    #[schema(required = true, example = "2026-12-01T09:00:00Z")]
    pub invitation_expires_at: Option<Instant>,
    /// When it was created.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub updated_at: Instant,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            email: account.email,
            role: account.role,
            member_id: account.member_id,
            status: account.status,
            invitation_expires_at: account.invitation_expires_at,
            created_at: account.created_at,
            updated_at: account.updated_at,
        }
    }
}

/// A new account.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// The address it will sign in with.
    #[schema(
        example = "gender@mofa.gov.na",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: String,
    /// Whom it acts for.
    pub role: AccountRole,
    /// The member; required for role `member`, absent for `secretariat`.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
}

/// An account with the invitation for its holder.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedAccount {
    /// The account.
    pub account: AccountView,
    /// Give this to the holder over a safe channel: with it the password is chosen. It is shown only here.
    #[schema(example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE", max_length = 43)]
    pub invitation_code: String,
}

impl InvitedAccount {
    /// Shows the code, once.
    pub fn new(account: Account, code: &Secret) -> Self {
        Self {
            account: account.into(),
            invitation_code: code.reveal().to_owned(),
        }
    }
}

/// The password that the holder chooses.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Activation {
    /// The invitation code.
    #[schema(
        example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE",
        min_length = 1,
        max_length = 100
    )]
    pub code: String,
    /// At least twelve characters; a few words are easier to remember than signs.
    #[schema(
        example = "correct horse battery staple",
        format = "password",
        min_length = 12,
        max_length = 256
    )]
    pub password: String,
}

/// A change of one's own password.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password until now.
    #[schema(
        example = "correct horse battery staple",
        format = "password",
        min_length = 1,
        max_length = 256
    )]
    pub current_password: String,
    /// The new one, at least twelve characters. All other sessions of the account end.
    #[schema(
        example = "quiet river under seven bridges",
        format = "password",
        min_length = 12,
        max_length = 256
    )]
    pub new_password: String,
}

/// Filters of the list of accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AccountFilters {
    /// Only accounts of this role.
    #[param(inline)]
    pub role: Option<AccountRole>,
    /// Only accounts in this state.
    #[param(inline)]
    pub status: Option<AccountStatus>,
    /// Only accounts of this member.
    #[param(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<AccountSort>,
}

sorts! {
    /// The order of the list of accounts: `-` for descending.
    pub AccountSort = "-created_at", from "created_at", "email"
}

/// Why the caller has a role today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The role at this moment: `public`, `member`, `troika` (a member with a seat today) or `secretariat`.
    #[schema(example = "troika", max_length = 20)]
    pub role: &'static str,
    /// The reason, in a sentence.
    #[schema(
        example = "Your member is a Chair of the incumbent term on 2018-06-01.",
        max_length = 300
    )]
    pub reason: String,
    /// The account; null for a service account, and when not signed in.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub account_id: Option<Id>,
    /// The address of the account; null for a service account, and when not signed in.
    #[schema(required = true, example = "wps@auswaertiges-amt.de", max_length = 254)]
    pub email: Option<String>,
    /// The service account; null for a person.
    #[schema(required = true, example = json!(null))]
    pub service_account_id: Option<Id>,
    /// What the service account's token is limited to; null for a person.
    #[schema(required = true, example = json!(null))]
    pub scope: Option<Scope>,
    /// The member that the account acts for.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub member_id: Option<Id>,
    /// The seat of that member in the troika today: `previous`, `incumbent` or `next`.
    #[schema(required = true, max_length = 20, example = "incumbent", value_type = Option<String>)]
    pub troika_seat: Option<Seat>,
}

impl Me {
    /// The caller, explained.
    pub fn of(caller: &Caller, email: Option<String>) -> Self {
        let today = caller.today();
        let (role, reason) = match caller.role {
            Role::Public if caller.account.is_some() => (
                "public",
                format!("The member of your account is not in the Network on {today}."),
            ),
            Role::Public => ("public", "You are not signed in.".to_owned()),
            Role::Secretariat => (
                "secretariat",
                "Your account is one of the secretariat, UN-Women.".to_owned(),
            ),
            Role::Member { seat: None, .. } => (
                "member",
                format!("Your account acts for a member that has no seat in the troika on {today}."),
            ),
            Role::Member { seat: Some(seat), .. } => (
                "troika",
                format!("Your member is a Chair of the {} term on {today}.", seat.as_str()),
            ),
        };
        Self {
            role,
            reason,
            account_id: caller.account.filter(|_| caller.scope.is_none()),
            service_account_id: caller.account.filter(|_| caller.scope.is_some()),
            scope: caller.scope,
            email,
            member_id: caller.member(),
            troika_seat: caller.seat(),
        }
    }
}
