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
