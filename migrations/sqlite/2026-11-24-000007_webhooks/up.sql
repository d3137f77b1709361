-- Webhooks: where events are delivered, what is still to be delivered, and what became of each delivery.

CREATE TABLE webhooks (
    id                  BLOB PRIMARY KEY,
    account_id          BLOB NOT NULL,
    member_id           BLOB REFERENCES members (id),
    url                 TEXT NOT NULL,
    description         TEXT,
    types               TEXT NOT NULL,
    resources           TEXT NOT NULL,
    signing             TEXT NOT NULL CHECK (signing IN ('hmac', 'ed25519')),
    secret              BLOB NOT NULL,
    public_key          TEXT,
    previous_secret     BLOB,
    previous_expires_at INTEGER,
    status              TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
    notice              TEXT,
    version             INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    CHECK ((previous_secret IS NULL) = (previous_expires_at IS NULL)),
    CHECK ((status = 'disabled') = (notice IS NOT NULL))
) STRICT;
CREATE INDEX webhooks_by_creation ON webhooks (created_at, id);
CREATE INDEX webhooks_by_member ON webhooks (member_id, created_at, id);

-- How far a webhook has come in the feed, when it has something to do, and which instance is doing it.
CREATE TABLE webhook_queues (
    webhook_id    BLOB PRIMARY KEY REFERENCES webhooks (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    due_at        INTEGER,
    paused_until  INTEGER,
    failures      INTEGER NOT NULL,
    failing_since INTEGER,
    lease_id      BLOB,
    lease_until   INTEGER,
    CHECK ((lease_id IS NULL) = (lease_until IS NULL))
) STRICT;

CREATE TABLE webhook_deliveries (
    id              BLOB PRIMARY KEY,
    webhook_id      BLOB NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event_id        BLOB NOT NULL,
    position        INTEGER NOT NULL,
    event_type      TEXT NOT NULL,
    resource        TEXT NOT NULL,
    resource_id     BLOB NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed', 'withheld')),
    attempts        INTEGER NOT NULL,
    failures        INTEGER NOT NULL,
    next_attempt_at INTEGER,
    retry_until     INTEGER,
    finished_at     INTEGER,
    created_at      INTEGER NOT NULL,
    UNIQUE (webhook_id, position),
    CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK ((state = 'pending') = (finished_at IS NULL))
) STRICT;
CREATE INDEX webhook_deliveries_by_creation ON webhook_deliveries (created_at, id);
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, created_at, id);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, position) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_finished ON webhook_deliveries (finished_at) WHERE state <> 'pending';

CREATE TABLE webhook_attempts (
    id           BLOB PRIMARY KEY,
    delivery_id  BLOB NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
    attempted_at INTEGER NOT NULL,
    status       INTEGER,
    error        TEXT,
    duration_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (delivery_id, attempted_at, id);
