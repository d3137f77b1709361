DROP TABLE assistance_needs;
DROP TABLE assistance_offers;
DROP TABLE funding_commitments;
DROP TABLE funding_programmes;
DROP TABLE action_plans;
DROP TABLE support_requests;
DROP TABLE coordinators;
