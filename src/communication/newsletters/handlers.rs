//! The operations on newsletters.

use super::edition::Edition;
use super::json::{EditionParams, NewsletterView};
use super::model::{NewNewsletter, Newsletter, NewsletterChange, NewsletterFilters, NewsletterSort};
use super::{html, queries, text};
use crate::communication::mail::outbox;
use crate::communication::updates::UpdateVisibility;
use crate::db::Id;
use crate::error::Problem;
use crate::http::{Act, Page, Paging, PagingParams, PathId, Query, Reply, Shared, Tx, Valid, View};
use crate::records::seen;
use actix_web::http::header;
use actix_web::{get, patch, post, web};

/// List newsletters
///
/// The issues of the newsletter, the latest first; for the secretariat also those that are not published yet.
#[utoipa::path(tag = "Newsletters", params(PagingParams, NewsletterFilters), responses((status = 200, body = Page<NewsletterView>, description = "A page of issues.")))]
#[get("/v1/newsletters")]
pub async fn list_newsletters(
    view: View,
    Query(filters): Query<NewsletterFilters>,
    paging: Paging<NewsletterSort>,
) -> Reply {
    view.list::<Newsletter, _>(filters, paging).await
}

/// Get a newsletter
///
/// One issue by its id, with its items: each names the update that it comes from.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id.")), responses((status = 200, body = NewsletterView, description = "The issue.")))]
#[get("/v1/newsletters/{id}")]
pub async fn get_newsletter(view: View, PathId(id): PathId) -> Reply {
    view.record::<Newsletter>(id).await
}

/// Draft a newsletter
///
/// A new issue, built from updates that members have published. An issue for anyone holds nothing that is for the Network
/// only. Each item stands in the section of its update.
#[utoipa::path(tag = "Newsletters", request_body = NewNewsletter, responses((status = 201, body = NewsletterView, description = "Drafted.")))]
#[post("/v1/newsletters")]
pub async fn draft_newsletter(act: Act, Valid(new): Valid<NewNewsletter>) -> Reply {
    act.commit(move |tx| {
        let issue = Newsletter::of(new.clone(), tx.caller.now);
        require_sound(tx, &issue)?;
        tx.add(issue, "newsletter.drafted")
    })
    .await
}

/// Change a newsletter
///
/// As long as it is a draft. `update_ids` are all of its updates, in the order that they are to have.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id.")), request_body = NewsletterChange, responses((status = 200, body = NewsletterView, description = "Changed.")))]
#[patch("/v1/newsletters/{id}")]
pub async fn change_newsletter(
    act: Act,
    PathId(id): PathId,
    Valid(change): Valid<NewsletterChange>,
) -> Reply {
    act.commit(move |tx| {
        let mut issue: Newsletter = tx.open_as_read(id)?;
        issue.require_draft()?;
        change.apply(&mut issue)?;
        require_sound(tx, &issue)?;
        tx.keep(issue, "newsletter.changed")
    })
    .await
}

/// Submit a newsletter for review
///
/// From then on it stays as it is, until it is published or returned to draft.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id.")), responses((status = 200, body = NewsletterView, description = "In review.")))]
#[post("/v1/newsletters/{id}/submit")]
pub async fn submit_newsletter(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut issue: Newsletter = tx.open(id)?;
        issue.submit()?;
        tx.keep(issue, "newsletter.submitted")
    })
    .await
}

/// Return a newsletter to draft
///
/// When the review has found something to change.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id.")), responses((status = 200, body = NewsletterView, description = "A draft again.")))]
#[post("/v1/newsletters/{id}/return")]
pub async fn return_newsletter(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let mut issue: Newsletter = tx.open(id)?;
        issue.give_back()?;
        tx.keep(issue, "newsletter.returned")
    })
    .await
}

/// Publish a newsletter
///
/// After its review. Puts on record that its updates were shared in it, and, when it is for anyone, sends it to those who
/// have subscribed, each in the language that is nearest to the one wanted.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id.")), responses((status = 200, body = NewsletterView, description = "Published.")))]
#[post("/v1/newsletters/{id}/publish")]
pub async fn publish_newsletter(act: Act, PathId(id): PathId) -> Reply {
    let sealer = act.shared.sealer.clone();
    let public_url = act.shared.settings.public_url();
    act.commit(move |tx| {
        let now = tx.caller.now.into();
        let mut issue: Newsletter = tx.open(id)?;
        let updates = queries::updates_of(tx, std::slice::from_ref(&issue))?;
        issue.publish(&updates, now)?;
        queries::mark_shared(tx, &issue)?;
        if issue.visibility == UpdateVisibility::Public {
            let letters = Edition::letters(tx, &issue, &public_url)?;
            outbox::mail_to_subscribers(tx, &sealer, issue.id, &letters, now)?;
        }
        tx.keep(issue, "newsletter.published")
    })
    .await
}

/// Read a newsletter as HTML
///
/// One page without anything from elsewhere, to read on a phone, in print or by ear.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id."), EditionParams), responses((status = 200, body = String, content_type = "text/html", description = "The issue.", example = json!("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">…</html>"))))]
#[get("/v1/newsletters/{id}/html")]
pub async fn get_newsletter_html(
    view: View,
    shared: web::Data<Shared>,
    PathId(id): PathId,
    Query(params): Query<EditionParams>,
) -> Reply {
    let public_url = shared.settings.public_url();
    let mut page = view
        .document("text/html; charset=utf-8", move |conn, caller| {
            let issue: Newsletter = seen(conn, caller, id)?;
            let edition = Edition::of(conn, issue, params.language.as_deref(), &public_url)?;
            Ok(html::write(&edition, false))
        })
        .await?;
    if let Ok(policy) = header::HeaderValue::from_str(&html::POLICY) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(page)
}

/// Read a newsletter as text
///
/// Plain text, with the Markdown of the updates as it was written.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The issue's id."), EditionParams), responses((status = 200, body = String, content_type = "text/plain", description = "The issue.", example = json!("Women, Peace and Security Focal Points Network\nNewsletter, Issue 3\n…"))))]
#[get("/v1/newsletters/{id}/text")]
pub async fn get_newsletter_text(
    view: View,
    shared: web::Data<Shared>,
    PathId(id): PathId,
    Query(params): Query<EditionParams>,
) -> Reply {
    let public_url = shared.settings.public_url();
    view.document("text/plain; charset=utf-8", move |conn, caller| {
        let issue: Newsletter = seen(conn, caller, id)?;
        let edition = Edition::of(conn, issue, params.language.as_deref(), &public_url)?;
        Ok(text::write(&edition, false))
    })
    .await
}

fn require_sound(tx: &mut Tx<'_>, issue: &Newsletter) -> Result<(), Problem> {
    let updates = queries::updates_of(tx, std::slice::from_ref(issue))?;
    issue.require_sound(&updates)?;
    if queries::is_taken(tx, issue)? {
        return Err(Problem::conflict(format!(
            "There is an issue {} already; choose another number.",
            issue.number
        )));
    }
    Ok(())
}
