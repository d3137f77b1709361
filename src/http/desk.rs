//! What a handler works with: [`View`] to read, [`Act`] to decide in one transaction.

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

fn header_text(req: &HttpRequest, name: &header::HeaderName) -> Option<String> {
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

/// A reading operation's hold on the database.
pub struct View {
    shared: web::Data<Shared>,
    caller: Caller,
    if_none_match: Option<String>,
    long: bool,
}

impl FromRequest for View {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(shared(req).and_then(|shared| {
            Ok(Self {
                shared,
                caller: caller(req)?,
                if_none_match: header_text(req, &header::IF_NONE_MATCH),
                long: false,
            })
        }))
    }
}

impl View {
    /// The same for a reading that may take long: nobody else waits for it.
    #[must_use]
    pub fn long(self) -> Self {
        Self { long: true, ..self }
    }

    /// Answers with what `look` finds, as JSON with its `ETag`; 304 when the client has just that already.
    ///
    /// # Errors
    /// What `look` refuses.
    pub async fn json<T: Serialize + Send + 'static>(
        self,
        look: impl Fn(&mut Connection, &Caller) -> Result<T, Problem> + Send + 'static,
    ) -> Reply {
        self.file("application/json", None, move |conn, caller| {
            let found = look(conn, caller)?;
            serde_json::to_vec(&found).map_err(Problem::internal)
        })
        .await
    }

    /// Answers with what `write` writes, a document of another media type than JSON, in the same way.
    ///
    /// # Errors
    /// What `write` refuses.
    pub async fn document(
        self,
        media_type: &'static str,
        write: impl Fn(&mut Connection, &Caller) -> Result<String, Problem> + Send + 'static,
    ) -> Reply {
        self.file(media_type, None, move |conn, caller| {
            write(conn, caller).map(String::into_bytes)
        })
        .await
    }

    /// Answers with what `write` writes, to be kept under a name where there is one (RFC 6266).
    ///
    /// # Errors
    /// What `write` refuses.
    pub async fn file(
        self,
        media_type: &'static str,
        name: Option<String>,
        write: impl Fn(&mut Connection, &Caller) -> Result<Vec<u8>, Problem> + Send + 'static,
    ) -> Reply {
        let caller = self.caller;
        let work = move |conn: &mut Connection| write(conn, &caller);
        let body = if self.long {
            self.shared.db.read_long(work).await?
        } else {
            self.shared.db.read(work).await?
        };
        Ok(answered(body, media_type, name, self.if_none_match.as_deref()))
    }

    /// Answers with what `look` finds that is sealed, once it is on record who has seen it.
    ///
    /// # Errors
    /// What `look` refuses.
    pub async fn sealed<T: Serialize + Send + 'static>(
        self,
        look: impl Fn(&mut Connection, &Caller) -> Result<(T, Vec<Look>), Problem> + Send + 'static,
    ) -> Reply {
        let (reader, writer) = (self.caller.clone(), self.caller);
        let (body, looks) = self
            .shared
            .db
            .read(move |conn| {
                let (found, looks) = look(conn, &reader)?;
                Ok((serde_json::to_vec(&found).map_err(Problem::internal)?, looks))
            })
            .await?;
        if !looks.is_empty() {
            let note = move |conn: &mut Connection| journal::note(conn, &writer, &looks);
            self.shared.db.write(note).await?;
        }
        Ok(answered(
            body,
            "application/json",
            None,
            self.if_none_match.as_deref(),
        ))
    }
}

/// The answer with its `ETag`; 304 when the client has just that already.
fn answered(
    body: Vec<u8>,
    media_type: &'static str,
    name: Option<String>,
    if_none_match: Option<&str>,
) -> HttpResponse {
    let tag = etag(&body);
    if if_none_match.is_some_and(|tags| names(tags, &tag)) {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, tag))
            .finish();
    }
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::CONTENT_TYPE, media_type));
    if let Some(name) = name {
        answer.insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ));
    }
    answer.body(body)
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
    recorded: Vec<Entry>,
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
