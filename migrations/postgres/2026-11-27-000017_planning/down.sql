DROP TABLE action_evidence;
DROP TABLE action_timelines;
DROP TABLE actions;
DROP TABLE goals;
