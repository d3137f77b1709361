//! The operations on accounts.

use super::json::{
    AccountFilters, AccountSort, AccountView, Activation, InvitedAccount, Me, NewAccount, PasswordChange,
};
use super::model::{Account, AccountRole, AccountStatus};
use super::queries::{self, Filter};
use super::sessions;
use super::setup::normal_email;
use crate::auth::Secret;
use crate::db::{Connection, Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::journal::Entry;
use actix_web::{get, post};
use chrono::Duration;

/// Days for which an invitation can be used.
const INVITATION_DAYS: i64 = 7;

fn entry(action: &'static str, account: &Account) -> Entry {
    Entry {
        action,
        resource: "accounts",
        parent: None,
        id: account.id,
        version: account.version,
        visibility: Visibility::Secretariat,
        member: None,
    }
}

/// Say who the caller is
///
/// The account, the member it acts for, the role it has today, and why. The troika changes with the chair terms, so
/// the same token may have another role tomorrow.
#[utoipa::path(tag = "Identity", responses((status = 200, body = Me, description = "The caller.")))]
#[get("/v1/me")]
pub async fn get_me(view: View) -> Reply {
    view.json(|conn, caller| {
        let email = match caller.account.filter(|_| caller.scope.is_none()) {
            Some(id) => Some(queries::load(conn, id)?.email),
            None => None,
        };
        Ok(Me::of(caller, email))
    })
    .await
}

/// Change one's own password
///
/// The current password is asked for again. Every other session of the account ends.
#[utoipa::path(tag = "Identity", request_body = PasswordChange, responses((status = 204, description = "Changed.")))]
#[post("/v1/me/password")]
pub async fn change_password(act: Act, Valid(change): Valid<PasswordChange>) -> Reply {
    if let Some(answer) = act.answered_before().await? {
        // The password that a repeated request calls the current one is no more.
        return Ok(answer);
    }
    let account_id = act.caller.account.ok_or_else(Problem::not_found)?;
    let account = act
        .shared
        .db
        .read(move |conn| queries::load(conn, account_id))
        .await?;
    if !act
        .shared
        .passwords
        .check(change.current_password, account.password_hash)
        .await?
    {
        return Err(Problem::invalid(
            "/current_password",
            "wrong",
            "This is not the account's current password.",
        ));
    }
    let hash = act.shared.passwords.hash(change.new_password).await?;
    act.commit(move |tx| {
        let mut account = queries::load(tx, account_id)?;
        account.password_hash = Some(hash.clone());
        let caller = tx.caller;
        sessions::queries::revoke_others(tx, account_id, caller.session, caller.now.into())?;
        save(tx, account, "account.password_changed")?;
        Ok(Answer::none())
    })
    .await
}

/// List accounts
///
/// All accounts, newest first unless another sort is asked for.
#[utoipa::path(tag = "Accounts", params(PagingParams, AccountFilters), responses((status = 200, body = Page<AccountView>, description = "A page of accounts.")))]
#[get("/v1/accounts")]
pub async fn list_accounts(
    view: View,
    Query(filters): Query<AccountFilters>,
    paging: Paging<AccountSort>,
) -> Reply {
    let filter = Filter {
        role: filters.role,
        status: filters.status,
        member_id: filters.member_id,
    };
    view.json(move |conn, _| {
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(AccountView::from)))
    })
    .await
}

/// Get an account
///
/// One account by its id.
#[utoipa::path(tag = "Accounts", params(("id" = Id, Path, description = "The account's id.")), responses((status = 200, body = AccountView, description = "The account.")))]
#[get("/v1/accounts/{id}")]
pub async fn get_account(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, _| queries::load(conn, id).map(AccountView::from))
        .await
}

/// Invite a person to an account
///
/// Creates the account and gives an invitation code, with which its holder chooses the password within seven days.
#[utoipa::path(tag = "Accounts", request_body = NewAccount, responses((status = 201, body = InvitedAccount, description = "Created and invited.")))]
#[post("/v1/accounts")]
pub async fn create_account(act: Act, Valid(new): Valid<NewAccount>) -> Reply {
    let email = normal_email(&new.email).ok_or_else(|| {
        Problem::invalid(
            "/email",
            "format",
            "Use an e-mail address, such as focal.point@example.org.",
        )
    })?;
    act.commit(move |tx| {
        require_member(tx, &new)?;
        let code = Secret::new()?;
        let now = tx.caller.now;
        let account = Account {
            id: Id::new(),
            email: email.clone(),
            role: new.role,
            member_id: new.member_id,
            password_hash: None,
            status: AccountStatus::Invited,
            invitation_hash: Some(code.hash()),
            invitation_expires_at: Some((now + Duration::days(INVITATION_DAYS)).into()),
            version: 1,
            created_at: now.into(),
            updated_at: now.into(),
        };
        queries::insert(tx, &account)?;
        tx.record(entry("account.created", &account))?;
        Answer::created(
            format!("/v1/accounts/{}", account.id),
            &InvitedAccount::new(account, &code),
        )
    })
    .await
}

/// A member's account names a member that exists; the secretariat's names none.
fn require_member(conn: &mut Connection, new: &NewAccount) -> Result<(), Problem> {
    use crate::schema::members;
    use diesel::prelude::*;
    match (new.role, new.member_id) {
        (AccountRole::Secretariat, None) => Ok(()),
        (AccountRole::Secretariat, Some(_)) => Err(Problem::invalid(
            "/member_id",
            "not_allowed",
            "An account of the secretariat acts for no member; leave this out.",
        )),
        (AccountRole::Member, None) => Err(Problem::invalid(
            "/member_id",
            "required",
            "Name the member that the account acts for.",
        )),
        (AccountRole::Member, Some(id)) => {
            let found: Option<Id> = members::table
                .find(id)
                .select(members::id)
                .get_result(conn)
                .optional()?;
            found
                .map(|_| ())
                .ok_or_else(|| Problem::invalid("/member_id", "unknown", "There is no such member."))
        }
    }
}

/// Invite again
///
/// Gives a new invitation code, as when the first was lost or the password forgotten; the code before ends. The
/// password until now stays valid until the new one is chosen.
#[utoipa::path(tag = "Accounts", params(("id" = Id, Path, description = "The account's id.")), responses((status = 200, body = InvitedAccount, description = "Invited.")))]
#[post("/v1/accounts/{id}/invite")]
pub async fn invite_account(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut account = queries::load(tx, id)?;
        account.require_holder()?;
        if account.status == AccountStatus::Disabled {
            return Err(Problem::conflict("The account is disabled; enable it first."));
        }
        let code = Secret::new()?;
        account.invitation_hash = Some(code.hash());
        account.invitation_expires_at = Some((tx.caller.now + Duration::days(INVITATION_DAYS)).into());
        let account = save(tx, account, "account.invited")?;
        Answer::ok(&InvitedAccount::new(account, &code))
    })
    .await
}

/// Choose the password of an account
///
/// With the invitation code from the secretariat. The code is used up, and earlier sessions of the account end.
#[utoipa::path(tag = "Identity", request_body = Activation, responses((status = 200, body = AccountView, description = "The account may sign in now.")))]
#[post("/v1/account-activations")]
pub async fn activate_account(act: Act, Valid(activation): Valid<Activation>) -> Reply {
    let hash = act.shared.passwords.hash(activation.password).await?;
    let code = Secret::hash_of(&activation.code);
    act.commit(move |tx| {
        let unusable = || {
            Problem::invalid(
                "/code",
                "unusable",
                "This code was used, has ended or was never given; ask the secretariat for another.",
            )
        };
        let mut account = queries::by_invitation(tx, code.clone())?.ok_or_else(unusable)?;
        let expired = account
            .invitation_expires_at
            .is_none_or(|end| end.0 <= tx.caller.now);
        if expired || account.status == AccountStatus::Disabled {
            return Err(unusable());
        }
        account.password_hash = Some(hash.clone());
        account.status = AccountStatus::Active;
        account.invitation_hash = None;
        account.invitation_expires_at = None;
        let now = tx.caller.now.into();
        sessions::queries::revoke_others(tx, account.id, None, now)?;
        let account = save(tx, account, "account.activated")?;
        Answer::ok(&AccountView::from(account))
    })
    .await
}

/// Disable an account
///
/// Its sessions end at once, on every instance, and it cannot sign in until it is enabled again.
#[utoipa::path(tag = "Accounts", params(("id" = Id, Path, description = "The account's id.")), responses((status = 200, body = AccountView, description = "Disabled.")))]
#[post("/v1/accounts/{id}/disable")]
pub async fn disable_account(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut account = queries::load(tx, id)?;
        if account.status == AccountStatus::Disabled {
            return Err(Problem::conflict("The account is disabled already."));
        }
        if tx.caller.account == Some(id) {
            return Err(Problem::conflict(
                "Your own account cannot be disabled by yourself; ask a colleague.",
            ));
        }
        account.status = AccountStatus::Disabled;
        account.invitation_hash = None;
        account.invitation_expires_at = None;
        let now = tx.caller.now.into();
        sessions::queries::revoke_others(tx, id, None, now)?;
        let account = save(tx, account, "account.disabled")?;
        Answer::ok(&AccountView::from(account))
    })
    .await
}

/// Enable an account
///
/// The account may sign in again with its password; one that never had a password is to be invited again.
#[utoipa::path(tag = "Accounts", params(("id" = Id, Path, description = "The account's id.")), responses((status = 200, body = AccountView, description = "Enabled.")))]
#[post("/v1/accounts/{id}/enable")]
pub async fn enable_account(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut account = queries::load(tx, id)?;
        account.require_holder()?;
        if account.status != AccountStatus::Disabled {
            return Err(Problem::conflict("The account is not disabled."));
        }
        let chosen = account.password_hash.is_some();
        account.status = if chosen {
            AccountStatus::Active
        } else {
            AccountStatus::Invited
        };
        let account = save(tx, account, "account.enabled")?;
        Answer::ok(&AccountView::from(account))
    })
    .await
}

/// Counts the version up, saves and records.
fn save(tx: &mut Tx<'_>, mut account: Account, action: &'static str) -> Result<Account, Problem> {
    account.version += 1;
    account.updated_at = tx.caller.now.into();
    queries::save(tx, &account)?;
    tx.record(entry(action, &account))?;
    Ok(account)
}
