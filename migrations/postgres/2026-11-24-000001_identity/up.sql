-- Who may sign in, the keys, and the record of decisions.

CREATE TABLE signing_keys (
    id         text PRIMARY KEY,
    purpose    text NOT NULL CHECK (purpose IN ('token', 'cursor', 'seal')),
    secret     bytea NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE setup_codes (
    id         integer PRIMARY KEY CHECK (id = 1),
    hash       bytea NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE idempotency_keys (
    id          bytea PRIMARY KEY,
    fingerprint bytea NOT NULL,
    answer      bytea NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Append-only.
CREATE TABLE audit_entries (
    id          uuid PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    account_id  uuid,
    action      text NOT NULL,
    resource    text NOT NULL,
    resource_id uuid NOT NULL,
    version     integer NOT NULL,
    request_id  text
);
CREATE INDEX audit_entries_by_resource ON audit_entries (resource_id, occurred_at);

CREATE TABLE events (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          uuid NOT NULL UNIQUE,
    occurred_at timestamptz NOT NULL,
    action      text NOT NULL,
    resource    text NOT NULL,
    resource_id uuid NOT NULL,
    version     integer NOT NULL,
    visibility  text NOT NULL CHECK (visibility IN ('public', 'network', 'secretariat')),
    member_id   uuid
);
