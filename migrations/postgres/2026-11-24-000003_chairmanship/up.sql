-- Nominations, terms, and through them the troika (clauses chair.*).

CREATE TABLE chairmanship_nominations (
    id           uuid PRIMARY KEY,
    submitted_by uuid NOT NULL REFERENCES members (id),
    starts_on    date NOT NULL,
    ends_on      date NOT NULL,
    theme        text,
    letter       text,
    status       text NOT NULL CHECK (status IN ('submitted', 'selected', 'not_selected', 'withdrawn')),
    reason       text,
    decided_at   timestamptz,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX chairmanship_nominations_by_time ON chairmanship_nominations (created_at, id);
CREATE INDEX chairmanship_nominations_by_start ON chairmanship_nominations (starts_on, id);

CREATE TABLE nominees (
    nomination_id uuid NOT NULL REFERENCES chairmanship_nominations (id),
    member_id     uuid NOT NULL REFERENCES members (id),
    position      integer NOT NULL,
    consented_at  timestamptz,
    PRIMARY KEY (nomination_id, member_id)
);

CREATE TABLE chair_terms (
    id            uuid PRIMARY KEY,
    starts_on     date NOT NULL UNIQUE,
    ends_on       date NOT NULL,
    theme         text,
    priorities    text,
    nomination_id uuid UNIQUE REFERENCES chairmanship_nominations (id),
    source        text,
    version       integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CHECK (ends_on >= starts_on),
    -- A term comes from a selection, or is recorded with its source.
    CHECK (nomination_id IS NOT NULL OR source IS NOT NULL),
    -- Terms never overlap, whichever instance writes them.
    CONSTRAINT chair_terms_never_overlap EXCLUDE USING gist (daterange(starts_on, ends_on, '[]') WITH &&)
);
CREATE INDEX chair_terms_by_start ON chair_terms (starts_on, id);

CREATE TABLE chairs (
    term_id   uuid NOT NULL REFERENCES chair_terms (id) ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES members (id),
    position  integer NOT NULL,
    PRIMARY KEY (term_id, member_id)
);
CREATE INDEX chairs_by_member ON chairs (member_id);
