DROP TABLE outcome_point_actions;
DROP TABLE outcome_points;
DROP TABLE outcome_associations;
DROP TABLE meeting_outcomes;
