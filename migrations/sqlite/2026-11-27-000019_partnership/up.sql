-- Partners of the Network (clause civil-society.participation) and their people, initiatives (secretariat.advocacy,
-- focus.capacity), exchanges with other forums (forums.information) and promotions (members.promotion).

-- Nobody but the secretariat sees a partner that did not agree to it.
CREATE TABLE partners (
    id          BLOB PRIMARY KEY,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('civil_society', 'local_organization')),
    scope       TEXT NOT NULL CHECK (scope IN ('local', 'national', 'regional', 'international')),
    country     TEXT CHECK (length(country) = 3),
    description TEXT,
    website     TEXT,
    focus_areas INTEGER NOT NULL,
    visibility  TEXT NOT NULL CHECK (visibility IN ('public', 'network', 'secretariat')),
    consent_on  TEXT,
    status      TEXT NOT NULL CHECK (status IN ('active', 'ended')),
    ended_on    TEXT,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK ((visibility = 'secretariat') = (consent_on IS NULL)),
    CHECK ((status = 'ended') = (ended_on IS NOT NULL))
) STRICT;
CREATE INDEX partners_by_name ON partners (name, id);
CREATE INDEX partners_by_time ON partners (created_at, id);

-- A key for each person about whom something is sealed; without it, what it sealed is gone.
CREATE TABLE subject_keys (
    id         BLOB PRIMARY KEY,
    sealed     BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- The people of partners: sealed, and found by keyed hashes. The row stays after the erasure, because meetings name it.
CREATE TABLE partner_people (
    id          BLOB PRIMARY KEY,
    partner_id  BLOB NOT NULL REFERENCES partners (id),
    sealed      BLOB,
    name_index  BLOB,
    email_index BLOB,
    erased_at   INTEGER,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    CHECK ((sealed IS NULL) = (erased_at IS NOT NULL)),
    CHECK ((name_index IS NULL) = (erased_at IS NOT NULL)),
    CHECK (erased_at IS NULL OR email_index IS NULL)
) STRICT;
CREATE INDEX partner_people_by_partner ON partner_people (partner_id, created_at, id);
CREATE INDEX partner_people_by_name ON partner_people (name_index) WHERE name_index IS NOT NULL;
CREATE INDEX partner_people_by_email ON partner_people (email_index) WHERE email_index IS NOT NULL;

-- That a partner takes part in a meeting, and in which way; its people there are ids alone.
CREATE TABLE partner_participations (
    id         BLOB PRIMARY KEY,
    meeting_id BLOB NOT NULL REFERENCES meetings (id),
    partner_id BLOB NOT NULL REFERENCES partners (id),
    mode       TEXT NOT NULL CHECK (mode IN ('attended', 'spoke', 'led_item', 'co_organized')),
    people     TEXT NOT NULL,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (meeting_id, partner_id)
) STRICT;
CREATE INDEX partner_participations_by_meeting ON partner_participations (meeting_id, created_at, id);
CREATE INDEX partner_participations_by_partner ON partner_participations (partner_id, created_at, id);

CREATE TABLE initiatives (
    id            BLOB PRIMARY KEY,
    lead_id       BLOB REFERENCES members (id),
    kind          TEXT NOT NULL CHECK (kind IN ('capacity_building', 'advocacy', 'partnership', 'outreach', 'research')),
    level         TEXT CHECK (level IN ('local', 'national', 'regional')),
    title         TEXT NOT NULL,
    description   TEXT,
    actors        TEXT NOT NULL,
    non_members   TEXT NOT NULL,
    member_ids    TEXT NOT NULL,
    partners      TEXT NOT NULL,
    focus_areas   INTEGER NOT NULL,
    starts_on     TEXT NOT NULL,
    ends_on       TEXT,
    status        TEXT NOT NULL CHECK (status IN ('planned', 'running', 'completed', 'cancelled')),
    outcome       TEXT,
    status_reason TEXT,
    version       INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    CHECK (kind <> 'capacity_building' OR level IS NOT NULL),
    CHECK (ends_on >= starts_on),
    CHECK (status <> 'completed' OR ends_on IS NOT NULL),
    CHECK (outcome IS NULL OR status = 'completed'),
    CHECK ((status = 'cancelled') = (status_reason IS NOT NULL))
) STRICT;
CREATE INDEX initiatives_by_time ON initiatives (created_at, id);
CREATE INDEX initiatives_by_start ON initiatives (starts_on, id);
CREATE INDEX initiatives_by_lead ON initiatives (lead_id, created_at, id);

CREATE TABLE forum_exchanges (
    id           BLOB PRIMARY KEY,
    forum        TEXT NOT NULL CHECK (forum IN ('informal_expert_group', 'group_of_friends', 'other')),
    forum_name   TEXT,
    direction    TEXT NOT NULL CHECK (direction IN ('to_forum', 'from_forum')),
    exchanged_on TEXT NOT NULL,
    title        TEXT NOT NULL,
    summary      TEXT,
    document_url TEXT,
    focus_areas  INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    CHECK ((forum = 'other') = (forum_name IS NOT NULL))
) STRICT;
CREATE INDEX forum_exchanges_by_day ON forum_exchanges (exchanged_on, id);
CREATE INDEX forum_exchanges_by_time ON forum_exchanges (created_at, id);

CREATE TABLE promotions (
    id           BLOB PRIMARY KEY,
    member_id    BLOB NOT NULL REFERENCES members (id),
    forum        TEXT NOT NULL CHECK (forum IN ('informal_expert_group', 'group_of_friends', 'other')),
    forum_name   TEXT,
    promoted_on  TEXT NOT NULL,
    title        TEXT NOT NULL,
    description  TEXT,
    document_url TEXT,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    CHECK ((forum = 'other') = (forum_name IS NOT NULL))
) STRICT;
CREATE INDEX promotions_by_day ON promotions (promoted_on, id);
CREATE INDEX promotions_by_time ON promotions (created_at, id);
CREATE INDEX promotions_by_member ON promotions (member_id, promoted_on, id);
