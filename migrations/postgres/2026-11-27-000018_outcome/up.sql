-- What came out of meetings that were held: a communiqué with the members that associate themselves with it, or the Chair's
-- summary, and its points, which become actions.

CREATE TABLE meeting_outcomes (
    id           uuid PRIMARY KEY,
    meeting_id   uuid NOT NULL UNIQUE REFERENCES meetings (id),
    -- That of the meeting, which no longer changes once it was held.
    visibility   text NOT NULL CHECK (visibility IN ('public', 'network')),
    kind         text NOT NULL CHECK (kind IN ('communique', 'chairs_summary')),
    title        text NOT NULL,
    body         text NOT NULL,
    status       text NOT NULL CHECK (status IN ('draft', 'published')),
    published_at timestamptz,
    version      integer NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CHECK ((status = 'published') = (published_at IS NOT NULL))
);

CREATE TABLE outcome_associations (
    outcome_id    uuid NOT NULL REFERENCES meeting_outcomes (id),
    member_id     uuid NOT NULL REFERENCES members (id),
    associated_at timestamptz NOT NULL,
    PRIMARY KEY (outcome_id, member_id)
);

CREATE TABLE outcome_points (
    id          uuid PRIMARY KEY,
    meeting_id  uuid NOT NULL REFERENCES meeting_outcomes (meeting_id),
    position    integer NOT NULL,
    text        text NOT NULL,
    focus_areas integer NOT NULL,
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX outcome_points_by_meeting ON outcome_points (meeting_id, position, id);

-- The actions that a point has become.
CREATE TABLE outcome_point_actions (
    action_id uuid PRIMARY KEY REFERENCES actions (id),
    point_id  uuid NOT NULL REFERENCES outcome_points (id)
);
CREATE INDEX outcome_point_actions_by_point ON outcome_point_actions (point_id, action_id);
