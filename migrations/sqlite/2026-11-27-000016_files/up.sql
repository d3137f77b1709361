-- The library (clause secretariat.knowledge): knowledge products of all kinds, what supersedes them, and their files.

-- SQLite changes no constraint of a table: a new one takes its place.
CREATE TABLE library (
    id               BLOB PRIMARY KEY,
    kind             TEXT NOT NULL CHECK (kind IN ('official_document', 'report', 'guidance', 'training_material', 'toolkit', 'research', 'other')),
    title            TEXT NOT NULL,
    other_titles     TEXT,
    symbols          TEXT NOT NULL,
    organs           TEXT NOT NULL,
    agenda_item      TEXT,
    language         TEXT NOT NULL,
    languages        TEXT NOT NULL DEFAULT '[]',
    dated            TEXT NOT NULL,
    body             TEXT NOT NULL,
    focus_areas      INTEGER NOT NULL DEFAULT 0,
    visibility       TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    status           TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'published', 'superseded')),
    published_at     INTEGER,
    superseded_by_id BLOB REFERENCES library (id),
    superseded_at    INTEGER,
    folded           TEXT NOT NULL DEFAULT '',
    version          INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    -- Those that were superseded before had no successor.
    CHECK ((superseded_by_id IS NULL) = (superseded_at IS NULL)),
    CHECK (superseded_by_id IS NULL OR status = 'superseded'),
    CHECK (superseded_by_id <> id)
) STRICT;
INSERT INTO library (id, kind, title, symbols, organs, agenda_item, language, languages, dated, body, visibility, status,
        published_at, folded, version, created_at, updated_at)
    SELECT id, kind, title, symbols, organs, agenda_item, language, '["' || language || '"]', dated, body, visibility, status,
        published_at,
        char(10) || lower(title) || char(10) || COALESCE(lower(agenda_item) || char(10), '')
            || char(9) || lower(replace(trim(symbols, '[]"'), '","', char(10, 9))) || char(10),
        version, created_at, updated_at
    FROM knowledge_products;
DROP TABLE knowledge_products;
ALTER TABLE library RENAME TO knowledge_products;
CREATE INDEX knowledge_products_by_date ON knowledge_products (dated, id);
CREATE INDEX knowledge_products_by_title ON knowledge_products (title, id);
CREATE INDEX knowledge_products_by_time ON knowledge_products (created_at, id);
CREATE INDEX knowledge_products_by_publication ON knowledge_products (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX knowledge_products_by_successor ON knowledge_products (superseded_by_id) WHERE superseded_by_id IS NOT NULL;

-- Their files, a language each. The bytes are in the store, each file's under an object of its own.
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
