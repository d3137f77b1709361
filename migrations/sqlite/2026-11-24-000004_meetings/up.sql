-- Meetings, their agenda and their participants (clauses meeting.*).

CREATE TABLE meetings (
    id              BLOB PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('annual', 'thematic', 'follow_up', 'side_event', 'troika', 'founding')),
    -- None where the source of a past meeting does not state it.
    format          TEXT CHECK (format IN ('in_person', 'virtual', 'hybrid')),
    title           TEXT NOT NULL,
    description     TEXT,
    starts_at       INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL,
    date_precision  TEXT NOT NULL CHECK (date_precision IN ('minute', 'day', 'month')),
    time_zone       TEXT NOT NULL,
    -- The calendar year in which it begins in its time zone.
    year            INTEGER NOT NULL,
    city            TEXT,
    country         TEXT CHECK (length(country) = 3),
    host_id         BLOB REFERENCES members (id),
    host_reason     TEXT,
    organizer_id    BLOB REFERENCES members (id),
    follow_up_of_id BLOB REFERENCES meetings (id),
    visibility      TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    status          TEXT NOT NULL CHECK (status IN ('planned', 'confirmed', 'held', 'cancelled')),
    status_reason   TEXT,
    source          TEXT,
    version         INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    CHECK (ends_at >= starts_at),
    CHECK (kind <> 'follow_up' OR follow_up_of_id IS NOT NULL),
    CHECK (follow_up_of_id <> id)
) STRICT;
CREATE INDEX meetings_by_start ON meetings (starts_at, id);
CREATE INDEX meetings_by_year ON meetings (year, starts_at, id);
CREATE INDEX meetings_by_series ON meetings (follow_up_of_id);

CREATE TABLE meeting_co_sponsors (
    meeting_id BLOB NOT NULL REFERENCES meetings (id),
    member_id  BLOB NOT NULL REFERENCES members (id),
    position   INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
) STRICT;

CREATE TABLE agenda_items (
    id               BLOB PRIMARY KEY,
    meeting_id       BLOB NOT NULL REFERENCES meetings (id),
    position         INTEGER NOT NULL,
    title            TEXT NOT NULL,
    description      TEXT,
    starts_at        INTEGER,
    duration_minutes INTEGER CHECK (duration_minutes BETWEEN 1 AND 1440),
    lead_id          BLOB REFERENCES members (id),
    focus_areas      TEXT NOT NULL,
    version          INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX agenda_items_by_meeting ON agenda_items (meeting_id, position, id);

CREATE TABLE participants (
    id          BLOB PRIMARY KEY,
    meeting_id  BLOB NOT NULL REFERENCES meetings (id),
    member_id   BLOB NOT NULL REFERENCES members (id),
    name        TEXT NOT NULL,
    position    TEXT,
    email       TEXT,
    role        TEXT NOT NULL CHECK (role IN ('head_of_delegation', 'delegate', 'speaker', 'observer')),
    status      TEXT NOT NULL CHECK (status IN ('requested', 'approved', 'declined', 'attended', 'absent', 'excused')),
    status_note TEXT,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX participants_by_meeting ON participants (meeting_id, created_at, id);
