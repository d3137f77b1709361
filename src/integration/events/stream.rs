//! The feed as Server-Sent Events (WHATWG HTML, 9.2): a stream that ends with the caller's authority, with the instance,
//! or with the client.

use super::reader::Reader;
use crate::error::Problem;
use crate::http::{Draining, Place, Standing};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, http::header};
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::timeout;

/// How often a silent stream shows that it lives, and whether its caller still may listen.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What a client waits before it comes back, in milliseconds.
const RETRY: u32 = 2000;

struct Listener {
    reader: Reader,
    standing: Standing,
    draining: Draining,
    /// Something was sent.
    greeted: bool,
    /// Nothing was, for a while.
    silent: bool,
    _place: Place,
}

/// The stream of a reader.
pub fn respond(reader: Reader, standing: Standing, draining: Draining, place: Place) -> HttpResponse {
    let listener = Listener {
        reader,
        standing,
        draining,
        greeted: false,
        silent: false,
        _place: place,
    };
    let parts = stream::unfold(listener, |mut listener| async move {
        let part = listener.next().await?;
        Some((Ok::<_, Infallible>(part), listener))
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        // A proxy that gathers answers (nginx) shall let the parts pass.
        .insert_header((header::HeaderName::from_static("x-accel-buffering"), "no"))
        .streaming(Box::pin(parts))
}

impl Listener {
    /// The next part; none at the end of the stream.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            // Told to stop, or not the caller's any more: the client comes back, and is told why.
            if self.draining.has_begun() {
                return None;
            }
            match self.part().await {
                Ok(part) if part.is_empty() => {}
                Ok(part) => return Some(Bytes::from(part)),
                Err(problem) => {
                    log::debug!("a stream ends: {problem}");
                    return None;
                }
            }
            tokio::select! {
                waited = timeout(HEARTBEAT, self.reader.more()) => self.silent = waited.is_err(),
                () = self.draining.begun() => return None,
            }
        }
    }

    /// What there is to send: events, or after a silence a sign of life.
    async fn part(&mut self) -> Result<String, Problem> {
        let caller = self.standing.now().await?;
        let events = self.reader.read(&caller).await?;
        let mut text = if self.greeted {
            String::new()
        } else {
            format!("retry: {RETRY}\n\n")
        };
        if events.is_empty() && (self.silent || !self.greeted) {
            // An `id` without data moves the client's place all the same: behind what is not for him, and, before the
            // first event, to where a stream of `from=now` began.
            let id = self.reader.cursor(&caller)?;
            text.extend([": here\nid: ", &id, "\n\n"]);
        }
        self.silent = false;
        self.greeted = true;
        for event in events {
            let id = self.reader.cursor_of(&caller, &event)?;
            let view = self.reader.view(event);
            // JSON has no line breaks of its own: one line of data each.
            let data = serde_json::to_string(&view).map_err(Problem::internal)?;
            text.extend(["id: ", &id, "\nevent: ", &view.kind, "\ndata: ", &data, "\n\n"]);
        }
        Ok(text)
    }
}
