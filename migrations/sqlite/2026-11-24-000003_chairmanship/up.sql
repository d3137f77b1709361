-- Nominations, terms, and through them the troika (clauses chair.*).

CREATE TABLE chairmanship_nominations (
    id           BLOB PRIMARY KEY,
    submitted_by BLOB NOT NULL REFERENCES members (id),
    starts_on    TEXT NOT NULL,
    ends_on      TEXT NOT NULL,
    theme        TEXT,
    letter       TEXT,
    status       TEXT NOT NULL CHECK (status IN ('submitted', 'selected', 'not_selected', 'withdrawn')),
    reason       TEXT,
    decided_at   INTEGER,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX chairmanship_nominations_by_time ON chairmanship_nominations (created_at, id);
CREATE INDEX chairmanship_nominations_by_start ON chairmanship_nominations (starts_on, id);

CREATE TABLE nominees (
    nomination_id BLOB NOT NULL REFERENCES chairmanship_nominations (id),
    member_id     BLOB NOT NULL REFERENCES members (id),
    position      INTEGER NOT NULL,
    consented_at  INTEGER,
    PRIMARY KEY (nomination_id, member_id)
) STRICT;

CREATE TABLE chair_terms (
    id            BLOB PRIMARY KEY,
    starts_on     TEXT NOT NULL UNIQUE,
    ends_on       TEXT NOT NULL,
    theme         TEXT,
    priorities    TEXT,
    nomination_id BLOB UNIQUE REFERENCES chairmanship_nominations (id),
    source        TEXT,
    version       INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    CHECK (ends_on >= starts_on),
    -- A term comes from a selection, or is recorded with its source.
    CHECK (nomination_id IS NOT NULL OR source IS NOT NULL)
) STRICT;
CREATE INDEX chair_terms_by_start ON chair_terms (starts_on, id);

CREATE TABLE chairs (
    term_id   BLOB NOT NULL REFERENCES chair_terms (id) ON DELETE CASCADE,
    member_id BLOB NOT NULL REFERENCES members (id),
    position  INTEGER NOT NULL,
    PRIMARY KEY (term_id, member_id)
) STRICT;
CREATE INDEX chairs_by_member ON chairs (member_id);

-- Terms never overlap. (SQLite has no exclusion constraint.)
CREATE TRIGGER chair_terms_never_overlap_insert BEFORE INSERT ON chair_terms
WHEN EXISTS (SELECT 1 FROM chair_terms t WHERE t.id <> NEW.id AND t.starts_on <= NEW.ends_on AND t.ends_on >= NEW.starts_on)
BEGIN
    SELECT RAISE(ABORT, 'UNIQUE: chair terms overlap');
END;
CREATE TRIGGER chair_terms_never_overlap_update BEFORE UPDATE OF starts_on, ends_on ON chair_terms
WHEN EXISTS (SELECT 1 FROM chair_terms t WHERE t.id <> NEW.id AND t.starts_on <= NEW.ends_on AND t.ends_on >= NEW.starts_on)
BEGIN
    SELECT RAISE(ABORT, 'UNIQUE: chair terms overlap');
END;
