-- Updates by which members share their actions (clause members.updates), and the first official document.

CREATE TABLE updates (
    id             BLOB PRIMARY KEY,
    member_id      BLOB NOT NULL REFERENCES members (id),
    section        TEXT NOT NULL CHECK (section IN ('proceedings', 'member_action', 'innovation', 'lessons_and_best_practices')),
    title          TEXT NOT NULL,
    body           TEXT NOT NULL,
    language       TEXT NOT NULL,
    visibility     TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    agenda_item_id BLOB REFERENCES agenda_items (id),
    status         TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
    published_at   INTEGER,
    withdrawn_at   INTEGER,
    version        INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    CHECK (status = 'draft' OR published_at IS NOT NULL),
    CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
) STRICT;
-- Both sorts, for all and for one member; what was never published has no place in the order of publication.
CREATE INDEX updates_by_time ON updates (created_at, id);
CREATE INDEX updates_by_publication ON updates (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX updates_by_member ON updates (member_id, created_at, id);
CREATE INDEX updates_by_member_publication ON updates (member_id, published_at, id) WHERE published_at IS NOT NULL;
-- The same for what anyone may read, so that a public list never passes over what is hidden.
CREATE INDEX updates_open_by_time ON updates (created_at, id)
    WHERE status = 'published' AND visibility = 'public';
CREATE INDEX updates_open_by_publication ON updates (published_at, id)
    WHERE status = 'published' AND visibility = 'public';
CREATE INDEX updates_open_by_member ON updates (member_id, created_at, id)
    WHERE status = 'published' AND visibility = 'public';
CREATE INDEX updates_open_by_member_publication ON updates (member_id, published_at, id)
    WHERE status = 'published' AND visibility = 'public';

CREATE TABLE update_focus_areas (
    update_id  BLOB NOT NULL REFERENCES updates (id) ON DELETE CASCADE,
    focus_area TEXT NOT NULL,
    PRIMARY KEY (update_id, focus_area)
) STRICT;
CREATE INDEX update_focus_areas_by_area ON update_focus_areas (focus_area, update_id);

CREATE TABLE knowledge_products (
    id           BLOB PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('official_document')),
    title        TEXT NOT NULL,
    symbols      TEXT NOT NULL,
    organs       TEXT NOT NULL,
    agenda_item  TEXT,
    language     TEXT NOT NULL,
    dated        TEXT NOT NULL,
    body         TEXT NOT NULL,
    visibility   TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    status       TEXT NOT NULL CHECK (status IN ('draft', 'in_review', 'published', 'superseded')),
    published_at INTEGER,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX knowledge_products_by_date ON knowledge_products (dated, id);
