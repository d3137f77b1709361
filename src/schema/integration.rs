//! Webhooks.

super::table! {
    webhooks (id) {
        id -> Id,
        account_id -> Id,
        member_id -> Nullable<Id>,
        url -> Text,
        description -> Nullable<Text>,
        types -> Text,
        resources -> Text,
        signing -> Text,
        secret -> Binary,
        public_key -> Nullable<Text>,
        previous_secret -> Nullable<Binary>,
        previous_expires_at -> Nullable<Instant>,
        status -> Text,
        notice -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }

    webhook_queues (webhook_id) {
        webhook_id -> Id,
        position -> BigInt,
        due_at -> Nullable<Instant>,
        paused_until -> Nullable<Instant>,
        failures -> Integer,
        failing_since -> Nullable<Instant>,
        lease_id -> Nullable<Id>,
        lease_until -> Nullable<Instant>,
    }

    webhook_deliveries (id) {
        id -> Id,
        webhook_id -> Id,
        event_id -> Id,
        position -> BigInt,
        event_type -> Text,
        resource -> Text,
        resource_id -> Id,
        state -> Text,
        attempts -> Integer,
        failures -> Integer,
        next_attempt_at -> Nullable<Instant>,
        retry_until -> Nullable<Instant>,
        finished_at -> Nullable<Instant>,
        created_at -> Instant,
    }

    webhook_attempts (id) {
        id -> Id,
        delivery_id -> Id,
        attempted_at -> Instant,
        status -> Nullable<Integer>,
        error -> Nullable<Text>,
        duration_ms -> Integer,
    }
}
