//! What a deciding handler works with: [`Act`], and in its one transaction [`Tx`].

use super::answer::{Answer, Reply, etag};
use super::body::RawBody;
use super::retry;
use super::shared::Shared;
use crate::auth::Caller;
use crate::db::{Connection, Id};
use crate::error::{Kind, Problem};
use crate::journal::{self, Entry, Look};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::future::{Ready, ready};
use std::ops::{Deref, DerefMut};

/// What handlers return for a page of work done off the connection.
pub(super) fn shared(req: &HttpRequest) -> Result<web::Data<Shared>, Problem> {
    req.app_data::<web::Data<Shared>>()
        .cloned()
        .ok_or_else(|| Problem::internal("no shared state"))
}

pub(super) fn caller(req: &HttpRequest) -> Result<Caller, Problem> {
    req.extensions()
        .get::<Caller>()
        .cloned()
        .ok_or_else(|| Problem::internal("a handler outside the gate"))
}

pub(super) fn header_text(req: &HttpRequest, name: &header::HeaderName) -> Option<String> {
    req.headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(caller(req))
    }
}

/// The `{id}` of a path. What is no id names nothing: 404.
pub struct PathId(pub Id);

/// The ids of a path, in their order.
pub struct Ids<const N: usize>(pub [Id; N]);

impl<const N: usize> FromRequest for Ids<N> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let ids: Option<Vec<Id>> = req.match_info().iter().map(|(_, text)| Id::parse(text)).collect();
        let ids = ids.and_then(|ids| <[Id; N]>::try_from(ids).ok());
        ready(ids.map(Self).ok_or_else(Problem::not_found))
    }
}

impl FromRequest for PathId {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(
            Ids::<1>::from_request(req, payload)
                .into_inner()
                .map(|Ids([id])| Self(id)),
        )
    }
}

/// Whether a list of entity tags (RFC 9110, 13.1) names this one.
pub(super) fn names(tags: &str, tag: &str) -> bool {
    tags.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}

/// A deciding operation's hold on the database: one transaction with its audit entry, its event, and the answer kept
/// for a repeated `Idempotency-Key`.
pub struct Act {
    /// The instance's own things: keys, passwords, settings.
    pub shared: web::Data<Shared>,
    /// Who acts.
    pub caller: Caller,
    if_match: Option<String>,
    retry: Option<retry::Retry>,
}

impl FromRequest for Act {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(shared(req).and_then(|shared| {
            let caller = caller(req)?;
            let fingerprint = req
                .extensions()
                .get::<RawBody>()
                .map(|b| b.fingerprint.clone())
                .unwrap_or_default();
            let retry = retry::Retry::read(req, &caller, fingerprint)?;
            Ok(Self {
                shared,
                caller,
                if_match: header_text(req, &header::IF_MATCH),
                retry,
            })
        }))
    }
}

impl Act {
    /// The answer that a repeated `Idempotency-Key` gets, for an operation that does something costly or not repeatable
    /// before its transaction; [`Act::commit`] asks by itself.
    ///
    /// # Errors
    /// 422 when the key was used for another request.
    pub async fn answered_before(&self) -> Result<Option<HttpResponse>, Problem> {
        let Some(retry) = self.retry.clone() else {
            return Ok(None);
        };
        let now = self.caller.now;
        let answer = self.shared.db.read(move |conn| retry.recall(conn, now)).await?;
        Ok(answer.map(replayed))
    }

    /// Whether the `Idempotency-Key` was used before, for an operation that can spare itself the costly part then.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn is_repeated(&self) -> Result<bool, Problem> {
        let Some(retry) = self.retry.clone() else {
            return Ok(false);
        };
        let now = self.caller.now;
        self.shared.db.read(move |conn| retry.is_known(conn, now)).await
    }

    /// Makes a body that the handler took itself part of what an `Idempotency-Key` stands for.
    pub fn bind(&mut self, digest: &[u8]) {
        if let Some(retry) = &mut self.retry {
            retry.bind(digest);
        }
    }

    /// Runs `decide` in one transaction and answers after its commit. With an `Idempotency-Key` that was used before,
    /// the first answer is given again and nothing is decided.
    ///
    /// # Errors
    /// What `decide` refuses; nothing is written then.
    pub async fn commit(
        self,
        decide: impl Fn(&mut Tx<'_>) -> Result<Answer, Problem> + Send + 'static,
    ) -> Reply {
        let Self {
            shared,
            caller,
            if_match,
            retry,
        } = self;
        let followers = shared.followers;
        let (answer, again) = shared
            .db
            .write(move |conn| {
                if let Some(retry) = &retry {
                    if let Some(answer) = retry.recall(conn, caller.now)? {
                        return Ok((answer, true));
                    }
                    retry.claim(conn, caller.now)?;
                }
                let mut tx = Tx {
                    conn: &mut *conn,
                    caller: &caller,
                    if_match: if_match.as_deref(),
                    recorded: Vec::new(),
                };
                let answer = decide(&mut tx)?;
                for entry in tx.recorded {
                    followers.iter().try_for_each(|follow| follow(conn, &entry))?;
                }
                if let Some(retry) = &retry {
                    retry.keep(conn, &answer)?;
                }
                Ok((answer, false))
            })
            .await?;
        Ok(if again {
            replayed(answer)
        } else {
            answer.into_response()
        })
    }
}

/// A first answer, given again.
fn replayed(answer: Answer) -> HttpResponse {
    let mut response = answer.into_response();
    let name = header::HeaderName::from_static("idempotent-replayed");
    response
        .headers_mut()
        .insert(name, header::HeaderValue::from_static("true"));
    response
}

/// One transaction in progress: a connection that knows who acts, and when.
pub struct Tx<'a> {
    conn: &'a mut Connection,
    /// Who acts, at the moment of the request.
    pub caller: &'a Caller,
    if_match: Option<&'a str>,
    pub(super) recorded: Vec<Entry>,
}

impl Tx<'_> {
    /// Refuses when `If-Match` names another version than `current`, the resource as this caller sees it.
    ///
    /// # Errors
    /// 412, or 428 without the header.
    pub fn require_match(&self, current: &impl Serialize) -> Result<(), Problem> {
        let tags = self.if_match.ok_or_else(|| {
            Problem::new(
                Kind::PreconditionRequired,
                "Send the ETag of the version that you read as If-Match.",
            )
        })?;
        let body = serde_json::to_vec(current).map_err(Problem::internal)?;
        if names(tags, &etag(&body)) && !tags.trim_start().starts_with("W/") {
            return Ok(());
        }
        Err(Problem::new(
            Kind::PreconditionFailed,
            "It has changed since; read it again and send its new ETag.",
        ))
    }

    /// Writes the audit entry and the event of the decision, in its transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn record(&mut self, entry: Entry) -> Result<(), Problem> {
        journal::write(self.conn, self.caller, &entry)?;
        self.recorded.push(entry);
        Ok(())
    }

    /// Writes the audit entries of what was read that is sealed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn note(&mut self, looks: &[Look]) -> Result<(), Problem> {
        journal::note(self.conn, self.caller, looks)
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.conn
    }
}
