-- Who signs in without a password: service accounts, and persons whom another issuer knows. And the keys of tokens.

CREATE TABLE service_accounts (
    id           BLOB PRIMARY KEY,
    name         TEXT NOT NULL CHECK (name <> ''),
    member_id    BLOB REFERENCES members (id),
    scope        TEXT NOT NULL CHECK (scope IN ('read', 'write', 'read write')),
    status       TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    last_used_at INTEGER,
    version      INTEGER NOT NULL CHECK (version > 0),
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX service_accounts_by_creation ON service_accounts (created_at, id);
CREATE INDEX service_accounts_of_member ON service_accounts (member_id, created_at, id);

CREATE TABLE service_account_secrets (
    id                 BLOB PRIMARY KEY,
    service_account_id BLOB NOT NULL REFERENCES service_accounts (id),
    hash               BLOB NOT NULL,
    created_at         INTEGER NOT NULL,
    expires_at         INTEGER
) STRICT;
CREATE INDEX service_account_secrets_of_account ON service_account_secrets (service_account_id, created_at);
-- One secret stands until it is rotated away.
CREATE UNIQUE INDEX service_account_secrets_standing ON service_account_secrets (service_account_id) WHERE expires_at IS NULL;

CREATE TABLE identities (
    id         BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    issuer     TEXT NOT NULL CHECK (issuer <> ''),
    subject    TEXT NOT NULL CHECK (subject <> ''),
    created_at INTEGER NOT NULL,
    UNIQUE (issuer, subject)
) STRICT;
CREATE INDEX identities_by_creation ON identities (created_at, id);
CREATE INDEX identities_of_account ON identities (account_id, created_at, id);

CREATE TABLE token_keys (
    id         BLOB PRIMARY KEY,
    status     TEXT NOT NULL CHECK (status IN ('next', 'current', 'retired')),
    public     BLOB NOT NULL,
    secret     BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER,
    CHECK ((status = 'retired') = (retired_at IS NOT NULL))
) STRICT;
-- One signs, and one is published ahead.
CREATE UNIQUE INDEX token_keys_one_of_each ON token_keys (status) WHERE status <> 'retired';
