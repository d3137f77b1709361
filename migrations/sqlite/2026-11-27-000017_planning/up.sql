-- What the troika sets with the secretariat (clause troika.timelines): goals, and actions, each on timelines that name the
-- meeting of the troika that set them. The last one counts.

CREATE TABLE goals (
    id            BLOB PRIMARY KEY,
    meeting_id    BLOB NOT NULL REFERENCES meetings (id),
    title         TEXT NOT NULL,
    description   TEXT,
    focus_areas   INTEGER NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('open', 'fulfilled', 'dropped')),
    status_reason TEXT,
    closed_at     INTEGER,
    version       INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    CHECK ((status = 'open') = (closed_at IS NULL)),
    CHECK ((status = 'dropped') = (status_reason IS NOT NULL))
) STRICT;
CREATE INDEX goals_by_time ON goals (created_at, id);
CREATE INDEX goals_by_meeting ON goals (meeting_id, created_at, id);

CREATE TABLE actions (
    id            BLOB PRIMARY KEY,
    meeting_id    BLOB NOT NULL REFERENCES meetings (id),
    goal_id       BLOB REFERENCES goals (id),
    title         TEXT NOT NULL,
    description   TEXT,
    owner         TEXT NOT NULL CHECK (owner IN ('member', 'secretariat')),
    owner_id      BLOB REFERENCES members (id),
    -- That of the last timeline, by which lists are sorted.
    due_on        TEXT NOT NULL,
    focus_areas   INTEGER NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'done', 'dropped')),
    status_reason TEXT,
    started_at    INTEGER,
    closed_at     INTEGER,
    version       INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    CHECK ((owner = 'member') = (owner_id IS NOT NULL)),
    CHECK (status <> 'open' OR started_at IS NULL),
    CHECK (status NOT IN ('in_progress', 'done') OR started_at IS NOT NULL),
    CHECK ((status IN ('done', 'dropped')) = (closed_at IS NOT NULL)),
    CHECK ((status = 'dropped') = (status_reason IS NOT NULL))
) STRICT;
CREATE INDEX actions_by_time ON actions (created_at, id);
CREATE INDEX actions_by_due ON actions (due_on, id);
CREATE INDEX actions_by_owner ON actions (owner_id, due_on, id);
CREATE INDEX actions_by_goal ON actions (goal_id, due_on, id);
CREATE INDEX actions_by_meeting ON actions (meeting_id, due_on, id);

CREATE TABLE action_timelines (
    action_id  BLOB NOT NULL REFERENCES actions (id),
    position   INTEGER NOT NULL,
    due_on     TEXT NOT NULL,
    meeting_id BLOB NOT NULL REFERENCES meetings (id),
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (action_id, position)
) STRICT;
CREATE INDEX action_timelines_by_meeting ON action_timelines (meeting_id);

CREATE TABLE action_evidence (
    action_id BLOB NOT NULL REFERENCES actions (id),
    position  INTEGER NOT NULL,
    text      TEXT,
    url       TEXT,
    update_id BLOB REFERENCES updates (id),
    -- The member that added it; none for the secretariat.
    member_id BLOB REFERENCES members (id),
    added_at  INTEGER NOT NULL,
    PRIMARY KEY (action_id, position),
    CHECK (text IS NOT NULL OR url IS NOT NULL OR update_id IS NOT NULL)
) STRICT;
