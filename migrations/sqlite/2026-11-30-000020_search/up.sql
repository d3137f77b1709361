-- What is published, as it is searched: a row a record, with its texts by language for the excerpt.
CREATE TABLE search_entries (
    serial     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE,
    resource   TEXT NOT NULL CHECK (resource IN ('updates', 'newsletters', 'knowledge-products', 'meetings')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    language   TEXT NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    dated_at   INTEGER NOT NULL
) STRICT;

-- The words of each, in the form that this engine searches; `src/db/fulltext.rs` alone knows it. What is rare counts for more,
-- so who may see less has an index of his own: what is hidden from him must not change the order in which he finds.
CREATE VIRTUAL TABLE search_words_public USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_words_network USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'ascii');
