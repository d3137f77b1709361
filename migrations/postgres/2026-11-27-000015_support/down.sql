DROP TABLE action_plans;
DROP TABLE support_requests;
DROP TABLE coordinators;
