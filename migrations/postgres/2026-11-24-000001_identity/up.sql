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
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_kept BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The change feed: a row is inserted in the transaction of its decision and gets its place (`position`) afterwards, among
-- the committed ones, which alone readers go by: `serial` is drawn before the commit, so a later one may become visible
-- first. `parent_id` names the record before the resource in its path, where there is one.
CREATE TABLE events (
    serial      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position    bigint UNIQUE,
    id          uuid NOT NULL UNIQUE,
    occurred_at timestamptz NOT NULL,
    action      text NOT NULL,
    resource    text NOT NULL,
    parent_id   uuid,
    resource_id uuid NOT NULL,
    version     integer NOT NULL,
    visibility  text NOT NULL CHECK (visibility IN ('public', 'network', 'secretariat')),
    member_id   uuid
);
-- What waits for its place.
CREATE INDEX events_without_position ON events (serial) WHERE position IS NULL;
