//! One reader of the feed and his place in it: reads what there is, and waits for more without holding anything.

use super::cursor;
use super::json::{Beginning, EventParams, EventView};
use super::model::{Event, Viewer};
use super::queries::{self, Batch, Filter};
use crate::auth::Caller;
use crate::db::feed;
use crate::error::Problem;
use crate::http::Shared;
use actix_web::web;

/// A reader at a place in the feed.
pub struct Reader {
    shared: web::Data<Shared>,
    filter: Filter,
    limit: usize,
    position: i64,
}

impl Reader {
    /// A reader where the request wants to begin: after `Last-Event-ID`, which only a client that lost its stream
    /// sends, else after `after`, else where `from` says.
    ///
    /// # Errors
    /// 400 when a cursor is not the caller's.
    pub async fn begin(
        shared: web::Data<Shared>,
        caller: &Caller,
        params: &EventParams,
        last_event_id: Option<&str>,
    ) -> Result<Self, Problem> {
        let given = match (last_event_id, params.after.as_deref()) {
            (Some(id), _) => Some((id, "Last-Event-ID")),
            (None, Some(after)) => Some((after, "?after")),
            (None, None) => None,
        };
        let position = match (given, params.from) {
            (Some((text, pointer)), _) => cursor::open(&shared.sealer, caller, text, pointer)?,
            (None, Some(Beginning::Now)) => {
                let newest = shared.db.read(|conn| {
                    feed::sequence(conn)?;
                    feed::newest(conn)
                });
                newest.await?
            }
            (None, Some(Beginning::Beginning) | None) => 0,
        };
        Ok(Self {
            filter: params.filter(),
            limit: usize::from(params.limit.unwrap_or(25)),
            position,
            shared,
        })
    }

    /// The next events that the caller may learn of; none when there is nothing for him yet. The reader's place is
    /// behind them then, and behind what he may not learn of.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read(&mut self, caller: &Caller) -> Result<Vec<Event>, Problem> {
        let (viewer, filter) = (Viewer::from(caller), self.filter.clone());
        let (position, limit) = (self.position, self.limit);
        let batch = self.shared.db.read(move |conn| {
            feed::sequence(conn)?;
            queries::after(conn, viewer, &filter, position, limit)
        });
        let Batch { events, upto } = batch.await?;
        self.position = upto;
        Ok(events)
    }

    /// Waits until the feed has grown beyond the reader's place.
    pub async fn more(&self) {
        let position = self.position;
        let mut newest = self.shared.db.newest_event();
        if newest.wait_for(|newest| *newest > position).await.is_err() {
            // Nobody is left to tell; the reader's own patience ends this.
            std::future::pending::<()>().await;
        }
    }

    /// The cursor of the reader's place.
    ///
    /// # Errors
    /// 500 when sealing fails.
    pub fn cursor(&self, caller: &Caller) -> Result<String, Problem> {
        cursor::close(&self.shared.sealer, caller, self.position)
    }

    /// The cursor of an event's place.
    ///
    /// # Errors
    /// 500 when sealing fails.
    pub fn cursor_of(&self, caller: &Caller, event: &Event) -> Result<String, Problem> {
        cursor::close(&self.shared.sealer, caller, event.position)
    }

    /// An event as it goes out.
    pub fn view(&self, event: Event) -> EventView {
        EventView::new(event, self.shared.settings.public_url())
    }
}
