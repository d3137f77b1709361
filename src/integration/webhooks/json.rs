//! What goes in and out about webhooks.

use super::model::{Webhook, WebhookStatus};
use super::sender::Outcome;
use super::signing::{Signing, SigningKey};
use crate::db::{Id, Instant};
use crate::http::{given, sorts};
use crate::integration::events::json::{EventType, ResourceName};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The account that made it. It is told what this account may learn of; while the account is disabled, nothing.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6c")]
    pub account_id: Id,
    /// The member of that account; null for the secretariat's.
    #[schema(required = true, example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6d")]
    pub member_id: Option<Id>,
    /// Where deliveries are sent.
    #[schema(
        format = "uri",
        max_length = 2000,
        example = "https://hooks.mofa.example.org/wps"
    )]
    pub url: String,
    /// What it is for.
    #[schema(
        required = true,
        max_length = 300,
        example = "Keeps the ministry's directory up to date"
    )]
    pub description: Option<String>,
    /// The types of events that are delivered; all when empty.
    #[schema(value_type = Vec<EventType>, max_items = 50, example = json!(["wps.membership_request.admitted"]))]
    pub types: Vec<String>,
    /// The resources whose events are delivered; all when empty.
    #[schema(value_type = Vec<ResourceName>, max_items = 50, example = json!(["membership-requests"]))]
    pub resources: Vec<String>,
    /// How deliveries are signed.
    pub signing: Signing,
    /// With `ed25519`, the key that verifies deliveries (`whpk_`, base64); null with `hmac`.
    #[schema(required = true, max_length = 60, example = json!(null))]
    pub public_key: Option<String>,
    /// Until when deliveries carry a signature by the key before as well; null when there is none.
    #[schema(required = true, example = json!(null))]
    pub previous_key_until: Option<Instant>,
    /// Whether it delivers.
    pub status: WebhookStatus,
    /// Why it was disabled; null while it delivers.
    #[schema(required = true, max_length = 300, example = json!(null))]
    pub notice: Option<String>,
    /// When it was made.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub created_at: Instant,
    /// When it last changed.
    #[schema(example = "2026-11-24T09:00:00Z")]
    pub updated_at: Instant,
}

impl From<Webhook> for WebhookView {
    fn from(row: Webhook) -> Self {
        Self {
            id: row.id,
            account_id: row.account_id,
            member_id: row.member_id,
            url: row.url,
            description: row.description,
            types: row.types.0,
            resources: row.resources.0,
            signing: row.signing,
            public_key: row.public_key,
            previous_key_until: row.previous_expires_at,
            status: row.status,
            notice: row.notice,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A webhook with its secret, which is shown here and never again.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookWithSecret {
    /// The webhook.
    pub webhook: WebhookView,
    /// With `hmac`, what deliveries are verified with (`whsec_`, base64): give it to the receiver now. Null with
    /// `ed25519`, where `public_key` is enough.
    #[schema(
        required = true,
        max_length = 100,
        example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="
    )]
    pub secret: Option<String>,
}

impl WebhookWithSecret {
    /// A webhook that has just taken this key.
    pub fn new(webhook: Webhook, key: &SigningKey) -> Self {
        Self {
            webhook: webhook.into(),
            secret: key.shared(),
        }
    }
}

/// A new webhook.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// Where deliveries are sent: `https`, a host on the public Internet, without user and password.
    #[schema(
        format = "uri",
        min_length = 1,
        max_length = 2000,
        example = "https://hooks.mofa.example.org/wps"
    )]
    pub url: String,
    /// What it is for.
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "Keeps the ministry's directory up to date"
    )]
    pub description: Option<String>,
    /// Only events of these types, as the change feed has them; all when empty or left out.
    #[serde(default)]
    #[schema(max_items = 50, example = json!(["wps.membership_request.admitted"]))]
    pub types: Vec<EventType>,
    /// Only events of these resources; all when empty or left out.
    #[serde(default)]
    #[schema(max_items = 50, example = json!(["membership-requests"]))]
    pub resources: Vec<ResourceName>,
    /// How deliveries are signed; `hmac` unless said otherwise.
    #[schema(nullable = false)]
    pub signing: Option<Signing>,
}

/// A change of a webhook; what is absent stays, and null empties.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[allow(clippy::option_option)] // absent, null, value (RFC 7396)
pub struct WebhookChange {
    /// Where deliveries are sent from now on, those that wait too.
    #[schema(
        format = "uri",
        min_length = 1,
        max_length = 2000,
        nullable = false,
        example = "https://hooks.mofa.example.org/wps"
    )]
    pub url: Option<String>,
    /// What it is for.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 300, example = "Keeps the ministry's directory up to date")]
    pub description: Option<Option<String>>,
    /// Only events of these types, from now on; all when empty.
    #[schema(max_items = 50, nullable = false, example = json!(["wps.membership_request.admitted"]))]
    pub types: Option<Vec<EventType>>,
    /// Only events of these resources, from now on; all when empty.
    #[schema(max_items = 50, nullable = false, example = json!(["membership-requests"]))]
    pub resources: Option<Vec<ResourceName>>,
}

/// How a secret is rotated.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WebhookSecretRotation {
    /// Hours for which deliveries are signed by the key before as well; 24 when left out, 0 when it has been stolen.
    #[schema(minimum = 0, maximum = 168, example = 24, nullable = false)]
    pub previous_valid_hours: Option<u8>,
}

/// What became of a test event.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ping {
    /// Whether the receiver took it: a status of 200 to 299.
    #[schema(example = true)]
    pub delivered: bool,
    /// The status of the receiver's answer; null when there was none.
    #[schema(required = true, minimum = 100, maximum = 999, example = 204)]
    pub status: Option<u16>,
    /// Why it was not taken: `name_not_found`, `address_refused`, `not_connected`, `tls_failed`, `timed_out`, `not_http` or
    /// `refused`; null when it was.
    #[schema(required = true, max_length = 40, example = json!(null))]
    pub error: Option<&'static str>,
    /// Milliseconds that it took.
    #[schema(minimum = 0, maximum = 2_147_483_647, example = 143)]
    pub duration_ms: i32,
}

impl From<Outcome> for Ping {
    fn from(outcome: Outcome) -> Self {
        Self {
            delivered: outcome.failure.is_none(),
            status: outcome.status,
            error: outcome.failure.map(crate::net::Failure::as_str),
            duration_ms: outcome.took_ms(),
        }
    }
}

/// Filters of the list of webhooks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WebhookFilters {
    /// Only webhooks in this state.
    #[param(inline)]
    pub status: Option<WebhookStatus>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<WebhookSort>,
}

sorts! {
    /// The order of the list of webhooks.
    pub WebhookSort = "-created_at", from "created_at"
}
