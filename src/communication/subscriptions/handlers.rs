//! The operations on subscriptions.

use super::codes::{self, Purpose};
use super::json::{
    LinkParams, NewNewsletterSubscription, NewsletterSubscriptionView, Subscribed, SubscriptionFilters,
    SubscriptionSort,
};
use super::model::{Subscription, SubscriptionStatus};
use super::queries::{self, Filter};
use super::{pages, rules};
use crate::accounts::normal_email;
use crate::auth::Sealer;
use crate::communication::mail::{Letter, Recipient, outbox};
use crate::communication::words::words;
use crate::db::{Connection, Id, Visibility};
use crate::error::{Kind, Problem};
use crate::http::{
    Accepted, Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Shared, Tx, Valid, View,
};
use crate::journal::Entry;
use actix_web::http::{StatusCode, header};
use actix_web::{get, post, web};

/// List newsletter subscriptions
///
/// How many there are (`count=true`), since when, and in which languages: without the addresses, which nobody reads.
#[utoipa::path(tag = "Newsletters", params(PagingParams, SubscriptionFilters), responses((status = 200, body = Page<NewsletterSubscriptionView>, description = "A page of subscriptions.")))]
#[get("/v1/newsletter-subscriptions")]
pub async fn list_newsletter_subscriptions(
    view: View,
    Query(filters): Query<SubscriptionFilters>,
    paging: Paging<SubscriptionSort>,
) -> Reply {
    let filter = Filter {
        status: filters.status,
    };
    view.json(move |conn, _| {
        let slice = queries::list(conn, &filter, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(NewsletterSubscriptionView::from)))
    })
    .await
}

/// Get a newsletter subscription
///
/// One subscription by its id, without its address.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The subscription's id.")), responses((status = 200, body = NewsletterSubscriptionView, description = "The subscription.")))]
#[get("/v1/newsletter-subscriptions/{id}")]
pub async fn get_newsletter_subscription(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, _| {
        let found = queries::find(conn, id)?.ok_or_else(Problem::not_found)?;
        Ok(NewsletterSubscriptionView::from(found))
    })
    .await
}

/// Subscribe to the newsletter
///
/// Anyone may ask for it. A mail goes to the address with a link to confirm; nothing else is sent before. The answer is the
/// same whether the address is known or not, and an address that nobody confirms is forgotten within a week.
#[utoipa::path(tag = "Newsletters", request_body = NewNewsletterSubscription, responses((status = 202, description = "If it is not subscribed yet, the address gets a mail with a link to confirm.")))]
#[post("/v1/newsletter-subscriptions")]
pub async fn subscribe_to_newsletter(act: Act, Valid(new): Valid<NewNewsletterSubscription>) -> Reply {
    let address = normal_email(&new.email).ok_or_else(|| {
        Problem::invalid(
            "/email",
            "format",
            "Use an e-mail address, such as reader@example.org.",
        )
    })?;
    let sealer = act.shared.sealer.clone();
    let public_url = act.shared.settings.public_url();
    act.commit(move |tx| {
        let known = queries::by_address(tx, codes::indexes(&sealer, &address))?;
        let subscription = match known {
            Some(known) if !rules::mails_again(&known, tx.caller.now) => None,
            Some(known) => Some(ask_again(tx, known, &new.language)?),
            None => Some(ask(tx, &sealer, &address, &new.language)?),
        };
        if let Some(subscription) = subscription {
            let link = Purpose::Confirm.link(&sealer, &public_url, subscription.id)?;
            send_link(tx, &sealer, &subscription, address.clone(), &link)?;
        }
        Ok(Answer {
            status: StatusCode::ACCEPTED,
            ..Answer::none()
        })
    })
    .await
}

fn ask(tx: &mut Tx<'_>, sealer: &Sealer, address: &str, language: &str) -> Result<Subscription, Problem> {
    let now = tx.caller.now.into();
    let (email, email_index) = codes::sealed(sealer, address)?;
    let subscription = Subscription {
        id: Id::new(),
        email,
        email_index,
        language: language.to_owned(),
        status: SubscriptionStatus::Pending,
        mailed_at: now,
        confirmed_at: None,
        version: 1,
        created_at: now,
    };
    queries::insert(tx, &subscription)?;
    tx.record(entry("newsletter_subscription.requested", &subscription))?;
    Ok(subscription)
}

fn ask_again(tx: &mut Tx<'_>, mut known: Subscription, language: &str) -> Result<Subscription, Problem> {
    language.clone_into(&mut known.language);
    known.mailed_at = tx.caller.now.into();
    save(tx, known, "newsletter_subscription.requested")
}

fn send_link(
    tx: &mut Tx<'_>,
    sealer: &Sealer,
    subscription: &Subscription,
    address: String,
    link: &str,
) -> Result<(), Problem> {
    let words = words(&subscription.language);
    let letter = Letter {
        subject: words.confirm_subject.to_owned(),
        text: words.confirm_mail.replace("{link}", link),
        html: None,
    };
    let recipient = Recipient {
        address,
        unsubscribe: None,
    };
    let now = tx.caller.now.into();
    let content = outbox::keep(tx, sealer, &letter, words.language, now)?;
    outbox::enqueue(tx, sealer, content, &recipient, Some(subscription.id), now)
}

/// Show the page to confirm a subscription
///
/// Where the link in the mail leads: a page with a button, since programs that look at mail follow links too.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The subscription's id."), LinkParams), responses((status = 200, body = String, content_type = "text/html", description = "The page.", example = json!("<!DOCTYPE html><html lang=\"en\">…</html>"))))]
#[get("/v1/newsletter-subscriptions/{id}/confirm")]
pub async fn get_confirmation_page(
    view: View,
    shared: web::Data<Shared>,
    PathId(id): PathId,
    Query(link): Query<LinkParams>,
) -> Reply {
    show(Purpose::Confirm, view, &shared, id, link).await
}

/// Confirm a subscription
///
/// With the code from the mail. From then on every issue is sent. A browser gets a page, a program JSON.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The subscription's id."), LinkParams), responses((status = 200, description = "Confirmed.", content((Subscribed = "application/json"), (String = "text/html", example = json!("<!DOCTYPE html><html lang=\"en\">…</html>"))))))]
#[post("/v1/newsletter-subscriptions/{id}/confirm")]
pub async fn confirm_newsletter_subscription(
    act: Act,
    accepted: Accepted,
    PathId(id): PathId,
    Query(link): Query<LinkParams>,
) -> Reply {
    let sealer = act.shared.sealer.clone();
    let language = language_of(&act.shared, id).await?;
    let outcome = act
        .commit(move |tx| {
            let now = tx.caller.now;
            let found = behind(tx, &sealer, Purpose::Confirm, id, &link)?;
            let mut found = found
                .filter(|found| !rules::is_forgotten(found, now))
                .ok_or_else(Problem::not_found)?;
            if rules::confirm(&mut found, now) {
                save(tx, found, "newsletter_subscription.confirmed")?;
            }
            Answer::ok(&Subscribed { subscribed: true })
        })
        .await;
    for_whom(Purpose::Confirm, &accepted, language, outcome)
}

/// Show the page to unsubscribe
///
/// Where the link in every issue leads: a page with a button.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The subscription's id."), LinkParams), responses((status = 200, body = String, content_type = "text/html", description = "The page.", example = json!("<!DOCTYPE html><html lang=\"en\">…</html>"))))]
#[get("/v1/newsletter-subscriptions/{id}/unsubscribe")]
pub async fn get_unsubscription_page(
    view: View,
    shared: web::Data<Shared>,
    PathId(id): PathId,
    Query(link): Query<LinkParams>,
) -> Reply {
    show(Purpose::Unsubscribe, view, &shared, id, link).await
}

/// Unsubscribe from the newsletter
///
/// One click (RFC 8058): what a mail program sends to the address in `List-Unsubscribe`, or a person from the page there. A
/// form in the body, `List-Unsubscribe=One-Click`, is expected and not needed. The address is erased, and what waits to be
/// sent to it. Asked again, the answer is the same.
#[utoipa::path(tag = "Newsletters", params(("id" = Id, Path, description = "The subscription's id."), LinkParams), responses((status = 200, description = "No subscription stands behind the link any more.", content((Subscribed = "application/json", example = json!({"subscribed": false})), (String = "text/html", example = json!("<!DOCTYPE html><html lang=\"en\">…</html>"))))))]
#[post("/v1/newsletter-subscriptions/{id}/unsubscribe")]
pub async fn unsubscribe_from_newsletter(
    act: Act,
    accepted: Accepted,
    PathId(id): PathId,
    Query(link): Query<LinkParams>,
) -> Reply {
    let sealer = act.shared.sealer.clone();
    let language = language_of(&act.shared, id).await?;
    let outcome = act
        .commit(move |tx| {
            if let Some(mut found) = behind(tx, &sealer, Purpose::Unsubscribe, id, &link)? {
                found.version += 1;
                queries::erase(tx, found.id)?;
                tx.record(entry("newsletter_subscription.ended", &found))?;
            }
            Answer::ok(&Subscribed { subscribed: false })
        })
        .await;
    for_whom(Purpose::Unsubscribe, &accepted, language, outcome)
}

/// The subscription behind a link, if its code is right.
fn behind(
    conn: &mut Connection,
    sealer: &Sealer,
    purpose: Purpose,
    id: Id,
    link: &LinkParams,
) -> Result<Option<Subscription>, Problem> {
    let code = link.code.as_deref().unwrap_or_default();
    if !purpose.accepts(sealer, id, code) {
        return Ok(None);
    }
    queries::find(conn, id)
}

async fn show(purpose: Purpose, view: View, shared: &Shared, id: Id, link: LinkParams) -> Reply {
    let sealer = shared.sealer.clone();
    let mut page = view
        .document("text/html; charset=utf-8", move |conn, _| {
            Ok(match behind(conn, &sealer, purpose, id, &link)? {
                Some(found) => pages::question(purpose, &found.language),
                None => pages::nothing("en"),
            })
        })
        .await?;
    page.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static(pages::POLICY),
    );
    Ok(page)
}

/// The language of the page that answers: the subscriber's, as long as there is one.
async fn language_of(shared: &Shared, id: Id) -> Result<String, Problem> {
    let found = shared.db.read(move |conn| queries::find(conn, id)).await?;
    Ok(found.map_or_else(|| "en".to_owned(), |found| found.language))
}

/// A page for a browser, in place of JSON.
fn for_whom(purpose: Purpose, accepted: &Accepted, language: String, outcome: Reply) -> Reply {
    if accepted.0 != "text/html" {
        return outcome;
    }
    match outcome {
        Ok(told) => {
            let mut page = pages::answer(pages::done(purpose, &language));
            // Whether it is told again.
            let name = header::HeaderName::from_static("idempotent-replayed");
            if let Some(replayed) = told.headers().get(&name) {
                page.headers_mut().insert(name, replayed.clone());
            }
            Ok(page)
        }
        Err(problem) if problem.kind == Kind::NotFound => Ok(pages::answer(pages::nothing("en"))),
        Err(problem) => Err(problem),
    }
}

/// Events of subscriptions are the secretariat's, and say nothing of whose they are.
fn entry(action: &'static str, subscription: &Subscription) -> Entry {
    Entry {
        action,
        resource: "newsletter-subscriptions",
        parent: None,
        id: subscription.id,
        version: subscription.version,
        visibility: Visibility::Secretariat,
        member: None,
    }
}

/// Counts the version up, saves and records.
fn save(
    tx: &mut Tx<'_>,
    mut subscription: Subscription,
    action: &'static str,
) -> Result<Subscription, Problem> {
    subscription.version += 1;
    queries::save(tx, &subscription)?;
    tx.record(entry(action, &subscription))?;
    Ok(subscription)
}
