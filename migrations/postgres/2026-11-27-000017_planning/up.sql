-- What the troika sets with the secretariat (clause troika.timelines): goals, and actions, each on timelines that name the
-- meeting of the troika that set them. The last one counts.

CREATE TABLE goals (
    id            uuid PRIMARY KEY,
    meeting_id    uuid NOT NULL REFERENCES meetings (id),
    title         text NOT NULL,
    description   text,
    focus_areas   integer NOT NULL,
    status        text NOT NULL CHECK (status IN ('open', 'fulfilled', 'dropped')),
    status_reason text,
    closed_at     timestamptz,
    version       integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CHECK ((status = 'open') = (closed_at IS NULL)),
    CHECK ((status = 'dropped') = (status_reason IS NOT NULL))
);
CREATE INDEX goals_by_time ON goals (created_at, id);
CREATE INDEX goals_by_meeting ON goals (meeting_id, created_at, id);

CREATE TABLE actions (
    id            uuid PRIMARY KEY,
    meeting_id    uuid NOT NULL REFERENCES meetings (id),
    goal_id       uuid REFERENCES goals (id),
    title         text NOT NULL,
    description   text,
    owner         text NOT NULL CHECK (owner IN ('member', 'secretariat')),
    owner_id      uuid REFERENCES members (id),
    -- That of the last timeline, by which lists are sorted.
    due_on        date NOT NULL,
    focus_areas   integer NOT NULL,
    status        text NOT NULL CHECK (status IN ('open', 'in_progress', 'done', 'dropped')),
    status_reason text,
    started_at    timestamptz,
    closed_at     timestamptz,
    version       integer NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CHECK ((owner = 'member') = (owner_id IS NOT NULL)),
    CHECK (status <> 'open' OR started_at IS NULL),
    CHECK (status NOT IN ('in_progress', 'done') OR started_at IS NOT NULL),
    CHECK ((status IN ('done', 'dropped')) = (closed_at IS NOT NULL)),
    CHECK ((status = 'dropped') = (status_reason IS NOT NULL))
);
CREATE INDEX actions_by_time ON actions (created_at, id);
CREATE INDEX actions_by_due ON actions (due_on, id);
CREATE INDEX actions_by_owner ON actions (owner_id, due_on, id);
CREATE INDEX actions_by_goal ON actions (goal_id, due_on, id);
CREATE INDEX actions_by_meeting ON actions (meeting_id, due_on, id);

CREATE TABLE action_timelines (
    action_id  uuid NOT NULL REFERENCES actions (id),
    position   integer NOT NULL,
    due_on     date NOT NULL,
    meeting_id uuid NOT NULL REFERENCES meetings (id),
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (action_id, position)
);
CREATE INDEX action_timelines_by_meeting ON action_timelines (meeting_id);

CREATE TABLE action_evidence (
    action_id uuid NOT NULL REFERENCES actions (id),
    position  integer NOT NULL,
    text      text,
    url       text,
    update_id uuid REFERENCES updates (id),
    -- The member that added it; none for the secretariat.
    member_id uuid REFERENCES members (id),
    added_at  timestamptz NOT NULL,
    PRIMARY KEY (action_id, position),
    CHECK (text IS NOT NULL OR url IS NOT NULL OR update_id IS NOT NULL)
);
