-- Documents of meetings (clause secretariat.meetings). The bytes are in the store, each document's under an object of its
-- own.
CREATE TABLE meeting_documents (
    id         uuid PRIMARY KEY,
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    kind       text NOT NULL CHECK (kind IN ('concept_note', 'background_paper', 'presentation', 'statement', 'communique', 'report', 'other')),
    title      text COLLATE "C" NOT NULL,
    language   text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('public', 'network')),
    name       text NOT NULL,
    media_type text NOT NULL,
    size       bigint NOT NULL CHECK (size > 0),
    sha256     bytea NOT NULL CHECK (length(sha256) = 32),
    object     uuid NOT NULL UNIQUE,
    version    integer NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX meeting_documents_by_title ON meeting_documents (meeting_id, title, id);
CREATE INDEX meeting_documents_by_time ON meeting_documents (meeting_id, created_at, id);
