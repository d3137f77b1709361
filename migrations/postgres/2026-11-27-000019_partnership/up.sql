-- Partners of the Network (clause civil-society.participation) and their people, initiatives (secretariat.advocacy,
-- focus.capacity), exchanges with other forums (forums.information) and promotions (members.promotion).

-- Nobody but the secretariat sees a partner that did not agree to it.
CREATE TABLE partners (
    id          uuid PRIMARY KEY,
    name        text COLLATE "C" NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('civil_society', 'local_organization')),
    scope       text NOT NULL CHECK (scope IN ('local', 'national', 'regional', 'international')),
    country     text CHECK (length(country) = 3),
    description text,
    website     text,
    focus_areas integer NOT NULL,
    visibility  text NOT NULL CHECK (visibility IN ('public', 'network', 'secretariat')),
    consent_on  date,
    status      text NOT NULL CHECK (status IN ('active', 'ended')),
    ended_on    date,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK ((visibility = 'secretariat') = (consent_on IS NULL)),
    CHECK ((status = 'ended') = (ended_on IS NOT NULL))
);
CREATE INDEX partners_by_name ON partners (name, id);
CREATE INDEX partners_by_time ON partners (created_at, id);

-- A key for each person about whom something is sealed; without it, what it sealed is gone.
CREATE TABLE subject_keys (
    id         uuid PRIMARY KEY,
    sealed     bytea NOT NULL,
    created_at timestamptz NOT NULL
);

-- The people of partners: sealed, and found by keyed hashes. The row stays after the erasure, because meetings name it.
CREATE TABLE partner_people (
    id          uuid PRIMARY KEY,
    partner_id  uuid NOT NULL REFERENCES partners (id),
    sealed      bytea,
    name_index  bytea,
    email_index bytea,
    erased_at   timestamptz,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK ((sealed IS NULL) = (erased_at IS NOT NULL)),
    CHECK ((name_index IS NULL) = (erased_at IS NOT NULL)),
    CHECK (erased_at IS NULL OR email_index IS NULL)
);
CREATE INDEX partner_people_by_partner ON partner_people (partner_id, created_at, id);
CREATE INDEX partner_people_by_name ON partner_people (name_index) WHERE name_index IS NOT NULL;
CREATE INDEX partner_people_by_email ON partner_people (email_index) WHERE email_index IS NOT NULL;

-- That a partner takes part in a meeting, and in which way; its people there are ids alone.
CREATE TABLE partner_participations (
    id         uuid PRIMARY KEY,
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    partner_id uuid NOT NULL REFERENCES partners (id),
    mode       text NOT NULL CHECK (mode IN ('attended', 'spoke', 'led_item', 'co_organized')),
    people     text NOT NULL,
    version    integer NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (meeting_id, partner_id)
);
CREATE INDEX partner_participations_by_meeting ON partner_participations (meeting_id, created_at, id);
CREATE INDEX partner_participations_by_partner ON partner_participations (partner_id, created_at, id);

CREATE TABLE initiatives (
    id            uuid PRIMARY KEY,
    lead_id       uuid REFERENCES members (id),
    kind          text NOT NULL CHECK (kind IN ('capacity_building', 'advocacy', 'partnership', 'outreach', 'research')),
    level         text CHECK (level IN ('local', 'national', 'regional')),
    title         text NOT NULL,
    description   text,
    actors        text NOT NULL,
    non_members   text NOT NULL,
    member_ids    text NOT NULL,
    partners      text NOT NULL,
    focus_areas   integer NOT NULL,
    starts_on     date NOT NULL,
    ends_on       date,
    status        text NOT NULL CHECK (status IN ('planned', 'running', 'completed', 'cancelled')),
    outcome       text,
    status_reason text,
    version       integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CHECK (kind <> 'capacity_building' OR level IS NOT NULL),
    CHECK (ends_on >= starts_on),
    CHECK (status <> 'completed' OR ends_on IS NOT NULL),
    CHECK (outcome IS NULL OR status = 'completed'),
    CHECK ((status = 'cancelled') = (status_reason IS NOT NULL))
);
CREATE INDEX initiatives_by_time ON initiatives (created_at, id);
CREATE INDEX initiatives_by_start ON initiatives (starts_on, id);
CREATE INDEX initiatives_by_lead ON initiatives (lead_id, created_at, id);

CREATE TABLE forum_exchanges (
    id           uuid PRIMARY KEY,
    forum        text NOT NULL CHECK (forum IN ('informal_expert_group', 'group_of_friends', 'other')),
    forum_name   text,
    direction    text NOT NULL CHECK (direction IN ('to_forum', 'from_forum')),
    exchanged_on date NOT NULL,
    title        text NOT NULL,
    summary      text,
    document_url text,
    focus_areas  integer NOT NULL,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((forum = 'other') = (forum_name IS NOT NULL))
);
CREATE INDEX forum_exchanges_by_day ON forum_exchanges (exchanged_on, id);
CREATE INDEX forum_exchanges_by_time ON forum_exchanges (created_at, id);

CREATE TABLE promotions (
    id           uuid PRIMARY KEY,
    member_id    uuid NOT NULL REFERENCES members (id),
    forum        text NOT NULL CHECK (forum IN ('informal_expert_group', 'group_of_friends', 'other')),
    forum_name   text,
    promoted_on  date NOT NULL,
    title        text NOT NULL,
    description  text,
    document_url text,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((forum = 'other') = (forum_name IS NOT NULL))
);
CREATE INDEX promotions_by_day ON promotions (promoted_on, id);
CREATE INDEX promotions_by_time ON promotions (created_at, id);
CREATE INDEX promotions_by_member ON promotions (member_id, promoted_on, id);
