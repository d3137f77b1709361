//! The operation on events.

use super::json::{EventFeed, EventParams};
use super::reader::Reader;
use super::stream;
use crate::auth::Caller;
use crate::error::{Kind, Problem};
use crate::http::{Accepted, Counted, Query, Reply, Shared, Standing};
use actix_web::{HttpRequest, HttpResponse, get, web};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Follow what changes
///
/// Every change that you may learn of, in the order in which they took effect: none is missed, none comes twice, and
/// none appears later at an earlier place. Keep `next`, and give it as `after` to go on, now or in a year. Without
/// `after` the feed begins with its first event, or with `from=now` after the last one.
///
/// To follow closely, give `wait`: the request is answered as soon as there is something. Or ask for `text/event-stream`
/// and get the events as they happen, as Server-Sent Events: `id` is the cursor of the event (a client that comes back
/// sends it as `Last-Event-ID`), `event` its type, `data` the event. A comment every 15 seconds shows that the stream
/// lives. It ends when the access token does, when the account may not listen any more, and when the instance stops: come
/// back with a new token. An account has ten streams and waiting requests open at a time, and
/// those who call from one address without signing in have fifty.
///
/// What you may see is looked up at each part. An event names what changed and not its content: fetch `subject`; it may
/// be gone, or not yours to see any more.
#[utoipa::path(
    tag = "Events",
    params(
        EventParams,
        ("Last-Event-ID" = Option<String>, Header, description = "The last `id` that a broken stream gave: the stream goes on after it, whatever `after` and `from` say. Only for `text/event-stream`.", max_length = 100, example = "1rJ2bTkq0mX5uE8zVwYhQp4sA7cLfGdN9iRxKoBv3t6jMeUyHZWSPg"),
    ),
    responses((status = 200, description = "What has changed.", content(
        (EventFeed = "application/json"),
        (String = "text/event-stream", example = "id: 1rJ2bTkq0mX5uE8zVwYhQp4sA7cLfGdN9iRxKoBv3t6jMeUyHZWSPg\nevent: wps.meeting.confirmed\ndata: {\"specversion\":\"1.0\",\"id\":\"0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b\",\"source\":\"http://127.0.0.1:8080\",\"type\":\"wps.meeting.confirmed\",\"subject\":\"/v1/meetings/0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c\",\"time\":\"2018-03-01T09:00:00Z\",\"datacontenttype\":\"application/json\",\"data\":{\"resource\":\"meetings\",\"id\":\"0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c\",\"version\":2}}\n\n"),
    )))
)]
#[get("/v1/events")]
pub async fn follow_events(
    req: HttpRequest,
    shared: web::Data<Shared>,
    accepted: Accepted,
    caller: Caller,
    counted: Counted,
    standing: Standing,
    Query(params): Query<EventParams>,
) -> Reply {
    if accepted.0 != "text/event-stream" {
        let reader = Reader::begin(shared.clone(), &caller, &params, None).await?;
        return part(
            &shared,
            reader,
            (caller, counted),
            &standing,
            params.wait.unwrap_or(0),
        )
        .await;
    }
    if shared.draining.has_begun() {
        return Err(Problem::new(
            Kind::Unavailable,
            "This instance is stopping; use another.",
        ));
    }
    let place = shared.places.take(&caller, counted)?;
    let last = req.headers().get("last-event-id");
    let last = last
        .map(|id| id.to_str().unwrap_or("?"))
        .filter(|id| !id.is_empty());
    let reader = Reader::begin(shared.clone(), &caller, &params, last).await?;
    Ok(stream::respond(reader, standing, shared.draining.clone(), place))
}

/// One part, as soon as there is something, or at the end of the wait.
async fn part(
    shared: &Shared,
    mut reader: Reader,
    (mut caller, counted): (Caller, Counted),
    standing: &Standing,
    wait: u8,
) -> Reply {
    let end = Instant::now() + Duration::from_secs(u64::from(wait));
    let mut events = reader.read(&caller).await?;
    if events.is_empty() && wait > 0 {
        let _place = shared.places.take(&caller, counted)?;
        while events.is_empty() {
            let waited = tokio::select! {
                waited = timeout_at(end, reader.more()) => waited.is_ok(),
                () = shared.draining.begun() => false,
            };
            if !waited {
                break;
            }
            caller = standing.now().await?;
            events = reader.read(&caller).await?;
        }
    }
    let feed = EventFeed {
        next: reader.cursor(&caller)?,
        data: events.into_iter().map(|event| reader.view(event)).collect(),
    };
    Ok(HttpResponse::Ok().json(feed))
}
