//! What is kept of a subscription.

use crate::db::stored::words;
use crate::db::{Id, Instant};
use crate::schema::newsletter_subscriptions;
use diesel::prelude::*;

words! {
    /// The state of a subscription.
    pub enum SubscriptionStatus {
        /// Asked for, and not confirmed from the address yet.
        Pending = "pending",
        /// Confirmed: the newsletter is sent.
        Confirmed = "confirmed",
    }
}

/// A row of `newsletter_subscriptions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = newsletter_subscriptions, treat_none_as_null = true)]
pub struct Subscription {
    /// Its id.
    pub id: Id,
    /// The address, sealed.
    pub email: Vec<u8>,
    /// A keyed hash of the address, by which it is found.
    pub email_index: Vec<u8>,
    /// The language in which the newsletter is wanted, BCP 47.
    pub language: String,
    /// Its state.
    pub status: SubscriptionStatus,
    /// When the mail that asks for confirmation was last written.
    pub mailed_at: Instant,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
    /// Counts its changes.
    pub version: i32,
    /// When it was first asked for.
    pub created_at: Instant,
}
