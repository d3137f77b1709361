//! The operations on webhooks.

use super::json::{
    NewWebhook, Ping, WebhookChange, WebhookFilters, WebhookSecretRotation, WebhookSort, WebhookView,
    WebhookWithSecret,
};
use super::model::{Webhook, WebhookStatus};
use super::sender::{Parcel, Sender, headers};
use super::signing::{Signing, SigningKey};
use super::{address, delivery::queue, queries};
use crate::db::{Id, Texts};
use crate::error::Problem;
use crate::http::{Act, Answer, Page, Paging, PagingParams, PathId, Query, Reply, Tx, Valid, View};
use crate::integration::events::json::{EventData, EventType, EventView, PREFIX, ResourceName};
use actix_web::{delete, get, patch, post, web};
use chrono::Duration;
use url::Url;

/// Webhooks that a member may have, and the secretariat.
const MOST: i64 = 20;

/// List webhooks
///
/// Those of the caller's member, newest first; the secretariat sees all.
#[utoipa::path(tag = "Webhooks", params(PagingParams, WebhookFilters), responses((status = 200, body = Page<WebhookView>, description = "A page of webhooks.")))]
#[get("/v1/webhooks")]
pub async fn list_webhooks(
    view: View,
    Query(filters): Query<WebhookFilters>,
    paging: Paging<WebhookSort>,
) -> Reply {
    view.json(move |conn, caller| {
        let slice = queries::list(conn, caller, filters.status, &paging.request, paging.count)?;
        Ok(paging.page(slice.map(WebhookView::from)))
    })
    .await
}

/// Get a webhook
///
/// One webhook of the caller's member, without its secret.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The webhook's id.")), responses((status = 200, body = WebhookView, description = "The webhook.")))]
#[get("/v1/webhooks/{id}")]
pub async fn get_webhook(view: View, PathId(id): PathId) -> Reply {
    view.json(move |conn, caller| queries::load(conn, caller, id).map(WebhookView::from))
        .await
}

/// Create a webhook
///
/// From now on, each event that the account may learn of is sent to `url` as a POST, signed after Standard Webhooks: at
/// least once, and in order for each resource. What is not answered with 200 to 299 within fifteen seconds is sent again
/// over three days. The secret is shown in this answer only. A member has up to twenty webhooks.
#[utoipa::path(tag = "Webhooks", request_body = NewWebhook, responses((status = 201, body = WebhookWithSecret, description = "Created.")))]
#[post("/v1/webhooks")]
pub async fn create_webhook(act: Act, sender: web::Data<Sender>, Valid(new): Valid<NewWebhook>) -> Reply {
    let account_id = act.caller.account.ok_or_else(Problem::not_found)?;
    let url = read_url(&sender, &new.url)?;
    let signing = new.signing.unwrap_or(Signing::Hmac);
    let sealer = act.shared.sealer.clone();
    act.commit(move |tx| {
        let caller = tx.caller;
        if queries::count_of(tx, caller)? >= MOST {
            return Err(Problem::conflict(
                "There are twenty webhooks already; delete one first.",
            ));
        }
        let now = tx.caller.now.into();
        let key = SigningKey::new(signing)?;
        let mut webhook = Webhook {
            id: Id::new(),
            account_id,
            member_id: tx.caller.member(),
            url: url.to_string(),
            description: new.description.clone(),
            types: types(&new.types),
            resources: resources(&new.resources),
            signing,
            secret: Vec::new(),
            public_key: None,
            previous_secret: None,
            previous_expires_at: None,
            status: WebhookStatus::Enabled,
            notice: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        webhook.take_key(&key, &sealer, None)?;
        queries::insert(tx, &webhook)?;
        tx.record(webhook.entry("webhook.created"))?;
        let location = format!("/v1/webhooks/{}", webhook.id);
        Answer::created(location, &WebhookWithSecret::new(webhook, &key))
    })
    .await
}

fn read_url(sender: &Sender, text: &str) -> Result<Url, Problem> {
    address::read(sender.guard(), text).map_err(|sentence| Problem::invalid("/url", "not_allowed", sentence))
}

fn types(given: &[EventType]) -> Texts {
    Texts(given.iter().map(|EventType(text)| text.clone()).collect())
}

fn resources(given: &[ResourceName]) -> Texts {
    Texts(given.iter().map(|ResourceName(text)| text.clone()).collect())
}

/// Change a webhook
///
/// What is absent stays, null empties. Deliveries that wait go to the new address too; new filters hold for events that
/// were not taken up yet.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The webhook's id.")), request_body = WebhookChange, responses((status = 200, body = WebhookView, description = "Changed.")))]
#[patch("/v1/webhooks/{id}")]
pub async fn change_webhook(
    act: Act,
    sender: web::Data<Sender>,
    PathId(id): PathId,
    Valid(change): Valid<WebhookChange>,
) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut webhook = queries::load(tx, caller, id)?;
        tx.require_match(&WebhookView::from(webhook.clone()))?;
        if let Some(url) = &change.url {
            webhook.url = read_url(&sender, url)?.to_string();
        }
        if let Some(given) = &change.types {
            webhook.types = types(given);
        }
        if let Some(given) = &change.resources {
            webhook.resources = resources(given);
        }
        webhook.description = change.description.clone().unwrap_or(webhook.description);
        let webhook = save(tx, webhook, "webhook.changed")?;
        Answer::ok(&WebhookView::from(webhook))
    })
    .await
}

/// Delete a webhook
///
/// What waits for it is not delivered any more, and its log goes with it.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The webhook's id.")), responses((status = 204, description = "Deleted.")))]
#[delete("/v1/webhooks/{id}")]
pub async fn delete_webhook(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut webhook = queries::load(tx, caller, id)?;
        tx.require_match(&WebhookView::from(webhook.clone()))?;
        webhook.version += 1;
        queries::delete(tx, id)?;
        tx.record(webhook.entry("webhook.deleted"))?;
        Ok(Answer::none())
    })
    .await
}

/// Rotate a webhook's secret
///
/// Gives a new key, which signs at once. Until `previous_valid_hours` have passed, deliveries carry a signature by the key
/// before as well, so that the receiver can change in its own time. A member's secret is for the member alone: the
/// secretariat cannot make itself one.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The webhook's id.")), request_body = WebhookSecretRotation, responses((status = 200, body = WebhookWithSecret, description = "Rotated.")))]
#[post("/v1/webhooks/{id}/rotate-secret")]
pub async fn rotate_webhook_secret(
    act: Act,
    PathId(id): PathId,
    Valid(rotation): Valid<WebhookSecretRotation>,
) -> Reply {
    let sealer = act.shared.sealer.clone();
    let hours = i64::from(rotation.previous_valid_hours.unwrap_or(24));
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut webhook = queries::load(tx, caller, id)?;
        if webhook.member_id != caller.member() {
            return Err(Problem::forbidden(
                "A webhook's secret is shown to its own side only; you may change or delete the webhook.",
            ));
        }
        let key = SigningKey::new(webhook.signing)?;
        let until = (hours > 0).then(|| caller.now + Duration::hours(hours));
        webhook.take_key(&key, &sealer, until)?;
        let webhook = save(tx, webhook, "webhook.secret_rotated")?;
        Answer::ok(&WebhookWithSecret::new(webhook, &key))
    })
    .await
}

/// Enable a webhook again
///
/// After it was disabled. It goes on where it stopped: what happened in the meantime is delivered, and what waited is tried
/// for another three days.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The webhook's id.")), responses((status = 200, body = WebhookView, description = "Enabled.")))]
#[post("/v1/webhooks/{id}/enable")]
pub async fn enable_webhook(act: Act, PathId(id): PathId) -> Reply {
    act.commit(move |tx| {
        let caller = tx.caller;
        let mut webhook = queries::load(tx, caller, id)?;
        if webhook.status == WebhookStatus::Enabled {
            return Err(Problem::conflict("The webhook is not disabled."));
        }
        webhook.status = WebhookStatus::Enabled;
        webhook.notice = None;
        queue::revive(tx, id, caller.now)?;
        let webhook = save(tx, webhook, "webhook.enabled")?;
        Answer::ok(&WebhookView::from(webhook))
    })
    .await
}

/// Send a test event
///
/// Delivers an event of type `wps.webhook.pinged` now, once, and answers with what became of it. Works for a disabled
/// webhook too.
#[utoipa::path(tag = "Webhooks", params(("id" = Id, Path, description = "The webhook's id.")), responses((status = 200, body = Ping, description = "Tried.")))]
#[post("/v1/webhooks/{id}/ping")]
pub async fn ping_webhook(act: Act, sender: web::Data<Sender>, PathId(id): PathId) -> Reply {
    if let Some(answer) = act.answered_before().await? {
        return Ok(answer);
    }
    let caller = act.caller.clone();
    let webhook = act
        .shared
        .db
        .read(move |conn| queries::load(conn, &caller, id))
        .await?;
    let event = EventView {
        specversion: "1.0",
        id: Id::new(),
        source: act.shared.settings.public_url(),
        kind: format!("{PREFIX}webhook.pinged"),
        subject: format!("/v1/webhooks/{id}"),
        time: act.caller.now.into(),
        datacontenttype: "application/json",
        data: EventData {
            resource: "webhooks".to_owned(),
            id,
            version: webhook.version,
        },
    };
    let body = serde_json::to_vec(&event).map_err(Problem::internal)?;
    let message = event.id.to_string();
    let now = act.caller.now;
    let signatures = webhook.signatures(&act.shared.sealer, &message, now, &body)?;
    let outcome = sender
        .send(Parcel {
            url: Url::parse(&webhook.url).map_err(Problem::internal)?,
            headers: headers(&message, now.timestamp(), &signatures),
            body,
        })
        .await;
    act.commit(move |_| Answer::ok(&Ping::from(outcome.clone())))
        .await
}

/// Counts the version up, saves and records.
fn save(tx: &mut Tx<'_>, mut webhook: Webhook, action: &'static str) -> Result<Webhook, Problem> {
    webhook.version += 1;
    webhook.updated_at = tx.caller.now.into();
    queries::save(tx, &webhook)?;
    tx.record(webhook.entry(action))?;
    Ok(webhook)
}
