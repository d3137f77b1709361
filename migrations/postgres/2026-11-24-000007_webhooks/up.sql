-- Webhooks: where events are delivered, what is still to be delivered, and what became of each delivery.

CREATE TABLE webhooks (
    id                  uuid PRIMARY KEY,
    account_id          uuid NOT NULL,
    member_id           uuid REFERENCES members (id),
    url                 text NOT NULL,
    description         text,
    types               text NOT NULL,
    resources           text NOT NULL,
    signing             text NOT NULL CHECK (signing IN ('hmac', 'ed25519')),
    secret              bytea NOT NULL,
    public_key          text,
    previous_secret     bytea,
    previous_expires_at timestamptz,
    status              text NOT NULL CHECK (status IN ('enabled', 'disabled')),
    notice              text,
    version             integer NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CHECK ((previous_secret IS NULL) = (previous_expires_at IS NULL)),
    CHECK ((status = 'disabled') = (notice IS NOT NULL))
);
CREATE INDEX webhooks_by_creation ON webhooks (created_at, id);
CREATE INDEX webhooks_by_member ON webhooks (member_id, created_at, id);

-- How far a webhook has come in the feed, when it has something to do, and which instance is doing it.
CREATE TABLE webhook_queues (
    webhook_id    uuid PRIMARY KEY REFERENCES webhooks (id) ON DELETE CASCADE,
    position      bigint NOT NULL,
    due_at        timestamptz,
    paused_until  timestamptz,
    failures      integer NOT NULL,
    failing_since timestamptz,
    lease_id      uuid,
    lease_until   timestamptz,
    CHECK ((lease_id IS NULL) = (lease_until IS NULL))
);

CREATE TABLE webhook_deliveries (
    id              uuid PRIMARY KEY,
    webhook_id      uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    event_id        uuid NOT NULL,
    position        bigint NOT NULL,
    event_type      text NOT NULL,
    resource        text NOT NULL,
    resource_id     uuid NOT NULL,
    state           text NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed', 'withheld')),
    attempts        integer NOT NULL,
    failures        integer NOT NULL,
    next_attempt_at timestamptz,
    retry_until     timestamptz,
    finished_at     timestamptz,
    created_at      timestamptz NOT NULL,
    UNIQUE (webhook_id, position),
    CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK ((state = 'pending') = (finished_at IS NULL))
);
CREATE INDEX webhook_deliveries_by_creation ON webhook_deliveries (created_at, id);
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, created_at, id);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, position) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_finished ON webhook_deliveries (finished_at) WHERE state <> 'pending';

CREATE TABLE webhook_attempts (
    id           uuid PRIMARY KEY,
    delivery_id  uuid NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
    attempted_at timestamptz NOT NULL,
    status       integer,
    error        text,
    duration_ms  integer NOT NULL
);
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (delivery_id, attempted_at, id);
