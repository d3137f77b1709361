//! The operations on calendars.

use super::event::{calendar, event};
use super::schema::CalendarText;
use crate::db::Id;
use crate::http::{PathId, Query, Reply, Shared, View};
use crate::meetings::meetings::queries as meetings;
use actix_web::{get, web};
use serde::Deserialize;
use utoipa::IntoParams;

/// The media type.
const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// Meetings in the calendar at the most.
const MOST: i64 = 1000;

/// In which language a calendar is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CalendarParams {
    /// The language of titles (BCP 47), where they are there in it or in one near it; English when left out.
    #[param(example = "fr", min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9-]+$")]
    pub language: Option<String>,
}

/// Subscribe to the calendar of meetings
///
/// The thousand meetings that begin last, as iCalendar (RFC 5545): what is for anyone, and with an access token what is for the
/// Network too. A cancelled meeting stays in it as such, so that it goes from the calendars that have it.
#[utoipa::path(tag = "Meetings", params(CalendarParams), responses((status = 200, body = CalendarText, content_type = "text/calendar", description = "The calendar.", example = json!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//UN-Women//WPS Network API//EN\r\nEND:VCALENDAR\r\n"))))]
#[get("/v1/calendars/meetings")]
pub async fn get_meetings_calendar(
    view: View,
    shared: web::Data<Shared>,
    Query(params): Query<CalendarParams>,
) -> Reply {
    let public_url = shared.settings.public_url();
    view.document(MEDIA_TYPE, move |conn, caller| {
        let wanted = params.language.as_deref().unwrap_or("en");
        let meetings = meetings::latest(conn, caller, MOST)?;
        let events = meetings.iter().map(|meeting| event(meeting, wanted, &public_url));
        Ok(calendar(wanted, events).to_string())
    })
    .await
}

/// Get a meeting as a calendar
///
/// One meeting as iCalendar (RFC 5545), to put it into a calendar.
#[utoipa::path(tag = "Meetings", params(("id" = Id, Path, description = "The meeting's id."), CalendarParams), responses((status = 200, body = CalendarText, content_type = "text/calendar", description = "The calendar.", example = json!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//UN-Women//WPS Network API//EN\r\nEND:VCALENDAR\r\n"))))]
#[get("/v1/meetings/{id}/calendar")]
pub async fn get_meeting_calendar(
    view: View,
    shared: web::Data<Shared>,
    PathId(id): PathId,
    Query(params): Query<CalendarParams>,
) -> Reply {
    let public_url = shared.settings.public_url();
    view.document(MEDIA_TYPE, move |conn, caller| {
        let wanted = params.language.as_deref().unwrap_or("en");
        let meeting = meetings::visible(conn, caller, id)?;
        Ok(calendar(wanted, [event(&meeting, wanted, &public_url)]).to_string())
    })
    .await
}
