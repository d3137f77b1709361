-- Documents of meetings (clause secretariat.meetings). The bytes are in the store, each document's under an object of its
-- own.
CREATE TABLE meeting_documents (
    id         BLOB PRIMARY KEY,
    meeting_id BLOB NOT NULL REFERENCES meetings (id),
    kind       TEXT NOT NULL CHECK (kind IN ('concept_note', 'background_paper', 'presentation', 'statement', 'communique', 'report', 'other')),
    title      TEXT NOT NULL,
    language   TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL CHECK (size > 0),
    sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
    object     BLOB NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_documents_by_title ON meeting_documents (meeting_id, title, id);
CREATE INDEX meeting_documents_by_time ON meeting_documents (meeting_id, created_at, id);
