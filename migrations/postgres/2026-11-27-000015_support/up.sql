-- Support by the secretariat (clauses secretariat.*), action plans (focus.action-plans), and funding and assistance
-- (funding.*). Money is text, "1500000.00 EUR": SQLite has no exact decimals.

CREATE TABLE coordinators (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    starts_on  date NOT NULL,
    ends_on    date,
    version    integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX coordinators_by_start ON coordinators (starts_on, id);
CREATE INDEX coordinators_by_time ON coordinators (created_at, id);

CREATE TABLE support_requests (
    id          uuid PRIMARY KEY,
    member_id   uuid NOT NULL REFERENCES members (id),
    seat        text CHECK (seat IN ('previous', 'incumbent', 'next')),
    kind        text NOT NULL CHECK (kind IN ('technical', 'operational')),
    title       text NOT NULL,
    body        text NOT NULL,
    status      text NOT NULL CHECK (status IN ('open', 'in_progress', 'resolved')),
    answer      text,
    taken_up_at timestamptz,
    resolved_at timestamptz,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK ((status = 'open') = (taken_up_at IS NULL)),
    CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)),
    CHECK ((status = 'resolved') = (answer IS NOT NULL))
);
CREATE INDEX support_requests_by_time ON support_requests (created_at, id);
CREATE INDEX support_requests_by_member ON support_requests (member_id, created_at, id);
CREATE INDEX support_requests_by_status ON support_requests (status, created_at, id);

-- That a plan has expired follows from its last day, and is not kept.
CREATE TABLE action_plans (
    id                 uuid PRIMARY KEY,
    member_id          uuid NOT NULL REFERENCES members (id),
    level              text NOT NULL CHECK (level IN ('national', 'regional')),
    title              text NOT NULL,
    starts_on          date NOT NULL,
    ends_on            date NOT NULL,
    budget             text CHECK (budget LIKE '%.__ ___'),
    indicator_count    integer CHECK (indicator_count >= 0),
    indicators         text,
    civil_society_role text,
    high_impact        text,
    focus_areas        integer NOT NULL,
    document_url       text,
    supersedes_id      uuid REFERENCES action_plans (id),
    status             text NOT NULL CHECK (status IN ('draft', 'adopted', 'superseded')),
    adopted_at         timestamptz,
    version            integer NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CHECK (ends_on >= starts_on),
    CHECK (supersedes_id <> id),
    CHECK ((status = 'draft') = (adopted_at IS NULL))
);
CREATE INDEX action_plans_by_time ON action_plans (created_at, id);
CREATE INDEX action_plans_by_end ON action_plans (ends_on, id);
CREATE INDEX action_plans_by_member ON action_plans (member_id, created_at, id);

-- A donor is a member, or an organization that is none.
CREATE TABLE funding_programmes (
    id          uuid PRIMARY KEY,
    donor_id    uuid REFERENCES members (id),
    donor_name  text,
    title       text NOT NULL,
    description text,
    focus_areas integer NOT NULL,
    regions     text NOT NULL,
    starts_on   date NOT NULL,
    ends_on     date,
    status      text NOT NULL CHECK (status IN ('open', 'closed')),
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK ((donor_id IS NULL) <> (donor_name IS NULL)),
    CHECK (ends_on >= starts_on)
);
CREATE INDEX funding_programmes_by_time ON funding_programmes (created_at, id);
CREATE INDEX funding_programmes_by_start ON funding_programmes (starts_on, id);
CREATE INDEX funding_programmes_by_donor ON funding_programmes (donor_id, created_at, id);

CREATE TABLE funding_commitments (
    id           uuid PRIMARY KEY,
    programme_id uuid NOT NULL REFERENCES funding_programmes (id),
    year         integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    committed    text NOT NULL CHECK (committed LIKE '%.__ ___'),
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    UNIQUE (programme_id, year)
);
CREATE INDEX funding_commitments_by_year ON funding_commitments (year, programme_id);

CREATE TABLE assistance_offers (
    id          uuid PRIMARY KEY,
    member_id   uuid NOT NULL REFERENCES members (id),
    title       text NOT NULL,
    description text,
    focus_areas integer NOT NULL CHECK (focus_areas <> 0),
    region      text,
    kind        text NOT NULL CHECK (kind IN ('financial', 'technical', 'capacity_building')),
    level       text CHECK (level IN ('local', 'national', 'regional')),
    audience    text,
    offered     text CHECK (offered LIKE '%.__ ___'),
    status      text NOT NULL CHECK (status IN ('open', 'matched', 'closed')),
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK (kind <> 'capacity_building' OR level IS NOT NULL)
);
CREATE INDEX assistance_offers_by_time ON assistance_offers (created_at, id);
CREATE INDEX assistance_offers_by_member ON assistance_offers (member_id, created_at, id);
CREATE INDEX assistance_offers_by_status ON assistance_offers (status, created_at, id);

CREATE TABLE assistance_needs (
    id          uuid PRIMARY KEY,
    member_id   uuid NOT NULL REFERENCES members (id),
    title       text NOT NULL,
    description text,
    focus_areas integer NOT NULL CHECK (focus_areas <> 0),
    region      text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('financial', 'technical', 'capacity_building')),
    level       text CHECK (level IN ('local', 'national', 'regional')),
    audience    text,
    needed      text CHECK (needed LIKE '%.__ ___'),
    status      text NOT NULL CHECK (status IN ('open', 'matched', 'closed')),
    offer_id    uuid UNIQUE REFERENCES assistance_offers (id),
    matched_at  timestamptz,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK (kind <> 'capacity_building' OR level IS NOT NULL),
    CHECK ((offer_id IS NULL) = (matched_at IS NULL)),
    CHECK (status <> 'matched' OR offer_id IS NOT NULL),
    CHECK (status <> 'open' OR offer_id IS NULL)
);
CREATE INDEX assistance_needs_by_time ON assistance_needs (created_at, id);
CREATE INDEX assistance_needs_by_member ON assistance_needs (member_id, created_at, id);
CREATE INDEX assistance_needs_by_status ON assistance_needs (status, created_at, id);
