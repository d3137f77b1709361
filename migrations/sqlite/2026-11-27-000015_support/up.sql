-- Support by the secretariat (clauses secretariat.*), action plans (focus.action-plans), and funding and assistance
-- (funding.*). Money is text, "1500000.00 EUR": SQLite has no exact decimals.

CREATE TABLE coordinators (
    id         BLOB PRIMARY KEY,
    name       TEXT NOT NULL,
    starts_on  TEXT NOT NULL,
    ends_on    TEXT,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX coordinators_by_start ON coordinators (starts_on, id);
CREATE INDEX coordinators_by_time ON coordinators (created_at, id);

CREATE TABLE support_requests (
    id          BLOB PRIMARY KEY,
    member_id   BLOB NOT NULL REFERENCES members (id),
    seat        TEXT CHECK (seat IN ('previous', 'incumbent', 'next')),
    kind        TEXT NOT NULL CHECK (kind IN ('technical', 'operational')),
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'resolved')),
    answer      TEXT,
    taken_up_at INTEGER,
    resolved_at INTEGER,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK ((status = 'open') = (taken_up_at IS NULL)),
    CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)),
    CHECK ((status = 'resolved') = (answer IS NOT NULL))
) STRICT;
CREATE INDEX support_requests_by_time ON support_requests (created_at, id);
CREATE INDEX support_requests_by_member ON support_requests (member_id, created_at, id);
CREATE INDEX support_requests_by_status ON support_requests (status, created_at, id);

-- That a plan has expired follows from its last day, and is not kept.
CREATE TABLE action_plans (
    id                 BLOB PRIMARY KEY,
    member_id          BLOB NOT NULL REFERENCES members (id),
    level              TEXT NOT NULL CHECK (level IN ('national', 'regional')),
    title              TEXT NOT NULL,
    starts_on          TEXT NOT NULL,
    ends_on            TEXT NOT NULL,
    budget             TEXT CHECK (budget LIKE '%.__ ___'),
    indicator_count    INTEGER CHECK (indicator_count >= 0),
    indicators         TEXT,
    civil_society_role TEXT,
    high_impact        TEXT,
    focus_areas        INTEGER NOT NULL,
    document_url       TEXT,
    supersedes_id      BLOB REFERENCES action_plans (id),
    status             TEXT NOT NULL CHECK (status IN ('draft', 'adopted', 'superseded')),
    adopted_at         INTEGER,
    version            INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    CHECK (ends_on >= starts_on),
    CHECK (supersedes_id <> id),
    CHECK ((status = 'draft') = (adopted_at IS NULL))
) STRICT;
CREATE INDEX action_plans_by_time ON action_plans (created_at, id);
CREATE INDEX action_plans_by_end ON action_plans (ends_on, id);
CREATE INDEX action_plans_by_member ON action_plans (member_id, created_at, id);

-- A donor is a member, or an organization that is none.
CREATE TABLE funding_programmes (
    id          BLOB PRIMARY KEY,
    donor_id    BLOB REFERENCES members (id),
    donor_name  TEXT,
    title       TEXT NOT NULL,
    description TEXT,
    focus_areas INTEGER NOT NULL,
    regions     TEXT NOT NULL,
    starts_on   TEXT NOT NULL,
    ends_on     TEXT,
    status      TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK ((donor_id IS NULL) <> (donor_name IS NULL)),
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX funding_programmes_by_time ON funding_programmes (created_at, id);
CREATE INDEX funding_programmes_by_start ON funding_programmes (starts_on, id);
CREATE INDEX funding_programmes_by_donor ON funding_programmes (donor_id, created_at, id);

CREATE TABLE funding_commitments (
    id           BLOB PRIMARY KEY,
    programme_id BLOB NOT NULL REFERENCES funding_programmes (id),
    year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    committed    TEXT NOT NULL CHECK (committed LIKE '%.__ ___'),
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    UNIQUE (programme_id, year)
) STRICT;
CREATE INDEX funding_commitments_by_year ON funding_commitments (year, programme_id);

CREATE TABLE assistance_offers (
    id          BLOB PRIMARY KEY,
    member_id   BLOB NOT NULL REFERENCES members (id),
    title       TEXT NOT NULL,
    description TEXT,
    focus_areas INTEGER NOT NULL CHECK (focus_areas <> 0),
    region      TEXT,
    kind        TEXT NOT NULL CHECK (kind IN ('financial', 'technical', 'capacity_building')),
    level       TEXT CHECK (level IN ('local', 'national', 'regional')),
    audience    TEXT,
    offered     TEXT CHECK (offered LIKE '%.__ ___'),
    status      TEXT NOT NULL CHECK (status IN ('open', 'matched', 'closed')),
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK (kind <> 'capacity_building' OR level IS NOT NULL)
) STRICT;
CREATE INDEX assistance_offers_by_time ON assistance_offers (created_at, id);
CREATE INDEX assistance_offers_by_member ON assistance_offers (member_id, created_at, id);
CREATE INDEX assistance_offers_by_status ON assistance_offers (status, created_at, id);

CREATE TABLE assistance_needs (
    id          BLOB PRIMARY KEY,
    member_id   BLOB NOT NULL REFERENCES members (id),
    title       TEXT NOT NULL,
    description TEXT,
    focus_areas INTEGER NOT NULL CHECK (focus_areas <> 0),
    region      TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('financial', 'technical', 'capacity_building')),
    level       TEXT CHECK (level IN ('local', 'national', 'regional')),
    audience    TEXT,
    needed      TEXT CHECK (needed LIKE '%.__ ___'),
    status      TEXT NOT NULL CHECK (status IN ('open', 'matched', 'closed')),
    offer_id    BLOB UNIQUE REFERENCES assistance_offers (id),
    matched_at  INTEGER,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK (kind <> 'capacity_building' OR level IS NOT NULL),
    CHECK ((offer_id IS NULL) = (matched_at IS NULL)),
    CHECK (status <> 'matched' OR offer_id IS NOT NULL),
    CHECK (status <> 'open' OR offer_id IS NULL)
) STRICT;
CREATE INDEX assistance_needs_by_time ON assistance_needs (created_at, id);
CREATE INDEX assistance_needs_by_member ON assistance_needs (member_id, created_at, id);
CREATE INDEX assistance_needs_by_status ON assistance_needs (status, created_at, id);
