-- Members of the Network and their focal points (clauses membership.*, focal-point.contact), and the accounts that act for them.

CREATE TABLE members (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('member_state', 'regional_organization')),
    name           text COLLATE "C" NOT NULL,
    iso_alpha3     text UNIQUE CHECK (length(iso_alpha3) = 3),
    m49            text UNIQUE CHECK (length(m49) = 3),
    acronym        text UNIQUE,
    regional_group text CHECK (regional_group IN ('african_group', 'asia_pacific', 'eastern_european', 'latin_american_and_caribbean', 'western_european_and_others')),
    source         text NOT NULL,
    version        integer NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    -- A State is known by its code, an organization by its acronym.
    CHECK ((kind = 'member_state') = (iso_alpha3 IS NOT NULL)),
    CHECK ((kind = 'regional_organization') = (acronym IS NOT NULL))
);
CREATE INDEX members_by_name ON members (name, id);

CREATE TABLE member_names (
    id        uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES members (id),
    language  text NOT NULL,
    name      text NOT NULL,
    -- Without case and diacritics, for searching alike on both engines.
    folded    text NOT NULL,
    starts_on date,
    ends_on   date,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX member_names_by_member ON member_names (member_id);

CREATE TABLE membership_periods (
    id        uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES members (id),
    starts_on date NOT NULL,
    ends_on   date,
    source    text NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX membership_periods_by_member ON membership_periods (member_id, starts_on);
-- A member is in the Network once at a time.
CREATE UNIQUE INDEX membership_periods_open ON membership_periods (member_id) WHERE ends_on IS NULL;

CREATE TABLE membership_requests (
    id                   uuid PRIMARY KEY,
    kind                 text NOT NULL CHECK (kind IN ('member_state', 'regional_organization', 'other')),
    name                 text NOT NULL,
    iso_alpha3           text,
    acronym              text,
    statement            text,
    contact_name         text NOT NULL,
    contact_email        text NOT NULL,
    proposed_focal_point text,
    status               text NOT NULL CHECK (status IN ('received', 'shared', 'admitted', 'ineligible', 'withdrawn')),
    secret_hash          bytea NOT NULL,
    received_at          timestamptz NOT NULL,
    shared_at            timestamptz,
    decided_at           timestamptz,
    reason               text CHECK (reason IN ('not_eligible', 'duplicate', 'incomplete')),
    explanation          text,
    member_id            uuid REFERENCES members (id),
    version              integer NOT NULL,
    -- membership.shared: nothing is admitted before it was shared.
    CHECK (status <> 'admitted' OR (shared_at IS NOT NULL AND member_id IS NOT NULL)),
    CHECK ((status = 'ineligible') = (reason IS NOT NULL))
);
CREATE INDEX membership_requests_by_time ON membership_requests (received_at, id);

-- With whom a request was shared.
CREATE TABLE membership_request_recipients (
    request_id uuid NOT NULL REFERENCES membership_requests (id),
    member_id  uuid NOT NULL REFERENCES members (id),
    PRIMARY KEY (request_id, member_id)
);

CREATE TABLE focal_points (
    id                  uuid PRIMARY KEY,
    member_id           uuid NOT NULL REFERENCES members (id),
    kind                text NOT NULL CHECK (kind IN ('person', 'office')),
    designation         text NOT NULL CHECK (designation IN ('primary', 'alternate')),
    name                text NOT NULL,
    name_visibility     text NOT NULL CHECK (name_visibility IN ('public', 'network', 'secretariat')),
    position            text,
    position_visibility text NOT NULL CHECK (position_visibility IN ('public', 'network', 'secretariat')),
    email               text,
    email_visibility    text NOT NULL CHECK (email_visibility IN ('public', 'network', 'secretariat')),
    phone               text,
    phone_visibility    text NOT NULL CHECK (phone_visibility IN ('public', 'network', 'secretariat')),
    address             text,
    address_visibility  text NOT NULL CHECK (address_visibility IN ('public', 'network', 'secretariat')),
    starts_on           date NOT NULL,
    ends_on             date,
    confirmed_at        timestamptz NOT NULL,
    version             integer NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX focal_points_by_member ON focal_points (member_id, starts_on, id);
CREATE INDEX focal_points_by_time ON focal_points (created_at, id);
-- One primary focal point a member at a time; alternates as many as there are.
CREATE UNIQUE INDEX focal_points_one_primary ON focal_points (member_id) WHERE designation = 'primary' AND ends_on IS NULL;

CREATE TABLE focal_point_ministries (
    focal_point_id uuid NOT NULL REFERENCES focal_points (id),
    starts_on      date NOT NULL,
    ministry       text NOT NULL,
    PRIMARY KEY (focal_point_id, starts_on)
);

CREATE TABLE accounts (
    id                    uuid PRIMARY KEY,
    email                 text COLLATE "C" NOT NULL UNIQUE,
    role                  text NOT NULL CHECK (role IN ('secretariat', 'member')),
    member_id             uuid REFERENCES members (id),
    password_hash         text,
    status                text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    invitation_hash       bytea UNIQUE,
    invitation_expires_at timestamptz,
    version               integer NOT NULL,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    CHECK ((role = 'member') = (member_id IS NOT NULL)),
    CHECK (status <> 'active' OR password_hash IS NOT NULL)
);
CREATE INDEX accounts_by_time ON accounts (created_at, id);

CREATE TABLE sessions (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL REFERENCES accounts (id),
    refresh_hash bytea NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz
);
CREATE INDEX sessions_by_account ON sessions (account_id);
