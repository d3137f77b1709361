-- Down migrations are for development only: a released schema moves forward.
DROP TABLE meeting_documents;
