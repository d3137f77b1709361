//! The operations on feeds.

use super::atom::{Entry, Feed, MEDIA_TYPE};
use crate::auth::Caller;
use crate::communication::languages::told;
use crate::communication::newsletters::edition::Edition;
use crate::communication::newsletters::json::EditionParams;
use crate::communication::newsletters::queries as newsletters;
use crate::communication::updates::{Update, queries as updates};
use crate::communication::words::words;
use crate::communication::{markdown, newsletters::Newsletter};
use crate::db::{Connection, Id};
use crate::error::Problem;
use crate::http::{Query, Reply, Shared, View};
use actix_web::{get, web};

/// Entries of a feed at the most.
const MOST: i64 = 50;

/// Follow updates in a feed reader
///
/// The fifty updates that were published last, as Atom (RFC 4287): what is for anyone, and with an access token what is for
/// the Network too.
#[utoipa::path(tag = "Updates", params(EditionParams), responses((status = 200, body = String, content_type = "application/atom+xml", description = "The feed.", example = json!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">…</feed>"))))]
#[get("/v1/feeds/updates")]
pub async fn get_updates_feed(
    view: View,
    shared: web::Data<Shared>,
    Query(params): Query<EditionParams>,
) -> Reply {
    let public_url = shared.settings.public_url();
    view.document(MEDIA_TYPE, move |conn, caller| {
        let wanted = params.language.as_deref().unwrap_or("en");
        let newest = updates::newest(conn, caller.role, MOST)?;
        let members: Vec<Id> = newest.iter().map(|update| update.member_id).collect();
        let names = newsletters::member_names(conn, &members)?;
        let entries = newest
            .into_iter()
            .filter_map(|update| of_update(update, wanted, &names, &public_url));
        Ok(feed("updates", "updates", wanted, &public_url, entries.collect()).write())
    })
    .await
}

/// Follow the newsletter in a feed reader
///
/// The issues that were published last, fifty at the most, as Atom (RFC 4287).
#[utoipa::path(tag = "Newsletters", params(EditionParams), responses((status = 200, body = String, content_type = "application/atom+xml", description = "The feed.", example = json!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">…</feed>"))))]
#[get("/v1/feeds/newsletters")]
pub async fn get_newsletters_feed(
    view: View,
    shared: web::Data<Shared>,
    Query(params): Query<EditionParams>,
) -> Reply {
    let public_url = shared.settings.public_url();
    view.document(MEDIA_TYPE, move |conn, caller| {
        let entries = issues(conn, caller, params.language.as_deref(), &public_url)?;
        let wanted = params.language.as_deref().unwrap_or("en");
        let title = words(wanted).newsletter;
        Ok(feed("newsletters", title, wanted, &public_url, entries).write())
    })
    .await
}

fn feed(name: &str, title: &str, wanted: &str, public_url: &str, entries: Vec<Entry>) -> Feed {
    let words = words(wanted);
    Feed {
        address: format!("{public_url}/v1/feeds/{name}"),
        title: format!("{}: {title}", words.network),
        language: words.language.to_owned(),
        entries,
    }
}

fn of_update(update: Update, wanted: &str, names: &[(Id, String)], public_url: &str) -> Option<Entry> {
    let title = told(&update.title, wanted, &update.language);
    let body = told(&update.body, &title.language, &update.language);
    let name = names.iter().find(|(id, _)| *id == update.member_id);
    Some(Entry {
        id: update.id,
        address: format!("{public_url}/v1/updates/{}", update.id),
        media_type: "application/json",
        title: title.text,
        author: name.map(|(_, name)| name.clone()).unwrap_or_default(),
        language: body.language,
        published_at: update.published_at?,
        html: markdown::write(&body.text, 1).into_string(),
    })
}

fn issues(
    conn: &mut Connection,
    caller: &Caller,
    wanted: Option<&str>,
    public_url: &str,
) -> Result<Vec<Entry>, Problem> {
    let mut entries = Vec::new();
    for issue in newsletters::newest(conn, caller, MOST)? {
        entries.extend(of_issue(conn, issue, wanted, public_url)?);
    }
    Ok(entries)
}

/// An issue as an entry: its introduction, and the titles of what is in it.
fn of_issue(
    conn: &mut Connection,
    issue: Newsletter,
    wanted: Option<&str>,
    public_url: &str,
) -> Result<Option<Entry>, Problem> {
    let Some(published_at) = issue.published_at else {
        return Ok(None);
    };
    let edition = Edition::of(conn, issue, wanted, public_url)?;
    Ok(Some(Entry {
        id: edition.issue.id,
        address: edition.address(),
        media_type: "text/html",
        title: format!("{}: {}", edition.heading(), edition.title.text),
        author: edition.words.network.to_owned(),
        language: edition.language.clone(),
        published_at,
        html: edition.summary().into_string(),
    }))
}
