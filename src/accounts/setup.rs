//! The first account: by the one-time code that the first start prints, or by the command line. There is no default
//! password.

use super::json::AccountView;
use super::model::{Account, AccountRole, AccountStatus};
use super::queries;
use crate::auth::{Caller, Secret, hash_now};
use crate::db::{Connection, Db, Id, Instant, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Reply, Valid};
use crate::journal::{self, Entry};
use crate::schema::{members, setup_codes};
use actix_web::post;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::{Validate, ValidateEmail};

/// An address in the form in which it is compared: trimmed, in lower case; `None` when it is none.
pub fn normal_email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    email.validate_email().then_some(email)
}

/// The code with which a new service gets its first account.
pub struct SetupCode(pub String);

impl SetupCode {
    /// A new code as long as there is no account; the one before ends. `None` once there is an account.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn renew(db: &Db, now: DateTime<Utc>) -> Result<Option<Self>, Problem> {
        db.write_now(move |conn| {
            if queries::any(conn)? {
                return Ok(None);
            }
            let code = Secret::new()?;
            diesel::delete(setup_codes::table).execute(conn)?;
            diesel::insert_into(setup_codes::table)
                .values((
                    setup_codes::id.eq(1),
                    setup_codes::hash.eq(code.hash()),
                    setup_codes::created_at.eq(Instant::from(now)),
                ))
                .execute(conn)?;
            Ok(Some(Self(code.reveal().to_owned())))
        })
    }
}

/// The first account, for the secretariat.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The code that the first start printed.
    #[schema(
        example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE",
        min_length = 1,
        max_length = 100
    )]
    pub code: String,
    /// The address to sign in with.
    #[schema(
        example = "wps.secretariat@unwomen.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: String,
    /// At least twelve characters; a few words are easier to remember than signs.
    #[schema(
        example = "correct horse battery staple",
        format = "password",
        min_length = 12,
        max_length = 256
    )]
    pub password: String,
}

/// Set up the first account
///
/// For a new service: makes the first account, one of the secretariat, with the code that the first start printed. It
/// works once; every other account is then created by that one.
#[utoipa::path(tag = "Identity", request_body = Setup, responses((status = 201, body = AccountView, description = "The account may sign in now.")))]
#[post("/v1/setup")]
pub async fn set_up(act: Act, Valid(setup): Valid<Setup>) -> Reply {
    let email = normal_email(&setup.email).ok_or_else(|| {
        Problem::invalid(
            "/email",
            "format",
            "Use an e-mail address, such as name@unwomen.org.",
        )
    })?;
    let hash = act.shared.passwords.hash(setup.password).await?;
    act.commit(move |tx| {
        let kept: Option<Vec<u8>> = setup_codes::table
            .select(setup_codes::hash)
            .get_result(&mut **tx)
            .optional()?;
        if !kept.is_some_and(|kept| Secret::is(&setup.code, &kept)) || queries::any(tx)? {
            return Err(Problem::invalid(
                "/code",
                "unusable",
                "This is not the set-up code, or the service is set up already.",
            ));
        }
        diesel::delete(setup_codes::table).execute(&mut **tx)?;
        let account = active(
            &email,
            AccountRole::Secretariat,
            None,
            hash.clone(),
            tx.caller.now,
        );
        queries::insert(tx, &account)?;
        tx.record(created(&account))?;
        Answer::created(
            format!("/v1/accounts/{}", account.id),
            &AccountView::from(account),
        )
    })
    .await
}

/// Makes an account from the command line; `member` is a code or an acronym.
///
/// # Errors
/// A problem whose detail is for the operator.
pub fn create_first(
    db: &Db,
    email: &str,
    role: AccountRole,
    member: Option<String>,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Id, Problem> {
    let email = normal_email(email).ok_or_else(|| Problem::conflict("This is not an e-mail address."))?;
    if password.chars().count() < 12 || password.len() > 1024 {
        return Err(Problem::conflict(
            "Choose a password of at least twelve characters.",
        ));
    }
    let hash = hash_now(password)?;
    db.write_now(move |conn| {
        let member_id = match (role, &member) {
            (AccountRole::Member, Some(code)) => Some(member_by_code(conn, code)?),
            (AccountRole::Member, None) => {
                return Err(Problem::conflict(
                    "A member's account needs --member with its ISO code or acronym, such as NAM or AU.",
                ));
            }
            (AccountRole::Secretariat, None) => None,
            (AccountRole::Secretariat, Some(_)) => {
                return Err(Problem::conflict(
                    "An account of the secretariat acts for no member; leave --member out.",
                ));
            }
        };
        let account = active(&email, role, member_id, hash.clone(), now);
        queries::insert(conn, &account)?;
        journal::write(conn, &Caller::system(now), &created(&account))?;
        Ok(account.id)
    })
}

fn member_by_code(conn: &mut Connection, code: &str) -> Result<Id, Problem> {
    let code = code.to_uppercase();
    let known: Vec<(Id, Option<String>, Option<String>)> = members::table
        .select((members::id, members::iso_alpha3, members::acronym))
        .load(conn)?;
    known
        .into_iter()
        .find(|(_, iso, acronym)| {
            iso.as_deref() == Some(&code) || acronym.as_ref().is_some_and(|a| a.to_uppercase() == code)
        })
        .map(|(id, ..)| id)
        .ok_or_else(|| Problem::conflict("There is no member with this ISO code or acronym."))
}

fn active(
    email: &str,
    role: AccountRole,
    member_id: Option<Id>,
    hash: String,
    now: DateTime<Utc>,
) -> Account {
    Account {
        id: Id::new(),
        email: email.to_owned(),
        role,
        member_id,
        password_hash: Some(hash),
        status: AccountStatus::Active,
        invitation_hash: None,
        invitation_expires_at: None,
        version: 1,
        created_at: now.into(),
        updated_at: now.into(),
    }
}

fn created(account: &Account) -> Entry {
    Entry {
        action: "account.created",
        resource: "accounts",
        parent: None,
        id: account.id,
        version: 1,
        visibility: Visibility::Secretariat,
        member: None,
    }
}
