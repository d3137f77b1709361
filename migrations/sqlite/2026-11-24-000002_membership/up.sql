-- Members of the Network and their focal points (clauses membership.*, focal-point.contact), and the accounts that act for them.

CREATE TABLE members (
    id             BLOB PRIMARY KEY,
    kind           TEXT NOT NULL CHECK (kind IN ('member_state', 'regional_organization')),
    name           TEXT NOT NULL,
    iso_alpha3     TEXT UNIQUE CHECK (length(iso_alpha3) = 3),
    m49            TEXT UNIQUE CHECK (length(m49) = 3),
    acronym        TEXT UNIQUE,
    regional_group TEXT CHECK (regional_group IN ('african_group', 'asia_pacific', 'eastern_european', 'latin_american_and_caribbean', 'western_european_and_others')),
    source         TEXT NOT NULL,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    -- A State is known by its code, an organization by its acronym.
    CHECK ((kind = 'member_state') = (iso_alpha3 IS NOT NULL)),
    CHECK ((kind = 'regional_organization') = (acronym IS NOT NULL))
) STRICT;
CREATE INDEX members_by_name ON members (name, id);

CREATE TABLE member_names (
    id        BLOB PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    language  TEXT NOT NULL,
    name      TEXT NOT NULL,
    -- Without case and diacritics, for searching alike on both engines.
    folded    TEXT NOT NULL,
    starts_on TEXT,
    ends_on   TEXT,
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX member_names_by_member ON member_names (member_id);

CREATE TABLE membership_periods (
    id        BLOB PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    starts_on TEXT NOT NULL,
    ends_on   TEXT,
    source    TEXT NOT NULL,
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX membership_periods_by_member ON membership_periods (member_id, starts_on);
-- A member is in the Network once at a time.
CREATE UNIQUE INDEX membership_periods_open ON membership_periods (member_id) WHERE ends_on IS NULL;

CREATE TABLE membership_requests (
    id                   BLOB PRIMARY KEY,
    kind                 TEXT NOT NULL CHECK (kind IN ('member_state', 'regional_organization', 'other')),
    name                 TEXT NOT NULL,
    iso_alpha3           TEXT,
    acronym              TEXT,
    statement            TEXT,
    contact_name         TEXT NOT NULL,
    contact_email        TEXT NOT NULL,
    proposed_focal_point TEXT,
    status               TEXT NOT NULL CHECK (status IN ('received', 'shared', 'admitted', 'ineligible', 'withdrawn')),
    secret_hash          BLOB NOT NULL,
    received_at          INTEGER NOT NULL,
    shared_at            INTEGER,
    decided_at           INTEGER,
    reason               TEXT CHECK (reason IN ('not_eligible', 'duplicate', 'incomplete')),
    explanation          TEXT,
    member_id            BLOB REFERENCES members (id),
    version              INTEGER NOT NULL,
    -- membership.shared: nothing is admitted before it was shared.
    CHECK (status <> 'admitted' OR (shared_at IS NOT NULL AND member_id IS NOT NULL)),
    CHECK ((status = 'ineligible') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX membership_requests_by_time ON membership_requests (received_at, id);

-- With whom a request was shared.
CREATE TABLE membership_request_recipients (
    request_id BLOB NOT NULL REFERENCES membership_requests (id),
    member_id  BLOB NOT NULL REFERENCES members (id),
    PRIMARY KEY (request_id, member_id)
) STRICT;

CREATE TABLE focal_points (
    id                  BLOB PRIMARY KEY,
    member_id           BLOB NOT NULL REFERENCES members (id),
    kind                TEXT NOT NULL CHECK (kind IN ('person', 'office')),
    designation         TEXT NOT NULL CHECK (designation IN ('primary', 'alternate')),
    name                TEXT NOT NULL,
    name_visibility     TEXT NOT NULL CHECK (name_visibility IN ('public', 'network', 'secretariat')),
    position            TEXT,
    position_visibility TEXT NOT NULL CHECK (position_visibility IN ('public', 'network', 'secretariat')),
    email               TEXT,
    email_visibility    TEXT NOT NULL CHECK (email_visibility IN ('public', 'network', 'secretariat')),
    phone               TEXT,
    phone_visibility    TEXT NOT NULL CHECK (phone_visibility IN ('public', 'network', 'secretariat')),
    address             TEXT,
    address_visibility  TEXT NOT NULL CHECK (address_visibility IN ('public', 'network', 'secretariat')),
    starts_on           TEXT NOT NULL,
    ends_on             TEXT,
    confirmed_at        INTEGER NOT NULL,
    version             INTEGER NOT NULL,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX focal_points_by_member ON focal_points (member_id, starts_on, id);
CREATE INDEX focal_points_by_time ON focal_points (created_at, id);
-- One primary focal point a member at a time; alternates as many as there are.
CREATE UNIQUE INDEX focal_points_one_primary ON focal_points (member_id) WHERE designation = 'primary' AND ends_on IS NULL;

CREATE TABLE focal_point_ministries (
    focal_point_id BLOB NOT NULL REFERENCES focal_points (id),
    starts_on      TEXT NOT NULL,
    ministry       TEXT NOT NULL,
    PRIMARY KEY (focal_point_id, starts_on)
) STRICT;

CREATE TABLE accounts (
    id                    BLOB PRIMARY KEY,
    email                 TEXT NOT NULL UNIQUE,
    role                  TEXT NOT NULL CHECK (role IN ('secretariat', 'member')),
    member_id             BLOB REFERENCES members (id),
    password_hash         TEXT,
    status                TEXT NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    invitation_hash       BLOB UNIQUE,
    invitation_expires_at INTEGER,
    version               INTEGER NOT NULL,
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL,
    CHECK ((role = 'member') = (member_id IS NOT NULL)),
    CHECK (status <> 'active' OR password_hash IS NOT NULL)
) STRICT;
CREATE INDEX accounts_by_time ON accounts (created_at, id);

CREATE TABLE sessions (
    id           BLOB PRIMARY KEY,
    account_id   BLOB NOT NULL REFERENCES accounts (id),
    refresh_hash BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    revoked_at   INTEGER
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);
