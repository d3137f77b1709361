-- What is published, as it is searched: a row a record, with its texts by language for the excerpt.
CREATE TABLE search_entries (
    serial     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         uuid NOT NULL UNIQUE,
    resource   text NOT NULL CHECK (resource IN ('updates', 'newsletters', 'knowledge-products', 'meetings')),
    visibility text NOT NULL CHECK (visibility IN ('public', 'network')),
    language   text NOT NULL,
    title      text NOT NULL,
    body       text NOT NULL,
    dated_at   timestamptz NOT NULL
);

-- The words of each, in the form that this engine searches; `src/db/fulltext.rs` alone knows it.
CREATE TABLE search_words (
    serial bigint PRIMARY KEY,
    words  tsvector NOT NULL
);
CREATE INDEX search_words_by_word ON search_words USING gin (words);
