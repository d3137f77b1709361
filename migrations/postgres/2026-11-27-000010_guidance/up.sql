-- Guidance by which the troika leads the Network (clause troika.guidance).

CREATE TABLE guidance_notes (
    id          uuid PRIMARY KEY,
    member_id   uuid NOT NULL REFERENCES members (id),
    title       text NOT NULL,
    body        text NOT NULL,
    focus_areas integer NOT NULL,
    status      text NOT NULL CHECK (status IN ('draft', 'issued')),
    issued_at   timestamptz,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK ((status = 'issued') = (issued_at IS NOT NULL))
);
CREATE INDEX guidance_notes_by_time ON guidance_notes (created_at, id);
CREATE INDEX guidance_notes_by_issue ON guidance_notes (issued_at, id) WHERE issued_at IS NOT NULL;
CREATE INDEX guidance_notes_by_member ON guidance_notes (member_id, created_at, id);
