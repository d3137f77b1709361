-- Guidance by which the troika leads the Network (clause troika.guidance).

CREATE TABLE guidance_notes (
    id          BLOB PRIMARY KEY,
    member_id   BLOB NOT NULL REFERENCES members (id),
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    focus_areas INTEGER NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('draft', 'issued')),
    issued_at   INTEGER,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK ((status = 'issued') = (issued_at IS NOT NULL))
) STRICT;
CREATE INDEX guidance_notes_by_time ON guidance_notes (created_at, id);
CREATE INDEX guidance_notes_by_issue ON guidance_notes (issued_at, id) WHERE issued_at IS NOT NULL;
CREATE INDEX guidance_notes_by_member ON guidance_notes (member_id, created_at, id);
