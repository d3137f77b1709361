//! What the service keeps for itself: keys, answers, counts, the record of decisions.

super::table! {
    signing_keys (id) {
        id -> Text,
        purpose -> Text,
        secret -> Binary,
        created_at -> Instant,
    }

    setup_codes (id) {
        id -> Integer,
        hash -> Binary,
        created_at -> Instant,
    }

    idempotency_keys (id) {
        id -> Binary,
        fingerprint -> Binary,
        answer -> Binary,
        created_at -> Instant,
    }

    request_counts (id, minute) {
        id -> Binary,
        minute -> BigInt,
        used -> Integer,
    }

    audit_entries (id) {
        id -> Id,
        occurred_at -> Instant,
        account_id -> Nullable<Id>,
        action -> Text,
        resource -> Text,
        resource_id -> Id,
        version -> Integer,
        request_id -> Nullable<Text>,
    }

    events (serial) {
        serial -> BigInt,
        position -> Nullable<BigInt>,
        id -> Id,
        occurred_at -> Instant,
        action -> Text,
        resource -> Text,
        parent_id -> Nullable<Id>,
        resource_id -> Id,
        version -> Integer,
        visibility -> Text,
        member_id -> Nullable<Id>,
    }

    loose_objects (object) {
        object -> Id,
        due_at -> Instant,
    }
}
