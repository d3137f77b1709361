-- Meetings, their agenda and their participants (clauses meeting.*).

CREATE TABLE meetings (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL CHECK (kind IN ('annual', 'thematic', 'follow_up', 'side_event', 'troika', 'founding')),
    -- None where the source of a past meeting does not state it.
    format          text CHECK (format IN ('in_person', 'virtual', 'hybrid')),
    title           text NOT NULL,
    description     text,
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,
    date_precision  text NOT NULL CHECK (date_precision IN ('minute', 'day', 'month')),
    time_zone       text NOT NULL,
    -- The calendar year in which it begins in its time zone.
    year            integer NOT NULL,
    city            text,
    country         text CHECK (length(country) = 3),
    host_id         uuid REFERENCES members (id),
    host_reason     text,
    organizer_id    uuid REFERENCES members (id),
    follow_up_of_id uuid REFERENCES meetings (id),
    visibility      text NOT NULL CHECK (visibility IN ('public', 'network')),
    status          text NOT NULL CHECK (status IN ('planned', 'confirmed', 'held', 'cancelled')),
    status_reason   text,
    source          text,
    version         integer NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (ends_at >= starts_at),
    CHECK (kind <> 'follow_up' OR follow_up_of_id IS NOT NULL),
    CHECK (follow_up_of_id <> id)
);
CREATE INDEX meetings_by_start ON meetings (starts_at, id);
CREATE INDEX meetings_by_year ON meetings (year, starts_at, id);
CREATE INDEX meetings_by_series ON meetings (follow_up_of_id);

CREATE TABLE meeting_co_sponsors (
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    member_id  uuid NOT NULL REFERENCES members (id),
    position   integer NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
);

CREATE TABLE agenda_items (
    id               uuid PRIMARY KEY,
    meeting_id       uuid NOT NULL REFERENCES meetings (id),
    position         integer NOT NULL,
    title            text NOT NULL,
    description      text,
    starts_at        timestamptz,
    duration_minutes integer CHECK (duration_minutes BETWEEN 1 AND 1440),
    lead_id          uuid REFERENCES members (id),
    focus_areas      text NOT NULL,
    version          integer NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE INDEX agenda_items_by_meeting ON agenda_items (meeting_id, position, id);

CREATE TABLE participants (
    id          uuid PRIMARY KEY,
    meeting_id  uuid NOT NULL REFERENCES meetings (id),
    member_id   uuid NOT NULL REFERENCES members (id),
    name        text NOT NULL,
    position    text,
    email       text,
    role        text NOT NULL CHECK (role IN ('head_of_delegation', 'delegate', 'speaker', 'observer')),
    status      text NOT NULL CHECK (status IN ('requested', 'approved', 'declined', 'attended', 'absent', 'excused')),
    status_note text,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX participants_by_meeting ON participants (meeting_id, created_at, id);
