-- What came out of meetings that were held: a communiqué with the members that associate themselves with it, or the Chair's
-- summary, and its points, which become actions.

CREATE TABLE meeting_outcomes (
    id           BLOB PRIMARY KEY,
    meeting_id   BLOB NOT NULL UNIQUE REFERENCES meetings (id),
    -- That of the meeting, which no longer changes once it was held.
    visibility   TEXT NOT NULL CHECK (visibility IN ('public', 'network')),
    kind         TEXT NOT NULL CHECK (kind IN ('communique', 'chairs_summary')),
    title        TEXT NOT NULL,
    body         TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('draft', 'published')),
    published_at INTEGER,
    version      INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    CHECK ((status = 'published') = (published_at IS NOT NULL))
) STRICT;

CREATE TABLE outcome_associations (
    outcome_id    BLOB NOT NULL REFERENCES meeting_outcomes (id),
    member_id     BLOB NOT NULL REFERENCES members (id),
    associated_at INTEGER NOT NULL,
    PRIMARY KEY (outcome_id, member_id)
) STRICT;

CREATE TABLE outcome_points (
    id          BLOB PRIMARY KEY,
    meeting_id  BLOB NOT NULL REFERENCES meeting_outcomes (meeting_id),
    position    INTEGER NOT NULL,
    text        TEXT NOT NULL,
    focus_areas INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX outcome_points_by_meeting ON outcome_points (meeting_id, position, id);

-- The actions that a point has become.
CREATE TABLE outcome_point_actions (
    action_id BLOB PRIMARY KEY REFERENCES actions (id),
    point_id  BLOB NOT NULL REFERENCES outcome_points (id)
) STRICT;
CREATE INDEX outcome_point_actions_by_point ON outcome_point_actions (point_id, action_id);
