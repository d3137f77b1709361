-- The library (clause secretariat.knowledge): knowledge products of all kinds, what supersedes them, and their files.

ALTER TABLE knowledge_products DROP CONSTRAINT knowledge_products_kind_check;
ALTER TABLE knowledge_products
    ADD CHECK (kind IN ('official_document', 'report', 'guidance', 'training_material', 'toolkit', 'research', 'other')),
    ADD COLUMN other_titles     text,
    ADD COLUMN languages        text NOT NULL DEFAULT '[]',
    ADD COLUMN focus_areas      integer NOT NULL DEFAULT 0,
    ADD COLUMN superseded_by_id uuid REFERENCES knowledge_products (id),
    ADD COLUMN superseded_at    timestamptz,
    ADD COLUMN folded           text NOT NULL DEFAULT '';
UPDATE knowledge_products SET
    languages = '["' || language || '"]',
    folded = E'\n' || lower(title) || E'\n' || COALESCE(lower(agenda_item) || E'\n', '')
        || E'\t' || lower(replace(trim('[]"' FROM symbols), '","', E'\n\t')) || E'\n';
-- Those that were superseded before had no successor.
ALTER TABLE knowledge_products
    ADD CHECK ((superseded_by_id IS NULL) = (superseded_at IS NULL)),
    ADD CHECK (superseded_by_id IS NULL OR status = 'superseded'),
    ADD CHECK (superseded_by_id <> id);
CREATE INDEX knowledge_products_by_title ON knowledge_products (title, id);
CREATE INDEX knowledge_products_by_time ON knowledge_products (created_at, id);
CREATE INDEX knowledge_products_by_publication ON knowledge_products (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX knowledge_products_by_successor ON knowledge_products (superseded_by_id) WHERE superseded_by_id IS NOT NULL;

-- Their files, a language each. The bytes are in the store, each file's under an object of its own.
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
