-- Files of knowledge products (clause secretariat.knowledge), a language each. Their bytes are in the store, each under
-- an object of its own.

CREATE TABLE knowledge_files (
    id         BLOB PRIMARY KEY,
    product_id BLOB NOT NULL REFERENCES knowledge_products (id),
    language   TEXT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL CHECK (size > 0),
    sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
    object     BLOB NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (product_id, language, media_type)
) STRICT;
CREATE INDEX knowledge_files_by_language ON knowledge_files (product_id, language, id);
CREATE INDEX knowledge_files_by_time ON knowledge_files (product_id, created_at, id);

-- Objects in the store that no file names: uploads under way or broken off, and what was removed. Known before the first
-- byte is written, so that nothing in the store is without an owner.
CREATE TABLE loose_objects (
    object BLOB PRIMARY KEY,
    due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX loose_objects_by_time ON loose_objects (due_at, object);
