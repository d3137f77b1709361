//! Who signs in, and with what.

super::table! {
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

    sessions (id) {
        id -> Id,
        account_id -> Id,
        refresh_hash -> Binary,
        created_at -> Instant,
        expires_at -> Instant,
        revoked_at -> Nullable<Instant>,
    }

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

    service_account_secrets (id) {
        id -> Id,
        service_account_id -> Id,
        hash -> Binary,
        created_at -> Instant,
        expires_at -> Nullable<Instant>,
    }

    identities (id) {
        id -> Id,
        account_id -> Id,
        issuer -> Text,
        subject -> Text,
        created_at -> Instant,
    }

    token_keys (id) {
        id -> Id,
        status -> Text,
        public -> Binary,
        secret -> Binary,
        created_at -> Instant,
        retired_at -> Nullable<Instant>,
    }
}
