-- Files of knowledge products (clause secretariat.knowledge), a language each. Their bytes are in the store, each under
-- an object of its own.

CREATE TABLE knowledge_files (
    id         uuid PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES knowledge_products (id),
    language   text COLLATE "C" NOT NULL,
    name       text NOT NULL,
    media_type text NOT NULL,
    size       bigint NOT NULL CHECK (size > 0),
    sha256     bytea NOT NULL CHECK (length(sha256) = 32),
    object     uuid NOT NULL UNIQUE,
    version    integer NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (product_id, language, media_type)
);
CREATE INDEX knowledge_files_by_language ON knowledge_files (product_id, language, id);
CREATE INDEX knowledge_files_by_time ON knowledge_files (product_id, created_at, id);

-- Objects in the store that no file names: uploads under way or broken off, and what was removed. Known before the first
-- byte is written, so that nothing in the store is without an owner.
CREATE TABLE loose_objects (
    object uuid PRIMARY KEY,
    due_at timestamptz NOT NULL
);
CREATE INDEX loose_objects_by_time ON loose_objects (due_at, object);
