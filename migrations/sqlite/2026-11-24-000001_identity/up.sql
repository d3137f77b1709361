-- Who may sign in, the keys, and the record of decisions.

CREATE TABLE signing_keys (
    id         TEXT PRIMARY KEY,
    purpose    TEXT NOT NULL CHECK (purpose IN ('token', 'cursor', 'seal')),
    secret     BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setup_codes (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    hash       BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency_keys (
    id          BLOB PRIMARY KEY,
    fingerprint BLOB NOT NULL,
    answer      BLOB NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Append-only.
CREATE TABLE audit_entries (
    id          BLOB PRIMARY KEY,
    occurred_at INTEGER NOT NULL,
    account_id  BLOB,
    action      TEXT NOT NULL,
    resource    TEXT NOT NULL,
    resource_id BLOB NOT NULL,
    version     INTEGER NOT NULL,
    request_id  TEXT
) STRICT;
CREATE INDEX audit_entries_by_resource ON audit_entries (resource_id, occurred_at);

CREATE TABLE events (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    id          BLOB NOT NULL UNIQUE,
    occurred_at INTEGER NOT NULL,
    action      TEXT NOT NULL,
    resource    TEXT NOT NULL,
    resource_id BLOB NOT NULL,
    version     INTEGER NOT NULL,
    visibility  TEXT NOT NULL CHECK (visibility IN ('public', 'network', 'secretariat')),
    member_id   BLOB
) STRICT;
