-- Who signs in without a password: service accounts, and persons whom another issuer knows. And the keys of tokens.

CREATE TABLE service_accounts (
    id           uuid PRIMARY KEY,
    name         text NOT NULL CHECK (name <> ''),
    member_id    uuid REFERENCES members (id),
    scope        text NOT NULL CHECK (scope IN ('read', 'write', 'read write')),
    status       text NOT NULL CHECK (status IN ('active', 'disabled')),
    last_used_at timestamptz,
    version      integer NOT NULL CHECK (version > 0),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE INDEX service_accounts_by_creation ON service_accounts (created_at, id);
CREATE INDEX service_accounts_of_member ON service_accounts (member_id, created_at, id);

CREATE TABLE service_account_secrets (
    id                 uuid PRIMARY KEY,
    service_account_id uuid NOT NULL REFERENCES service_accounts (id),
    hash               bytea NOT NULL,
    created_at         timestamptz NOT NULL,
    expires_at         timestamptz
);
CREATE INDEX service_account_secrets_of_account ON service_account_secrets (service_account_id, created_at);
-- One secret stands until it is rotated away.
CREATE UNIQUE INDEX service_account_secrets_standing ON service_account_secrets (service_account_id) WHERE expires_at IS NULL;

CREATE TABLE identities (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    issuer     text NOT NULL CHECK (issuer <> ''),
    subject    text NOT NULL CHECK (subject <> ''),
    created_at timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX identities_by_creation ON identities (created_at, id);
CREATE INDEX identities_of_account ON identities (account_id, created_at, id);

CREATE TABLE token_keys (
    id         uuid PRIMARY KEY,
    status     text NOT NULL CHECK (status IN ('next', 'current', 'retired')),
    public     bytea NOT NULL,
    secret     bytea NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz,
    CHECK ((status = 'retired') = (retired_at IS NOT NULL))
);
-- One signs, and one is published ahead.
CREATE UNIQUE INDEX token_keys_one_of_each ON token_keys (status) WHERE status <> 'retired';
