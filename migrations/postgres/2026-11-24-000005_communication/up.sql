-- Updates by which members share their actions (clause members.updates), and the first official document.

CREATE TABLE updates (
    id             uuid PRIMARY KEY,
    member_id      uuid NOT NULL REFERENCES members (id),
    section        text NOT NULL CHECK (section IN ('proceedings', 'member_action', 'innovation', 'lessons_and_best_practices')),
    title          text NOT NULL,
    body           text NOT NULL,
    language       text NOT NULL,
    visibility     text NOT NULL CHECK (visibility IN ('public', 'network')),
    agenda_item_id uuid REFERENCES agenda_items (id),
    status         text NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
    published_at   timestamptz,
    withdrawn_at   timestamptz,
    version        integer NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK (status = 'draft' OR published_at IS NOT NULL),
    CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
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
    update_id  uuid NOT NULL REFERENCES updates (id) ON DELETE CASCADE,
    focus_area text NOT NULL,
    PRIMARY KEY (update_id, focus_area)
);
CREATE INDEX update_focus_areas_by_area ON update_focus_areas (focus_area, update_id);

CREATE TABLE knowledge_products (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('official_document')),
    title        text COLLATE "C" NOT NULL,
    symbols      text NOT NULL,
    organs       text NOT NULL,
    agenda_item  text,
    language     text NOT NULL,
    dated        date NOT NULL,
    body         text NOT NULL,
    visibility   text NOT NULL CHECK (visibility IN ('public', 'network')),
    status       text NOT NULL CHECK (status IN ('draft', 'in_review', 'published', 'superseded')),
    published_at timestamptz,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE INDEX knowledge_products_by_date ON knowledge_products (dated, id);
