//! The operations on sessions.

use super::json::{Credentials, Refresh, SigningKeys, Tokens};
use super::queries::{self, Session};
use crate::accounts::model::{Account, AccountStatus};
use crate::accounts::queries as accounts;
use crate::accounts::setup::normal_email;
use crate::auth::{ACCESS_SECONDS, Claims, Secret};
use crate::db::{Id, Visibility};
use crate::error::Problem;
use crate::http::{Act, Answer, Reply, Shared, Tx, Valid, View};
use crate::journal::Entry;
use actix_web::http::StatusCode;
use actix_web::{delete, get, post, web};
use chrono::{DateTime, Duration, Utc};

/// Days after which an unused refresh token ends.
const REFRESH_DAYS: i64 = 14;

/// Sign in
///
/// Gives an access token for ten minutes and a refresh token. A wrong address, a wrong password and a disabled account
/// are answered alike, in the same time.
#[utoipa::path(tag = "Identity", request_body = Credentials, responses((status = 201, body = Tokens, description = "Signed in.")))]
#[post("/v1/sessions")]
pub async fn start_session(act: Act, Valid(credentials): Valid<Credentials>) -> Reply {
    let email = normal_email(&credentials.email).unwrap_or_default();
    act.shared.limits.try_sign_in(&email, act.caller.now)?;
    let account = act
        .shared
        .db
        .read(move |conn| accounts::by_email(conn, &email))
        .await?;
    let account = account.filter(|account| account.status == AccountStatus::Active);
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = act.shared.passwords.check(credentials.password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(Problem::unauthenticated(
            "The e-mail address or the password is not right, or the account may not sign in.",
        ));
    };
    let shared = act.shared.clone();
    act.commit(move |tx| {
        let secret = Secret::new()?;
        let now = tx.caller.now;
        let session = Session {
            id: Id::new(),
            account_id: account.id,
            refresh_hash: secret.hash(),
            created_at: now.into(),
            expires_at: (now + Duration::days(REFRESH_DAYS)).into(),
            revoked_at: None,
        };
        queries::insert(tx, &session)?;
        tx.record(entry("session.started", &session))?;
        Answer::created(
            "/v1/me".to_owned(),
            &tokens(&shared, &account, session.id, &secret, now)?,
        )
    })
    .await
}

/// Stay signed in
///
/// Gives the next pair of tokens. Each refresh token works once: a second use means that it was stolen or lost on the
/// way, and ends the session.
#[utoipa::path(tag = "Identity", request_body = Refresh, responses((status = 200, body = Tokens, description = "The next tokens.")))]
#[post("/v1/sessions/refresh")]
pub async fn refresh_session(act: Act, Valid(refresh): Valid<Refresh>) -> Reply {
    let shared = act.shared.clone();
    let reply = act.commit(move |tx| {
        let now = tx.caller.now;
        let (session, account, secret) = session_of(tx, &refresh.refresh_token, now)?;
        if !Secret::is(secret, &session.refresh_hash) {
            // A refusal, but the end of the session must stand, so it is committed as an answer.
            queries::revoke(tx, session.id, now.into())?;
            tx.record(entry("session.revoked_after_reuse", &session))?;
            return Ok(Answer {
                status: StatusCode::UNAUTHORIZED,
                ..Answer::none()
            });
        }
        let next = Secret::new()?;
        let expires_at = (now + Duration::days(REFRESH_DAYS)).into();
        if !queries::rotate(tx, &session, next.hash(), expires_at)? {
            return Err(not_valid());
        }
        Answer::ok(&tokens(&shared, &account, session.id, &next, now)?)
    });
    let reply = reply.await?;
    if reply.status() == StatusCode::UNAUTHORIZED {
        return Err(Problem::unauthenticated(
            "The refresh token was used before, so its session has been ended; sign in again.",
        ));
    }
    Ok(reply)
}

fn not_valid() -> Problem {
    Problem::unauthenticated("The refresh token is not valid any more; sign in again.")
}

/// The session that a refresh token (`session.secret`) names, its account, and the secret to be checked.
fn session_of<'a>(
    tx: &mut Tx<'_>,
    token: &'a str,
    now: DateTime<Utc>,
) -> Result<(Session, Account, &'a str), Problem> {
    let (id, secret) = token.split_once('.').ok_or_else(not_valid)?;
    let id = Id::parse(id).ok_or_else(not_valid)?;
    let session = queries::find(tx, id)?.ok_or_else(not_valid)?;
    let account = queries::active_account(tx, id, now.into())?.ok_or_else(not_valid)?;
    Ok((session, account, secret))
}

/// Sign out
///
/// Ends the session of the access token: it and the refresh token stop working at once.
#[utoipa::path(tag = "Identity", responses((status = 204, description = "Signed out.")))]
#[delete("/v1/sessions")]
pub async fn end_session(act: Act) -> Reply {
    act.commit(|tx| {
        let id = tx.caller.session.ok_or_else(Problem::not_found)?;
        let session = queries::find(tx, id)?.ok_or_else(Problem::not_found)?;
        let now = tx.caller.now.into();
        queries::revoke(tx, id, now)?;
        tx.record(entry("session.ended", &session))?;
        Ok(Answer::none())
    })
    .await
}

/// Get the public keys of access tokens
///
/// A JSON Web Key Set (RFC 7517), for systems that verify tokens themselves.
#[utoipa::path(tag = "Identity", responses((status = 200, body = SigningKeys, description = "The keys.")))]
#[get("/.well-known/jwks.json")]
pub async fn get_signing_keys(view: View, shared: web::Data<Shared>) -> Reply {
    let keys = shared.keys.clone();
    view.json(move |_, _| {
        Ok(SigningKeys {
            keys: keys.published(),
        })
    })
    .await
}

fn tokens(
    shared: &Shared,
    account: &Account,
    session: Id,
    refresh: &Secret,
    now: DateTime<Utc>,
) -> Result<Tokens, Problem> {
    let issuer = shared.settings.public_url();
    let claims = Claims::new(&issuer, account.id, session, account.role.as_str(), now);
    Ok(Tokens {
        access_token: claims.sign(&shared.keys)?,
        token_type: "Bearer",
        expires_in: ACCESS_SECONDS,
        refresh_token: format!("{session}.{}", refresh.reveal()),
    })
}

fn entry(action: &'static str, session: &Session) -> Entry {
    Entry {
        action,
        resource: "sessions",
        parent: None,
        id: session.id,
        version: 1,
        visibility: Visibility::Secretariat,
        member: None,
    }
}
