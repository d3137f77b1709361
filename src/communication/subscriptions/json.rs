//! What goes in and out about subscriptions. No address goes out.

use super::model::{Subscription, SubscriptionStatus};
use crate::db::{Id, Instant};
use crate::http::sorts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A request for the newsletter.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewNewsletterSubscription {
    /// The address to which the newsletter is to be sent.
    #[schema(
        example = "reader@example.org",
        format = "email",
        min_length = 3,
        max_length = 254
    )]
    pub email: String,
    /// The language in which it is wanted (BCP 47). An issue that is not there in it comes in its own.
    #[schema(example = "en", min_length = 2, max_length = 35)]
    #[validate(custom(function = "crate::http::is_language"))]
    pub language: String,
}

/// A subscription, without its address: that is for sending alone.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsletterSubscriptionView {
    /// Its id.
    #[schema(example = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")]
    pub id: Id,
    /// The language in which the newsletter is wanted (BCP 47).
    #[schema(example = "en", max_length = 35)]
    pub language: String,
    /// Its state.
    pub status: SubscriptionStatus,
    /// When it was confirmed from the address; null until then.
    #[schema(required = true, example = "2018-03-01T09:05:00Z")]
    pub confirmed_at: Option<Instant>,
    /// When it was asked for.
    #[schema(example = "2018-03-01T09:00:00Z")]
    pub created_at: Instant,
}

impl From<Subscription> for NewsletterSubscriptionView {
    fn from(subscription: Subscription) -> Self {
        Self {
            id: subscription.id,
            language: subscription.language,
            status: subscription.status,
            confirmed_at: subscription.confirmed_at,
            created_at: subscription.created_at,
        }
    }
}

/// What stands behind a link from now on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Subscribed {
    /// Whether the newsletter is sent.
    #[schema(example = true)]
    pub subscribed: bool,
}

/// What the links in mail carry.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LinkParams {
    /// The code of the link, for this subscription and this step alone.
    #[param(
        example = "k3cB0m8mJk1zqJm0b3r8mB5x2QY7vQ1rWc9dT4sLpAE",
        min_length = 1,
        max_length = 100
    )]
    pub code: Option<String>,
}

sorts! {
    /// The order of the list of subscriptions.
    pub SubscriptionSort = "-created_at", from "created_at"
}

/// Filters of the list of subscriptions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SubscriptionFilters {
    /// Only subscriptions in this state.
    #[param(inline, example = "confirmed")]
    pub status: Option<SubscriptionStatus>,
    /// The order; `-` for descending.
    #[param(inline)]
    #[serde(rename = "sort")]
    pub _sort: Option<SubscriptionSort>,
}
