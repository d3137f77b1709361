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
CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE ON audit_entries BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries BEGIN
    SELECT RAISE(ABORT, 'audit entries are never removed');
END;

-- The change feed: a row is inserted in the transaction of its decision and gets its place among the committed ones,
-- which alone readers go by. `parent_id` names the record before the resource in its path, where there is one.
CREATE TABLE events (
    serial      INTEGER PRIMARY KEY AUTOINCREMENT,
    position    INTEGER UNIQUE,
    id          BLOB NOT NULL UNIQUE,
    occurred_at INTEGER NOT NULL,
    action      TEXT NOT NULL,
    resource    TEXT NOT NULL,
    parent_id   BLOB,
    resource_id BLOB NOT NULL,
    version     INTEGER NOT NULL,
    visibility  TEXT NOT NULL CHECK (visibility IN ('public', 'network', 'secretariat')),
    member_id   BLOB
) STRICT;
CREATE INDEX events_without_position ON events (serial) WHERE position IS NULL;
-- One writer at a time: the order of the rows is that of the commits.
CREATE TRIGGER events_positioned AFTER INSERT ON events BEGIN
    UPDATE events SET position = NEW.serial WHERE serial = NEW.serial;
END;
