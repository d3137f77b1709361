-- Down migrations are for development only: a released schema moves forward.
DROP TABLE chairs;
DROP TABLE chair_terms;
DROP TABLE nominees;
DROP TABLE chairmanship_nominations;
