//! The tables, as both engines have them; `tests/schema.rs` compares this with what the migrations make.

#![allow(missing_docs, clippy::pedantic)]

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    signing_keys (id) {
        id -> Text,
        purpose -> Text,
        secret -> Binary,
        created_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    setup_codes (id) {
        id -> Integer,
        hash -> Binary,
        created_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    idempotency_keys (id) {
        id -> Binary,
        fingerprint -> Binary,
        answer -> Binary,
        created_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

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
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

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
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    members (id) {
        id -> Id,
        kind -> Text,
        name -> Text,
        iso_alpha3 -> Nullable<Text>,
        m49 -> Nullable<Text>,
        acronym -> Nullable<Text>,
        regional_group -> Nullable<Text>,
        source -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    member_names (id) {
        id -> Id,
        member_id -> Id,
        language -> Text,
        name -> Text,
        folded -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    membership_periods (id) {
        id -> Id,
        member_id -> Id,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        source -> Text,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    membership_requests (id) {
        id -> Id,
        kind -> Text,
        name -> Text,
        iso_alpha3 -> Nullable<Text>,
        acronym -> Nullable<Text>,
        statement -> Nullable<Text>,
        contact_name -> Text,
        contact_email -> Text,
        proposed_focal_point -> Nullable<Text>,
        status -> Text,
        secret_hash -> Binary,
        received_at -> Instant,
        shared_at -> Nullable<Instant>,
        decided_at -> Nullable<Instant>,
        reason -> Nullable<Text>,
        explanation -> Nullable<Text>,
        member_id -> Nullable<Id>,
        version -> Integer,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    membership_request_recipients (request_id, member_id) {
        request_id -> Id,
        member_id -> Id,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    focal_points (id) {
        id -> Id,
        member_id -> Id,
        kind -> Text,
        designation -> Text,
        name -> Text,
        name_visibility -> Text,
        position -> Nullable<Text>,
        position_visibility -> Text,
        email -> Nullable<Text>,
        email_visibility -> Text,
        phone -> Nullable<Text>,
        phone_visibility -> Text,
        address -> Nullable<Text>,
        address_visibility -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        confirmed_at -> Instant,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    focal_point_ministries (focal_point_id, starts_on) {
        focal_point_id -> Id,
        starts_on -> Date,
        ministry -> Text,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    accounts (id) {
        id -> Id,
        email -> Text,
        role -> Text,
        member_id -> Nullable<Id>,
        password_hash -> Nullable<Text>,
        status -> Text,
        invitation_hash -> Nullable<Binary>,
        invitation_expires_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    sessions (id) {
        id -> Id,
        account_id -> Id,
        refresh_hash -> Binary,
        created_at -> Instant,
        expires_at -> Instant,
        revoked_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    chairmanship_nominations (id) {
        id -> Id,
        submitted_by -> Id,
        starts_on -> Date,
        ends_on -> Date,
        theme -> Nullable<Text>,
        letter -> Nullable<Text>,
        status -> Text,
        reason -> Nullable<Text>,
        decided_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    nominees (nomination_id, member_id) {
        nomination_id -> Id,
        member_id -> Id,
        position -> Integer,
        consented_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    chair_terms (id) {
        id -> Id,
        starts_on -> Date,
        ends_on -> Date,
        theme -> Nullable<Text>,
        priorities -> Nullable<Text>,
        nomination_id -> Nullable<Id>,
        source -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    chairs (term_id, member_id) {
        term_id -> Id,
        member_id -> Id,
        position -> Integer,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    meetings (id) {
        id -> Id,
        kind -> Text,
        format -> Nullable<Text>,
        title -> Text,
        description -> Nullable<Text>,
        starts_at -> Instant,
        ends_at -> Instant,
        date_precision -> Text,
        time_zone -> Text,
        year -> Integer,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        host_id -> Nullable<Id>,
        host_reason -> Nullable<Text>,
        organizer_id -> Nullable<Id>,
        follow_up_of_id -> Nullable<Id>,
        visibility -> Text,
        status -> Text,
        status_reason -> Nullable<Text>,
        source -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    meeting_co_sponsors (meeting_id, member_id) {
        meeting_id -> Id,
        member_id -> Id,
        position -> Integer,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    agenda_items (id) {
        id -> Id,
        meeting_id -> Id,
        position -> Integer,
        title -> Text,
        description -> Nullable<Text>,
        starts_at -> Nullable<Instant>,
        duration_minutes -> Nullable<Integer>,
        lead_id -> Nullable<Id>,
        focus_areas -> Text,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    participants (id) {
        id -> Id,
        meeting_id -> Id,
        member_id -> Id,
        name -> Text,
        position -> Nullable<Text>,
        email -> Nullable<Text>,
        role -> Text,
        status -> Text,
        status_note -> Nullable<Text>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    updates (id) {
        id -> Id,
        member_id -> Id,
        section -> Text,
        title -> Text,
        body -> Text,
        language -> Text,
        visibility -> Text,
        agenda_item_id -> Nullable<Id>,
        status -> Text,
        published_at -> Nullable<Instant>,
        withdrawn_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    update_focus_areas (update_id, focus_area) {
        update_id -> Id,
        focus_area -> Text,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    knowledge_products (id) {
        id -> Id,
        kind -> Text,
        title -> Text,
        symbols -> Text,
        organs -> Text,
        agenda_item -> Nullable<Text>,
        language -> Text,
        dated -> Date,
        body -> Text,
        visibility -> Text,
        status -> Text,
        published_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    service_accounts (id) {
        id -> Id,
        name -> Text,
        member_id -> Nullable<Id>,
        scope -> Text,
        status -> Text,
        last_used_at -> Nullable<Instant>,
        version -> Integer,
        created_at -> Instant,
        updated_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    service_account_secrets (id) {
        id -> Id,
        service_account_id -> Id,
        hash -> Binary,
        created_at -> Instant,
        expires_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    identities (id) {
        id -> Id,
        account_id -> Id,
        issuer -> Text,
        subject -> Text,
        created_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    token_keys (id) {
        id -> Id,
        status -> Text,
        public -> Binary,
        secret -> Binary,
        created_at -> Instant,
        retired_at -> Nullable<Instant>,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

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
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

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
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

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
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Date, Integer, Nullable, Text};

    webhook_attempts (id) {
        id -> Id,
        delivery_id -> Id,
        attempted_at -> Instant,
        status -> Nullable<Integer>,
        error -> Nullable<Text>,
        duration_ms -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Integer};

    request_counts (id, minute) {
        id -> Binary,
        minute -> BigInt,
        used -> Integer,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};
    use diesel::sql_types::{BigInt, Binary, Integer, Text};

    knowledge_files (id) {
        id -> Id,
        product_id -> Id,
        language -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Binary,
        object -> Id,
        version -> Integer,
        created_at -> Instant,
    }
}

diesel::table! {
    use crate::db::types::sql::{Id, Instant};

    loose_objects (object) {
        object -> Id,
        due_at -> Instant,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    signing_keys,
    setup_codes,
    idempotency_keys,
    audit_entries,
    events,
    members,
    member_names,
    membership_periods,
    membership_requests,
    membership_request_recipients,
    focal_points,
    focal_point_ministries,
    accounts,
    sessions,
    service_accounts,
    service_account_secrets,
    identities,
    token_keys,
    chairmanship_nominations,
    nominees,
    chair_terms,
    chairs,
    meetings,
    meeting_co_sponsors,
    agenda_items,
    participants,
    updates,
    update_focus_areas,
    knowledge_products,
    knowledge_files,
    loose_objects,
    request_counts,
    webhooks,
    webhook_queues,
    webhook_deliveries,
    webhook_attempts,
);
