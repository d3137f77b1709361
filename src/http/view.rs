//! What a reading handler works with: [`View`].

use super::answer::{Reply, etag};
use super::desk::{caller, header_text, names, shared};
use super::shared::Shared;
use crate::auth::Caller;
use crate::db::Connection;
use crate::error::Problem;
use crate::journal::{self, Look};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::future::{Ready, ready};

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
