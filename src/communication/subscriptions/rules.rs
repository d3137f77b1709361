//! When a mail asks for confirmation, and how long it is waited for.

use super::model::{Subscription, SubscriptionStatus};
use chrono::{DateTime, TimeDelta, Utc};

/// How long a confirmation is waited for; then the address is forgotten.
pub const PATIENCE: TimeDelta = TimeDelta::days(7);

/// How long nobody can make the service write to the same address again.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Whether a repeated request is answered with another mail: not to who has confirmed, and not all the time.
pub fn mails_again(known: &Subscription, now: DateTime<Utc>) -> bool {
    known.status == SubscriptionStatus::Pending && now - known.mailed_at.0 >= AGAIN
}

/// Pending → confirmed; false when it is confirmed already.
pub fn confirm(subscription: &mut Subscription, now: DateTime<Utc>) -> bool {
    if subscription.status == SubscriptionStatus::Confirmed {
        return false;
    }
    subscription.status = SubscriptionStatus::Confirmed;
    subscription.confirmed_at = Some(now.into());
    true
}

/// Whether a confirmation comes too late, though nothing has cleared the request yet.
pub fn is_forgotten(subscription: &Subscription, now: DateTime<Utc>) -> bool {
    subscription.status == SubscriptionStatus::Pending && now - subscription.mailed_at.0 >= PATIENCE
}
